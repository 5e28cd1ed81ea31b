"""A thing of an export in, what is said of it out: values that can be held against those of another export.

Addresses that hold positions (statements, mentions) are replaced by the words that stand there, and
addresses that the ledger gave up by those that stand in for them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from krpia_graph.diff.export import TYPE, Export

Value = tuple[str, ...]
"""A term; or ("as", entity, role, ...); or ("quote", words, property, term, property, term, ...)."""
Facts = dict[str, list[Value]]
Place = tuple[str, ...]
MENTIONED = "mentioned"


@dataclass(frozen=True)
class Painter:
    """An export, and for addresses that were given up in it or in the other the ones that hold."""

    export: Export
    successors: Mapping[str, str]

    def holds(self, address: str) -> str:
        """The address that a thing is known by in both exports."""
        return self.successors.get(address, address)

    def plain(self, subject: str, without: frozenset[str] = frozenset()) -> Facts:
        """All that is said of a subject."""
        about = self.export.about.get(subject, {})
        return {p: sorted(map(self._value, objects)) for p, objects in about.items() if p not in without}

    def case(self, subject: str) -> Facts:
        """All that is said of a case and of what it reports, with the names in it."""
        own = self.export.own
        facts = self.plain(subject, frozenset((own("start"), own("end"))))
        for initiative in self.export.about[subject].get(own("reports"), ()):
            for property_, values in self.initiative(initiative).items():
                facts.setdefault(property_, []).extend(values)
        if mentions := self.export.mentions.get(subject):
            facts[MENTIONED] = [self.quote(m, frozenset((own("inCase"),))) for m in mentions]
        return {property_: sorted(values) for property_, values in facts.items()}

    def initiative(self, subject: str) -> Facts:
        """All that is said of an initiative, its parties, drugs and places with all their roles at once."""
        facts: Facts = {}
        roles: dict[tuple[str, str], list[str]] = {}
        for property_, objects in self.export.about.get(subject, {}).items():
            for obj in objects:
                if self.export.kinds.get(obj) == "entity":
                    roles.setdefault((self.export.above(property_), self.holds(obj)), []).append(property_)
                else:
                    facts.setdefault(property_, []).append(self._value(obj))
        for (property_, obj), found in roles.items():
            facts.setdefault(property_, []).append(("as", obj, *sorted(found)))
        return facts

    def edge(self, subject: str) -> Facts:
        """What is said of an edge besides its ends, relation and role."""
        return self.plain(subject, frozenset(map(self.export.own, ("from", "relation", "to", "role"))))

    def ends(self, subject: str, symmetric: frozenset[str]) -> tuple[str, str, str, str]:
        """What an edge is known by in both exports: from, relation, to and role."""
        about = self.export.about[subject]
        found = (about.get(self.export.own(name), [""]) for name in ("from", "relation", "to", "role"))
        one, relation, other, role = (" ".join(map(self.holds, objects)) for objects in found)
        if relation in symmetric:
            one, other = sorted((one, other))
        return one, relation, other, role

    def quote(self, subject: str, without: frozenset[str] = frozenset()) -> Value:
        """A stretch of a document by its words and everything else but its position."""
        own = self.export.own
        about = self.export.about[subject]
        details = [
            (property_, self.holds(obj))
            for property_, objects in about.items()
            if property_ not in without and property_ not in (own("exact"), own("start"), own("end"))
            for obj in objects
        ]
        return (
            "quote",
            about.get(own("exact"), [""])[0],
            *(term for pair in sorted(details) for term in pair),
        )

    def place(self, subject: str) -> Place:
        """Where a stretch of a document begins and ends."""
        about = self.export.about[subject]
        return tuple(" ".join(about.get(self.export.own(name), ())) for name in ("start", "end"))

    def places(self, case: str) -> Counter[tuple[Value, Place]]:
        """The places of a case and of the names in it, by what stands there."""
        without = frozenset((self.export.own("inCase"),))
        found = Counter(
            (self.quote(mention, without), self.place(mention))
            for mention in self.export.mentions.get(case, ())
        )
        found[("case",), self.place(case)] += 1
        return found

    def passages(self) -> Iterator[tuple[Value, str]]:
        """The stretches of documents that belong to no case, and their addresses."""
        in_case, kinds = self.export.own("inCase"), self.export.kinds
        for subject, kind in kinds.items():
            if kind == "excerpt":
                cases = self.export.about[subject].get(in_case, ())
                if not any(kinds.get(case) == "case" for case in cases):
                    yield self.quote(subject), subject

    def words(self, value: Value, other: Export) -> str:
        """A value as a person reads it; what has no name in this export has it from the other."""

        def label(term: str) -> str:
            return (self.export if term in self.export.about else other).label(term)

        if value[0] == "quote":
            details = [
                f"{self.export.property_label(property_)} {label(term)}"
                for property_, term in zip(value[2::2], value[3::2], strict=True)
                if property_ != TYPE
            ]
            return f'"{label(value[1])}"' + (f" ({', '.join(details)})" if details else "")
        if value[0] == "as":
            top = self.export.above(value[2])
            roles = [self.export.property_label(role) for role in value[2:] if role != top]
            return label(value[1]) + (f" as {', '.join(roles)}" if roles else "")
        return label(value[0])

    def _value(self, term: str) -> Value:
        if self.export.kinds.get(term) == "excerpt":
            return ("quote", self.export.about[term].get(self.export.own("exact"), [""])[0])
        return (self.holds(term),)
