"""Cases in, the periods of years that they name out, each with its cases; those without a date come last."""

from collections.abc import Iterable
from dataclasses import dataclass

from krpia_graph.model.case import Case
from krpia_graph.write.rdf.dates import bounds

MOST_PERIODS = 4
WIDTHS = (1, 2, 5, 10, 20, 25, 50, 100)  # years
OUTLIERS = 20  # one of so many dated cases at either end does not widen the periods


@dataclass(frozen=True, slots=True)
class Period:
    """The years from `first` to `last`, None where it is open to that side, with the ids of its cases.

    `undated` is the period of the cases that name no year.
    """

    first: int | None
    last: int | None
    cases: frozenset[str]
    undated: bool = False


def periods(cases: Iterable[Case]) -> tuple[Period, ...]:
    """Up to `MOST_PERIODS` periods, all of the same number of years, the first and the last of them open.

    A case is in each period that one of its dates touches; "since 2017" lasts to the last year that any case
    names. Where several are needed, the first takes in all that is earlier, the last all that is later. The
    day on which news was published (`Case.reported`) is no date of the case.
    """
    listed = list(cases)
    named = {case.id: [bounds(p.edtf) for p in case.periods] for case in listed}
    years = [int(day[:4]) for pairs in named.values() for pair in pairs for day in pair if day]
    dated = {
        name: [(_year(first, min(years)), _year(last, max(years))) for first, last in pairs if first or last]
        for name, pairs in named.items()
    }
    found = [
        Period(first, last, frozenset(name for name, spans in dated.items() if _touches(spans, first, last)))
        for first, last in _bins([span for spans in dated.values() for span in spans])
    ]
    undated = frozenset(name for name, spans in dated.items() if not spans)
    return (*found, *([Period(None, None, undated, undated=True)] if undated else []))


def _year(day: str, otherwise: int) -> int:
    return int(day[:4]) if day else otherwise


def _touches(spans: Iterable[tuple[int, int]], first: int | None, last: int | None) -> bool:
    return any((last is None or start <= last) and (first is None or first <= end) for start, end in spans)


def _bins(spans: list[tuple[int, int]]) -> list[tuple[int | None, int | None]]:
    """First and last year of each period; one that is closed where a single one will do."""
    if not spans:
        return []
    spared = len(spans) // OUTLIERS
    low = sorted(first for first, _ in spans)[spared]
    high = max(low, sorted(last for _, last in spans)[len(spans) - 1 - spared])
    width = next((w for w in WIDTHS if high // w - low // w < MOST_PERIODS), WIDTHS[-1])
    starts = range(low // width * width, high + 1, width)[-MOST_PERIODS:]
    if len(starts) == 1:
        return [(min(first for first, _ in spans), max(last for _, last in spans))]
    return [
        (None if start == starts[0] else start, None if start == starts[-1] else start + width - 1)
        for start in starts
    ]
