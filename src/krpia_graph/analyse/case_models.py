"""A case in, the pairs of its parties that are tied out, by one of several models of what a case says.

To add a model, add an entry to `CASE_MODELS`. Numbers about the whole network mostly show the model, numbers
about an actor hardly do; see docs/decisions/0024.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from krpia_graph.model.case import Case
from krpia_graph.model.dealings import Pair, dealings, leads, parties
from krpia_graph.model.vocabulary import Role

Roles = Mapping[str, Role]


def _clique(case: Case, roles: Roles) -> Iterable[Pair]:
    return combinations(parties(case, roles), 2)


def _star(case: Case, roles: Roles) -> Iterable[Pair]:
    heads = leads(case, roles)[:1]
    return ((head, other) for head in heads for other in parties(case, roles) if other is not head)


CASE_MODELS: dict[str, Callable[[Case, Roles], Iterable[Pair]]] = {
    "stated": dealings,
    "clique": _clique,
    "star": _star,
}
"""stated: what the record says (`krpia_graph.model.dealings`); clique: all with all; star: the first lead
with each other party."""
