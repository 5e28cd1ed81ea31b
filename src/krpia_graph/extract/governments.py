"""Places in, the governments named by them out: "Daejeon city government", "the government of Daejeon"."""

import re
from collections.abc import Iterator, Sequence

from krpia_graph.model.case import NameHit

_BEHIND = re.compile(
    r" (?:(?:[Mm]etropolitan|[Cc]ity|[Pp]rovincial|[Mm]unicipal) ){0,2}[Gg]overnment\b"
    r"|(?: Metropolitan)? City\b(?! of)"
    r"| ?(?:보건부|국부펀드|투자청|총영사관|대사관)(?![가-힣]{2})|[시도]청(?![가-힣]{2})"
)
_BEFORE = re.compile(r"\b(?:(?:[Cc]ity|[Mm]etropolitan|[Pp]rovincial) )?[Gg]overnment of (?:the )?$")


def find_governments(text: str, places: Sequence[NameHit]) -> Iterator[tuple[int, int, str]]:
    """Start and end of each government, and the name of its place as the text writes it."""
    for hit in places:
        if behind := _BEHIND.match(text, hit.end):
            yield hit.start, behind.end(), hit.surface
        elif before := _BEFORE.search(text[max(0, hit.start - 40) : hit.start]):
            yield hit.start - len(before[0]), hit.end, hit.surface
