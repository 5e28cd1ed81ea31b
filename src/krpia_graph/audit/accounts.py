"""A reading in, what became of its lines and characters out: statement, noise or unread."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from krpia_graph.audit.findings import LINE_END, Found
from krpia_graph.model.document import Noise, Reading, Span, Statement


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one source; blank lines and blanks between words do not count.

    A line belongs to the kind of statement that holds most of it, or, if no statement does, to the kind of
    noise: `statement_lines`, `noise_lines` and the lines `unread` add up to `lines`. `statements` are counted
    themselves, by kind. Of the `characters`, `covered` are in a statement or in noise.
    """

    source: str
    path: str
    reader: str
    lines: int
    statement_lines: Mapping[str, int]
    noise_lines: Mapping[str, int]
    unread: int
    statements: Mapping[str, int]
    characters: int
    covered: int

    @property
    def coverage(self) -> float:
        """The share of the characters that are in a statement or in noise, from 0 to 1."""
        return self.covered / self.characters if self.characters else 1.0


def account(reading: Reading) -> Account:
    """What became of the lines and characters of one source."""
    text, lines = reading.document.text, lines_of(reading.document.text)
    said, left = _held(lines, reading.statements), _held(lines, reading.noise)
    said_lines = Counter(kinds.most_common(1)[0][0] for kinds in said.values())
    noise_lines = Counter(kinds.most_common(1)[0][0] for line, kinds in left.items() if line not in said)
    characters = _solid(text)
    return Account(
        source=reading.document.source.id,
        path=reading.document.source.path,
        reader=reading.reader,
        lines=len(lines),
        statement_lines=dict(said_lines.most_common()),
        noise_lines=dict(noise_lines.most_common()),
        unread=len(lines) - len(said.keys() | left.keys()),
        statements=dict(Counter(statement.kind for statement in reading.statements).most_common()),
        characters=characters,
        covered=characters - sum(_solid(text[start:end]) for start, end in _gaps(reading)),
    )


def unread(reading: Reading) -> Iterator[Found]:
    """What is in no statement and no noise, line by line: whole lines, or some characters of one."""
    text, source = reading.document.text, reading.document.source.id
    whole = frozenset(lines_of(text))
    for gap in _gaps(reading):
        for start, end in lines_of(text, gap):
            kind = "unread_line" if (start, end) in whole else "unread_characters"
            yield Found(kind, text[start:end], text[start:end], source, Span(start, end))


def lines_of(text: str, within: Span | None = None) -> list[Span]:
    """The trimmed spans of the lines of the text, or of a stretch of it, that are not blank."""
    start, stop = within or Span(0, len(text))
    spans: list[Span] = []
    for end, after in [*(m.span() for m in LINE_END.finditer(text, start, stop)), (stop, stop)]:
        line = text[start:end]
        if inner := line.strip():
            first = start + len(line) - len(line.lstrip())
            spans.append(Span(first, first + len(inner)))
        start = after
    return spans


def _solid(text: str) -> int:
    """How many characters are not blank."""
    return sum(map(len, text.split()))


def _held(lines: Sequence[Span], parts: Sequence[Statement | Noise]) -> dict[int, Counter[str]]:
    """How many characters of a line each kind of part holds, for the lines of which a part holds any."""
    starts = [line.start for line in lines]
    held: dict[int, Counter[str]] = {}
    for part in parts:
        for number in range(max(0, bisect_right(starts, part.start) - 1), len(lines)):
            if lines[number].start >= part.end:
                break
            size = min(lines[number].end, part.end) - max(lines[number].start, part.start)
            if size > 0:
                held.setdefault(number, Counter())[part.kind] += size
    return held


def _gaps(reading: Reading) -> Iterator[Span]:
    """The stretches between the statements and noise."""
    at, last = 0, len(reading.document.text)
    parts: tuple[Statement | Noise, ...] = (*reading.statements, *reading.noise)
    for start, end in (*sorted(Span(part.start, part.end) for part in parts), Span(last, last)):
        if start > at:
            yield Span(at, min(start, last))
        at = max(at, end)
