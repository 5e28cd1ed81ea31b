"""What the report says in plain words follows from the figures."""

from dataclasses import replace

import pytest

from krpia_graph.model.analysis import Analysis, Estimate
from krpia_graph.model.centrality import Place
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.analysis.summary import summary
from krpia_graph.write.analysis.words import words_of

ENGLISH = words_of("en")


def with_chances(analysis: Analysis, *chances: float) -> Analysis:
    """The analysis with these chances of the first rows to be among the ten first; all others have none."""
    rows = tuple(
        replace(row, places={"strength": Place(n + 1, n + 1, n + 1, (*chances, *[0.0] * 99)[n])})
        for n, row in enumerate(analysis.ranking)
    )
    return replace(analysis, ranking=replace(analysis.ranking, rows=rows))


@pytest.mark.parametrize(
    ("chances", "sentence"),
    [
        ((0.9, 0.89), "Of the first 10, only MSD is among the ten in at least 90 % of the draws."),
        (
            (1.0, 0.95, 0.2, 0.9),
            "Of the first 10, only MSD, AstraZeneca and DKSH are among the ten in at least 90 % of the "
            "draws.",
        ),
        ((0.5,) * 10, "Of the first 10, none is among the ten in 90 % of the draws."),
        ((0.99,) * 10, "All of the first 10 are among the ten in at least 90 % of the draws."),
    ],
)
def test_who_is_surely_among_the_first(
    graph: KnowledgeGraph, analysis: Analysis, chances: tuple[float, ...], sentence: str
) -> None:
    assert summary(graph, with_chances(analysis, *chances), ENGLISH).concluded[0] == sentence


def test_who_is_first_is_settled_only_where_intervals_do_not_meet(
    graph: KnowledgeGraph, analysis: Analysis
) -> None:
    assert summary(graph, with_chances(analysis, 1.0), ENGLISH).concluded[1] == (
        "MSD is first: its interval (1–1) does not reach that of AstraZeneca (2–2)."
    )
    assert summary(graph, analysis, ENGLISH).concluded[1].startswith("Who is first is not settled: ")


def test_without_draws_nothing_is_concluded(graph: KnowledgeGraph, analysis: Analysis) -> None:
    undrawn = replace(analysis, ranking=replace(analysis.ranking, resampling=None))
    assert summary(graph, undrawn, ENGLISH).concluded == (ENGLISH.not_drawn,)


def test_what_was_done_counts_what_is_there(graph: KnowledgeGraph, analysis: Analysis) -> None:
    tied = {end.id for tie in analysis.ties for end in (tie.a, tie.b)}
    largest = max(row.component_size for row in analysis.ranking)
    assert summary(graph, analysis, ENGLISH).done[0] == (
        f"{len(graph.cases)} cases from 1 source name {len(analysis.ranking)} actors, with "
        f"{len(analysis.ties)} ties between them. The largest component has {largest} of the actors; "
        f"{len(analysis.ranking) - len(tied)} have no tie."
    )


def test_what_is_to_be_minded(graph: KnowledgeGraph, analysis: Analysis) -> None:
    warnings = summary(graph, analysis, ENGLISH).warnings
    assert f"{len(analysis.undated)} of 53 cases name no year" in "".join(warnings)
    assert not any("estimated" in warning for warning in warnings)
    estimated = replace(analysis, estimate=Estimate(512, 1))
    assert summary(graph, estimated, ENGLISH).warnings[-1] == ENGLISH.estimated.format(512)
