"""A header in, the spans of the names of its parties out."""

import re

from krpia_graph.model.document import Span
from krpia_graph.read.sentences import ends_a_sentence, trimmed

_SEPARATOR = re.compile(r"\s+[–—‒×↔|·-]\s+|\s*[•∙‧・]\s*|\s*[,，、]\s+|(?<=\w{2})\s*/\s*(?=\w{2})")
_LEGAL_FORM = re.compile(
    r"(?:Co|Ltd|Limited|Inc|Incorporated|Corp|Corporation|LLC|LLP|LP|PLC|GmbH|AG|KG|KGaA|S\.?A|S\.?p\.?A|N\.?V|B\.?V|"
    r"A/S|AB|Pty|Pvt|K\.?K)\b\.?",
    re.IGNORECASE,
)
_NAME = re.compile(r"[(\[‘“'\"]?(?:[A-Z0-9가-힣À-Þ]|[a-z]{1,2}[A-Z])")
_LONGEST_NAME = 80


def party_spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The names in text[start:end], parted by " – ", " - ", "•", "·", "/" or a comma.

    "&" and "and" part nothing ("Johnson & Johnson"), nor does a comma before a legal form ("Co., Ltd.").
    Where a part does not start like a name, the whole is one name; prose has none.

    >>> [("Daewoong – Zydus")[s:e] for s, e in party_spans("Daewoong – Zydus", 0, 16)]
    ['Daewoong', 'Zydus']
    """
    cuts = [m for m in _SEPARATOR.finditer(text, start, end) if not _LEGAL_FORM.match(text, m.end(), end)]
    starts, ends = [start, *(m.end() for m in cuts)], [*(m.start() for m in cuts), end]
    parts = [trimmed(text, s, e) for s, e in zip(starts, ends, strict=True)]
    if all(_is_name(text[s:e]) for s, e in parts):
        return tuple(parts)
    whole = trimmed(text, start, end)
    return (whole,) if _is_name(text[whole.start : whole.end]) else ()


def _is_name(text: str) -> bool:
    return bool(_NAME.match(text)) and len(text) <= _LONGEST_NAME and not ends_a_sentence(text)
