"""Sorted quads in, N-Triples or N-Quads out: the lines as they are sorted, and the fingerprint of them."""

import hashlib
from collections.abc import Iterator

from krpia_graph.write.syntax.sorting import SortedQuads, triples


def ntriples(quads: SortedQuads) -> Iterator[str]:
    """The triples of all graphs, each once, from quads by subject."""
    for block in triples(quads):
        yield " .\n".join(block) + " .\n"


def nquads(quads: SortedQuads) -> Iterator[str]:
    """The canonical sorted N-Quads file, from quads by subject."""
    for block in quads.blocks():
        yield "".join([f"{line}.\n" if line[-1] == " " else f"{line} .\n" for line in block])


def fingerprint(quads: SortedQuads) -> str:
    """The SHA-256, in hexadecimal, of the canonical sorted N-Quads file, from quads by subject.

    Equal datasets without blank nodes have equal fingerprints, whatever file they come from; it is then the
    hash of RDFC-1.0 as well.
    """
    digest = hashlib.sha256()
    for chunk in nquads(quads):
        digest.update(chunk.encode())
    return digest.hexdigest()
