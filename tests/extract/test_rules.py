"""Relation rules and role rules: how hits compete, and that every rule passes the tests it carries."""

import re

from krpia_graph.extract.names import Text
from krpia_graph.extract.relations import RelationFinder
from krpia_graph.extract.roles import RoleFinder
from krpia_graph.model.case import NameHit
from krpia_graph.model.domain import Domain
from krpia_graph.model.rules import RelationRule, RoleRule, RuleTests

_TESTS = RuleTests(("yes",), ("no",))


def relation(id_: str, trigger: str, *relations: str, unless: str = "", priority: int = 0) -> RelationRule:
    return RelationRule(id_, relations or (id_,), trigger, _TESTS, unless, priority)


def found(rules: list[RelationRule], sentence: str) -> list[tuple[str, str]]:
    hits = RelationFinder(rules).find(Text.of(sentence), 0, len(sentence))
    return [(hit.type, hit.surface) for hit in hits]


def test_a_trigger_is_found_in_any_case_and_with_any_hyphen() -> None:
    assert found([relation("co_promotion", "co promotion")], "Co‑Promotion of") == [
        ("co_promotion", "Co‑Promotion")
    ]


def test_an_unless_that_overlaps_the_trigger_forbids_it() -> None:
    rules = [relation("supply", "supply", unless="supply chain")]
    assert found(rules, "the supply chain and the supply of tablets") == [("supply", "supply")]


def test_of_overlapping_triggers_the_higher_priority_stays() -> None:
    rules = [relation("export", "export"), relation("tech", "technology export", "licensing", priority=1)]
    assert found(rules, "technology export, then export") == [
        ("licensing", "technology export"),
        ("export", "export"),
    ]


def test_of_one_relation_the_longest_trigger_stays() -> None:
    rules = [relation("short", "mou", "mou"), relation("long", "signed mou", "mou")]
    assert found(rules, "Signed MOU") == [("mou", "Signed MOU")]


def test_one_trigger_may_show_two_relations() -> None:
    rules = [relation("both", "licensing and supply deal", "licensing", "supply")]
    assert [type_ for type_, _ in found(rules, "a licensing and supply deal")] == ["licensing", "supply"]


def role(sentence: str, rule: RoleRule) -> list[tuple[str, str]]:
    """The roles of the names marked {so} in a sentence."""
    hits, plain = [], ""
    for i, part in enumerate(re.split(r"[{}]", sentence)):
        if i % 2:
            hits.append(NameHit(part, len(plain), len(plain) + len(part), ("drug:x",), "test"))
        plain += part
    finder = RoleFinder([rule], type_of=lambda _: "drug")
    return [(h.surface, h.role) for h in finder.assign(Text.of(plain), hits, 0, lambda _: "drugs")]


def test_a_role_passes_along_a_list_and_ends_with_it() -> None:
    rule = RoleRule("prior", "drugs", "prior", _TESTS, before="following '", chain=True)
    assert role("{Dukarb} following ‘{Kanarb}’ and ‘{Kanarb Plus}’, unlike {Tuvero}", rule) == [
        ("Dukarb", ""),
        ("Kanarb", "prior"),
        ("Kanarb Plus", "prior"),
        ("Tuvero", ""),
    ]


def test_without_chain_only_the_name_beside_the_words_gets_the_role() -> None:
    rule = RoleRule("prior", "drugs", "prior", _TESTS, before="following ")
    assert role("following {Kanarb}, {Tuvero}", rule) == [("Kanarb", "prior"), ("Tuvero", "")]


def test_every_relation_type_of_the_vocabulary_has_a_rule(domain: Domain) -> None:
    covered = {type_ for rule in domain.rules.relations for type_ in rule.relations}
    assert covered == set(domain.vocabulary.relation_types)
