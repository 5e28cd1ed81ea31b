"""The years of the cases in, three panels out: cases, new and repeated ties, the largest component."""

from collections.abc import Sequence
from itertools import pairwise

from krpia_graph.model.analysis import Year
from krpia_graph.write.analysis.plots.pencil import (
    HAIRLINE,
    SMALL,
    TEXT,
    Pencil,
    Scale,
    Subject,
    finished,
    sheet,
)
from krpia_graph.write.figure.canvas import INK, QUIET
from krpia_graph.write.figure.marks import shape_path

PANEL, GAP, FOOT = 66.0, 28.0, 20.0
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
        _bars(pencil, middles, [year.cases for year in years], floors[0], width * 1.5)
        most = max(max(year.new, year.repeated) for year in years) or 1
        aside = width * 0.55
        new, again = [y.new for y in years], [y.repeated for y in years]
        _bars(pencil, [x - aside for x in middles], new, floors[1], width, most)
        _bars(pencil, [x + aside for x in middles], again, floors[1], width, most, filled=False)
        _share(pencil, middles, years, floors[2])
        every = -(-len(years) // 16)
        for x, year in list(zip(middles, years, strict=True))[::every]:
            pencil.text(x, floors[2] - 10, str(year.year), SMALL, "center", QUIET)
        return finished(pencil, "by_year")


def _bars(
    pencil: Pencil,
    middles: Sequence[float],
    counts: Sequence[int],
    floor: float,
    width: float,
    most: int = 0,
    filled: bool = True,
) -> None:
    scale = Scale(0, most or max(counts) or 1, floor, floor + PANEL - 10)
    for x, count in zip(middles, counts, strict=True):
        if count:
            fill, edge = (BLUE, "none") if filled else ("none", BLUE)
            pencil.box(x - width / 2, floor, x + width / 2, scale(count), fill, edge)
            pencil.text(x, scale(count) + 5.5, str(count), SMALL, "center", QUIET)


def _share(pencil: Pencil, middles: Sequence[float], years: Sequence[Year], floor: float) -> None:
    scale = Scale(0, 1, floor, floor + PANEL - 10)
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
