"""Two exports in, what they differ in out, in cases, entities and edges.

It works from the RDF alone, in any format and order. The same thing in both exports has the same address, or
one that the ledger of either export (`dcterms:isReplacedBy`) leads to the other. An edge is the same where
its ends, relation and role are; words of a document are the same wherever they stand.
"""

from collections.abc import Iterable
from pathlib import Path

from krpia_graph.diff.export import Export, export_of
from krpia_graph.diff.pair import Pair
from krpia_graph.model.difference import CHANGE_KINDS, WHATS, Change, Difference
from krpia_graph.read.rdf_file import Triple, read_rdf


def compare_files(old: Path, new: Path) -> Difference:
    """What the export at `new` has otherwise than the one at `old`; the suffixes name their formats.

    Raises SourceError where a file cannot be read or holds no export, UnknownNameError for another suffix.
    """
    return compare_exports(export_of(read_rdf(old), str(old)), export_of(read_rdf(new), str(new)))


def compare(old: Iterable[Triple], new: Iterable[Triple]) -> Difference:
    """What the export of the triples `new` has otherwise than that of `old`.

    Terms are in N-Triples syntax. The order of the triples is of no account.
    """
    return compare_exports(export_of(old, "the old export"), export_of(new, "the new export"))


def compare_exports(old: Export, new: Export) -> Difference:
    """What `new` has otherwise than `old`."""
    bases = (old.base, new.base)
    old, new = (export.with_base(min(bases)) for export in (old, new))
    pair = Pair(old, new)
    changes = sorted(pair.changes(), key=_order)
    return Difference(bases, tuple(changes), pair.totals(), pair.moved())


def _order(change: Change) -> tuple[object, ...]:
    return (
        CHANGE_KINDS.index(change.kind),
        WHATS.index(change.what),
        change.label,
        change.new or change.old,
        change.old,
    )
