"""How many actors have at least so many partners in, the share of them on two logarithmic axes out."""

from collections import defaultdict
from itertools import pairwise

from krpia_graph.model.centrality import Actor
from krpia_graph.write.analysis.plots.pencil import (
    HAIRLINE,
    SMALL,
    TEXT,
    Pencil,
    Subject,
    finished,
    fitted,
    sheet,
)
from krpia_graph.write.analysis.plots.scales import Scale, tick_text
from krpia_graph.write.figure.canvas import INK, QUIET, text_width
from krpia_graph.write.figure.marks import shape_path

HEIGHT = 280.0
LEFT, BOTTOM, RIGHT, TOP = 46.0, 34.0, 120.0, 20.0
DOT = 3.2
NAMED = 3  # of the largest numbers of partners, those who have them


def degrees(subject: Subject) -> str:
    """The plot."""
    rows, words = subject.analysis.degrees, subject.words
    everyone = len(subject.analysis.ranking)
    with sheet(subject, HEIGHT) as pencil:
        if not rows:
            pencil.text(0, HEIGHT / 2, words.has_no, TEXT, colour=QUIET)
            return finished(pencil, "degrees")
        least = min(count for _, count in rows) / everyone
        across = Scale(1, max(rows[-1][0], 2) * 1.08, LEFT, pencil.width - RIGHT, True)
        up = Scale(least * 0.85, 1.0, BOTTOM, HEIGHT - TOP, True)
        for tick in across.ticks():
            pencil.line((across(tick), BOTTOM), (across(tick), HEIGHT - TOP), HAIRLINE, 0.6)
            pencil.text(across(tick), BOTTOM - 9, tick_text(tick), SMALL, "center", QUIET)
        for tick in up.ticks():
            pencil.line((LEFT, up(tick)), (pencil.width - RIGHT, up(tick)), HAIRLINE, 0.6)
            pencil.text(LEFT - 5, up(tick), f"{100 * tick:.3g} %", SMALL, "right", QUIET)
        pencil.text(pencil.width - RIGHT, 9, words.measure("degree"), SMALL, "right", QUIET)
        pencil.text(0, HEIGHT - 6, words.degrees_y, SMALL, "left", QUIET)
        spots = [(across(k), up(count / everyone)) for k, count in rows]
        for one, other in pairwise(spots):
            pencil.line(one, (other[0], one[1]), INK, 1.0)
            pencil.line((other[0], one[1]), other, INK, 1.0)
        _dots(pencil, spots)
        return finished(pencil, "degrees")


def _dots(pencil: Pencil, spots: list[tuple[float, float]]) -> None:
    """A dot for each number of partners, a link to the first who has it; the largest with names."""
    subject = pencil.subject
    having: dict[int, list[Actor]] = defaultdict(list)
    for row in subject.analysis.ranking:
        having[row.partners].append(row.actor)
    for place, ((k, _), (x, y)) in enumerate(zip(subject.analysis.degrees, spots, strict=True)):
        actors = having[k]
        url = subject.url(actors[0]) if actors else None
        pencil.shape(shape_path("dot", x, y, DOT), INK, url=url)
        if actors and place >= len(spots) - NAMED:
            names = ", ".join(subject.name(actor) for actor in actors)
            text = fitted(names, TEXT, pencil.width - x - 10)
            below = y + 9 if text_width(text) * TEXT > pencil.width - x - 8 else y + 7
            pencil.text(x + 6, below, text, TEXT, url=url)
