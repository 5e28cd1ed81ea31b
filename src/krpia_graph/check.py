"""The domain data in, what contradicts itself in them out: the lint behind `krpia-graph check`."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from krpia_graph.extract.folding import fold
from krpia_graph.extract.names import Text
from krpia_graph.extract.relations import RelationFinder
from krpia_graph.extract.roles import RoleFinder
from krpia_graph.model.case import NameHit
from krpia_graph.model.confidence import FAMILIES, Tally
from krpia_graph.model.document import StatementKind
from krpia_graph.model.domain import Domain
from krpia_graph.model.lexicon import Lexicon, Name
from krpia_graph.model.rules import RelationRule, RoleRule, Rules
from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.read.confidence import tallies_file
from krpia_graph.read.decisions import decision_lines, decisions_file
from krpia_graph.read.domain import read_domain
from krpia_graph.read.folder import data_folder
from krpia_graph.read.publication import read_ledger

_FLAGS = frozenset(
    ("case_sensitive", "ambiguous", "acronym", "needs_cue", "adjective", "usual", "typo", "former")
)
_SHAPES = ("diamond", "dot", "hexagon", "square", "star", "triangle", "triangleDown")  # of vis-network
_LINKS_ONLY = frozenset(("differs_from", "renamed_to", "has_member"))  # links that become no edge


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a data file, with the line where there is one (0: the whole file)."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


def check(data: Path | None = None) -> list[Problem]:
    """The problems of the domain data in the folder `data`, by default of those that come with the package.

    Raises DomainError where a file cannot be read at all.
    """
    domain = read_domain(data)
    return [
        *_check_vocabulary(domain.vocabulary),
        *_check_entities(domain),
        *_check_names(domain.lexicon),
        *_check_links(domain),
        *_check_rules(domain),
        *_check_tallies(domain),
        *_check_decisions(decisions_file(data), domain.vocabulary),
        *_check_ledger(domain, (data or data_folder()) / "ledger.csv"),
    ]


def _check_vocabulary(vocabulary: Vocabulary) -> Iterator[Problem]:
    file = "vocabulary.toml"
    nodes = {"case", *vocabulary.entity_types}
    for name, type_ in vocabulary.entity_types.items():
        role = vocabulary.roles[type_.role]
        if role.slot != type_.slot:
            yield Problem(file, 0, f"entity_types.{name}.role is {type_.role!r}, a role of {role.slot}")
        if name not in vocabulary.edge_types[role.edge].range:
            yield Problem(file, 0, f"edge_types.{role.edge} cannot lead to {name}, the type of its slot")
        if type_.shape not in _SHAPES:
            yield Problem(
                file, 0, f"entity_types.{name}.shape is {type_.shape!r}; choose from {', '.join(_SHAPES)}"
            )
    for name, edge in vocabulary.edge_types.items():
        for end in (*edge.domain, *edge.range):
            if end not in nodes:
                yield Problem(file, 0, f"edge_types.{name} joins {end!r}, which is no kind of node")


def _check_entities(domain: Domain) -> Iterator[Problem]:
    file = "lexicon/entities.csv"
    folders: dict[tuple[str, str], str] = {}
    named = {name.entity for name in domain.lexicon.names}
    for entity in domain.lexicon.entities.values():
        if entity.type not in domain.vocabulary.entity_types:
            yield Problem(file, entity.line, f"{entity.id}: {entity.type!r} is no entity type")
            continue
        if entity.id != f"{entity.type}:{entity.slug}":
            yield Problem(file, entity.line, f"{entity.id}: the id must be its type, a colon and a slug")
        place = (domain.vocabulary.entity_types[entity.type].folder, entity.slug)
        if folders.setdefault(place, entity.id) != entity.id:
            yield Problem(file, entity.line, f"{entity.id}: has the same address as {folders[place]}")
        if entity.id not in named:
            yield Problem(file, entity.line, f"{entity.id}: has no row in names.csv")
    for unknown, line in domain.lexicon.identifier_lines.items():
        if unknown not in domain.lexicon.entities:
            yield Problem("lexicon/identifiers.csv", line, f"{unknown} is no entity")
    for entity_id, identifiers in domain.lexicon.identifiers.items():
        line = domain.lexicon.identifier_lines[entity_id]
        for scheme, value in identifiers:
            if scheme not in domain.vocabulary.schemes:
                message = f"{entity_id}: {scheme!r} is no scheme of vocabulary.toml"
                yield Problem("lexicon/identifiers.csv", line, message)
            elif not re.fullmatch(domain.vocabulary.schemes[scheme].form, value):
                yield Problem("lexicon/identifiers.csv", line, f"{entity_id}: {value!r} is no {scheme}")


def _check_names(lexicon: Lexicon) -> Iterator[Problem]:
    file = "lexicon/names.csv"
    by_form: dict[str, list[Name]] = defaultdict(list)
    for name in lexicon.names:
        by_form[fold(name.surface)].append(name)
        if name.entity not in lexicon.entities:
            yield Problem(file, name.line, f"{name.entity} is no entity")
        for flag in sorted(f for f in name.flags - _FLAGS if not f.startswith(("before:", "not_before:"))):
            yield Problem(file, name.line, f"{flag!r} is no flag; choose from {', '.join(sorted(_FLAGS))}")
    for names in by_form.values():
        entities = sorted({name.entity for name in names})
        for name in names if len(entities) > 1 else ():
            if "ambiguous" not in name.flags:
                others = ", ".join(e for e in entities if e != name.entity)
                message = f"{name.surface!r} also names {others}: flag every row of it ambiguous"
                yield Problem(file, name.line, message)
        seen: set[tuple[str, str]] = set()
        for name in names:
            if (name.entity, name.surface) in seen:
                yield Problem(file, name.line, f"{name.surface!r} stands twice under {name.entity}")
            seen.add((name.entity, name.surface))


def _check_links(domain: Domain) -> Iterator[Problem]:
    file = "lexicon/links.csv"
    entities = domain.lexicon.entities
    for link in domain.lexicon.links:
        former_name = link.relation == "renamed_to" and link.left.startswith("name:")
        for end in (link.right,) if former_name else (link.left, link.right):
            if end not in entities:
                yield Problem(file, link.line, f"{end} is no entity")
        edge = domain.vocabulary.edge_types.get(link.relation)
        if edge is None and link.relation not in _LINKS_ONLY:
            yield Problem(file, link.line, f"{link.relation!r} is no edge type")
        if edge and {link.left, link.right} <= entities.keys():
            ends = (entities[link.left].type, entities[link.right].type)
            if ends[0] not in edge.domain or ends[1] not in edge.range:
                yield Problem(file, link.line, f"{link.relation} cannot join {ends[0]} and {ends[1]}")
        if edge and (link.left == link.right or link.left in domain.lexicon.ancestors(link.right)):
            yield Problem(file, link.line, f"{link.left} stands above itself")


def _check_rules(domain: Domain) -> Iterator[Problem]:
    vocabulary, rules = domain.vocabulary, domain.rules
    for rule in rules.relations:
        for type_ in rule.relations:
            if type_ not in vocabulary.relation_types:
                yield _of_rule(rules, rule.id, f"{type_!r} is no relation type", ": ")
        yield from _test_relation(rules, rule)
    for rule in rules.agreement:
        yield from _test_relation(rules, rule)
    for facet in rules.facets:
        words = RelationRule(facet.id, (facet.value,), facet.trigger, facet.tests, facet.unless)
        yield from _test_relation(rules, words)
    for role_rule in rules.roles:
        role = vocabulary.roles.get(role_rule.role)
        if role is None or role.slot != role_rule.slot:
            message = f"{role_rule.role!r} is no role of {role_rule.slot}"
            yield _of_rule(rules, role_rule.id, message, ": ")
        yield from _test_role(rules, role_rule)


def _of_rule(rules: Rules, rule: str, message: str, between: str = " ") -> Problem:
    return Problem(*rules.places[rule], f"{rule}{between}{message}")


def _test_relation(rules: Rules, rule: RelationRule) -> Iterator[Problem]:
    finder = RelationFinder([rule])
    for wanted, sentences in ((True, rule.tests.yes), (False, rule.tests.no)):
        for sentence in sentences:
            if bool(finder.find(Text.of(sentence), 0, len(sentence))) is not wanted:
                verb = "finds nothing" if wanted else "finds something"
                yield _of_rule(rules, rule.id, f"{verb} in {sentence!r}")


def _test_role(rules: Rules, rule: RoleRule) -> Iterator[Problem]:
    type_ = rule.types[0] if rule.types else "any"
    finder = RoleFinder([rule], type_of=lambda _: type_)
    for wanted, sentences in ((True, rule.tests.yes), (False, rule.tests.no)):
        for sentence in sentences:
            start, end = sentence.find("{"), sentence.find("}") - 1
            if start < 0 or end <= start:
                yield _of_rule(rules, rule.id, f"mark the name with braces in {sentence!r}", ": ")
                continue
            text = Text.of(sentence.replace("{", "").replace("}", ""))
            hit = NameHit(text.original[start:end], start, end, (type_,), "test")
            found = finder.assign(text, [hit], 0, slot_of=lambda _: rule.slot)
            if bool(found[0].role) is not wanted:
                verb = "does not fit" if wanted else "fits"
                yield _of_rule(rules, rule.id, f"{verb} {sentence!r}")


def _check_tallies(domain: Domain) -> Iterator[Problem]:
    """Counts of rules that are not there: they say nothing, or show that the rules have changed since."""
    file = tallies_file(Path()).name
    for tally in domain.tallies:
        if not _is_rule(tally, domain):
            message = f"{tally.kind} {tally.rule}: no such rule; count anew with `evaluate --record`"
            yield Problem(file, tally.line, message)


def _is_rule(tally: Tally, domain: Domain) -> bool:
    family, _, rest = tally.rule.partition("+")[0].partition(".")
    if tally.rule.startswith("llm:"):
        return tally.kind not in ("case", "edge")
    if tally.kind == "relation":
        return any(rule.id == tally.rule for rule in domain.rules.relations)
    if tally.kind == "facet":
        return any(rule.id == tally.rule for rule in domain.rules.facets)
    if tally.kind == "case":
        return tally.rule in get_args(StatementKind)
    if tally.kind == "edge":
        return family in domain.vocabulary.edge_types and rest in get_args(StatementKind)
    return family in FAMILIES[tally.kind]


def _check_ledger(domain: Domain, path: Path) -> Iterator[Problem]:
    """Addresses that were given up and are in use, or lead nowhere."""
    used = {
        f"{domain.vocabulary.entity_types[entity.type].folder}/{entity.slug}": entity.id
        for entity in domain.lexicon.entities.values()
        if entity.type in domain.vocabulary.entity_types
    }
    ledger = domain.publication.ledger
    for row in read_ledger(path) if path.is_file() else ():
        user = used.get(row.address)
        if row.becomes and user:
            yield Problem(path.name, row.line, f"{row.address} was given up, but {user} has it")
        elif row.entity and row.entity not in domain.lexicon.entities:
            yield Problem(path.name, row.line, f"{row.entity} is no entity")
        elif row.entity and user not in (None, row.entity):
            yield Problem(path.name, row.line, f"{row.address} is also that of {user}")
        elif row.becomes:
            last = ledger.successor(row.address)
            if last not in used and last not in ledger.held.values():
                yield Problem(path.name, row.line, f"{last} is the address of no entity")


def _check_decisions(path: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    if not path.exists():
        return
    file = f"{path.parent.name}/{path.name}"
    for line, found in decision_lines(path):
        if isinstance(found, str):
            yield Problem(file, line, found)
        elif found.action == "new" and found.new_entity.type not in vocabulary.entity_types:
            yield Problem(file, line, f"{found.entity}: {found.new_entity.type!r} is no entity type")
