"""The vocabulary in, what makes an export valid out: SHACL Core shapes as Turtle, with their words.

A class has one node shape, a property of it one property shape, and each has a name below `shapes#`, so that
a report can say which one was broken. Blank nodes stand only for lists and alternatives.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from krpia_graph.model.document import StatementKind
from krpia_graph.model.terms import Label, Property, Shape
from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.write.rdf.names import FOREIGN
from krpia_graph.write.rdf.ontology import (
    class_of,
    classes,
    derived,
    is_literal,
    predicate,
    properties,
)
from krpia_graph.write.rdf.terms import literal

SHACL = "http://www.w3.org/ns/shacl#"
_COUNTS = {  # of each list of a shape: least, most, in English, in Korean
    "one": (1, 1, "exactly one", "정확히 하나"),
    "some": (1, None, "at least one", "하나 이상"),
    "two": (2, None, "at least two", "둘 이상"),
    "optional": (0, 1, "at most one", "많아야 하나"),
    "any": (0, None, "any number", "몇이든"),
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A property of a class: its prefixed or local name, perhaps with a caret before it, and how many."""

    path: str
    count: str

    @property
    def name(self) -> str:
        return self.path.removeprefix("^")


def constraints_ttl(vocabulary: Vocabulary) -> Iterator[str]:
    """The chunks of the Turtle file of the shapes: each node shape with its property shapes behind it."""
    base = vocabulary.base
    table = {**FOREIGN, "oi": f"{base}ns#", "sh": SHACL, "shape": f"{base}shapes#"}
    for prefix, namespace in sorted(table.items()):
        yield f"@prefix {prefix}: <{namespace}> .\n"
    title = Label("What makes an export valid", "내보낸 데이터가 유효하기 위한 조건")
    yield f"\n<{base}shapes> a owl:Ontology ;\n    rdfs:label {_words(title)} ;\n"
    yield f"    owl:imports <{base}ns> ;\n    owl:versionInfo {literal(vocabulary.version)} .\n"
    known = {**vocabulary.terms.properties, **properties(vocabulary)}
    found = shapes(vocabulary)
    for name, shape in found.items():
        yield from _class_shape(vocabulary, known, found, name, shape)
    yield from _domains(vocabulary)
    yield from _derived_ties(vocabulary)


def shapes(vocabulary: Vocabulary) -> dict[str, Shape]:
    """The shape of each class, with the properties that edges and roles give it."""
    found = dict(vocabulary.terms.shapes)
    plain = found.pop("entity", Shape())
    for kind in vocabulary.entity_types:
        found.setdefault(class_of(vocabulary, kind), plain)
    more: dict[str, dict[str, None]] = defaultdict(dict)
    for relation, edge in vocabulary.edge_types.items():
        for kind in edge.domain:
            type_ = "" if kind == "case" else kind
            more[class_of(vocabulary, kind)][predicate(vocabulary, relation, type_)] = None
            if edge.symmetric:
                more[class_of(vocabulary, kind)][edge.iri] = None
    for role in vocabulary.roles.values():
        more[class_of(vocabulary, "case")][role.iri] = None
    for entity_type in vocabulary.entity_types.values():
        if entity_type.party:
            more[class_of(vocabulary, "case")][entity_type.party.iri] = None
    for class_, names in more.items():
        found[class_] = replace(found[class_], any=(*found[class_].any, *names))
    return dict(sorted(found.items()))


def _parts(shape: Shape) -> Iterator[_Part]:
    for count in _COUNTS:
        for path in getattr(shape, count):
            yield _Part(path, count)


