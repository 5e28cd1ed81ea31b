import json
import math
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bare_picture import BORDER, SHAPES, WHITE, colours, edge, near, node, on_screen, page, rgb, show
from chromium import Chromium


@pytest.fixture
def blank(browser: Chromium, tmp_path: Path) -> Chromium:
    browser.resize(800, 600)
    browser.prefer(prefers_reduced_motion="reduce")
    browser.open(page(tmp_path))
    return browser


# ---- nodes


def test_each_shape_is_drawn_in_its_colour_at_its_place(blank: Chromium) -> None:
    places = [(100.0 * n - 300, -50.0 + 20 * n) for n in range(len(SHAPES))]
    show(blank, places, [node(colour, shape) for shape, colour in SHAPES.items()])
    found = colours(blank, [on_screen(*place) for place in places])
    assert [near(a, rgb(b)) for a, b in zip(found, SHAPES.values(), strict=True)] == [True] * len(SHAPES)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_found_under_a_point_is_what_is_drawn_there(blank: Chromium, shape: str) -> None:
    show(blank, [(0, 0)], [node(SHAPES[shape], shape, radius=120, borderWidth=0)])
    around = [
        on_screen(reach * math.cos(turn * math.pi / 24), reach * math.sin(turn * math.pi / 24))
        for reach in range(8, 190, 9)
        for turn in range(48)
    ]
    found = blank.evaluate(f"{json.dumps(around)}.map(([x, y]) => picture.nodeAt({{ x, y }}))")
    seen = [near(colour, rgb(SHAPES[shape])) for colour in colours(blank, around)]
    # pixels have a width, so that points on the very edge may differ
    differ = [point for point, n, is_seen in zip(around, found, seen, strict=True) if (n == 0) != is_seen]
    assert len(differ) <= len(around) / 50
    assert 0.2 < sum(seen) / len(seen) < 0.9


def test_shapes_differ(blank: Chromium) -> None:
    places = [(100.0 * n - 300, 0.0) for n in range(len(SHAPES))]
    show(blank, places, [node("#0072b2", shape, borderWidth=0) for shape in SHAPES])
    grid = [(x, y) for x in range(-42, 43, 6) for y in range(-42, 43, 6)]
    points = [on_screen(px + x, y) for px, _ in places for x, y in grid]
    filled = [colour != WHITE for colour in colours(blank, points)]
    prints = {tuple(filled[i * len(grid) : (i + 1) * len(grid)]) for i in range(len(SHAPES))}
    assert len(prints) == len(SHAPES)


def test_triangle_points_up_and_the_other_one_down(blank: Chromium) -> None:
    looks = [node("#009e73", "triangle", radius=60), node("#009e73", "triangleDown", radius=60)]
    show(blank, [(-150, 0), (150, 0)], looks)
    up, down = [on_screen(-150, -50), on_screen(-150, 50)], [on_screen(150, -50), on_screen(150, 50)]
    assert [colour == WHITE for colour in colours(blank, [*up, *down])] == [False, True, True, False]


def test_border_goes_around(blank: Chromium) -> None:
    show(blank, [(0, 0)], [node("#0072b2", radius=50, borderWidth=8)])
    ring, within, without = colours(blank, [on_screen(0, -50), on_screen(0, -44), on_screen(0, -56)])
    assert near(ring, rgb(BORDER))
    assert near(within, rgb("#0072b2"))
    assert without == WHITE


def test_dimmed_node_lets_the_paper_through(blank: Chromium) -> None:
    show(blank, [(0, 0)], [node("#000000", opacity=0.2)])
    assert near(colours(blank, [on_screen(0, 0)])[0], (204, 204, 204))


def test_smallest_node_can_be_seen_and_hit_in_a_large_picture(blank: Chromium) -> None:
    show(blank, [(0, 0)], [node("#000000", radius=10)])
    blank.evaluate("picture.moveTo({ x: 0, y: 0, scale: 0.01 }, false); drawn()")
    assert colours(blank, [on_screen(0, 0)])[0] != WHITE
    assert blank.evaluate("picture.nodeAt({ x: 403, y: 300 })") == 0


