"""Where names stand: never over each other, over a disc or over the border."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krpia_graph.write.figure.labels import place
from krpia_graph.write.figure.sheet import Box, Disc
from krpia_graph.write.figure.spots import Form, Label, Placed

BOUNDS = Box(0, 0, 300, 200)


def disc(x: float, y: float, radius: float = 4.0) -> Disc:
    return Disc(x, y, radius, radius)


def label(entity: str, width: float = 40.0, height: float = 6.0, key: bool = False) -> Label:
    return Label(entity, (Form((entity,), width, height),), 6.0, key)


def placed(
    discs: dict[str, Disc], *labels: Label, lit: set[str] | None = None, bounds: Box = BOUNDS
) -> tuple[Placed, ...]:
    return place(labels, discs, discs.keys() if lit is None else lit, [], bounds)


def overlap(one: Box, other: Box) -> bool:
    return (
        min(one.right, other.right) > max(one.left, other.left) + 1e-9
        and min(one.top, other.top) > max(one.bottom, other.bottom) + 1e-9
    )


def gap(box: Box, disc: Disc) -> float:
    x, y = min(max(disc.x, box.left), box.right), min(max(disc.y, box.bottom), box.top)
    return hypot(x - disc.x, y - disc.y) - disc.reach


def test_a_name_with_room_stands_to_the_right_of_its_disc() -> None:
    (found,) = placed({"a": disc(100, 100)}, label("a"))
    assert (found.align, found.leader) == ("left", None)
    assert found.box.left > 104
    assert (found.box.bottom + found.box.top) / 2 == pytest.approx(100)


def test_at_the_border_it_stands_on_the_other_side() -> None:
    (found,) = placed({"a": disc(295, 100)}, label("a"))
    assert found.align == "right"
    assert found.box.right < 291


def test_a_tie_below_sends_it_elsewhere() -> None:
    discs = {"a": disc(100, 100), "b": disc(250, 100)}
    (found,) = place([label("a")], discs, discs, [(100, 100, 250, 100)], BOUNDS)
    assert not found.box.bottom < 100 < found.box.top or found.box.right < 100


def test_the_shorter_of_two_forms_is_taken_where_the_other_has_no_room() -> None:
    forms = (Form(("one line",), 80, 6), Form(("one", "line"), 20, 12, 0.4))
    (found,) = placed({"a": disc(30, 30)}, Label("a", forms, 6.0, False), bounds=Box(0, 0, 60, 60))
    assert found.lines == ("one", "line")


def crowd() -> dict[str, Disc]:
    """A disc in a ring of others, with no room for a name between them."""
    return {f"{x},{y}": disc(x, y, 8) for x in (130, 150, 170) for y in (80, 100, 120)}


def test_a_key_name_without_room_stands_off_with_a_leader_from_its_disc() -> None:
    (found,) = placed(crowd(), label("150,100", key=True))
    assert found.leader is not None
    assert found.leader[:2] == (150, 100)
    x, y = found.leader[2:]
    assert found.box.left - 1e-9 <= x <= found.box.right + 1e-9
    assert found.box.bottom - 1e-9 <= y <= found.box.top + 1e-9


def test_another_name_without_room_is_left_out() -> None:
    assert placed(crowd(), label("150,100")) == ()


def test_a_faint_disc_may_be_covered_and_another_may_not() -> None:
    discs = crowd()
    (found,) = placed(discs, label("150,100"), lit={"150,100"})
    assert any(gap(found.box, discs[name]) < 0 for name in discs if name != "150,100")


SPOTS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 40), st.integers(1, 3), st.integers(5, 60), st.booleans()),
    max_size=40,
    unique_by=lambda spot: spot[:2],
)


@given(SPOTS)
@settings(deadline=None)
def test_no_two_names_meet_nor_a_name_and_a_disc_nor_the_border(
    spots: list[tuple[int, int, int, int, bool]],
) -> None:
    discs = {str(i): disc(5 * x, 5 * y, r) for i, (x, y, r, _, _) in enumerate(spots)}
    labels = [label(str(i), width, 6.0, key) for i, (*_, width, key) in enumerate(spots)]
    found = placed(discs, *labels)
    assert not [1 for one, other in combinations(found, 2) if overlap(one.box, other.box)]
    for p in found:
        assert all(gap(p.box, d) > -1e-9 for d in discs.values())
        assert p.box.left >= BOUNDS.left
        assert p.box.bottom >= BOUNDS.bottom
        assert p.box.right <= BOUNDS.right
        assert p.box.top <= BOUNDS.top


@given(SPOTS)
@settings(deadline=None)
def test_a_name_without_a_leader_is_nearest_to_its_own_disc(
    spots: list[tuple[int, int, int, int, bool]],
) -> None:
    discs = {str(i): disc(5 * x, 5 * y, r) for i, (x, y, r, _, _) in enumerate(spots)}
    labels = [label(str(i), width, 6.0, key) for i, (*_, width, key) in enumerate(spots)]
    for p in placed(discs, *labels):
        if p.leader is None:
            nearest = min(discs, key=lambda name: gap(p.box, discs[name]))
            assert nearest == p.label.entity


@given(SPOTS)
@settings(deadline=None)
def test_no_leader_runs_through_a_name_or_another_leader(
    spots: list[tuple[int, int, int, int, bool]],
) -> None:
    discs = {str(i): disc(5 * x, 5 * y, r) for i, (x, y, r, _, _) in enumerate(spots)}
    found = placed(discs, *(label(str(i), width, 6.0, True) for i, (*_, width, _) in enumerate(spots)))
    for p in found:
        if p.leader:
            steps = [i / 50 for i in range(1, 50)]
            x0, y0, x1, y1 = p.leader
            dots = [(x0 + t * (x1 - x0), y0 + t * (y1 - y0)) for t in steps]
            for other in found:
                if other is not p:
                    b = other.box
                    assert not [1 for x, y in dots if b.left < x < b.right and b.bottom < y < b.top]
