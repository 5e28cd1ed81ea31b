"""Names that are nearly the same as one that is known."""

from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.model.lexicon import Name
from krpia_graph.read.domain import read_domain
from krpia_graph.resolve.likeness import CloseNames

LEXICON = read_domain().lexicon
ORGANISATIONS = [n for n in LEXICON.names if n.entity.startswith("institution:") and n.surface.isascii()]
CLOSE_NAMES = CloseNames(LEXICON, ("institution",))


@given(st.sampled_from(ORGANISATIONS), st.sampled_from("abcxyz"), st.integers(0, 60))
def test_one_letter_too_many_in_a_long_name_is_close(name: Name, letter: str, at: int) -> None:
    found = CLOSE_NAMES.of(f"{name.surface[:at]}{letter}{name.surface[at:]}")
    assert len(name.surface) < 12 or name.entity in found


def test_what_is_unlike_any_name_is_close_to_none() -> None:
    assert CLOSE_NAMES.of("zzzz qqqq") == ()
    assert CLOSE_NAMES.of("abc") == ()
