"""A panel in, its lines and discs drawn: ties by group, entities by type; grey for what stands behind."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path

from krpia_graph.model.vocabulary import Vocabulary, safe_colour
from krpia_graph.write.figure.shapes import outline
from krpia_graph.write.figure.sheet import Disc
from krpia_graph.write.page.selection import Tie, bends

BEND = 0.22  # of the length of a tie, for each step that it bends
PIECES = 4  # straight ones that stand for a curve where names look for room
OPAQUE_UP_TO = 600  # ties
FAINT_LINE, FAINT_DISC = "#d8dbe0", "#e3e5e9"
OUTLINE = "#ffffff"

Curve = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]  # start, control, end
Pieces = list[tuple[float, float, float, float]]


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How the ties of a group look: colour, width of the thinnest (points), dashes (in widths)."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()


# Those of the page, where "partner" stands out and what the lexicon says stays behind. In the order drawn.
LINES = {
    "lexicon": LineStyle("#8b9099", 0.4, (5, 3)),
    "shared": LineStyle("#8b9099", 0.5, (1, 1.6)),
    "about": LineStyle("#8b9099", 0.35),
    "partner": LineStyle("#2b3038", 0.6),
}


def looks(vocabulary: Vocabulary) -> dict[str, tuple[str, str]]:
    """The shape and the colour of each type of entity; grey for a colour that is none."""
    return {name: (kind.shape, safe_colour(kind.colour)) for name, kind in vocabulary.entity_types.items()}


def width_of(group: str, cases: int) -> float:
    """How wide a tie is drawn: the more cases, the wider, where cases make it."""
    return LINES[group].width * (sqrt(min(cases, 9)) if group in ("partner", "about") else 1.0)


def curves(ties: Sequence[Tie], discs: Mapping[str, Disc]) -> list[Curve]:
    """The way of each tie between the middles of its discs; ties of one pair fan out, and all are seen."""
    found = []
    for tie, bend in zip(ties, bends(ties), strict=True):
        one, other = discs[tie.subject], discs[tie.object]
        across, up = (other.x - one.x) * bend * BEND * 2, (other.y - one.y) * bend * BEND * 2
        middle = (one.x + other.x) / 2 - up, (one.y + other.y) / 2 + across
        found.append(((one.x, one.y), middle, (other.x, other.y)))
    return found


def pieces(ways: Sequence[Curve]) -> Pieces:
    """The curves as straight pieces, for whom near is near enough."""
    found: Pieces = []
    for (x0, y0), (xc, yc), (x1, y1) in ways:
        if hypot(xc - (x0 + x1) / 2, yc - (y0 + y1) / 2) < 1e-6:
            found.append((x0, y0, x1, y1))
            continue
        steps = [i / PIECES for i in range(PIECES + 1)]
        spots = [
            (
                (1 - t) ** 2 * x0 + 2 * t * (1 - t) * xc + t * t * x1,
                (1 - t) ** 2 * y0 + 2 * t * (1 - t) * yc + t * t * y1,
            )
            for t in steps
        ]
        found += [(*spots[i], *spots[i + 1]) for i in range(PIECES)]
    return found


def draw_ties(axes: Axes, ties: Sequence[Tie], ways: Sequence[Curve], lit: Collection[int]) -> None:
    """Draw the ties along their ways; those whose number is not in `lit` are faint and lie below.

    Many are drawn so that one shines through another: where most cross, it is darkest.
    """
    opacity = max(min(1.0, sqrt(OPAQUE_UP_TO / max(len(lit), 1))), 0.15)
    for group, style in LINES.items():
        for bright in (False, True):
            shown = [i for i, tie in enumerate(ties) if tie.group == group and (i in lit) == bright]
            if shown:
                axes.add_collection(
                    PathCollection(
                        [_path(ways[i]) for i in shown],
                        facecolors="none",
                        edgecolors=style.colour if bright else FAINT_LINE,
                        linewidths=[width_of(group, ties[i].cases) if bright else 0.3 for i in shown],
                        linestyles=[(0, style.dashes or None)],
                        alpha=opacity if bright and opacity < 1 else None,
                        zorder=2 if bright else 1,
                        gid=f"ties-{group}" if bright else f"faint-ties-{group}",
                    ),
                    autolim=False,
                )


def _path(way: Curve) -> Path:
    return Path(way, [Path.MOVETO, Path.CURVE3, Path.CURVE3])


def draw_discs(
    axes: Axes,
    discs: Mapping[str, Disc],
    types: Mapping[str, str],
    looked: Mapping[str, tuple[str, str]],
    lit: Collection[str],
) -> None:
    """Draw the entities, `types` by entity and `looked` (shape, colour) by type; faint those not in `lit`."""
    for type_, (shape, colour) in looked.items():
        for bright in (False, True):
            shown = [d for n, d in discs.items() if types[n] == type_ and (n in lit) == bright]
            if shown:
                axes.add_collection(
                    PathCollection(
                        [shape_path(shape, disc.x, disc.y, disc.radius) for disc in shown],
                        facecolors=colour if bright else FAINT_DISC,
                        edgecolors=OUTLINE,
                        linewidths=0.4,
                        zorder=4 if bright else 3,
                        gid=_plain(f"entities-{type_}" if bright else f"faint-entities-{type_}"),
                    ),
                    autolim=False,
                )


def _plain(name: str) -> str:
    """A name for an element of a file, which cannot hold every character that an id can."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)


def shape_path(shape: str, x: float, y: float, radius: float) -> Path:
    """The outline of a shape at its place."""
    corners = [(x + a * radius, y + b * radius) for a, b in outline(shape)]
    return Path([*corners, corners[0]], closed=True)
