"""An analysis in, its ties by the types of their ends out: what the cells of the mixing plot count."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.analysis.sections import type_name
from krpia_graph.write.analysis.words import Words

MOST = 500  # ties that are listed


@dataclass(frozen=True, slots=True)
class ListedTie:
    """The two ends by name, each with the place of its section (empty where it has none), and the cases."""

    ends: tuple[tuple[str, str], tuple[str, str]]
    cases: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """The ties of two types: the name of its place in the page, its title, the ties."""

    place: str
    title: str
    ties: tuple[ListedTie, ...]


def crossings(
    graph: KnowledgeGraph, analysis: Analysis, words: Words, places: Mapping[str, str]
) -> tuple[Crossing, ...]:
    """The pairs of types that are tied, in the order of the plot, row by row; `MOST` ties in all."""
    types = analysis.mixing.types
    number = {type_: n for n, type_ in enumerate(types)}
    by_types: dict[tuple[int, int], list[ListedTie]] = defaultdict(list)
    for tie in analysis.ties:
        pair = number[tie.a.type], number[tie.b.type]
        row, column = pair if analysis.directed else (max(pair), min(pair))
        one, other = ((words.name(end), places.get(end.id, "")) for end in (tie.a, tie.b))
        by_types[row, column].append(ListedTie((one, other), len(tie.cases)))
    found, left = [], MOST
    for (row, column), ties in sorted(by_types.items()):
        named = " – ".join(type_name(graph, types[n], words) for n in (row, column))
        title = f"{named}: {words.counted('tie_count', len(ties))}"
        found.append(Crossing(place_of(row, column), title, tuple(ties[:left])))
        left -= min(left, len(ties))
    return tuple(found)


def place_of(row: int, column: int) -> str:
    """The name of the place of the ties that a cell of the plot counts."""
    return f"ties-{row}-{column}"
