"""A reading in, the day on which its text was published out, as bylines, datelines and stamps say.

It is no date of a deal: "signed in May, reported on 3 June" has one of each.
"""

import re

from krpia_graph.extract.names import Text
from krpia_graph.extract.periods import find_periods
from krpia_graph.model.case import Period
from krpia_graph.model.document import Reading, Span

_STAMP = re.compile(
    r"(?:date|published|posted|updated|입력|승인|등록|기사입력)\s?[:\[]?\s?", re.IGNORECASE
)  # what a line begins with that is read as part of the story
_DAY = 10  # the length of an EDTF day


def find_published(reading: Reading, text: Text) -> Period | None:
    """The first whole day outside the story, or behind a stamp; None where there is none.

    Positions are those of the readable text.
    """
    document = reading.document
    asides = [
        document.in_readable(noise.start, noise.end)
        for noise in reading.noise
        if noise.kind in ("byline", "dateline")
    ]
    stamped = []
    for statement in reading.statements:
        span = document.in_readable(statement.start, statement.end)
        if _STAMP.match(text.original, span.start, span.end):
            stamped.append(Span(span.start, min(span.end, span.start + 40)))
    for span in sorted((*asides, *stamped)):
        for period in find_periods(text, *span):
            if len(period.edtf) == _DAY and "/" not in period.edtf:
                return period
    return None
