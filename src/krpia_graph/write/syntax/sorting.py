"""Quads in any order in, the same quads out sorted and each once, in memory that does not grow with them.

Up to `RUN` quads are sorted where they are. Beyond that each run is sorted and laid down in a temporary file,
and the runs are merged whenever the quads are read. A quad is handled as one line, `subject predicate object
graph`, because sorting strings is several times cheaper than sorting terms, and because no term of canonical
N-Triples but a literal holds a space, so that the line can be taken apart again.
"""

import tempfile
import weakref
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, compress, islice, pairwise
from operator import itemgetter, ne
from typing import IO, NamedTuple

Quad = tuple[str, str, str, str]  # subject, predicate, object, graph ("" is the default graph)
Block = list[str]  # some lines that follow each other, in order

RUN = 131_072  # lines that are sorted in memory
_TAKEN = 8_192  # lines that are taken in at once
_BLOCK = 1_024  # lines of a run that are read at once


class _Piece(NamedTuple):
    """Where in the file some lines of a run are, and the first of them."""

    first: str
    start: int
    size: int


class SortedQuads:
    """Quads as sorted lines, each once; they can be read as often as wanted, but by one reader at a time.

    `order` "subject" gives the lines of the canonical sorted N-Quads file (without the ` .` at their ends),
    `order` "graph" puts the graph in front (`graph subject predicate object `): the default graph first.
    The terms must be in canonical N-Triples syntax. OSError where the temporary file cannot be written.
    """

    def __init__(self, quads: Iterable[Quad], order: str = "subject", run: int = RUN) -> None:
        self._runs: list[list[_Piece]] = []
        self._file: IO[bytes] | None = None
        lines: Iterator[str] = map(" ".join, quads)
        if order == "graph":
            lines = (f"{graph} {subject} {verb} {thing} " for subject, verb, thing, graph in quads)
        self._memory = _distinct(sorted(islice(lines, run)))
        while taken := list(islice(lines, run)):
            if not self._runs:
                self._lay_down(self._memory)
                self._memory = []
            taken.sort()
            self._lay_down(_distinct(taken))

    def blocks(self, low: str = "", high: str = "") -> Iterator[Block]:
        """The lines from `low` on and before `high` ("" is no limit), in blocks of at least one line."""
        if not self._runs:
            lines = self._memory
            end = bisect_left(lines, high) if high else len(lines)
            for start in range(bisect_left(lines, low), end, _TAKEN):
                yield lines[start : min(start + _TAKEN, end)]
        else:
            yield from _merge([self._read(run, low, high) for run in self._runs])

    def _lay_down(self, lines: Block) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the object)
            weakref.finalize(self, self._file.close)
        start, pieces = self._file.seek(0, 2), []
        for first in range(0, len(lines), _BLOCK):
            part = lines[first : first + _BLOCK]
            # A lone surrogate is the writer's to refuse, whether or not there was a file in between.
            size = self._file.write("\n".join(part).encode("utf-8", "surrogatepass"))
            pieces.append(_Piece(part[0], start, size))
            start += size
        if pieces:
            self._runs.append(pieces)

    def _read(self, run: list[_Piece], low: str, high: str) -> Iterator[Block]:
        assert self._file
        begin = max(bisect_right(run, low, key=itemgetter(0)) - 1, 0)
        for piece in run[begin:]:
            if high and piece.first >= high:
                return
            self._file.seek(piece.start)
            lines = self._file.read(piece.size).decode("utf-8", "surrogatepass").split("\n")
            if lines[0] < low or (high and lines[-1] >= high):
                lines = lines[bisect_left(lines, low) : bisect_left(lines, high) if high else len(lines)]
            if lines:
                yield lines


def _merge(runs: Iterable[Iterator[Block]]) -> Iterator[Block]:
    """Sorted runs as one, block by block: `list.sort` merges what is in order faster than a heap does."""
    live = [(block, run) for run in runs if (block := next(run, []))]
    while len(live) > 1:
        cut = min(block[-1] for block, _ in live)  # no run holds an earlier line that has not been read
        merged: Block = []
        left = []
        for block, run in live:
            at = bisect_right(block, cut)
            merged += block[:at]
            if block := block[at:] or next(run, []):
                left.append((block, run))
        merged.sort()
        yield _distinct(merged)
        live = left
    for block, run in live:
        yield block
        yield from run


def _distinct(lines: Block) -> Block:
    """Sorted lines, each once."""
    return list(compress(lines, map(ne, lines, chain(islice(lines, 1, None), [""]))))


def headed(quads: SortedQuads, first: Iterable[str]) -> Iterator[Block]:
    """The lines of quads by subject; subjects that begin with one of `first` come first, in that order."""
    heads = [(head, head[:-1] + chr(ord(head[-1]) + 1)) for head in first]
    ends = ["", *(place for span in sorted(heads) for place in span), ""]
    between = [(low, high) for low, high in list(pairwise(ends))[::2] if not high or low < high]
    for low, high in [*heads, *between]:
        yield from quads.blocks(low, high)


def triples(quads: SortedQuads) -> Iterator[Block]:
    """The triples of all graphs, each once, as lines `subject predicate object`, from quads by subject."""
    last = ""
    for block in quads.blocks():
        lines = _distinct([line[: line.rindex(" ")] for line in block])
        if lines[0] == last:  # the same triple in another graph
            del lines[0]
        if lines:
            last = lines[-1]
            yield lines


def graphs(quads: SortedQuads) -> Iterator[tuple[str, Block]]:
    """Graph and lines `subject predicate object ` of it, from quads by graph; a graph may come in parts."""
    for block in quads.blocks():
        at = 0
        while at < len(block):
            graph = block[at].split(" ", 1)[0]
            end = bisect_left(block, f"{graph}!", at)  # "!" is the character behind the space
            yield graph, [line[len(graph) + 1 :] for line in block[at:end]]
            at = end
