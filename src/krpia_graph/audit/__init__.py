"""Documents, what they gave and the graph in; an account of every line, and what to look at, out."""

from collections.abc import Iterable
from dataclasses import dataclass

from krpia_graph.audit.accounts import Account, account, unread
from krpia_graph.audit.faults import dangling_ids, unfounded_edges, wrong_spans
from krpia_graph.audit.findings import KINDS, Finding, Kind, placed
from krpia_graph.audit.questions import garbled, repeated, without_origin
from krpia_graph.model.case import Resolution
from krpia_graph.model.document import Reading
from krpia_graph.model.domain import Domain
from krpia_graph.model.graph import KnowledgeGraph

__all__ = ["KINDS", "Account", "Audit", "Finding", "Kind", "audit"]


@dataclass(frozen=True, slots=True)
class Audit:
    """The account of each source, and the findings in the order of `KINDS`, then by place."""

    accounts: tuple[Account, ...]
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings of the kinds that must never happen."""
        return tuple(finding for finding in self.findings if KINDS[finding.kind].weight == "fault")

    @property
    def by_kind(self) -> dict[str, tuple[Finding, ...]]:
        """The findings of each kind of which there is one."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.kind, []).append(finding)
        return {kind: tuple(findings) for kind, findings in found.items()}


def audit(graph: KnowledgeGraph, told: Iterable[tuple[Reading, Resolution]], domain: Domain) -> Audit:
    """What became of every line of the readings, and what is wrong or missing in them and in the graph.

    `told` are the readings that the graph was built from, each with its resolution; the statements of the
    lexicon are not held against its files.
    """
    pairs = tuple(told)
    readings = [reading for reading, _ in pairs]
    found = [
        *wrong_spans(graph, pairs),
        *dangling_ids(graph, pairs, domain),
        *unfounded_edges(graph),
        *(one for reading in readings for one in unread(reading)),
        *garbled(readings),
        *repeated(graph, readings),
        *without_origin(graph),
    ]
    documents = {reading.document.source.id: reading.document for reading in readings}
    return Audit(tuple(map(account, readings)), placed(found, documents))
