"""Where panels and legend stand on the sheet, and how large shapes are."""

from itertools import combinations
from math import hypot, pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.figure.crossings import crossing, distances, passing, through
from krpia_graph.write.figure.shapes import SHAPES, outline, reach
from krpia_graph.write.figure.sheet import MARGIN, TALLEST, Box, lay_out
from krpia_graph.write.page.drawing import Drawing, draw


@pytest.fixture(scope="module")
def drawing(graph: KnowledgeGraph) -> Drawing:
    """The drawing of the page."""
    return draw(graph, 1500)


def meets(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    return across > 1e-6 and up > 1e-6


@pytest.mark.parametrize("width", [170.0, 252.0, 519.0, 2000.0])
@pytest.mark.parametrize("count", [1, 2, 5, 6])
@pytest.mark.parametrize("measure", ["cases", "betweenness"])
class TestSheet:
    def test_nothing_on_it_meets_or_leaves_it(
        self, drawing: Drawing, width: float, count: int, measure: str
    ) -> None:
        sheet = lay_out(drawing, measure, width, count, count > 1, lambda *_: 30.0)
        boxes = [*(panel.box for panel in sheet.panels), sheet.legend]
        assert len(boxes) == count + 1
        assert not [1 for one, other in combinations(boxes, 2) if meets(one, other)]
        whole = Box(0, 0, sheet.width, sheet.height)
        for box in boxes:
            assert box.left >= whole.left
            assert box.bottom >= whole.bottom
            assert box.right <= whole.right + 1e-6
            assert box.top <= whole.top + 1e-6

    def test_it_is_no_higher_than_a_page(
        self, drawing: Drawing, width: float, count: int, measure: str
    ) -> None:
        assert lay_out(drawing, measure, width, count, count > 1, lambda *_: 30.0).height <= TALLEST + 1e-6

    def test_all_discs_of_a_panel_are_within_it(
        self, drawing: Drawing, width: float, count: int, measure: str
    ) -> None:
        for panel in lay_out(drawing, measure, width, count, count > 1, lambda *_: 30.0).panels:
            for disc in panel.discs.values():
                assert panel.box.left - 1e-6 <= disc.x - disc.reach
                assert disc.x + disc.reach <= panel.box.right + 1e-6
                assert panel.box.bottom - 1e-6 <= disc.y - disc.reach
                assert disc.y + disc.reach <= panel.box.top + 1e-6


def test_the_places_are_those_of_the_page(drawing: Drawing) -> None:
    sheet = lay_out(drawing, "cases", 519.0, 1, False, lambda *_: 30.0)
    (panel,) = sheet.panels
    one, *others = drawing.places
    for other in others:
        wide = drawing.places[other][0] - drawing.places[one][0]
        down = drawing.places[other][1] - drawing.places[one][1]
        assert panel.discs[other].x - panel.discs[one].x == pytest.approx(wide * sheet.scale, abs=1e-6)
        assert panel.discs[one].y - panel.discs[other].y == pytest.approx(down * sheet.scale, abs=1e-6)


def test_a_legend_stands_in_the_cell_that_is_free(drawing: Drawing) -> None:
    with_room = lay_out(drawing, "cases", 519.0, 5, True, lambda *_: 30.0)
    without = lay_out(drawing, "cases", 519.0, 5, True, lambda *_: 400.0)
    assert with_room.legend.left > with_room.panels[-1].box.right
    assert without.legend.left == MARGIN


@pytest.mark.parametrize("shape", SHAPES)
class TestShapes:
    def test_every_shape_covers_the_ground_of_its_disc(self, shape: str) -> None:
        corners = outline(shape)
        pairs = zip(corners, (*corners[1:], corners[0]), strict=True)
        area = abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2
        assert area == pytest.approx(pi)

    def test_its_middle_is_where_the_node_is(self, shape: str) -> None:
        heights = [y for _, y in outline(shape)]
        assert max(heights) + min(heights) == pytest.approx(0)
        assert reach(shape) == pytest.approx(max(hypot(*corner) for corner in outline(shape)))


UNIT = st.floats(-10, 10, allow_nan=False).map(lambda value: round(value, 2))
LINE = st.tuples(UNIT, UNIT, UNIT, UNIT)
STEPS = np.linspace(0, 1, 201)


def dots(line: tuple[float, float, float, float]) -> np.ndarray:
    """Many points of a line."""
    start, end = np.array(line[:2]), np.array(line[2:])
    return np.asarray(start + STEPS[:, None] * (end - start))


@given(LINE)
def test_a_line_with_a_point_in_a_box_runs_through_it(line: tuple[float, float, float, float]) -> None:
    inside = (np.abs(dots(line)) < 2.99).all(axis=1).any()
    near = (np.abs(dots(line)) < 3.2).all(axis=1).any()
    found = bool(through(np.array([[-3.0, -3.0, 3.0, 3.0]]), np.array([line]))[0, 0])
    assert found or not inside
    assert near or not found


@given(LINE)
def test_a_line_with_a_point_in_a_disc_passes_over_it(line: tuple[float, float, float, float]) -> None:
    least = np.hypot(*dots(line).T).min()
    found = bool(passing(np.array([line]), np.array([[0.0, 0.0, 3.0]]))[0, 0])
    assert found == (least < 3) or abs(least - 3) < 0.2


def test_lines_cross_where_each_parts_the_ends_of_the_other() -> None:
    lines = np.array([[0.0, 0.0, 2.0, 2.0], [0.0, 2.0, 2.0, 0.0], [5.0, 5.0, 6.0, 6.0]])
    assert crossing(lines, lines).tolist() == [
        [False, True, False],
        [True, False, False],
        [False, False, False],
    ]


def test_the_distance_of_a_box_from_a_disc_is_that_of_their_borders() -> None:
    boxes, discs = np.array([[3.0, -1.0, 5.0, 1.0], [0.5, 0.0, 2.0, 1.0]]), np.array([[0.0, 0.0, 1.0]])
    assert distances(boxes, discs).ravel() == pytest.approx([2.0, -0.5])