def _class_shape(
    vocabulary: Vocabulary, known: dict[str, Property], found: dict[str, Shape], name: str, shape: Shape
) -> Iterator[str]:
    label = _label(vocabulary, name)
    lines = [f"sh:targetClass {_term(name)}"]
    if not shape.open and not _above(vocabulary, name) & found.keys():
        below = [s for other, s in found.items() if name in _above(vocabulary, other)]
        others = sorted({p.path for s in below for p in _parts(s)} - {p.path for p in _parts(shape)})
        allowed = " ".join(_term(path) for path in others if not path.startswith("^"))
        lines += ["sh:closed true", f"sh:ignoredProperties ( rdf:type {allowed} )".replace("  ", " ")]
        only = Label(
            f"{label.en}: it has only properties that the ontology foresees for it",
            f"{label.ko}: 온톨로지가 정한 속성만 가질 수 있음",
        )
        lines.append(f"sh:message {_words(only)}")
    parts = list(_parts(shape))
    if parts:
        lines.append("sh:property " + " , ".join(f"shape:{_local(name, p)}" for p in parts))
    yield _block(f"shape:{name.replace(':', '-')}", "sh:NodeShape", lines)
    for part in parts:
        property_ = _narrowed(vocabulary, name, part.name, known[part.name])
        yield _block(
            f"shape:{_local(name, part)}",
            "sh:PropertyShape",
            [*_property_lines(vocabulary, label, part, property_)],
        )


def _narrowed(vocabulary: Vocabulary, class_: str, name: str, property_: Property) -> Property:
    """The property with what the vocabulary says of its values in that class."""
    if name == "entityType":
        kinds = tuple(k for k in vocabulary.entity_types if class_of(vocabulary, k) == class_)
        return replace(property_, one_of=kinds)
    if (class_, name) == ("Statement", "kind"):
        return replace(property_, one_of=get_args(StatementKind))
    if name == "relation":
        edges = vocabulary.edge_types
        found = {predicate(vocabulary, r, "" if k == "case" else k) for r in edges for k in edges[r].domain}
        return replace(property_, one_of=tuple(sorted(found)), must=_OF_VOCABULARY)
    if name == "role":
        found = {role.iri for role in vocabulary.roles.values()}
        return replace(property_, one_of=tuple(sorted(found)), must=_OF_VOCABULARY)
    return property_


_OF_VOCABULARY = Label("one that the vocabulary has", "어휘에 있는 것")


def _property_lines(vocabulary: Vocabulary, label: Label, part: _Part, property_: Property) -> Iterator[str]:
    inverse = part.path.startswith("^")
    yield f"sh:path [ sh:inversePath {_term(part.name)} ]" if inverse else f"sh:path {_term(part.name)}"
    least, most, _, _ = _COUNTS[part.count]
    if least:
        yield f"sh:minCount {least}"
    if most is not None:
        yield f"sh:maxCount {most}"
    yield from _values(Property(property_.label, range=property_.domain) if inverse else property_)
    yield f"sh:message {_words(_message(vocabulary, label, part, property_))}"


def _values(property_: Property) -> Iterator[str]:
    """What a value must be."""
    if not is_literal(property_):
        yield "sh:nodeKind sh:IRI"
        if property_.range:
            yield f"sh:class {_term(property_.range)}"
        if property_.one_of:
            yield f"sh:in ( {' '.join(map(_term, property_.one_of))} )"
        return
    if property_.datatype == "text":
        yield "sh:or ( [ sh:datatype xsd:string ] [ sh:datatype rdf:langString ] )"
    elif property_.datatype in ("", "notation"):
        yield "sh:nodeKind sh:Literal"
    else:
        yield f"sh:datatype {_term(property_.datatype)}"
    if property_.pattern:
        yield f"sh:pattern {literal(property_.pattern)}"
    if property_.one_of:
        yield f"sh:in ( {' '.join(map(literal, property_.one_of))} )"
    for key, bound in (("minInclusive", property_.lowest), ("maxInclusive", property_.highest)):
        if bound:
            yield f"sh:{key} {bound}"
    for key, other in (("lessThan", property_.before), ("lessThanOrEquals", property_.not_after)):
        if other:
            yield f"sh:{key} {_term(other)}"
    if property_.languages:
        yield f"sh:languageIn ( {' '.join(map(literal, property_.languages))} )"
    if property_.once_a_language:
        yield "sh:uniqueLang true"


