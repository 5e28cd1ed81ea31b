"""A ranking in, its first actors as dots with the intervals of their ranks out, and their chances."""

from krpia_graph.write.analysis.plots.pencil import (
    HAIRLINE,
    SMALL,
    TEXT,
    Subject,
    finished,
    fitted,
    sheet,
    types_of,
)
from krpia_graph.write.analysis.plots.scales import Scale, tick_text
from krpia_graph.write.analysis.tables import chance, number
from krpia_graph.write.figure.canvas import INK, QUIET

SHOWN = 20
ROW = 16.5
NAMES, VALUES = 178.0, 96.0  # points for the names on the left, and for value and chance on the right
HEAD, FOOT = 40.0, 24.0


def ranked(subject: Subject) -> str:
    """The plot."""
    ranking, words = subject.analysis.ranking, subject.words
    rows = ranking[:SHOWN]
    places = [row.places.get(ranking.measure) for row in rows]
    worst = max((place.high or place.rank for place in places if place), default=1)
    height = HEAD + FOOT + ROW * len(rows)
    with sheet(subject, height) as pencil:
        left, right = NAMES + 14, pencil.width - VALUES
        scale = Scale(1, max(worst, 2), left, right - 10)
        top = height - HEAD
        middle = height - 28
        title = words.axis_rank.format(words.measure(ranking.measure))
        pencil.text((left + right) / 2, height - 8, title, SMALL, "center", QUIET)
        pencil.text(right + 34, middle, words.measure(ranking.measure), SMALL, "right", QUIET)
        pencil.text(pencil.width - 2, middle, words.chance, SMALL, "right", QUIET)
        for tick in sorted({1.0, *(t for t in scale.ticks() if t > 1.5)}):
            pencil.line((scale(tick), top), (scale(tick), FOOT), HAIRLINE, 0.6)
            pencil.text(scale(tick), middle, tick_text(tick), SMALL, "center", QUIET)
        for number_, (row, place) in enumerate(zip(rows, places, strict=True)):
            y = top - ROW * (number_ + 0.5)
            url = subject.url(row.actor)
            pencil.text(14, y, str(place.rank) if place else "–", TEXT, "right", QUIET)
            pencil.text(20, y, fitted(subject.name(row.actor), TEXT, NAMES - 20), TEXT, url=url)
            value = row.values[ranking.measure]
            pencil.text(right + 34, y, number(value), TEXT, "right", url=url)
            pencil.text(pencil.width - 2, y, chance(place), TEXT, "right", url=url)
            if place:
                if place.low is not None and place.high is not None:
                    ends = (scale(place.low), y), (scale(place.high), y)
                    pencil.line(*ends, INK, 1.2, url=url)
                    for x, _ in ends:
                        pencil.line((x, y - 2.6), (x, y + 2.6), INK, 1.2)
                pencil.mark(row.actor, scale(place.rank), y)
        pencil.legend(types_of(rows, subject.vocabulary), 9, 20)
        return finished(pencil, "ranked")
