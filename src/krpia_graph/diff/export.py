"""The triples of an export in, its things out: what each is, what is said of it, and what it is called.

It knows the export by its classes and properties alone (`krpia_graph.write.rdf`), whoever wrote the file.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from textwrap import shorten
from typing import Literal

from krpia_graph.model.errors import SourceError
from krpia_graph.read.rdf_file import Triple
from krpia_graph.write.rdf.names import foreign
from krpia_graph.write.rdf.terms import XSD

TYPE = foreign("rdf:type")
LABEL = foreign("rdfs:label")
REPLACED = foreign("dcterms:isReplacedBy")
_ABOVE = foreign("rdfs:subPropertyOf")
_SYMMETRIC = foreign("owl:SymmetricProperty")

Kind = Literal["edge", "case", "initiative", "document", "excerpt", "entity", "ledger", "other"]
_CLASSES: dict[str, Kind] = {
    "Tie": "edge",
    "Case": "case",
    "Collaboration": "initiative",
    "Initiative": "initiative",
    "Document": "document",
    "Amount": "excerpt",
    "Excerpt": "excerpt",
    "Mention": "excerpt",
    "Statement": "excerpt",
}
_NUMBER = re.compile(rf'"([^"]*)"\^\^<{re.escape(XSD)}(integer|decimal)>')
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_SHORT = {
    TYPE: "class",
    LABEL: "label",
    foreign("skos:altLabel"): "alias",
    foreign("skos:notation"): "identifier",
    foreign("skos:exactMatch"): "same as",
    foreign("skos:broader"): "lies in",
    foreign("w3org:subOrganizationOf"): "part of",
    foreign("prov:wasDerivedFrom"): "document",
}

About = Mapping[str, list[str]]


@dataclass(frozen=True)
class Export:
    """What one file says: `about` gives the objects of a subject by predicate, sorted, each once."""

    base: str
    about: dict[str, dict[str, list[str]]] = field(repr=False)

    def own(self, name: str) -> str:
        """A class or property of the export's own."""
        return f"<{self.base}ns#{name}>"

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """What each subject is; `ledger` is an address that was given up."""
        own, ours = self.own(""), f"<{self.base}id/"
        kinds = {self.own(name): kind for name, kind in _CLASSES.items()}
        found: dict[str, Kind] = {}
        for subject, about in self.about.items():
            kind: Kind = "other"
            for class_ in about.get(TYPE, ()):
                if class_ in kinds:
                    kind = kinds[class_]
                    break
                if class_.startswith(own[:-1]) and subject.startswith(ours):
                    kind = "entity"
            found[subject] = "ledger" if REPLACED in about else kind
        return found

    @cached_property
    def mentions(self) -> dict[str, list[str]]:
        """The excerpts of each case."""
        in_case, found = self.own("inCase"), dict[str, list[str]]()
        for subject, kind in self.kinds.items():
            if kind == "excerpt":
                for case in self.about[subject].get(in_case, ()):
                    found.setdefault(case, []).append(subject)
        return found

    @cached_property
    def reporters(self) -> dict[str, list[str]]:
        """The cases that report each initiative."""
        reports, found = self.own("reports"), dict[str, list[str]]()
        for subject, kind in self.kinds.items():
            if kind == "case":
                for initiative in self.about[subject].get(reports, ()):
                    found.setdefault(initiative, []).append(subject)
        return found

    @cached_property
    def symmetric(self) -> frozenset[str]:
        """The properties that say the same in both directions."""
        return frozenset(s for s, about in self.about.items() if _SYMMETRIC in about.get(TYPE, ()))

    def above(self, property_: str) -> str:
        """The topmost of the export's own properties above one; itself where there is none."""
        seen: set[str] = set()
        while property_ not in seen:
            seen.add(property_)
            higher = self.about.get(property_, {}).get(_ABOVE, ())
            property_ = next((p for p in higher if p.startswith(self.own("")[:-1])), property_)
        return property_

    def label(self, term: str) -> str:
        """What a term is called: the text of a literal, the name of a thing, or else its address."""
        if term.startswith('"'):
            return text_of(term)
        about = self.about.get(term, {})
        kind = self.kinds.get(term)
        if labels := about.get(LABEL, ()):
            return text_of(next((name for name in labels if name.endswith("@en")), labels[0]))
        if kind == "initiative" and (reporters := self.reporters.get(term)):
            return self.label(reporters[0])
        if kind == "case":
            said = (text_of(v[0]) for p in ("header", "text") if (v := about.get(self.own(p))))
            return shorten(": ".join(said), 90, placeholder=" ...") or self.short(term)
        if exact := about.get(self.own("exact")):
            return text_of(exact[0])
        title = about.get(foreign("dcterms:title"))
        return text_of(title[0]) if title else self.short(term)

    def short(self, term: str) -> str:
        """An address without what all addresses of the export share."""
        address = term[1:-1] if term.startswith("<") else term
        return address.removeprefix(self.base).removeprefix("id/").removeprefix("ns#")

    def property_label(self, property_: str) -> str:
        """What a property is called, in a word or two where it is one of the well-known ones."""
        if property_ in _SHORT:
            return _SHORT[property_]
        label = self.label(property_)
        return re.split("[#/]", label)[-1] if label.startswith("http") else label

    def with_base(self, base: str) -> "Export":
        """The same export, as it would be with another base."""
        if base == self.base:
            return self
        own, other = f"<{self.base}", f"<{base}"

        def renamed(term: str) -> str:
            if term.startswith('"') and f'"^^{own}' in term:  # the scheme of an identifier
                return other.join(term.rsplit(own, 1))
            return other + term[len(own) :] if term.startswith(own) else term

        return Export(
            base,
            {
                renamed(subject): {
                    renamed(predicate): sorted(map(renamed, objects)) for predicate, objects in about.items()
                }
                for subject, about in self.about.items()
            },
        )


