"""What was asked of a model and what came of it, added up over documents."""

from typing import Any

from krpia_graph.model.language_model import Answers, Drop


def test_counts_of_documents_add_up() -> None:
    one = Answers("tiny", 2, 1, 1, 3, 4, 5, 6, 7, (Drop("no_json", "b", 0, 9),))
    two = Answers("tiny", 1, 1, 0, 1, 1, 1, 1, 1, (Drop("refused", "a", 5, 9), Drop("no_json", "a", 0, 4)))
    total = one + two
    assert (total.asked, total.answered, total.cached) == (3, 2, 1)
    assert (total.names, total.roles, total.senses, total.relations, total.agreed) == (4, 5, 6, 7, 8)
    assert total.dropped == {"refused": 1, "no_json": 2}
    assert [d.source + str(d.start) for d in total.in_order().drops] == ["a0", "a5", "b0"]


def test_where_replies_came_from_makes_no_difference() -> None:
    assert Answers("tiny", asked=1, cached=1) == Answers("tiny", asked=1)
    other: Any = Answers("other", asked=1)
    assert Answers("tiny", asked=1) != other
