"""What a network ties with what: for each projection the nodes that a case brings, and the pairs it ties.

To add a projection, add an entry to `PROJECTIONS`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from krpia_graph.analyse.case_models import CASE_MODELS
from krpia_graph.analyse.network import Network
from krpia_graph.analyse.sharing import backbone_of, through_partners
from krpia_graph.model.case import Argument, Case
from krpia_graph.model.dealings import Pair, parties
from krpia_graph.model.vocabulary import Role

Roles = Mapping[str, Role]
GLOBAL = "global_company"


@dataclass(frozen=True, slots=True)
class Projection:
    """What is tied with what.

    `nodes`: which arguments of a case are nodes, `pairs`: which two are tied, by a case model; directed, the
    first acts on the second. `derive` makes the network that is asked for from the network of these ties.
    """

    meaning: str
    nodes: Callable[[Case, Roles], Iterable[Argument]]
    pairs: Callable[[Case, Roles, str], Iterable[Pair]]
    directed: bool = False
    derive: Callable[[Network], Network] | None = None


def _partners(case: Case, roles: Roles, model: str) -> Iterable[Pair]:
    return CASE_MODELS[model](case, roles)


def _across(case: Case, roles: Roles, model: str) -> Iterable[Pair]:
    """Pairs of a global company and somebody else."""
    return (pair for pair in _partners(case, roles, model) if sum(end.type == GLOBAL for end in pair) == 1)


def _products(case: Case, roles: Roles) -> tuple[Argument, ...]:
    return tuple(drug for drug in case.drugs if roles[drug.role].covers)


def _territories(case: Case, roles: Roles) -> tuple[Argument, ...]:
    return tuple(region for region in case.regions if roles[region.role].covers)


def _rights(case: Case, roles: Roles, _: str) -> Iterable[Pair]:
    """From who gives the rights to who gets them; where one of the two is not said, from or to the others."""
    found = parties(case, roles)
    givers = [party for party in found if party.role == "licensor"]
    takers = [party for party in found if party.role == "licensee"]
    if not (givers or takers):
        return ()
    others = [party for party in found if party.role not in ("licensor", "licensee")]
    return product(givers or others, takers or others)


PROJECTIONS: dict[str, Projection] = {
    "organisations": Projection("organisations that deal with each other", parties, _partners),
    "bipartite": Projection("global companies and their Korean partners", parties, _across),
    "companies": Projection(
        "global companies that share Korean partners", parties, _across, derive=through_partners(GLOBAL)
    ),
    "backbone": Projection(
        "global companies that share more Korean partners than their numbers of partners explain",
        parties,
        _across,
        derive=backbone_of(GLOBAL),
    ),
    "drugs": Projection(
        "organisations and the products of their cases",
        lambda case, roles: (*parties(case, roles), *_products(case, roles)),
        lambda case, roles, _: product(parties(case, roles), _products(case, roles)),
    ),
    "regions": Projection(
        "regions that a case names together",
        _territories,
        lambda case, roles, _: combinations(_territories(case, roles), 2),
    ),
    "directed": Projection("licensors and those they give rights to", parties, _rights, directed=True),
}
