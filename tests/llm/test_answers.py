"""Replies as models give them: fenced, wordy, cut off, hostile."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.llm.answers import Answer, NameQuote, NoJsonError, Pick, RelationQuote, read_answer

GOOD = (
    '{"names": [{"number": 2, "role": "licensee"}, {"number": 1, "role": ""}], '
    '"further_names": [{"quote": "ORX-101", "type": "drug", "role": "object"}], '
    '"relations": [{"type": "licensing", "quote": "has taken the rights"}]}'
)
READ = Answer(
    (Pick(2, "licensee"), Pick(1, "")),
    (NameQuote("ORX-101", "drug", "object"),),
    (RelationQuote("licensing", "has taken the rights"),),
)


@pytest.mark.parametrize(
    "reply",
    [
        GOOD,
        f"\n {GOOD}\n",
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```",
        f"Here is the JSON you asked for:\n\n{GOOD}\n\nIs there anything else?",
        f"<think>Who takes the rights? {{Hanmi}} does.\n</think>\n{GOOD}",
        GOOD.replace(' "role": ""}', ' "role": null}'),
        GOOD.replace('"further_names"', '"why": {"deep": [1, [2]]}, "further_names"'),
    ],
)
def test_the_answer_in_a_reply(reply: str) -> None:
    assert read_answer(reply) == READ


def test_what_is_left_out_is_empty() -> None:
    assert read_answer("{}") == Answer()
    assert read_answer('{"names": null, "relations": []}') == Answer()
    assert read_answer('{"names": [{"number": 1}]}') == Answer((Pick(1, ""),))


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "I cannot help with that.",
        GOOD[:-1],
        GOOD[: len(GOOD) // 2],
        "[]",
        '"names"',
        "null",
        "12",
        "}{",
        "{'names': []}",
        '{"names": [{"number": NaN}]}',
        '{"names": [{"number": Infinity}]}',
        '{"names": [], "names": [{"number": 1}]}',
        '{"names": [{"number": 1, "number": 2}]}',
        '{"names": ' * 50_000 + "}" * 50_000,
        "{" + '"names": ' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"names": [{"number": ' + "9" * 5000 + "}]}",
    ],
)
def test_a_reply_without_one_json_object_is_none(reply: str) -> None:
    with pytest.raises(NoJsonError):
        read_answer(reply)


@pytest.mark.parametrize(
    "part",
    [
        '{"number": "1"}',
        '{"number": 1.0}',
        '{"number": true}',
        '{"number": [1]}',
        '{"role": "host"}',
        '{"number": 1, "role": 5}',
        '{"number": 1, "role": ["host"]}',
        '"MSD"',
        "1",
        "null",
        "[]",
    ],
)
def test_a_part_of_another_shape_is_set_aside_and_the_others_stay(part: str) -> None:
    answer = read_answer(f'{{"names": [{{"number": 3}}, {part}, {{"number": 4}}]}}')
    assert answer.picks == (Pick(3, ""), Pick(4, ""))
    assert len(answer.misshapen) == 1


@pytest.mark.parametrize("names", ['{"number": 1}', '"MSD"', "7"])
def test_a_list_that_is_none_is_set_aside(names: str) -> None:
    answer = read_answer(f'{{"names": {names}}}')
    assert (answer.picks, len(answer.misshapen)) == ((), 1)


def test_half_a_surrogate_pair_is_text() -> None:
    (quote,) = read_answer(r'{"relations": [{"type": "mou", "quote": "a\ud800b"}]}').relations
    assert quote.quote == "a\ud800b"


@given(st.text(max_size=300))
def test_any_text_is_an_answer_or_no_json_and_raises_nothing_else(reply: str) -> None:
    with suppress(NoJsonError):
        assert isinstance(read_answer(reply), Answer)
