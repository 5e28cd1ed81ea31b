"""How a graph is looked at as a network: who its nodes are, which cases count, what ties how much."""

from dataclasses import dataclass

from krpia_graph.model.edtf import Years


@dataclass(frozen=True, slots=True)
class Lens:
    """The choices behind a network; `krpia_graph.analyse` lists the names that `projection` and so on take.

    `projection`: what is tied with what. `level`: "group" takes a company for its affiliates, too, "legal"
    keeps them apart. `case_model`: which parties of a case are tied. `weights`: how much a case adds to each
    of its ties; `half_life` is that of "recency", in years. `years`: the first and the last year, of which a
    case must have one; a case without a date is then left out. `ego` keeps an actor (id, label or alias) and
    those within `radius` steps. `brokerage`: what sets groups apart between which an actor mediates,
    `communities` how those who belong together are found.
    """

    projection: str = "organisations"
    level: str = "group"
    case_model: str = "stated"
    weights: str = "newman"
    half_life: float = 5.0
    years: Years | None = None
    ego: str = ""
    radius: int = 1
    brokerage: str = "type"
    communities: str = "louvain"


PLAIN = Lens()
"""Groups of companies and institutions, tied as the cases state it, all cases."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """How the uncertainty of ranks is estimated: `count` other sets of cases, from the generator of `seed`.

    `scheme`: "bootstrap" draws as many cases with replacement, "dropout" leaves each out with a chance of
    30 %, "confidence" keeps each with the chance that it is right. `unit`: what is drawn, each "case" or each
    "document" with all its cases. `measures` are those whose ranks are looked at, all if none is named.
    """

    count: int = 500
    seed: int = 20190517
    scheme: str = "bootstrap"
    unit: str = "case"
    measures: tuple[str, ...] = ()
