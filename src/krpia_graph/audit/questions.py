"""Readings and the graph in; what stands twice, what came garbled, and sources without an origin out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from krpia_graph.audit.findings import Found
from krpia_graph.model.case import Case
from krpia_graph.model.document import Reading, Span, Statement
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lexicon import Entity

_LINE = re.compile(r"\Aline \d+: ")  # before a complaint
_LAYOUT = ("title", "heading", "header", "field")  # these may well say again what they said before


def garbled(readings: Iterable[Reading]) -> Iterator[Found]:
    """The complaints of the readers."""
    for reading in readings:
        for complaint in reading.document.complaints:
            yield Found("garbled", _LINE.sub("", complaint), complaint, reading.document.source.id)


def repeated(graph: KnowledgeGraph, readings: Iterable[Reading]) -> Iterator[Found]:
    """Cases of two sources in the same words, entities with one label, statements that stand twice."""
    cases: dict[str, list[Case]] = defaultdict(list)
    for case in graph.cases.values():
        cases[_key(case.text)].append(case)
    for words, same in cases.items():
        if len({case.source for case in same}) > 1:
            first, *others = same
            message = f"{first.id} {first.text!r} is also {', '.join(case.id for case in others)}"
            yield Found("case_twice", words, message, first.source, Span(first.start, first.end))
    labels: dict[str, dict[str, Entity]] = defaultdict(dict)
    for entity in graph.entities.values():
        for label in filter(None, (entity.label_en, entity.label_ko)):
            labels[_key(label)][entity.id] = entity
    for label, named in labels.items():
        if len(named) > 1:
            yield Found("label_twice", label, f"{label!r} is the label of {', '.join(named)}")
    for reading in readings:
        yield from _statements_twice(reading)


def _statements_twice(reading: Reading) -> Iterator[Found]:
    """Statements with the same words under the same header."""
    first: dict[tuple[str, str], Statement] = {}
    for statement in reading.statements:
        if statement.kind in _LAYOUT:
            continue
        key = (_key(statement.heading), _key(statement.text))
        other = first.setdefault(key, statement)
        if other is not statement:
            message = f"{statement.text!r} is what {other.id} says"
            span = Span(statement.start, statement.end)
            yield Found("statement_twice", " ".join(key), message, statement.source, span)


def without_origin(graph: KnowledgeGraph) -> Iterator[Found]:
    """Sources without title, publisher or language, with the file to write them into."""
    for source in graph.sources:
        stem = PurePath(source.path).stem
        given = {
            "title": "" if source.title == stem else source.title,
            "publisher": source.publisher,
            "language": source.language,
        }
        if missing := [name for name, value in given.items() if not value]:
            message = f"write {' and '.join(missing)} into {stem}.toml beside it"
            yield Found("no_provenance", source.path, message, source.id)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