def test_hidden_node_is_neither_drawn_nor_found(blank: Chromium) -> None:
    show(blank, [(0, 0), (100, 0)], [node("#000000"), node("#000000")])
    blank.evaluate(f"picture.show([null, {json.dumps(node('#000000'))}], []); drawn()")
    gone, there = colours(blank, [on_screen(0, 0), on_screen(100, 0)])
    assert (gone, there) == (WHITE, (0, 0, 0))
    assert blank.evaluate("[picture.nodeAt({ x: 400, y: 300 }), picture.nodeAt({ x: 500, y: 300 })]") == [
        None,
        1,
    ]


# ---- lines


DOT = node("#eeeeee", radius=2, borderWidth=0)
PARALLEL = [(0, 1, -1.0), (0, 1, 0.0), (0, 1, 1.0)]
LINE_COLOURS = ["#0072b2", "#d55e00", "#009e73"]


def parallel(browser: Chromium, lines: Sequence[tuple[int, int, float]] = PARALLEL) -> None:
    looks = [node("#dddddd", radius=10)] * 2
    show(browser, [(-200, 0), (200, 0)], looks, lines, [edge(colour) for colour in LINE_COLOURS])


def heights(browser: Chromium) -> dict[int, int]:
    """Where each line crosses the middle of the window: the middle of where `edgeAt` finds it."""
    found: list[int | None] = browser.evaluate(
        "Array.from({ length: 600 }, (_, y) => picture.edgeAt({ x: 400, y }))"
    )
    rows: dict[int, list[int]] = {}
    for y, number in enumerate(found):
        if number is not None:
            rows.setdefault(number, []).append(y)
    return {number: round(sum(ys) / len(ys)) for number, ys in rows.items()}


def test_each_of_parallel_lines_is_drawn_and_found(blank: Chromium) -> None:
    parallel(blank)
    middles = heights(blank)
    assert sorted(middles) == [0, 1, 2]
    found = colours(blank, [(400, middles[number]) for number in range(3)])
    assert [near(a, rgb(b)) for a, b in zip(found, LINE_COLOURS, strict=True)] == [True] * 3


def test_a_line_bends_to_the_left_of_its_direction(blank: Chromium) -> None:
    parallel(blank)  # from left to right: left is up
    assert heights(blank)[2] < heights(blank)[1] == 300 < heights(blank)[0]


def test_a_line_the_other_way_bends_to_the_other_side(blank: Chromium) -> None:
    parallel(blank, [(0, 1, 1.0), (1, 0, 1.0), (0, 1, 0.0)])
    middles = heights(blank)
    assert middles[0] - 300 == 300 - middles[1] < 0


def test_a_line_is_found_within_five_pixels_at_any_scale(blank: Chromium) -> None:
    show(blank, [(-200, 0), (200, 0)], [DOT, DOT], [(0, 1, 0)], [edge("#000000", width=1)])
    for scale in (0.1, 1, 3):
        blank.evaluate(f"picture.moveTo({{ x: 0, y: 0, scale: {scale} }}, false)")
        assert blank.evaluate("picture.edgeAt({ x: 400, y: 304.9 })") == 0
        assert blank.evaluate("picture.edgeAt({ x: 400, y: 307 })") is None


def test_hidden_line_is_neither_drawn_nor_found(blank: Chromium) -> None:
    parallel(blank)
    rest = [edge(LINE_COLOURS[0]), None, edge(LINE_COLOURS[2])]
    blank.evaluate(f"picture.show({json.dumps([DOT, DOT])}, {json.dumps(rest)}); drawn()")
    assert sorted(heights(blank)) == [0, 2]
    assert colours(blank, [(400, 300)]) == [WHITE]


