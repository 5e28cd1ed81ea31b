"""Two exports of one base in, all changes between them out: things are paired, then what is said of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from krpia_graph.diff.export import Export, same_documents, successors
from krpia_graph.diff.portrait import MENTIONED, Facts, Painter, Place, Value
from krpia_graph.model.difference import CHANGE_KINDS, Change, ChangeKind, Fact, What

Ends = tuple[str, str, str, str]


@dataclass(frozen=True)
class Side:
    """One of the two exports, by the addresses that hold in both."""

    painter: Painter
    things: dict[ChangeKind, dict[str, list[str]]]  # kind -> address -> addresses in this export
    edges: dict[Ends, list[str]]


class Pair:
    """Two exports of one base, held against each other."""

    def __init__(self, old: Export, new: Export) -> None:
        same = {**same_documents(old, new), **successors((old, new))}
        symmetric = old.symmetric | new.symmetric
        self.old, self.new = (_side(Painter(export, same), symmetric) for export in (old, new))
        self.given_up = frozenset(
            s for export in (old, new) for s, kind in export.kinds.items() if kind == "ledger"
        )
        self.passages = tuple(_passages(side.painter) for side in (self.old, self.new))

    def changes(self) -> Iterator[Change]:
        """All changes, in no order."""
        cases = list(self._things("case", Painter.case))
        told = {
            self.old.painter.holds(f"<{address}>") for c in cases for address in (c.old, c.new) if address
        }
        yield from cases
        edges = list(self._edges(told))
        yield from (change for _, change in edges)
        joined = {frozenset((ends[0], ends[2])) for ends, _ in edges}
        things = [
            *self._things("entity", Painter.plain, joined),
            *self._things("document", Painter.plain),
        ]
        yield from things
        yield from self._statements()
        explained = {address for c in (*cases, *things) for address in (c.old, c.new)}
        for change in self._things("other", Painter.plain):
            address = change.old or change.new
            if not (address in explained and f"<{address}>" in self.given_up):  # a row that a rename tells
                yield change

    def totals(self) -> dict[ChangeKind, tuple[int, int]]:
        """How many things of each kind the two hold."""
        found: dict[ChangeKind, tuple[int, int]] = {}
        for kind in CHANGE_KINDS:
            if kind == "edge":
                found[kind] = len(self.old.edges), len(self.new.edges)
            elif kind == "statement":
                before, after = (sum(map(len, passages.values())) for passages in self.passages)
                found[kind] = before, after
            else:
                found[kind] = len(self.old.things[kind]), len(self.new.things[kind])
        return found

    def moved(self) -> int:
        """How many words stand in both at other offsets."""
        count = 0
        for address, before in self.old.things["case"].items():
            after = self.new.things["case"].get(address)
            if after:
                count += _moves(
                    *(
                        _by_value(side.painter.places(found[0])) if _is_case(side, found[0]) else {}
                        for side, found in ((self.old, before), (self.new, after))
                    )
                )
        here, there = (
            {value: Counter(map(side.painter.place, found)) for value, found in passages.items()}
            for side, passages in zip((self.old, self.new), self.passages, strict=True)
        )
        return count + _moves(here, there)

    def _things(
        self,
        kind: ChangeKind,
        portray: Callable[[Painter, str], Facts],
        joined: Iterable[frozenset[str]] = frozenset(),
    ) -> Iterator[Change]:
        """The changes of one kind; `joined` are the ends of edges that are among the changes."""
        before, after = self.old.things[kind], self.new.things[kind]
        links = frozenset(joined)
        for address in before.keys() | after.keys():
            olds, news = before.get(address, []), after.get(address, [])
            if olds and news:
                yield from self._pairs(kind, portray, links, olds, news)
            for one in olds if not news else ():
                yield self._single(kind, "removed", one, "")
            for one in news if not olds else ():
                yield self._single(kind, "added", "", one)

    def _pairs(
        self,
        kind: ChangeKind,
        portray: Callable[[Painter, str], Facts],
        links: frozenset[frozenset[str]],
        olds: list[str],
        news: list[str],
    ) -> Iterator[Change]:
        """The changes of a thing that both have: the first of each is the thing, the others were given up."""
        old, new = olds[0], news[0]
        facts = self._facts(*self._portraits(kind, portray, old, new), links, self.old.painter.holds(old))
        if facts or (old != new and kind != "document"):
            what: What = "renamed" if old != new and kind != "document" else "changed"
            yield replace(self._single(kind, what, old, new), facts=tuple(facts))
        for other in olds[1:]:
            yield self._single(kind, "merged", other, new)
        for other in news[1:]:
            yield self._single(kind, "split", old, other)

    def _portraits(
        self, kind: ChangeKind, portray: Callable[[Painter, str], Facts], old: str, new: str
    ) -> tuple[Facts, Facts]:
        found = []
        for side, address in ((self.old, old), (self.new, new)):
            reported = kind != "case" or _is_case(side, address)
            found.append(portray(side.painter, address) if reported else side.painter.initiative(address))
        return found[0], found[1]

    def _single(self, kind: ChangeKind, what: What, old: str, new: str) -> Change:
        """A change without facts; the label is that of the new export where the thing is in it."""
        gone = what in ("removed", "merged")
        export = (self.old if gone or not new else self.new).painter.export
        unrecorded = what == "removed" and kind in ("case", "entity") and old not in self.given_up
        return Change(kind, what, old[1:-1], new[1:-1], export.label(old if gone else new), (), unrecorded)

    def _edges(self, told: set[str]) -> Iterator[tuple[Ends, Change]]:
        for ends in self.old.edges.keys() | self.new.edges.keys():
            olds, news = self.old.edges.get(ends, []), self.new.edges.get(ends, [])
            facts: list[Fact] = []
            if olds and news:
                before, after = _joined(self.old.painter, olds), _joined(self.new.painter, news)
                if not (facts := self._facts(before, after)):
                    continue
            what: What = "changed" if olds and news else "added" if news else "removed"
            old, new = (found[0][1:-1] if found else "" for found in (olds, news))
            side = self.new if news else self.old
            yield (
                ends,
                Change(
                    "edge",
                    what,
                    old,
                    new,
                    self._edge_label(ends, side),
                    tuple(facts),
                    told=self._told(ends, told),
                ),
            )

    def _edge_label(self, ends: Ends, side: Side) -> str:
        found = side.edges[ends][0]
        export = side.painter.export
        about = export.about[found]
        one, relation, other, role = (
            export.label(about[export.own(name)][0]) if export.own(name) in about else ""
            for name in ("from", "relation", "to", "role")
        )
        if ends[1] in self.old.painter.export.symmetric | self.new.painter.export.symmetric:
            return f"{' - '.join(sorted((one, other)))} ({relation})"
        return f"{one} -> {other} ({relation}{f' as {role}' if role else ''})"

    def _told(self, ends: Ends, told: set[str]) -> bool:
        """Whether an end of the edge is an initiative of a case in `told`."""
        return any(
            end in told
            or any(side.painter.holds(c) in told for c in side.painter.export.reporters.get(end, ()))
            for end in (ends[0], ends[2])
            for side in (self.old, self.new)
        )

    def _statements(self) -> Iterator[Change]:
        old, new = self.passages
        for value in old.keys() | new.keys():
            before, after = old.get(value, []), new.get(value, [])
            common = min(len(before), len(after))
            for address in before[common:]:
                yield self._single("statement", "removed", address, "")
            for address in after[common:]:
                yield self._single("statement", "added", "", address)

    def _facts(
        self, old: Facts, new: Facts, links: frozenset[frozenset[str]] = frozenset(), subject: str = ""
    ) -> list[Fact]:
        """The properties that differ, sorted; without values that the change of an edge tells."""
        if old == new:
            return []
        found = []
        for property_ in old.keys() | new.keys():
            before, after = Counter(old.get(property_, ())), Counter(new.get(property_, ()))
            had, has = before.total(), after.total()
            gone, came = before - after, after - before
            for sort in {_sort(v) for v in (*gone, *came)}:
                sides = (
                    sorted(
                        side.painter.words(v, other.painter.export)
                        for v in values.elements()
                        if _sort(v) == sort and frozenset((subject, v[0])) not in links
                    )
                    for side, other, values in ((self.old, self.new, gone), (self.new, self.old, came))
                )
                before_words, after_words = map(tuple, sides)
                if before_words or after_words:
                    name = " ".join(filter(None, (self._property(property_), sort)))
                    found.append(Fact(name, before_words, after_words, had, has))
        return sorted(found, key=lambda fact: (fact.property, fact.old, fact.new))

    def _property(self, property_: str) -> str:
        if property_ == MENTIONED:
            return "names in it"
        sides = [self.old.painter.export, self.new.painter.export]
        return min((e.property_label(property_) for e in sides if property_ in e.about), default="") or sides[
            0
        ].property_label(property_)


def _side(painter: Painter, symmetric: frozenset[str]) -> Side:
    things: dict[ChangeKind, dict[str, list[str]]] = {kind: {} for kind in CHANGE_KINDS}
    edges: dict[Ends, list[str]] = {}
    export = painter.export
    for subject, kind in export.kinds.items():
        if kind == "edge":
            edges.setdefault(painter.ends(subject, symmetric), []).append(subject)
        elif kind == "initiative" and subject not in export.reporters:
            things["case"].setdefault(painter.holds(subject), []).append(subject)
        elif kind in ("ledger", "other"):
            things["other"][subject] = [subject]
        elif kind in ("case", "entity", "document"):
            things[kind].setdefault(painter.holds(subject), []).append(subject)
    for found in things.values():
        for address, subjects in found.items():
            subjects.sort(key=lambda subject: (subject != address, subject))
    for subjects in edges.values():
        subjects.sort()
    return Side(painter, things, edges)


def _is_case(side: Side, address: str) -> bool:
    return side.painter.export.kinds[address] == "case"


def _passages(painter: Painter) -> dict[Value, list[str]]:
    found: dict[Value, list[str]] = {}
    for value, subject in painter.passages():
        found.setdefault(value, []).append(subject)
    return {value: sorted(subjects) for value, subjects in found.items()}


def _joined(painter: Painter, subjects: Iterable[str]) -> Facts:
    """What is said of an edge, which may be written down as several nodes."""
    facts: Facts = {}
    for subject in subjects:
        for property_, values in painter.edge(subject).items():
            facts.setdefault(property_, []).extend(values)
    return {property_: sorted(values) for property_, values in facts.items()}


def _sort(value: Value) -> str:
    """The language or scheme of a literal: names and identifiers are compared each with its like."""
    if len(value) != 1 or not value[0].startswith('"'):
        return ""
    end = value[0][value[0].rfind('"') + 1 :]
    if end.startswith("@"):
        return end[1:]
    return end.rpartition("ns#")[2].removesuffix(">") if "ns#" in end else ""


def _by_value(places: Counter[tuple[Value, Place]]) -> dict[Value, Counter[Place]]:
    found: dict[Value, Counter[Place]] = {}
    for (value, place), number in places.items():
        found.setdefault(value, Counter())[place] += number
    return found


def _moves(old: dict[Value, Counter[Place]], new: dict[Value, Counter[Place]]) -> int:
    """Of what both have, how much is not at the same place."""
    return sum(
        min(before.total(), after.total()) - (before & after).total()
        for value, before in old.items()
        if (after := new.get(value))
    )
