"""A knowledge graph in, the same graph with a payload in every text out: its documents are told in payloads.

Names stand for the same things everywhere, and each quote is still what its document has at its place. What
is not replaced is named in `KEPT`; a text that the model gets tomorrow is replaced without a word here.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, get_origin, get_type_hints

from write.page.payloads import PAYLOADS

from krpia_graph.model.case import Doubt
from krpia_graph.model.document import Cell, Span
from krpia_graph.model.graph import Evidence, KnowledgeGraph
from krpia_graph.model.language_model import Answers, Drop
from krpia_graph.model.publication import Ledger

KEPT = {
    ("EntityType", "shape"): "one of those that can be drawn; `check` refuses others",
}
"""Class and field of the texts that stay, with the reason. So do those whose type is a `Literal`."""

OURS = frozenset({"partners_with"})  # what the code itself calls by name

# What a text names, by class and field; in a mapping its keys. A tuple is for tuples of just these texts.
Place = tuple[str, str]  # class and field
Kind = str | tuple[str, ...]
_KINDS: dict[Place, Kind] = {
    ("Entity", "id"): "node",
    ("Entity", "type"): "entity type",
    ("Entity", "kind"): "kind",
    ("Argument", "entity"): "node",
    ("Argument", "type"): "entity type",
    ("Argument", "role"): "role",
    ("Mention", "entity"): "node",
    ("Mention", "type"): "entity type",
    ("RelationMention", "type"): "relation type",
    ("Count", "region"): "node",
    ("Doubt", "source"): "source",
    ("Doubt", "candidates"): "node",
    ("Case", "id"): "node",
    ("Case", "source"): "source",
    ("Case", "statements"): "statement",
    ("Statement", "id"): "statement",
    ("Statement", "source"): "source",
    ("Statement", "parent"): "statement",
    ("Cell", "type"): "entity type",
    ("Cell", "role"): "role",
    ("Source", "id"): "source",
    ("Evidence", "statement"): "statement",
    ("Evidence", "case"): "node",
    ("Edge", "subject"): "node",
    ("Edge", "object"): "node",
    ("Edge", "relation"): "edge type",
    ("Edge", "relations"): "relation type",
    ("Edge", "role"): "role",
    ("EntityType", "role"): "role",
    ("Role", "edge"): "edge type",
    ("EdgeType", "domain"): "entity type",
    ("EdgeType", "range"): "entity type",
    ("EdgeType", "inverse"): "edge type",
    ("Vocabulary", "organisation_types"): "entity type",
    ("KnowledgeGraph", "identifiers"): ("scheme", ""),
    **{
        (mark, "rule"): "rule"
        for mark in ("Mention", "RelationMention", "Period", "Duration", "Amount", "Count", "Facet", "Tally")
    },
}
_KEYS: dict[Place, Kind] = {
    ("KnowledgeGraph", "statements"): "statement",
    ("KnowledgeGraph", "entities"): "node",
    ("KnowledgeGraph", "cases"): "node",
    ("KnowledgeGraph", "identifiers"): "node",
    ("Vocabulary", "entity_types"): "entity type",
    ("Vocabulary", "relation_types"): "relation type",
    ("Vocabulary", "roles"): "role",
    ("Vocabulary", "edge_types"): "edge type",
    ("Vocabulary", "schemes"): "scheme",
    ("EntityType", "kinds"): "kind",
    ("Confidence", "rules"): ("kept", "rule"),
    ("Confidence", "tallies"): ("kept", "rule"),
    ("Confidence", "cases"): "node",
    ("Confidence", "edges"): ("node", "edge type", "node", "role"),
}


def hostile(graph: KnowledgeGraph, turn: int = 0) -> KnowledgeGraph:
    """The graph with payloads for texts; in the turns below `len(PAYLOADS)` every field has had every one."""
    return _Teller(_complete(graph), turn).graph()


def texts(value: Any, place: Place = ("", "")) -> Iterator[tuple[Place, str]]:
    """Every text in a value, with the class and field that it stands in; none that is `KEPT` or `Literal`."""
    if isinstance(value, str):
        yield place, value
    elif is_dataclass(value):
        for field in fields(value):
            name = (type(value).__name__, field.name)
            if not _stays(type(value), field.name):
                yield from texts(getattr(value, field.name), name)
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            yield from texts(key[1:] if _KEYS.get(place, "")[:1] == ("kept",) else key, place)
            yield from texts(inside, place)
    elif isinstance(value, tuple):
        for inside in value:
            yield from texts(inside, place)


def _stays(class_: type, field: str) -> bool:
    return (class_.__name__, field) in KEPT or get_origin(_hints(class_)[field]) is Literal


@cache
def _hints(class_: type) -> dict[str, Any]:
    return get_type_hints(class_)


def _complete(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph with one of each value that may be there and need not."""
    first, *others = graph.statements.values()
    cell = Cell(first.start, first.end, "text", "drug", "drug", "KRW")
    doubt = Doubt(
        "unknown_party", first.source, first.text, first.start, first.end, tuple(graph.entities)[:2]
    )
    return replace(
        graph,
        statements={
            s.id: s for s in (replace(first, cells=(cell,), parties=(Span(first.start, first.end),)), *others)
        },
        doubts=(*graph.doubts, doubt),
        publication=replace(graph.publication, ledger=Ledger({first.id: "org/a"}, {"org/b": "org/a"})),
        answers=Answers("a model", drops=(Drop("no_json", first.source, 0, 1, "what it said"),)),
    )


