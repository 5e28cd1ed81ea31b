"""The first picture: names have room, discs and components stand apart, and it is the same everywhere."""

import os
import random
import subprocess
import sys
from itertools import combinations
from math import atan2, dist, pi
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_ties import made_up_ties
from write.page.name_placement import crossings, fitting_scale, placed_names

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.drawing import READING_SCALE, Drawing, draw
from krpia_graph.write.page.layout import ASPECT, DISC_GAP, positions
from krpia_graph.write.page.room import Name

KEY = 3  # cases
TREE = [(f"n{i:03}", f"n{i // 3:03}") for i in range(1, 350)]
REPEAT = """
from krpia_graph.write.page.layout import positions
ties = {(f"n{i:03}", f"n{i // by:03}") for by, end in ((3, 350), (2, 90)) for i in range(1, end)}
print(sorted(positions({f"n{i:03}": 10.0 + i % 7 for i in range(400)}, ties).items()))
"""


@pytest.fixture(scope="module")
def drawing(graph: KnowledgeGraph) -> Drawing:
    return draw(graph, 1500)


def radii(drawing: Drawing, measure: str = "cases") -> dict[str, int]:
    return {name: size.radius for name, size in drawing.sizes[measure].items()}


def names(drawing: Drawing, language: str) -> dict[str, str]:
    """As the page writes them: in English where there is no Korean."""
    entities = drawing.selection.graph.entities
    korean = {name: entities[name].label_ko for name in drawing.selection.cases if language == "ko"}
    return {name: korean.get(name) or entities[name].label_en for name in drawing.selection.cases}


@pytest.mark.parametrize(("language", "least"), [("en", 126), ("ko", 134)])
def test_names_have_room_in_the_first_picture(drawing: Drawing, language: str, least: int) -> None:
    placed = placed_names(names(drawing, language), drawing.places, radii(drawing))
    key = {name for name, cases in drawing.selection.cases.items() if len(cases) >= KEY}
    assert key <= placed
    assert len(placed) >= least


def test_whole_page_is_seen_at_about_the_scale_that_names_are_given_room_for(drawing: Drawing) -> None:
    assert fitting_scale(drawing.places, radii(drawing)) == pytest.approx(READING_SCALE, rel=0.1)


def test_few_ties_cross(drawing: Drawing) -> None:
    assert crossings(drawing.places, [(t.subject, t.object) for t in drawing.selection.ties]) < 160


def test_partners_stand_nearer_than_others(drawing: Drawing) -> None:
    places = drawing.places
    tied = {frozenset((t.subject, t.object)) for t in drawing.selection.ties if t.subject != t.object}
    others = [dist(places[a], places[b]) for a, b in combinations(places, 2) if {a, b} not in tied]
    mean = sum(dist(*(places[end] for end in pair)) for pair in tied) / len(tied)
    assert mean < 0.35 * sum(others) / len(others)


@pytest.mark.parametrize("measure", ["cases", "degree", "betweenness"])
def test_discs_do_not_overlap_in_any_size(drawing: Drawing, measure: str) -> None:
    size = radii(drawing, measure)
    for a, b in combinations(size, 2):
        assert dist(drawing.places[a], drawing.places[b]) - size[a] - size[b] >= DISC_GAP - 1e-9


def test_sheet_has_the_shape_wanted_and_its_middle_at_zero(drawing: Drawing) -> None:
    xs, ys = zip(*drawing.places.values(), strict=True)
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(ASPECT, rel=0.15)
    assert abs(max(xs) + min(xs)) < 100
    assert abs(max(ys) + min(ys)) < 100


def test_leaves_are_spread_around_their_hub() -> None:
    places = positions(dict.fromkeys(["hub", *"abcdefgh"], 12.0), [("hub", leaf) for leaf in "abcdefgh"])
    x, y = places["hub"]
    angles = sorted(atan2(places[leaf][1] - y, places[leaf][0] - x) for leaf in "abcdefgh")
    gaps = [b - a for a, b in zip(angles, [*angles[1:], angles[0] + 2 * pi], strict=True)]
    assert max(gaps) < pi / 2
    assert min(gaps) > pi / 8


def test_components_do_not_reach_into_one_another() -> None:
    parts = [[f"{part}{i}" for i in range(9)] for part in "abcde"]
    ties = [(part[0], leaf) for part in parts for leaf in part[1:]]
    places = positions({name: 12.0 for part in parts for name in part}, ties)
    for part in parts:
        reach = max(dist(places[part[0]], places[leaf]) for leaf in part)
        others = (name for other in parts for name in other if other is not part)
        assert all(dist(places[part[0]], places[name]) > 0.9 * reach for name in others)
    assert crossings(places, ties) == 0


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=40),
    st.randoms(use_true_random=False),
)
def test_discs_keep_their_gap_and_order_does_not_matter(
    pairs: list[tuple[int, int]], chance: random.Random
) -> None:
    sizes = {f"n{i}": 12.0 + 5 * (i % 5) for i in range(25)}
    wanted = {name: Name(150.0, 30.0 * (1 + i % 2), 12.0, i % 4) for i, name in enumerate(sizes)}
    ties = [(f"n{a}", f"n{b}") for a, b in pairs]
    places = positions(sizes, ties, wanted)
    for a, b in combinations(sizes, 2):
        assert dist(places[a], places[b]) - sizes[a] - sizes[b] >= DISC_GAP
    shuffled = list(sizes.items())
    chance.shuffle(shuffled)
    chance.shuffle(ties)
    assert positions(dict(shuffled), [(b, a) for a, b in ties], wanted) == places


def test_places_are_the_same_in_any_process(tmp_path: Path) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", REPEAT],
            env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed, threads in (("1", "1"), ("2", "2"))
    }
    assert len(outputs) == 1


def test_few_nodes_and_none() -> None:
    assert positions({}, []) == {}
    assert positions({"a": 10.0}, [("a", "a"), ("a", "gone")]) == {"a": (0, 0)}
    (x1, y1), (x2, y2) = positions({"a": 10.0, "b": 10.0}, [("b", "a")]).values()
    assert abs(x1 - x2) > 36
    assert y1 == y2 == 0


def test_large_components_and_nodes_without_ties_find_a_place() -> None:
    places = positions({f"n{i:03}": 10.0 for i in range(400)}, TREE)
    assert len(set(places.values())) == 400


def test_thousands_of_nodes_do_not_overlap() -> None:
    sizes = {f"n{node:06}": 12.0 + node % 9 for node in range(3000)}
    places = positions(sizes, made_up_ties(3000, 6000))
    cells: dict[tuple[int, int], list[str]] = {}
    for name, (x, y) in places.items():
        cells.setdefault((x // 60, y // 60), []).append(name)
    for (column, row), here in cells.items():
        near = [n for i in (-1, 0, 1) for j in (-1, 0, 1) for n in cells.get((column + i, row + j), [])]
        for a in here:
            for b in near:
                assert a == b or dist(places[a], places[b]) - sizes[a] - sizes[b] >= DISC_GAP
