"""A case in, how much it adds to each of its ties out, by one of several schemes.

To add a scheme, add an entry to `WEIGHTS`.
"""

from collections.abc import Callable, Iterable, Sequence

from krpia_graph.model.case import Case
from krpia_graph.model.edtf import Years, years
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens

Weigh = Callable[[Case, int], float]
"""The weight of each tie of a case, from the case and how many actors it names (at least 2 where it ties)."""


def spans(case: Case) -> list[Years]:
    """The years that a case names: the first and the last of each of its periods, None where it is open."""
    return [years(period.edtf) for period in case.periods]


def first_year(case: Case) -> int | None:
    """The first year that a case names, for a period without a beginning its last; None without any."""
    return min((y for start, end in spans(case) if (y := start or end) is not None), default=None)


def last_year(case: Case) -> int | None:
    """The last year that a case names, for a period without an end its first; None without any."""
    return max((y for start, end in spans(case) if (y := end or start) is not None), default=None)


def undated(cases: Iterable[Case]) -> tuple[str, ...]:
    """The ids of the cases that name no year: nothing that goes by years has them."""
    return tuple(case.id for case in cases if last_year(case) is None)


def _newman(case: Case, named: int) -> float:  # noqa: ARG001
    return 1 / max(named - 1, 1)


def _recency(cases: Sequence[Case], half_life: float) -> Weigh:
    """Half for each `half_life` before the latest year; without a date as much as a dated case on average."""
    dated = {case.id: year for case in cases if (year := first_year(case)) is not None}
    latest = max(dated.values(), default=0)
    factors = {case: 0.5 ** ((latest - year) / half_life) for case, year in dated.items()}
    average = sum(factors.values()) / len(factors) if factors else 1.0
    return lambda case, named: factors.get(case.id, average) * _newman(case, named)


def _confidence(graph: KnowledgeGraph) -> Weigh:
    return lambda case, named: graph.confidence.of_case(case.id).mean * _newman(case, named)


WEIGHTS: dict[str, Callable[[KnowledgeGraph, Sequence[Case], Lens], Weigh]] = {
    "newman": lambda _graph, _cases, _lens: _newman,
    "count": lambda _graph, _cases, _lens: lambda _case, _named: 1.0,
    "confidence": lambda graph, _cases, _lens: _confidence(graph),
    "recency": lambda _graph, cases, lens: _recency(cases, lens.half_life),
}
"""newman: 1/(k-1) for a case of k actors (Newman, Physical Review E 64, 016132, 2001), so that a long list of
hospitals does not outweigh ten partnerships; count: 1; confidence: newman times how sure the case is;
recency: newman, halved for each half-life that it is older than the latest."""
