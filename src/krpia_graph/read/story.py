"""What a reader of stories writes down: statements and noise, given by their place in the readable text."""

from dataclasses import dataclass, field

from krpia_graph.model.document import Document, Noise, NoiseKind, Reading, Span, Statement, StatementKind
from krpia_graph.read.line_kinds import caption_mark, dateline, noise_kind
from krpia_graph.read.sentences import sentence_spans, trimmed


@dataclass
class Story:
    """The statements and the noise of a document as far as it has been read.

    Places are spans of `document.readable`; what is written down are spans of `document.text`. `above` is the
    heading that the next statement stands under, `header` the term or header with the parties.
    """

    document: Document
    statements: list[Statement] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)
    above: Statement | None = None
    header: Statement | None = None

    def add(
        self,
        kind: StatementKind,
        start: int,
        end: int,
        parent: Statement | None = None,
        parties: tuple[Span, ...] = (),
    ) -> Statement:
        """Write down readable[start:end] as a statement under `parent`, or else under the heading."""
        at = self.document.in_text(start, end)
        source = self.document.source.id
        over = parent or (None if kind == "title" else self.above)
        statement = Statement(
            id=f"{source}/{at.start}-{at.end}",
            source=source,
            kind=kind,
            text=self.document.text[at.start : at.end],
            start=at.start,
            end=at.end,
            section=self.above.readable if self.above else "",
            heading=self.header.readable if self.header and kind != "header" else "",
            parties=parties or (self.header.parties if self.header and kind != "header" else ()),
            parent=over.id if over else "",
            plain=self.document.plain[start:end] if self.document.positions else "",
        )
        self.statements.append(statement)
        return statement

    def add_heading(self, kind: StatementKind, start: int, end: int) -> None:
        """Write down a title or heading; what follows stands under it."""
        self.above, self.header = None, None
        self.above = self.add(kind, start, end)

    def add_paragraph(self, start: int, end: int) -> None:
        """Write down the sentences of readable[start:end]; dateline, caption mark and copyright are noise."""
        text = self.document.readable
        for kind, length in (
            ("caption", caption_mark(text[start:end])),
            ("dateline", dateline(text[start:end])),
        ):
            if 0 < length < end - start:
                self.skip(
                    "caption" if kind == "caption" else "dateline", *trimmed(text, start, start + length)
                )
                start += length
        first: Statement | None = None
        for span in sentence_spans(text, start, end):
            noise = noise_kind(text[span.start : span.end])
            if noise in {"copyright", "marker"}:
                self.skip(noise, *span)
            else:
                sentence = self.add("sentence", *span, parent=first)
                first = first or sentence

    def skip(self, kind: NoiseKind, start: int, end: int) -> None:
        """Write down readable[start:end] as noise."""
        if start < end:
            self.noise.append(Noise(kind, *self.document.in_text(start, end)))

    def reading(self, reader: str, navigation: tuple[Span, ...] = ()) -> Reading:
        """Everything in order; what lies between is markup, or navigation within those spans of the text."""
        statements = sorted(self.statements, key=lambda s: (s.start, s.end))
        known = sorted([*((s.start, s.end) for s in statements), *((n.start, n.end) for n in self.noise)])
        gaps = _gaps(known, navigation, len(self.document.text))
        for start, end, kind in gaps:
            span = trimmed(self.document.text, start, end)
            if span.start < span.end:
                self.noise.append(Noise(kind, *span))
        return Reading(
            self.document,
            reader,
            tuple(statements),
            tuple(sorted(self.noise, key=lambda n: (n.start, n.end))),
        )


def _gaps(
    known: list[tuple[int, int]], navigation: tuple[Span, ...], end: int
) -> list[tuple[int, int, NoiseKind]]:
    """The stretches that are not known yet, cut where navigation starts and ends."""
    gaps: list[tuple[int, int, NoiseKind]] = []
    at = 0
    for start, stop, kind in sorted(
        [*((s, e, "") for s, e in known), *((s, e, "nav") for s, e in navigation)]
    ):
        if start > at:
            gaps.append((at, start, "markup"))
        if kind and stop > at:
            gaps.append((max(at, start), stop, "navigation"))
        at = max(at, stop)
    if at < end:
        gaps.append((at, end, "markup"))
    return gaps