def export_of(triples: Iterable[Triple], name: str = "export") -> Export:
    """The export that the triples are, in whatever order they come.

    Raises SourceError, which says `name`, where none of them is of a class of ours.
    """
    known: dict[str, str] = {}
    gathered: dict[str, dict[str, list[str]]] = {}
    for triple in triples:
        subject, predicate, obj = (known.setdefault(term, term) for term in triple)
        gathered.setdefault(subject, {}).setdefault(predicate, []).append(obj)
    for properties in gathered.values():
        for objects in properties.values():
            objects[:] = (
                sorted(set(map(_canonical, objects))) if len(objects) > 1 else map(_canonical, objects)
            )
    about = _without_blank_nodes(gathered)
    return Export(_base(about, name), about)


def _base(about: Mapping[str, About], name: str) -> str:
    """What stands before `ns#` in the classes of most subjects."""
    cut = re.compile(rf"<(.*)ns#(?:{'|'.join((*_CLASSES, 'Organization'))})>")
    classes = Counter(c for properties in about.values() for c in properties.get(TYPE, ()))
    bases: Counter[str] = Counter()
    for class_, number in classes.items():
        if match := cut.fullmatch(class_):
            bases[match[1]] += number
    if not bases:
        raise SourceError(
            f"{name}: no export of krpia-graph: it holds no document, case, entity or edge; "
            "name a file that `krpia-graph build` wrote"
        )
    return min(bases, key=lambda base: (-bases[base], base))


def text_of(literal: str) -> str:
    r"""The characters of a literal in N-Triples syntax.

    >>> text_of(r'"\"Kanarb\" \u00ae"@en')
    '"Kanarb" ®'
    """
    quoted = literal[1 : literal.rfind('"')]
    return _ESCAPE.sub(_unescape, quoted) if "\\" in quoted else quoted


def _unescape(match: re.Match[str]) -> str:
    if code := match[1] or match[2]:
        return chr(int(code, 16))
    return _ESCAPED.get(match[3], match[3])


def _canonical(term: str) -> str:
    """The term as our own writers write it: other tools add zeros and change language tags."""
    if term.startswith('"'):
        if term.endswith(("#decimal>", "#integer>")) and (number := _NUMBER.fullmatch(term)):
            try:
                digits = f"{Decimal(number[1]):f}"
            except InvalidOperation:
                return term
            digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
            return f'"{digits}"^^<{XSD}{number[2]}>'
        head, at, tag = term.rpartition('"@')
        return f"{head}{at}{tag.lower()}" if at else term
    return term


def _without_blank_nodes(about: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
    """The same with blank nodes named by what they say, as their labels differ from file to file."""
    if not any(subject.startswith("_:") for subject in about):
        return about
    names: dict[str, str] = {}

    def name(term: str, above: tuple[str, ...] = ()) -> str:
        if not term.startswith("_:"):
            return term
        if term not in names:
            if term in above or len(above) > 100:
                return "_:"
            said = sorted(
                (predicate, name(obj, (*above, term)))
                for predicate, objects in about.get(term, {}).items()
                for obj in objects
            )
            names[term] = f"_:{hashlib.sha256(repr(said).encode()).hexdigest()[:16]}"
        return names[term]

    return {
        name(subject): {predicate: sorted(map(name, objects)) for predicate, objects in properties.items()}
        for subject, properties in about.items()
    }


def same_documents(old: Export, new: Export) -> dict[str, str]:
    """For the addresses of a document that was edited, the lesser of the two.

    The address of a document follows from its content, so another edition is known by its file name: where
    just one document of that name is only in the old export, and just one is only in the new one.
    """
    before, after = _editions(old, new), _editions(new, old)
    pairs = ((before[path], after[path]) for path in before.keys() & after.keys())
    return {
        a: min(*one, *other) for one, other in pairs if len(one) == len(other) == 1 for a in (*one, *other)
    }


def _editions(export: Export, other: Export) -> dict[str, list[str]]:
    """The documents that only the first export has, by file name."""
    found: dict[str, list[str]] = {}
    for subject, kind in export.kinds.items():
        if kind == "document" and subject not in other.about:
            for path in export.about[subject].get(export.own("path"), ()):
                found.setdefault(path, []).append(subject)
    return found


def successors(exports: Iterable[Export]) -> dict[str, str]:
    """For each address that the ledger of any of the exports gave up: the one that stands in for it.

    Addresses that follow one another in a circle stand for the least of them; one with several successors
    was not renamed, and has none here.
    """
    steps: dict[str, set[str]] = {}
    for subject, objects in _ledger(exports):
        steps.setdefault(subject, set()).update(objects)
    single = {subject: min(found) for subject, found in steps.items() if len(found) == 1}
    return {subject: _last(single, subject) for subject in single}


def _ledger(exports: Iterable[Export]) -> Iterator[tuple[str, list[str]]]:
    for export in exports:
        for subject, kind in export.kinds.items():
            if kind == "ledger":
                yield subject, export.about[subject][REPLACED]


def _last(single: Mapping[str, str], address: str) -> str:
    way = [address]
    while (following := single.get(way[-1])) is not None:
        if following in way:
            return min(way[way.index(following) :])
        way.append(following)
    return way[-1]