def test_lines_of_a_hidden_node_are_neither_drawn_nor_found(blank: Chromium) -> None:
    parallel(blank)
    looks = [edge(colour) for colour in LINE_COLOURS]
    blank.evaluate(f"picture.show({json.dumps([DOT, None])}, {json.dumps(looks)}); drawn()")
    assert heights(blank) == {}
    assert colours(blank, [(400, 300)]) == [WHITE]


@pytest.mark.parametrize("bend", [0.0, 1.0])
def test_dashes_have_their_lengths(blank: Chromium, bend: float) -> None:
    dashed = edge("#000000", dashes=[20, 10])
    show(blank, [(-300, 0), (300, 0)], [DOT, DOT], [(0, 1, bend)], [dashed])
    columns = range(110, 690)
    tops = blank.evaluate(
        f"""{json.dumps([*columns])}.map((x) => {{
          for (let y = 5; ; y += 1) if (picture.edgeAt({{ x, y }}) === 0) return y;
        }})"""
    )
    middles = [(x, top + 7) for x, top in zip(columns, tops, strict=True)]  # five pixels and half its width
    dark = [colour[0] < 128 for colour in colours(blank, middles)]
    assert 0.6 < sum(dark) / len(dark) < 0.72
    starts = sum(not before and after for before, after in pairwise(dark))
    assert 18 <= starts <= (20 if bend == 0 else 22)


def test_a_line_ends_at_the_outline_of_a_dimmed_node(blank: Chromium) -> None:
    looks = [node("#ffffff", radius=100, opacity=0.2, borderWidth=0), DOT]
    show(blank, [(0, 0), (300, 0)], looks, [(0, 1, 0)], [edge("#000000")])
    within, without = colours(blank, [on_screen(80, 0), on_screen(120, 0)])
    assert (within, without) == (WHITE, (0, 0, 0))


def test_what_is_lit_lies_over_what_is_dimmed(blank: Chromium) -> None:
    lines = [(0, 1, 0.0), (2, 3, 0.0)]
    looks = [edge("#0000ff"), edge("#ff0000", opacity=0.5, width=30)]
    show(blank, [(-99, 0), (99, 0), (0, -99), (0, 99)], [DOT] * 4, lines, looks)
    assert near(colours(blank, [on_screen(0, 0)])[0], (0, 0, 255))


# ---- the camera, the pointer and the keyboard


@pytest.mark.parametrize("camera", [(0, 0, 1), (-1234.5, 88.25, 0.03), (40000, -20000, 7.5)])
def test_camera_goes_where_it_is_sent(blank: Chromium, camera: tuple[float, float, float]) -> None:
    x, y, scale = camera
    look = node("#0072b2", radius=12 / scale, borderWidth=0)
    show(blank, [(x + 30 / scale, y - 20 / scale)], [look])
    blank.evaluate(f"picture.moveTo({{ x: {x}, y: {y}, scale: {scale} }}, false); drawn()")
    assert blank.evaluate("picture.camera()") == pytest.approx({"x": x, "y": y, "scale": scale})
    point = blank.evaluate(f"picture.toScreen({{ x: {x} + 30 / {scale}, y: {y} - 20 / {scale} }})")
    assert point == pytest.approx({"x": 430, "y": 280})
    assert near(colours(blank, [(430, 280)])[0], rgb("#0072b2"))
    assert colours(blank, [(430, 264), (430, 296), (414, 280), (446, 280)]) == [WHITE] * 4


def test_a_journey_ends_where_it_was_to_go_unless_another_begins(blank: Chromium) -> None:
    show(blank, [(0, 0)], [node("#0072b2")])
    blank.evaluate("picture.moveTo({ x: 500, y: 100, scale: 2 }, true)")
    blank.wait_for("picture.camera().x === 500 && picture.camera().scale === 2")
    blank.evaluate(
        "picture.moveTo({ x: 0, y: 0, scale: 1 }, true); picture.moveTo({ x: 9, y: 9, scale: 3 }, false)"
    )
    time.sleep(0.5)
    assert blank.evaluate("picture.camera()") == pytest.approx({"x": 9, "y": 9, "scale": 3})


