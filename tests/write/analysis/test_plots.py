"""Plots of a report: readable, nothing over anything else, and what they show is what was computed."""

from dataclasses import replace
from itertools import combinations, pairwise
from math import dist
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.analysis.plots import PLOTS, Subject, note
from krpia_graph.write.analysis.plots.brokers import APART, RINGS, SIZE, spots_of
from krpia_graph.write.analysis.plots.pencil import SMALL, fitted
from krpia_graph.write.analysis.plots.scales import Scale
from krpia_graph.write.analysis.sections import anchors
from krpia_graph.write.analysis.words import words_of
from krpia_graph.write.figure.canvas import text_width


def subject_of(graph: KnowledgeGraph, analysis: Analysis, language: str = "en") -> Subject:
    return Subject(analysis, graph.vocabulary, words_of(language), anchors(analysis))


@pytest.fixture(scope="module")
def subject(graph: KnowledgeGraph, analysis: Analysis) -> Subject:
    return subject_of(graph, analysis)


def drawn(subject: Subject, name: str) -> ET.Element:
    return ET.fromstring(PLOTS[name](subject))


def texts(plot: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in plot.iter("text")]


def box(text: ET.Element) -> tuple[float, float, float, float]:
    """What a line of text covers, in points: left, top, right, bottom."""
    size = float(str(text.get("font-size")).removesuffix("px"))
    width = text_width("".join(text.itertext())) * size
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    left = {"middle": x - width / 2, "end": x - width}.get(text.get("text-anchor", ""), x)
    return left, y - 0.72 * size, left + width, y


def overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", PLOTS)
class TestEveryPlot:
    def test_no_text_is_smaller_than_seven_points(
        self, graph: KnowledgeGraph, analysis: Analysis, name: str, language: str
    ) -> None:
        plot = drawn(subject_of(graph, analysis, language), name)
        sizes = {float(str(text.get("font-size")).removesuffix("px")) for text in plot.iter("text")}
        assert sizes
        assert min(sizes) >= SMALL == 7

    def test_no_text_lies_over_another_or_beyond_the_sheet(
        self, graph: KnowledgeGraph, analysis: Analysis, name: str, language: str
    ) -> None:
        plot = drawn(subject_of(graph, analysis, language), name)
        lines = [("".join(text.itertext()), box(text)) for text in plot.iter("text")]
        width, height = map(float, plot.attrib["viewBox"].split()[2:])
        assert [a[0] for a in lines if a[1][0] < -1 or a[1][2] > width + 1 or a[1][3] > height + 1] == []
        assert [(a[0], b[0]) for a, b in combinations(lines, 2) if overlap(a[1], b[1])] == []

    def test_it_is_the_same_every_time(
        self, graph: KnowledgeGraph, analysis: Analysis, name: str, language: str
    ) -> None:
        subject = subject_of(graph, analysis, language)
        assert PLOTS[name](subject) == PLOTS[name](subject)

    def test_it_has_a_title_and_a_note_without_gaps(
        self, graph: KnowledgeGraph, analysis: Analysis, name: str, language: str
    ) -> None:
        said = note(name, subject_of(graph, analysis, language))
        assert said["title"]
        assert said["note"]
        assert "{" not in "".join(said.values())


def test_names_and_chances_of_the_ranked_stand_as_in_the_table(subject: Subject) -> None:
    found = texts(drawn(subject, "ranked"))
    ranking = subject.analysis.ranking
    assert [text for text in found if text in {row.label for row in ranking}] == [
        row.label for row in ranking[:20]
    ]
    assert sum(text.endswith(" %") for text in found) == 20


def test_without_draws_there_are_no_intervals(graph: KnowledgeGraph, analysis: Analysis) -> None:
    bare = [
        replace(row, places={m: replace(p, low=None, high=None, top10=None) for m, p in row.places.items()})
        for row in analysis.ranking
    ]
    undrawn = replace(analysis, ranking=replace(analysis.ranking, rows=tuple(bare), resampling=None))
    subject = subject_of(graph, undrawn)
    assert not any(text.endswith(" %") for text in texts(drawn(subject, "ranked")))
    assert (
        note("ranked", subject)["note"]
        == "The dot is the rank by strength. No other sets of cases were drawn."
    )


def test_marks_of_brokers_stand_side_by_side_near_their_values(subject: Subject) -> None:
    rows = [row for row in subject.analysis.ranking if row.partners]
    across, up = Scale(0, 9, 46, 528), Scale(0, 0.3, 67, 364)
    spots = spots_of(rows, across, up)
    assert len(spots) == len(rows)
    for row in rows:
        x, y = across(row.values["strength"] or 0), up(row.values["betweenness"] or 0)
        assert dist(spots[row.actor.id], (x, y)) <= RINGS * SIZE + 1e-6
    assert all(dist(a, b) >= APART - 1e-6 for a, b in combinations(spots.values(), 2))


def test_the_cells_of_the_mixing_sum_up_to_the_ties(subject: Subject) -> None:
    counts = [int(text) for text in texts(drawn(subject, "mixing")) if text.isdigit()]
    assert sum(counts) == len(subject.analysis.ties)


def test_the_bars_of_the_years_sum_up_to_the_dated_cases(subject: Subject) -> None:
    analysis = subject.analysis
    assert sum(len(year.cases) for year in analysis.years) == len(analysis.cases) - len(analysis.undated)
    shown = texts(drawn(subject, "by_year"))
    assert {str(year.year) for year in analysis.years} <= set(shown)
    assert note("by_year", subject)["note"].count(f"The other {len(analysis.undated)} are not shown") == 1


def test_every_actor_stands_in_one_core_layer(subject: Subject) -> None:
    shown = texts(drawn(subject, "cores"))
    assert all(shown.count(row.label) == 1 for row in subject.analysis.ranking)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 9))
def test_ticks_of_a_scale_lie_in_it_one_behind_the_other(low: float, span: float, most: int) -> None:
    scale = Scale(low, low + span, 0, 100)
    ticks = scale.ticks(most)
    assert len(ticks) <= most + 1
    assert all(a < b for a, b in pairwise(ticks))
    assert all(-1 <= scale(tick) <= 101 for tick in ticks)


@given(st.floats(1e-4, 1), st.floats(1.5, 1e5))
def test_ticks_of_a_logarithmic_scale_lie_in_it(low: float, times: float) -> None:
    scale = Scale(low, low * times, 0, 100, True)
    assert all(-1 <= scale(tick) <= 101 for tick in scale.ticks())
    assert scale(low) == pytest.approx(0)
    assert scale(low * times) == pytest.approx(100)


@settings(deadline=None)  # the first text loads the font
@given(st.text(max_size=400), st.floats(10, 300))
def test_a_fitted_text_fits(text: str, width: float) -> None:
    assert text_width(fitted(text, 8, width)) * 8 <= max(width, text_width("…") * 8)
