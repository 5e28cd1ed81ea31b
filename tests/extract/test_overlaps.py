"""Of values that overlap the first given stays."""

from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.extract.overlaps import apart
from krpia_graph.model.document import Span


def test_the_first_given_stays_and_the_text_gives_the_order() -> None:
    assert apart([Span(10, 20), Span(15, 25), Span(0, 10), Span(9, 11), Span(20, 22)]) == [
        Span(0, 10),
        Span(10, 20),
        Span(20, 22),
    ]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=15))
def test_they_are_those_of_comparing_every_value_with_all_before_it(places: list[tuple[int, int]]) -> None:
    values = [Span(start, start + length) for start, length in places]
    kept: list[Span] = []
    for value in values:
        if all(value.end <= other.start or other.end <= value.start for other in kept):
            kept.append(value)
    assert apart(values) == sorted(kept)