def test_scale_stays_as_the_window_changes(blank: Chromium) -> None:
    show(blank, [(0, 0)], [node("#0072b2")])
    blank.evaluate("stage.style.width = '500px'; stage.style.height = '300px'; drawn()")
    assert blank.evaluate("picture.camera()") == pytest.approx({"x": 0, "y": 0, "scale": 1})
    assert near(colours(blank, [(250, 150)])[0], rgb("#0072b2"))
    blank.evaluate("stage.style.display = 'none'; drawn()")
    blank.evaluate("stage.style.display = 'block'; drawn()")
    assert blank.evaluate("picture.camera()") == pytest.approx({"x": 0, "y": 0, "scale": 1})


def test_clicks_hovers_and_moves_are_told(blank: Chromium) -> None:
    show(blank, [(0, 0)], [node("#0072b2")])
    assert ["move"] in blank.evaluate("happened")
    blank.evaluate("happened.length = 0")
    blank.click(123, 45)
    blank.click(321, 54)
    told = blank.evaluate("happened")
    assert [event for event in told if event[0] == "click"] == [["click", 123, 45], ["click", 321, 54]]
    assert ["hover", 321, 54] in told
    blank.evaluate("happened.length = 0; picture.moveTo({ x: 1, y: 1, scale: 1 }, false); drawn()")
    assert ["move"] in blank.evaluate("happened")
    assert blank.evaluate("picture.camera().scale") == 1  # a double click is two clicks and zooms nothing


def test_wheel_zooms_about_the_pointer_and_dragging_moves(blank: Chromium) -> None:
    show(blank, [(0, 0)], [node("#0072b2")])
    blank.send("Input.dispatchMouseEvent", type="mouseWheel", x=500, y=300, deltaX=0, deltaY=-120)
    blank.wait_for("picture.camera().scale > 1.6")
    blank.evaluate("drawn()")
    assert blank.evaluate("picture.toScreen({ x: 100, y: 0 })") == pytest.approx(
        {"x": 500, "y": 300}, abs=0.5
    )
    assert ["leave"] in blank.evaluate("happened")
    before = blank.evaluate("picture.toScreen({ x: 0, y: 0 })")
    mouse: dict[str, Any] = {"button": "left", "buttons": 1, "clickCount": 1}
    blank.send("Input.dispatchMouseEvent", type="mousePressed", x=300, y=300, **mouse)
    for x in (310, 330, 350):
        blank.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=300, **mouse)
    time.sleep(0.2)
    blank.send("Input.dispatchMouseEvent", type="mouseReleased", x=350, y=300, **mouse)
    blank.evaluate("drawn()")
    after = blank.evaluate("picture.toScreen({ x: 0, y: 0 })")
    assert after == pytest.approx({"x": before["x"] + 50, "y": before["y"]}, abs=1)
    assert not [event for event in blank.evaluate("happened") if event[0] == "click"]


def test_frame_gets_the_keys(blank: Chromium) -> None:
    show(blank, [(0, 0)], [node("#0072b2")])
    blank.press("Tab")
    assert blank.evaluate("document.activeElement === picture.frame && picture.frame.tabIndex === 0")


# ---- where it runs


def test_runs_from_a_file_under_the_policy_without_a_request(blank: Chromium) -> None:
    parallel(blank)
    blank.click(400, 300)
    assert blank.requests() == []
    assert blank.complaints() == []


