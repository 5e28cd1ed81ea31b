"""The files of `data/rules/` in, `Rules` out: relation rules and role rules, each with its own tests."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import msgspec
import yaml

from krpia_graph.model.errors import DomainError
from krpia_graph.model.rules import FacetRule, RelationRule, RoleRule, Rules


class _Yaml(yaml.SafeLoader):
    """YAML in which `yes` and `no` are words, as YAML 1.2 has it; no objects, only plain values."""


_Yaml.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Yaml.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), ["t", "f"])


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One YAML file: rules for relations, roles and facets."""

    relations: tuple[RelationRule, ...] = ()
    roles: tuple[RoleRule, ...] = ()
    facets: tuple[FacetRule, ...] = ()
    agreement: tuple[RelationRule, ...] = ()


def read_rules(folder: Path) -> Rules:
    """All rules, files in the order of their names.

    DomainError names file and line of a rule that lacks its tests, repeats an id, or whose pattern is no
    regular expression.
    """
    relations: list[RelationRule] = []
    facets: list[FacetRule] = []
    roles: list[RoleRule] = []
    agreement: list[RelationRule] = []
    places: dict[str, tuple[str, int]] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            node, raw = _loaded(path)
            file = msgspec.convert(raw, type=RuleFile)
        except (OSError, yaml.YAMLError, msgspec.ValidationError) as error:
            raise DomainError(f"{path}: {error}") from None
        _check_keys(path, raw)
        rules: tuple[RelationRule | RoleRule | FacetRule, ...] = (
            *file.relations,
            *file.roles,
            *file.facets,
            *file.agreement,
        )
        lines = _lines(node)
        for rule in rules:
            line = lines[rule.id]
            _check(f"{path}:{line}", rule, places)
            places[rule.id] = (f"{folder.name}/{path.name}", line)
        relations += file.relations
        roles += file.roles
        facets += file.facets
        agreement += file.agreement
    return Rules(tuple(relations), tuple(roles), tuple(facets), tuple(agreement), places)


def _loaded(path: Path) -> tuple[Any, Any]:
    """A YAML file as nodes, which know where they stand, and as plain values."""
    loader = _Yaml(path.read_bytes())
    node = loader.get_single_node()
    return node, loader.construct_document(node) if node else None


def _lines(file: yaml.MappingNode) -> dict[str, int]:
    """The line on which each rule of a file begins, by its id; the last one where an id stands twice."""
    return {
        value.value: rule.start_mark.line + 1
        for _, rules in file.value
        for rule in rules.value
        for key, value in rule.value
        if key.value == "id"
    }


def _check_keys(path: Path, raw: Mapping[str, list[dict[str, object]]]) -> None:
    """A misspelt key would silently change what a rule does."""
    types = {"relations": RelationRule, "roles": RoleRule, "facets": FacetRule, "agreement": RelationRule}
    for table, type_ in types.items():
        for rule in raw.get(table, []):
            for key in rule.keys() - {field.name for field in fields(type_)}:
                raise DomainError(f"{path}: the rule {rule['id']!r} has the unknown key {key!r}")


def _check(
    place: str, rule: RelationRule | RoleRule | FacetRule, known: Mapping[str, tuple[str, int]]
) -> None:
    if rule.id in known:
        other, line = known[rule.id]
        raise DomainError(f"{place}: the rule {rule.id!r} stands twice, the other in {other}:{line}")
    if not (rule.tests.yes and rule.tests.no):
        raise DomainError(f"{place}: the rule {rule.id!r} needs a test for yes and one for no")
    patterns = (rule.before, rule.after) if isinstance(rule, RoleRule) else (rule.trigger, rule.unless)
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise DomainError(f"{place}: the rule {rule.id!r}: {error} in {pattern!r}") from None
    if not any(patterns):
        raise DomainError(f"{place}: the rule {rule.id!r} has no pattern")
