"""The files of `data/rules/` in, `Rules` out: relation rules and role rules, each with its own tests."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

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

    DomainError names the file of a rule that lacks its tests, repeats an id, or whose pattern is no regular
    expression.
    """
    relations: list[RelationRule] = []
    facets: list[FacetRule] = []
    roles: list[RoleRule] = []
    agreement: list[RelationRule] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.yaml")):
        try:
            raw = yaml.load(path.read_bytes(), _Yaml)
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
        for rule in rules:
            _check(path, rule, seen)
        relations += file.relations
        roles += file.roles
        facets += file.facets
        agreement += file.agreement
    return Rules(tuple(relations), tuple(roles), tuple(facets), tuple(agreement))


def _check_keys(path: Path, raw: Mapping[str, list[dict[str, object]]]) -> None:
    """A misspelt key would silently change what a rule does."""
    types = {"relations": RelationRule, "roles": RoleRule, "facets": FacetRule, "agreement": RelationRule}
    for table, type_ in types.items():
        for rule in raw.get(table, []):
            for key in rule.keys() - {field.name for field in fields(type_)}:
                raise DomainError(f"{path}: the rule {rule['id']!r} has the unknown key {key!r}")


def _check(path: Path, rule: RelationRule | RoleRule | FacetRule, seen: set[str]) -> None:
    if rule.id in seen:
        raise DomainError(f"{path}: the rule {rule.id!r} stands twice")
    seen.add(rule.id)
    if not (rule.tests.yes and rule.tests.no):
        raise DomainError(f"{path}: the rule {rule.id!r} needs a test for yes and one for no")
    patterns = (rule.before, rule.after) if isinstance(rule, RoleRule) else (rule.trigger, rule.unless)
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise DomainError(f"{path}: the rule {rule.id!r}: {error} in {pattern!r}") from None
    if not any(patterns):
        raise DomainError(f"{path}: the rule {rule.id!r} has no pattern")
