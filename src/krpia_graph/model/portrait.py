"""What is true of a whole network, as plain values: its figures, and what chance alone would give."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from krpia_graph.model.edtf import Years
from krpia_graph.model.frames import Tabular
from krpia_graph.model.lens import PLAIN, Lens


@dataclass(frozen=True, slots=True)
class Figure:
    """A number about a whole network; None where it is not defined.

    `null` is its mean over the null networks, `low` and `high` are their 5 and 95 % quantiles; None where no
    null network has the figure or none was drawn. `ratio` is value / null, for figures that cannot be
    negative. `p` is the share of the null networks (for the figures of groups: of other distributions of the
    groups over the actors) whose figure is as far from their mean.
    """

    name: str
    value: float | None
    null: float | None = None
    low: float | None = None
    high: float | None = None
    ratio: float | None = None
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Mixing:
    """How many ties, and of what weight together, join two groups by an attribute of actors.

    Of an undirected network each two groups are there once, in the order of their names; directed, ties lead
    from `one` to `other`.
    """

    attribute: str
    one: str
    other: str
    ties: int
    weight: float


@dataclass(frozen=True, slots=True)
class Portrait:
    """A network under one case model; `years`, the first and the last, are None where all cases count.

    `actors` is how many nodes there are.
    """

    case_model: str
    years: Years | None
    actors: int
    figures: tuple[Figure, ...]
    mixing: tuple[Mixing, ...] = ()

    def __getitem__(self, name: str) -> Figure:
        """The figure of this name; raises KeyError where the portrait has none."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure that the case model makes: its "sign", or on which side of "chance" it lies.

    `each` is the value under each case model, as it is shown; `within`: each is within what chance gives.
    """

    figure: str
    about: Literal["sign", "chance"]
    each: tuple[tuple[str, str], ...]
    within: bool = False

    def __str__(self) -> str:
        what = "its sign" if self.about == "sign" else "whether it is above or below chance"
        shown = ", ".join(f"{model} {value}" for model, value in self.each)
        within = "; all within what chance gives" if self.within else ""
        return f"{self.figure}: {what} is the case model's doing ({shown}{within})"


@dataclass(frozen=True, slots=True)
class WholeNetwork(Tabular):
    """A network under each case model and in each slice of time, with what must be known to read it.

    `portraits`: all cases, that of the lens first. `slices`: only the cases of some years, under the case
    model of the lens. `undated` are the ids of the cases that name no year: they are in no slice and, where
    the lens asks for years, in no portrait either. `disagreements` are what is the case model's doing,
    `warnings` all that has to be minded, in words. `nulls` is how many null networks were drawn, from `seed`.
    """

    portraits: tuple[Portrait, ...]
    slices: tuple[Portrait, ...] = ()
    undated: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    lens: Lens = PLAIN
    nulls: int = 0
    seed: int = 0

    def records(self) -> list[dict[str, Any]]:
        """A flat row a figure, those of the slices and of the mixing of groups too; for a table."""
        rows = []
        for portrait in (*self.portraits, *self.slices):
            first, last = portrait.years or (None, None)
            head = {"case_model": portrait.case_model, "first_year": first, "last_year": last}
            rows += [{**head, **asdict(figure)} for figure in portrait.figures]
            for mixed in portrait.mixing:
                pair = f"{mixed.attribute}: {mixed.one} - {mixed.other}"
                rows.append({**head, **asdict(Figure(f"ties by {pair}", mixed.ties))})
                rows.append({**head, **asdict(Figure(f"weight by {pair}", mixed.weight))})
        return rows

    def record(self) -> dict[str, Any]:
        """Everything as plain values, for JSON."""
        return asdict(self)
