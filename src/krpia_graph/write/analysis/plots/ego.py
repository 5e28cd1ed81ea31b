"""An actor and its ties in, it and its partners out, with the number of cases on each tie."""

from krpia_graph.model.ties import Tie
from krpia_graph.write.analysis.plots.pencil import (
    PAPER,
    SMALL,
    TEXT,
    Align,
    Pencil,
    Subject,
    finished,
    fitted,
    sheet,
    types_of,
)
from krpia_graph.write.figure.canvas import QUIET, text_width

ROW, FOOT = 22.0, 30.0
MIDDLE, REACH = 270.0, 96.0  # of the sheet; how far partners stand aside
MARK, LARGE = 4.2, 8.0
MOST = 40  # partners
NAMES = 150.0


def ego(subject: Subject) -> str:
    """The plot of the first-ranked actor."""
    ranking, words = subject.analysis.ranking, subject.words
    first = ranking[0] if ranking else None
    ties = subject.analysis.ties_of(first.actor.id) if first else ()
    shown = ties[:MOST]
    rows = max((len(shown) + 1) // 2, 2)
    height = ROW * rows + FOOT + 20
    with sheet(subject, height) as pencil:
        if first is None or not shown:
            pencil.text(0, height / 2, words.has_no, TEXT, colour=QUIET)
            return finished(pencil, "ego")
        y0 = FOOT + 10 + ROW * rows / 2
        for number, tie in enumerate(shown):
            row, side = number // 2, 1 if number % 2 else -1
            here = (len(shown) + (side < 0)) // 2  # how many there are on this side
            y = y0 + ((here - 1) / 2 - row) * ROW
            _partner(pencil, first.actor.id, tie, y0, y, side)
        pencil.mark(first.actor, MIDDLE, y0, LARGE)
        name, size, above = fitted(subject.name(first.actor), TEXT + 2, 160), TEXT + 2, y0 + LARGE + 9
        half = text_width(name) * size / 2 + 2
        pencil.box(MIDDLE - half, above - 6, MIDDLE + half, above + 6, PAPER)  # lines stop at the name
        pencil.text(MIDDLE, above, name, size, "center", url=subject.url(first.actor))
        if len(ties) > MOST:
            pencil.text(MIDDLE, FOOT - 2, words.more.format(len(ties) - MOST), SMALL, "center", QUIET)
        around = {first.actor.id, *(tie.other(first.actor.id).id for tie in shown)}
        pencil.legend(types_of([r for r in ranking if r.actor.id in around], subject.vocabulary), 9)
        return finished(pencil, "ego")


def _partner(pencil: Pencil, ego_: str, tie: Tie, y0: float, y: float, side: int) -> None:
    subject = pencil.subject
    partner = tie.other(ego_)
    x = MIDDLE + side * REACH
    pencil.line((MIDDLE, y0), (x, y), QUIET, 0.8 + 0.9 * (min(len(tie.cases), 6) - 1))
    pencil.mark(partner, x, y, MARK)
    align: Align = "left" if side > 0 else "right"
    x += side * (MARK + 4)
    name = fitted(subject.name(partner), TEXT, NAMES)
    pencil.text(x, y + 4, name, TEXT, align, url=subject.url(partner))
    cases = subject.words.counted("case_count", len(tie.cases))
    pencil.text(x, y - 6, cases, SMALL, align, QUIET)
