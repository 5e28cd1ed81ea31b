"""Clauses of running text in, the passages that report one deal each out.

One case is one deal, not one sentence. A clause with words that show a relation opens a deal or joins the
one that it shares parties and object with; a clause without such words joins the deal before it where it goes
on about the same parties or only adds dates and sums. "The two signed ..." takes in the sentence before it,
which names them. An ending, what was agreed earlier, and what is held beside a deal (a ceremony, a training)
are deals of their own. What names fewer than two parties reports a case only beside a deal of two, and only
where it speaks of a contract.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from krpia_graph.extract.clauses import Clause
from krpia_graph.model.case import NameHit, Passage, RelationMention
from krpia_graph.model.document import Statement

_REMEMBERED = 12  # deals that a clause may come back to
_ENDING = "termination"
_BESIDE = frozenset(("event", "training", "startup_support", "office"))
_CONTRACT = re.compile(
    r"\b(?:agreement|contract|deal|licen[cs]e|option|order)s?\b|계약|협약|MOU", re.IGNORECASE
)

Strand = Literal["news", "earlier", "ending", "beside"]


@dataclass(eq=False)
class _Deal:
    strand: Strand
    opener: Clause | None = None  # a clause whose relation words a listed one shares
    clauses: list[Clause] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)

    def take(self, clause: Clause) -> None:
        self.clauses.append(clause)
        self.parties |= clause.parties
        self.objects |= clause.objects

    @property
    def relations(self) -> list[RelationMention]:
        own = [r for c in self.clauses for r in c.relations]
        if not own and self.opener:
            own = [r for r in self.opener.relations if r.type not in _BESIDE]
        ending = [r for r in own if r.type == _ENDING]
        return ending or own

    @property
    def told(self) -> list[Clause]:
        return [*([self.opener] if self.opener else []), *self.clauses]

    @property
    def agreed(self) -> bool:
        return any(clause.agreed for clause in self.told)

    @property
    def body(self) -> tuple[Statement, ...]:
        return tuple({c.statement.id: c.statement for c in self.told}.values())


class _Gathering:
    """The deals of one document while its clauses are taken in, in order."""

    def __init__(self) -> None:
        self.deals: list[_Deal] = []
        self.current: _Deal | None = None
        self.before: Clause | None = None  # the clause before, where it belongs to no deal yet
        self.opener: Clause | None = None  # the last clause with relation words
        self.last: Clause | None = None

    def take(self, clause: Clause) -> None:
        """Put a clause into the deal it is about, open one, or leave it aside."""
        spoken_of = clause.parties or (self.before.parties if self.before else frozenset())
        herald = self.last and self.last.relations and not self.last.parties
        heralded = herald and clause.agreed and len(clause.parties) > 1
        if not clause.relations and self.opener and ((clause.listed and clause.parties) or heralded):
            self._open(_Deal("news", opener=self.opener), clause)
        elif clause.relations and spoken_of and (clause.parties or (not self.current and clause.agreed)):
            self._join_or_open(clause)
        elif self.current and _goes_on(clause, self.current):
            self.current.take(clause)
            self.before = None
        else:
            self.before = clause
        self.last = clause
        if clause.relations:
            self.opener = clause

    def _join_or_open(self, clause: Clause) -> None:
        strand = self._strand(clause)
        deal = self._deal_of(clause, strand) if clause.parties and not clause.listed else None
        if deal:
            deal.take(clause)
            self.current, self.before = deal, None
            return
        deal = _Deal(strand)
        if self.before and len(clause.parties) < 2 and self.before.parties and not clause.listed:
            deal.take(self.before)
        self._open(deal, clause)

    def _open(self, deal: _Deal, clause: Clause) -> None:
        deal.take(clause)
        self.deals.append(deal)
        self.current, self.before = deal, None

    def _strand(self, clause: Clause) -> Strand:
        types = {relation.type for relation in clause.relations}
        if _ENDING in types:
            return "ending"
        if types <= _BESIDE:
            return "beside"
        return "earlier" if clause.earlier and self.deals else "news"

    def _deal_of(self, clause: Clause, strand: Strand) -> _Deal | None:
        """The latest deal that the clause is about as well."""
        for deal in reversed(self.deals[-_REMEMBERED:]):
            if deal.strand != strand:
                continue
            shared = clause.parties & deal.parties
            same_object = not clause.objects or not deal.objects or bool(clause.objects & deal.objects)
            enough = shared and (
                clause.parties <= deal.parties or deal.parties <= clause.parties or len(shared) >= 2
            )
            if enough and same_object:
                return deal
        return None


def deal_passages(clauses: Sequence[Clause]) -> Iterator[Passage]:
    """The passages of the deals of one document; those of clauses that belong to no deal report nothing."""
    gathering = _Gathering()
    for clause in clauses:
        gathering.take(clause)
    full = any(len(deal.parties) > 1 and deal.agreed for deal in gathering.deals)
    told: set[Clause] = set()
    for deal in gathering.deals:
        reports = len(deal.parties) > 1 or (full and _is_contract(deal))
        if reports and deal.agreed:
            told |= set(deal.clauses)
            whole = all(clause.whole for clause in deal.clauses) and not deal.opener
            scope = () if whole else tuple(span for clause in deal.clauses for span in clause.scope)
            yield Passage(
                deal.body, scope=scope, relations=tuple(deal.relations), news=deal.strand != "earlier"
            )
    for clause in clauses:
        if clause not in told:
            yield Passage((clause.statement,), reports=False, scope=(clause.span,))


def _is_contract(deal: _Deal) -> bool:
    """Whether a deal of one party says that something was agreed: the other party goes without saying."""
    return (
        bool(deal.parties)
        and (deal.strand in ("earlier", "ending") or any(clause.listed for clause in deal.clauses))
        and any(_CONTRACT.search(statement.readable) for statement in deal.body)
    )


def _goes_on(clause: Clause, deal: _Deal) -> bool:
    if clause.parties:  # a title that names one of the two goes on with the sentence that names both
        return clause.parties <= deal.parties or (len(deal.parties) == 1 and deal.parties <= clause.parties)
    if clause.objects & deal.objects:
        return True
    return clause.figures or bool(clause.relations)


def objects_of(hits: Sequence[NameHit]) -> frozenset[str]:
    """The drugs among the names."""
    return frozenset(hit.candidates[0] for hit in hits if hit.candidates[0].startswith("drug:"))