class _Told:
    """A document told anew: between two places that something names stands a payload."""

    def __init__(self, places: set[int], turn: int) -> None:
        self._old = sorted(places)
        self._new = [0]
        pieces = [PAYLOADS[(number + turn) % len(PAYLOADS)] for number in range(len(places) - 1)]
        for piece in pieces:
            self._new.append(self._new[-1] + len(piece))
        self._text = "".join(pieces)

    def at(self, place: int) -> int:
        """Where a place of the old document is in the new one."""
        return self._new[bisect_left(self._old, place)]

    def words(self, start: int, end: int) -> str:
        """What stands between two places of the old document."""
        return self._text[self.at(start) : self.at(end)]


class _Teller:
    def __init__(self, graph: KnowledgeGraph, turn: int) -> None:
        self._graph = graph
        self._turn = turn
        self._names: dict[str, dict[str, str]] = defaultdict(dict)
        self._texts: Counter[Place] = Counter()
        places: dict[str, set[int]] = defaultdict(set)
        for source, place in _places(graph, "", graph):
            places[source].add(place)
        for case in graph.cases:  # before the entities, which are more than payloads: some are numbered
            self._text(case, ("Case", "id"), "node")
        self._told = {source: _Told(found, turn) for source, found in places.items()}

    def graph(self) -> KnowledgeGraph:
        return replace(self._graph, **self._fields(self._graph, ""))

    def _fields(self, value: Any, source: str) -> dict[str, Any]:
        """The new values of the fields of a dataclass that do not stay."""
        source = _source(value, source, self._graph)
        told = self._told[source] if _is_placed(value) else None
        found: dict[str, Any] = {}
        for field in fields(value):
            if told and field.name in ("start", "end"):
                found[field.name] = told.at(getattr(value, field.name))
            elif told and field.name in ("text", "surface"):
                found[field.name] = told.words(value.start, value.end)
            elif not _stays(type(value), field.name):
                found[field.name] = self._value(
                    getattr(value, field.name), (type(value).__name__, field.name), source
                )
        return found

    def _value(self, value: Any, place: Place, source: str, kind: Kind | None = None) -> Any:
        kind = _KINDS.get(place, "") if kind is None else kind
        if isinstance(value, str):
            return self._text(value, place, str(kind))
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **self._fields(value, source))
        if isinstance(value, Span):
            return Span(*map(self._told[source].at, value))
        if isinstance(value, Mapping):
            keys = _KEYS.get(place, "")
            return {
                self._value(key, place, source, keys): self._value(inside, place, source)
                for key, inside in value.items()
            }
        if isinstance(value, tuple) and isinstance(kind, tuple) and isinstance(value[0], str):
            return tuple(self._text(text, place, k) for text, k in zip(value, kind, strict=True))
        if isinstance(value, tuple):
            return tuple(self._value(inside, place, source, kind) for inside in value)
        return value

    def _text(self, text: str, place: Place, kind: str) -> str:
        """A payload; for a name always the same one, and no other name of its kind has it."""
        if not kind:
            number = self._texts[place]
            self._texts[place] += 1
            return PAYLOADS[(number + len(self._texts) + self._turn) % len(PAYLOADS)]
        if kind == "kept" or text in OURS or not text:
            return text
        names = self._names[kind]
        around, number = divmod(len(names), len(PAYLOADS))
        payload = PAYLOADS[(number + self._turn) % len(PAYLOADS)]
        return names.setdefault(text, f"{payload} {around}" if around else payload)


def _is_placed(value: Any) -> bool:
    return (
        is_dataclass(value) and hasattr(value, "start") and not isinstance(value, Drop)
    )  # a drop counts from its passage


def _source(value: Any, around: str, graph: KnowledgeGraph) -> str:
    """The source that the places in a value count in; that of what it stands in unless it says so itself."""
    if isinstance(value, Evidence):
        return graph.statements[value.statement].source
    return value.source if _is_placed(value) and hasattr(value, "source") else around


def _places(value: Any, source: str, graph: KnowledgeGraph) -> Iterator[tuple[str, int]]:
    """Every place of a document that something in a value begins or ends at, with the source."""
    inside: Iterable[Any] = ()
    if isinstance(value, Span):
        yield from ((source, place) for place in value)
    elif is_dataclass(value):
        source = _source(value, source, graph)
        inside = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, Mapping):
        inside = value.values()
    elif isinstance(value, tuple):
        inside = value
    if _is_placed(value):
        yield from ((source, place) for place in (value.start, value.end))
    for one in inside:
        yield from _places(one, source, graph)
