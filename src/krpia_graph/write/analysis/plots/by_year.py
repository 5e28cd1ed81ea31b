"""The years of the cases in, three panels out: cases, new and repeated ties, the largest component."""

from collections.abc import Sequence
from itertools import pairwise

from krpia_graph.model.analysis import Year
from krpia_graph.write.analysis.plots.pencil import (
    HAIRLINE,
    SMALL,
    TEXT,
    Pencil,
    Subject,
    finished,
    sheet,
)
from krpia_graph.write.analysis.plots.scales import Scale
from krpia_graph.write.analysis.timeline import place_of
from krpia_graph.write.figure.canvas import INK, QUIET
from krpia_graph.write.figure.marks import shape_path

PANEL, GAP, FOOT = 66.0, 28.0, 20.0
BARS = PANEL - 10  # of a panel, for its bars
LEFT, RIGHT = 30.0, 10.0
BLUE = "#0072B2"
WIDEST = 22.0  # of a bar


def by_year(subject: Subject) -> str:
    """The plot."""
    years, words = subject.analysis.years, subject.words
    height = 3 * (PANEL + GAP) + FOOT - 8
    with sheet(subject, height if years else 40.0) as pencil:
        if not years:
            pencil.text(0, 20, words.has_no, TEXT, colour=QUIET)
            return finished(pencil, "by_year")
        floors = [height - GAP - PANEL - (PANEL + GAP) * number + 8 for number in range(3)]
        for floor, title in zip(floors, (words.year_cases, words.year_ties, words.year_main), strict=True):
            pencil.text(0, floor + PANEL + 9, title, TEXT)
            pencil.line((LEFT, floor), (pencil.width - RIGHT, floor), QUIET, 0.8)
        room = (pencil.width - LEFT - RIGHT) / len(years)
        middles = [LEFT + room * (place + 0.5) for place in range(len(years))]
        width = min(room * 0.36, WIDEST)
        urls = [f"#{place_of(year.year)}" if year.cases else None for year in years]
        cases, new, again = zip(*((len(y.cases), y.new, y.repeated) for y in years), strict=True)
        most = max(*new, *again, 1)
        aside = width * 0.55
        _bars(pencil, middles, cases, urls, Scale(0, max(cases), floors[0], floors[0] + BARS), width * 1.5)
        ties = Scale(0, most, floors[1], floors[1] + BARS)
        _bars(pencil, [x - aside for x in middles], new, urls, ties, width)
        _bars(pencil, [x + aside for x in middles], again, urls, ties, width, filled=False)
        _share(pencil, middles, years, floors[2])
        every = -(-len(years) // 16)
        for x, year, url in list(zip(middles, years, urls, strict=True))[::every]:
            pencil.text(x, floors[2] - 10, str(year.year), SMALL, "center", QUIET, url=url)
        return finished(pencil, "by_year", {f"#{place_of(year.year)}": str(year.year) for year in years})


def _bars(
    pencil: Pencil,
    middles: Sequence[float],
    counts: Sequence[int],
    urls: Sequence[str | None],
    scale: Scale,
    width: float,
    filled: bool = True,
) -> None:
    """A bar for each year that is not empty, a link to the cases of the year."""
    fill, edge = (BLUE, "none") if filled else ("none", BLUE)
    for x, count, url in zip(middles, counts, urls, strict=True):
        if count:
            pencil.box(x - width / 2, scale.start, x + width / 2, scale(count), fill, edge, url)
            pencil.text(x, scale(count) + 5.5, str(count), SMALL, "center", QUIET, url=url)


def _share(pencil: Pencil, middles: Sequence[float], years: Sequence[Year], floor: float) -> None:
    scale = Scale(0, 1, floor, floor + BARS)
    for tick in (0.5, 1.0):
        pencil.line((LEFT, scale(tick)), (pencil.width - RIGHT, scale(tick)), HAIRLINE, 0.6)
    for tick in (0.0, 0.5, 1.0):
        pencil.text(LEFT - 4, scale(tick), f"{100 * tick:.0f} %", SMALL, "right", QUIET)
    spots = [(x, scale(year.main)) for x, year in zip(middles, years, strict=True)]
    for one, other in pairwise(spots):
        pencil.line(one, other, INK, 1.0)
    for x, y in spots:
        pencil.shape(shape_path("dot", x, y, 2.6), INK)
    x, y = spots[-1]
    pencil.text(x, y + 9, f"{100 * years[-1].main:.0f} %", SMALL, "center", QUIET)