def _message(vocabulary: Vocabulary, label: Label, part: _Part, property_: Property) -> Label:
    _, _, count_en, count_ko = _COUNTS[part.count]
    if part.path.startswith("^"):
        of = _label(vocabulary, property_.domain)
        return Label(
            f"{label.en}: {count_en} {of.en.lower()} points at it by “{property_.label.en}”",
            f"{label.ko}: 이것을 ‘{property_.label.ko}’ 속성으로 가리키는 ‘{of.ko}’ 개체가 {count_ko}",
        )
    must = property_.must
    if not must.en and property_.range:
        of = _label(vocabulary, property_.range)
        must = Label(f"of the class {of.en}", f"‘{of.ko}’ 클래스의 개체")
    if not must.en:
        must = Label("a thing with an address", "주소가 있는 개체")
    return Label(
        f"{label.en}: “{property_.label.en}” has {count_en}, {must.en}",
        f"{label.ko}: ‘{property_.label.ko}’ 값은 {count_ko}, {must.ko}",
    )


def _domains(vocabulary: Vocabulary) -> Iterator[str]:
    """What has a property of a class is in that class."""
    by_domain: dict[str, list[str]] = defaultdict(list)
    for name, property_ in properties(vocabulary).items():
        if property_.domain:
            by_domain[property_.domain].append(name)
    for domain, names in sorted(by_domain.items()):
        label = _label(vocabulary, domain)
        message = Label(
            f"What has a property of the class {label.en} is in that class",
            f"‘{label.ko}’ 클래스의 속성을 가진 것은 그 클래스에 속해야 함",
        )
        lines = [f"sh:targetSubjectsOf {' , '.join(map(_term, sorted(names)))}", f"sh:class {_term(domain)}"]
        yield _block(f"shape:Domain-{domain}", "sh:NodeShape", [*lines, f"sh:message {_words(message)}"])


def _derived_ties(vocabulary: Vocabulary) -> Iterator[str]:
    """An edge that follows from cases names one."""
    following = derived(vocabulary)
    edges = vocabulary.edge_types
    every = {predicate(vocabulary, r, "" if k == "case" else k) for r in edges for k in edges[r].domain}
    others = " ".join(_term(name) for name in sorted(every - set(following)))
    case = "[ sh:path oi:inCase ; sh:minCount 1 ]"
    message = Label(
        "An edge between organisations, or from one to a product or region, names a case behind it",
        "조직 사이의 연결이나 조직에서 제품 또는 지역으로 가는 연결은 그 근거가 되는 사례를 밝혀야 함",
    )
    lines = [
        "sh:targetClass oi:Tie",
        f"sh:or ( [ sh:path oi:relation ; sh:in ( {others} ) ] {case} )",
        f"sh:message {_words(message)}",
    ]
    yield _block("shape:Derived-Tie", "sh:NodeShape", lines)


def _above(vocabulary: Vocabulary, name: str) -> set[str]:
    """The classes above a class, at any distance, by name."""
    known = classes(vocabulary)
    higher = set(known[name].above) if name in known else set()
    return higher.union(*(_above(vocabulary, above) for above in higher))


def _label(vocabulary: Vocabulary, name: str) -> Label:
    """The words for a class; a class of another vocabulary is called as it is there."""
    found = classes(vocabulary).get(name)
    local = name.rpartition(":")[2]
    return found.label if found else Label(local, local)


def _local(name: str, part: _Part) -> str:
    turned = "-of" if part.path.startswith("^") else ""
    return f"{name}-{part.name}{turned}".replace(":", "-")


def _term(word: str) -> str:
    return word if ":" in word else f"oi:{word}"


def _words(label: Label) -> str:
    return f"{literal(label.en, 'en')} , {literal(label.ko, 'ko')}"


def _block(subject: str, class_: str, lines: list[str]) -> str:
    return f"\n{subject} a {class_} ;\n    " + " ;\n    ".join(lines) + " .\n"
