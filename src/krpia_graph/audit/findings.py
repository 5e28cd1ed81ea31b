"""What an audit finds in, the same with stable ids and lines, sorted, out."""

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from krpia_graph.model.document import Document, Span

Weight = Literal["fault", "question", "advice"]
LINE_END = re.compile(r"\r\n|\r|\n")


class Kind(NamedTuple):
    """A kind of finding: a `fault` must never happen, a `question` wants a look."""

    title: str
    weight: Weight


KINDS: dict[str, Kind] = {
    "wrong_span": Kind("words that do not stand in the document where they are said to stand", "fault"),
    "dangling_id": Kind("ids of nothing", "fault"),
    "no_evidence": Kind("edges without a statement", "fault"),
    "unread_line": Kind("lines in no statement and no noise", "question"),
    "unread_characters": Kind("characters in no statement and no noise, in a line that is read", "question"),
    "garbled": Kind("characters that were lost before the file came here", "question"),
    "case_twice": Kind("cases that several sources report in the same words", "question"),
    "label_twice": Kind("entities with the same label", "question"),
    "statement_twice": Kind("statements that a source makes more than once", "question"),
    "no_provenance": Kind("sources that do not say where they come from", "advice"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Something found, before it has an id: `about` is what the id is made from, `source` an id.

    `span` is where it stands in the source, None where it has no place.
    """

    kind: str
    about: str
    message: str
    source: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    `id` is a digest of what it is about, not of where it stands: it stays when text is added above. `path`
    is the name of the file and `line` counts from 1; they are "" and 0 where there is no one place.
    """

    id: str
    kind: str
    message: str
    path: str
    line: int
    span: Span | None

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return f"{self.id} {place}{self.message}"


def placed(found: Iterable[Found], documents: Mapping[str, Document]) -> tuple[Finding, ...]:
    """The findings with ids and lines, sorted; what is about the same words again has a number behind."""
    order = {kind: number for number, kind in enumerate(KINDS)}
    starts = {
        source: [0, *(end.end() for end in LINE_END.finditer(document.text))]
        for source, document in documents.items()
    }
    seen: Counter[str] = Counter()
    findings: list[Finding] = []
    for one in sorted(
        found, key=lambda one: (order[one.kind], one.source, one.span or (-1, -1), one.message)
    ):
        digest = hashlib.sha256(f"{one.kind}\n{one.source}\n{one.about}".encode()).hexdigest()[:8]
        seen[digest] += 1
        document = documents.get(one.source)
        findings.append(
            Finding(
                id=f"{digest}-{seen[digest]}" if seen[digest] > 1 else digest,
                kind=one.kind,
                message=one.message,
                path=document.source.path if document else one.source,
                line=bisect_right(starts[one.source], one.span.start) if document and one.span else 0,
                span=one.span,
            )
        )
    return tuple(findings)
