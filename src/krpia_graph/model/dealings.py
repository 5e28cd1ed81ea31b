"""A case in, the pairs of its parties that it says deal with each other out.

Nine hospitals that a company visits do not deal with one another. What a record states are dealings of the
party that leads it with every other; only parties that do something jointly deal with each other as well.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from krpia_graph.model.case import Argument, Case
from krpia_graph.model.vocabulary import Role

Pair = tuple[Argument, Argument]


def parties(case: Case, roles: Mapping[str, Role]) -> tuple[Argument, ...]:
    """The participants that deal with others: an authority that approves does not."""
    return tuple(p for p in case.participants if roles[p.role].tie)


def leads(case: Case, roles: Mapping[str, Role]) -> tuple[Argument, ...]:
    """The parties that the header names or, where there is none, the one that is named first."""
    found = parties(case, roles)
    named = tuple(p for p in found if roles[p.role].lead)
    return named or tuple(sorted(found, key=lambda p: (min(m.start for m in p.mentions), p.entity))[:1])


def dealings(case: Case, roles: Mapping[str, Role]) -> Iterator[Pair]:
    """The pairs of parties that the record states: with a lead, or joint by their roles.

    `Role.joint`: "peers" deal with all who have the role, and a party that makes the record joint for "all"
    ties everyone to everyone.
    """
    heads = {party.entity for party in leads(case, roles)}
    found = parties(case, roles)
    together = any(roles[party.role].joint == "all" for party in found)
    for one, other in combinations(found, 2):
        peers = one.role == other.role and roles[one.role].joint == "peers"
        if together or peers or one.entity in heads or other.entity in heads:
            yield one, other
