"""An analysis and its graph in, its cases by year out: what the yearly panels count, each with its actors."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.centrality import Actor
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.analysis.words import Words

MOST = 500  # cases that are listed
LONGEST = 160  # characters of a case


@dataclass(frozen=True, slots=True)
class Listed:
    """A case: its id, the beginning of its words, its actors by name with the place of their section."""

    id: str
    text: str
    actors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class YearCases:
    """The cases of a year, or those without one, and the name of its place in the page."""

    place: str
    title: str
    cases: tuple[Listed, ...]


def timeline(
    graph: KnowledgeGraph, analysis: Analysis, words: Words, places: Mapping[str, str]
) -> tuple[YearCases, ...]:
    """The years that have cases, in order, then those without one; `MOST` cases in all."""
    actors: dict[str, list[Actor]] = defaultdict(list)
    for row in analysis.ranking:
        for case in row.cases:
            actors[case].append(row.actor)
    groups = [(place_of(y.year), str(y.year), y.cases) for y in analysis.years if y.cases]
    if analysis.undated:
        groups.append((place_of(None), words.without_year, analysis.undated))
    found, left = [], MOST
    for place, title, cases in groups:
        listed = tuple(
            Listed(
                case,
                _beginning(graph.cases[case].text),
                tuple((words.name(actor), places.get(actor.id, "")) for actor in actors[case]),
            )
            for case in cases[:left]
        )
        left -= len(listed)
        found.append(YearCases(place, f"{title}: {words.counted('case_count', len(cases))}", listed))
    return tuple(found)


def place_of(year: int | None) -> str:
    """The name of the place of the cases of a year; None stands for those without one."""
    return "cases-undated" if year is None else f"cases-{year}"


def _beginning(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"