def test_drawn_again_when_the_graphics_card_was_lost(blank: Chromium) -> None:
    parallel(blank)
    lost = blank.evaluate(
        """(async () => {
          const contexts = [...stage.querySelectorAll("canvas")].map((canvas) => canvas.getContext("webgl2"));
          const cards = contexts.filter(Boolean).map((gl) => gl.getExtension("WEBGL_lose_context"));
          cards.forEach((card) => card.loseContext());
          await drawn();
          picture.moveTo({ x: 0, y: -50, scale: 1 }, false);
          await drawn();
          cards.forEach((card) => card.restoreContext());
          await drawn();
          return cards.length;
        })()"""
    )
    assert lost == 3
    blank.evaluate("drawn()")
    assert blank.evaluate("picture.camera()") == pytest.approx({"x": 0, "y": -50, "scale": 1})
    assert near(colours(blank, [(400, 350)])[0], rgb(LINE_COLOURS[1]))
    assert blank.complaints() == []


def test_closed_picture_leaves_nothing_and_another_one_can_open(blank: Chromium) -> None:
    for _ in range(20):  # more than a browser keeps contexts
        parallel(blank)
        blank.evaluate("picture.close()")
    assert blank.evaluate("stage.childElementCount") == 0
    parallel(blank)
    assert near(colours(blank, [(400, 300)])[0], rgb(LINE_COLOURS[1]))
    assert blank.complaints() == []


def test_nothing_to_draw_is_no_error(blank: Chromium) -> None:
    show(blank, [], [])
    assert blank.evaluate("[picture.nodeAt({ x: 1, y: 1 }), picture.edgeAt({ x: 1, y: 1 })]") == [None, None]
    assert blank.complaints() == []


def test_thousands_of_nodes_and_lines_are_drawn_and_found(
    blank: Chromium, record_property: Callable[[str, object], None]
) -> None:
    across = 200
    places = [(60.0 * (n % across), 60.0 * (n // across)) for n in range(20_000)]
    steps = [1, across, across + 1]
    lines = [
        (n % 20_000, min(n % 20_000 + steps[n % 3], 19_999), 0.0 if n % 10 else 0.5) for n in range(60_000)
    ]
    looks = [node("#0072b2", radius=12), node("#d55e00", "square", radius=12)] * 10_000
    start = time.monotonic()
    show(blank, places, looks, lines, [edge("#009e73")] * 60_000, at=(1860, 3000))
    found = colours(blank, [on_screen(0, 0), on_screen(60, 0), on_screen(30, 0)])
    record_property("seconds until 20,000 nodes and 60,000 lines are drawn", time.monotonic() - start)
    assert found == [rgb("#d55e00"), rgb("#0072b2"), rgb("#009e73")]
    assert blank.evaluate("picture.nodeAt({ x: 400, y: 300 })") == 10_031
    tie = blank.evaluate("picture.edgeAt({ x: 430, y: 300 })")
    assert lines[tie][:2] == (10_031, 10_032)
    assert blank.complaints() == []


def test_many_lines_come_back_when_the_picture_stands_still(blank: Chromium) -> None:
    """Without a graphics card they are left out while it moves, as on the machine of these tests."""
    show(blank, [(-200, 0), (200, 0)], [DOT, DOT], [(0, 1, 0.0)] * 2001, [edge("#000000")] * 2001)
    blank.evaluate(
        "const moving = setInterval(() => picture.moveTo({ x: 0, y: 30, scale: 1 }, true), 20);"
        "happened.length = 0; drawn().then(drawn)"
    )
    assert ["move"] in blank.evaluate("happened")
    assert colours(blank, [(400, 300 - y) for y in range(31)]) == [WHITE] * 31
    blank.evaluate("clearInterval(moving)")
    blank.wait_for("picture.camera().y === 30")
    blank.evaluate("drawn()")
    assert colours(blank, [(400, 270)]) == [(0, 0, 0)]


def test_without_webgl_an_error_of_that_name_comes_before_anything_is_drawn(tmp_path: Path) -> None:
    chromium = Chromium(webgl=False)
    try:
        chromium.open(page(tmp_path))
        found = chromium.evaluate(
            "(() => { try { openPicture(stage, [], [], events); } catch (error) { return error.name; } })()"
        )
        assert found == "NoWebGL"
        assert chromium.evaluate("stage.childElementCount") == 0
        assert chromium.complaints() == []
    finally:
        chromium.close()
