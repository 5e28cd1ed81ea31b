"""The quads of a dataset in, what the page completes out: terms of the ontology, things by their names."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_TYPE = _RDF + "type"
_LABEL = _RDFS + "label"
_NAMES = (_LABEL, "http://www.w3.org/2004/02/skos/core#altLabel")
_COMMENTS = (_RDFS + "comment", "http://www.w3.org/2004/02/skos/core#definition")
_MOST_TERMS = 2_000
_MOST_THINGS = 100_000  # a suggestion looks through all of them in about 30 ms
_LONGEST = 200  # characters of a search and of a name


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or datatype: `kind` is "class" or "property", a label that is not there is empty."""

    iri: str
    kind: str
    en: str
    ko: str
    comment: str


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name: `kind` is the IRI of its class, `names` all names, folded for the search."""

    iri: str
    en: str
    ko: str
    kind: str
    names: tuple[str, ...]


class Census:
    """Counts what quads speak of, one after the other; `namespace` is that of the ontology's own terms."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace
        self._labels: dict[str, dict[str, str]] = defaultdict(dict)
        self._comments: dict[str, str] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        self._kinds: dict[str, list[str]] = defaultdict(list)
        self._used: dict[str, Counter[str]] = {"class": Counter(), "property": Counter()}

    def count(self, quad: ox.Quad) -> None:
        """Take one quad into account."""
        predicate, obj = quad.predicate.value, quad.object
        self._used["property"][predicate] += 1
        if not isinstance(quad.subject, ox.NamedNode):
            return
        subject = quad.subject.value
        if predicate == _TYPE and isinstance(obj, ox.NamedNode):
            self._used["class"][obj.value] += 1
            self._kinds[subject].append(obj.value)
        elif predicate in _NAMES and isinstance(obj, ox.Literal):
            self._names[subject].append(obj.value[:_LONGEST])
            if predicate == _LABEL:
                self._labels[subject].setdefault(obj.language or "en", obj.value)
        elif predicate in _COMMENTS and isinstance(obj, ox.Literal) and obj.language in (None, "en"):
            self._comments.setdefault(subject, obj.value)

    def terms(self) -> tuple[Term, ...]:
        """Terms of the ontology and others the data use, the most frequent ones; sorted by IRI."""
        kinds = {
            iri: kind
            for kind, counter in self._used.items()
            for iri, _ in counter.most_common(_MOST_TERMS)
            if iri not in self._names or iri.startswith(self._namespace)
        }
        for iri in self._names:
            if iri.startswith(self._namespace):
                kinds[iri] = "property" if any("Property" in kind for kind in self._kinds[iri]) else "class"
        return tuple(
            Term(iri, kind, *self._both(iri), self._comments.get(iri, ""))
            for iri, kind in sorted(kinds.items())
        )

    def things(self) -> tuple[Thing, ...]:
        """Everything with a name that is no term; sorted by IRI."""
        found = sorted(iri for iri in self._names if not iri.startswith(self._namespace))
        return tuple(
            Thing(
                iri,
                *self._both(iri),
                min(
                    self._kinds[iri],
                    key=lambda kind: (not kind.startswith(self._namespace), kind),
                    default="",
                ),
                tuple(dict.fromkeys(_fold(name) for name in self._names[iri])),
            )
            for iri in found[:_MOST_THINGS]
        )

    def _both(self, iri: str) -> tuple[str, str]:
        labels = self._labels.get(iri, {})
        return labels.get("en", ""), labels.get("ko", "")


def suggest(things: Iterable[Thing], text: str, most: int = 12) -> list[Thing]:
    """The things that a name, or a part of one, may mean: equal names first, then beginnings, then parts."""
    wanted = _fold(text[:_LONGEST])
    if not wanted:
        return []
    ranked = ((_rank(thing, wanted), thing) for thing in things)
    found = sorted(((rank, len(thing.en), thing.iri), thing) for rank, thing in ranked if rank is not None)
    return [thing for _, thing in found[:most]]


def _rank(thing: Thing, wanted: str) -> int | None:
    ranks = [
        0 if name == wanted else 1 if name.startswith(wanted) else 2 if f" {wanted}" in name else 3
        for name in thing.names
        if wanted in name
    ]
    return min(ranks, default=None)


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
