"""Annotation files in, `GoldDocument` values out; the format is described in `data/gold/README.md`."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from krpia_graph.model.document import Span
from krpia_graph.model.errors import SourceError
from krpia_graph.model.gold import GoldCase, GoldDocument, GoldMention

_TYPES = {"startup": "korean_company", "program": "programme", "money": "amount", "year": "period"}


@dataclass(frozen=True, slots=True)
class _Mark:
    text: str
    start: int
    end: int
    canonical: str | None = ""
    type: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Case:
    relation_types: tuple[str, ...]
    statement: _Stretch | None = None
    triggers: tuple[_Mark, ...] = ()
    participants: tuple[_Mark, ...] = ()
    drugs: tuple[_Mark, ...] = ()
    diseases: tuple[_Mark, ...] = ()
    regions: tuple[_Mark, ...] = ()
    programs: tuple[_Mark, ...] = ()
    years: tuple[_Mark, ...] = ()
    durations: tuple[_Mark, ...] = ()
    money: tuple[_Mark, ...] = ()
    counts: tuple[_Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    text_file: str
    cases: tuple[_Case, ...]
    source: str = ""
    other_mentions: tuple[_Mark, ...] = ()
    ignore: tuple[_Mark, ...] = ()


# Slot of ours, key of the file, and the type of its mentions (participants name their own).
_SLOTS = (
    ("participants", "participants", ""),
    ("drugs", "drugs", "drug"),
    ("diseases", "diseases", "disease"),
    ("regions", "regions", "region"),
    ("programmes", "programs", "programme"),
    ("periods", "years", "period"),
    ("durations", "durations", "duration"),
    ("amounts", "money", "amount"),
    ("counts", "counts", "count"),
)


def read_gold(folder: Path) -> list[GoldDocument]:
    """The annotations in `folder`, by file name; their texts lie beside them or in `sources` of the data.

    Raises SourceError where the folder holds none or a file does not fit.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise SourceError(f"{folder}: no annotation files (*.json) here")
    return [_read(path) for path in paths]


def _read(path: Path) -> GoldDocument:
    try:
        file = msgspec.json.decode(path.read_bytes(), type=_File)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise SourceError(f"{path}: {error}") from None
    beside = path.with_name(file.text_file)
    text = beside if beside.is_file() else path.parents[2] / "sources" / file.text_file
    return GoldDocument(
        path=str(text),
        begin=_begin(text, file.source),
        cases=tuple(_case(path, case) for case in file.cases),
        elsewhere=tuple(_mention(mark, mark.type) for mark in file.other_mentions),
        ignored=tuple(Span(mark.start, mark.end) for mark in file.ignore),
    )


def _begin(text: Path, address: str) -> int:
    """Behind the first line where that is the address of the source."""
    try:
        with text.open(encoding="utf-8", newline="") as file:
            first = file.readline()
    except (OSError, UnicodeDecodeError):
        return 0  # the reader of the text will say what is wrong with it
    return len(first) if address and first.strip() == address.strip() else 0


def _case(path: Path, case: _Case) -> GoldCase:
    slots = {
        slot: tuple(_mention(mark, type_ or mark.type) for mark in getattr(case, key))
        for slot, key, type_ in _SLOTS
    }
    slots["durations"] += tuple(mark for mark in slots["periods"] if mark.type == "duration")
    slots["periods"] = tuple(mark for mark in slots["periods"] if mark.type == "period")
    triggers = tuple(Span(mark.start, mark.end) for mark in case.triggers)
    spans = [*(m.span for mentions in slots.values() for m in mentions), *triggers]
    if case.statement:
        span = Span(case.statement.start, case.statement.end)
    elif not spans:
        raise SourceError(f"{path}: a case marks nothing; give it a statement, a trigger or a mention")
    else:
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
    return GoldCase(tuple(sorted(set(case.relation_types))), span, slots, triggers)


def _mention(mark: _Mark, type_: str) -> GoldMention:
    """The mark as a mention; a term such as `P10Y` among the years is a duration."""
    type_, canonical = _TYPES.get(type_, type_), mark.canonical or ""
    return GoldMention(
        type="duration" if type_ == "period" and canonical.startswith("P") else type_,
        canonical=canonical,
        surface=mark.text,
        span=Span(mark.start, mark.end),
        role=mark.role,
    )
