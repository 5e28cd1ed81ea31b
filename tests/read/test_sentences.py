"""Text cut into sentences, in English and Korean."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.read.sentences import ends_a_sentence, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ono Pharmaceutical Co., Ltd. (Osaka) and Celltrion Inc. and Samsung Biologics Co. Ltd. signed it.",
        "AstraZeneca plc. will pay approx. $1.5 million, e.g. Tagrisso vs. Iressa.",
        "Dr. Neil Gibson, Prof. Im and Mr. Kim met at St. Mary's Hospital on Nov. 19 and Sept. 15, 2019.",
        "The U.S. Food and Drug Administration and J. P. Morgan met in the U.S. on No. 5 Street.",
        "It grew by 7.5% to 1.2.3 (see Fig. 2. Table 1) at once.",
        "날짜는 2019. 4. 17. 수요일이다.",
        '그는 "품질력으로 승부하겠다."고 말했다.',
        '그는 "계약했다." 라고 말했다.',
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It was sold in 2015.", "Deliveries began in 2016."),
        ("Which patients?", "AstraZeneca will ask."),
        ("Outside the U.S.", "The first doses come in May."),
        ("The rights passed to Dong-A ST.", "DM Bio will make it."),
        ("He said “it is big.”", "Nobody heard it."),
        ("(It was signed.)", "Then they left."),
        ("It will be bottled in Korea.", "mRNA-1273 is a vaccine."),
        ("한미약품이 계약했다.", "두 회사는 함께 판다."),
        ("정말 그럴까요?", "그렇다."),
        ("Hanmi signed.", "한미약품이 계약했다."),
        ("Seven of them.", "34 others follow."),
    ],
)
def test_two_sentences_are_two(one: str, other: str) -> None:
    assert sentences(f"{one} {other}") == [one, other]


def test_korean_sentences_part_without_a_blank() -> None:
    assert sentences("계약했다.이어 판다.") == ["계약했다.", "이어 판다."]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_an_empty_line_parts_what_has_no_full_stop(line_end: str) -> None:
    text = line_end.join(["A heading", "", "A sentence", "of two lines."])
    assert sentences(text) == ["A heading", f"A sentence{line_end}of two lines."]


def test_the_spans_are_those_of_the_whole_text() -> None:
    text = "One. Two. Three."
    assert [text[slice(*span)] for span in sentence_spans(text, 5, 16)] == ["Two.", "Three."]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("He left.", True),
        ("He left.”", True),
        ("끝났다.", True),
        ("The biggest:", True),
        ("About Ono Pharmaceutical Co., Ltd.", False),
        ("GSK buys into Dong-A", False),
    ],
)
def test_an_abbreviation_at_the_end_ends_no_sentence(text: str, ends: bool) -> None:
    assert ends_a_sentence(text) is ends


@given(st.text(st.sampled_from("aAZ 0.?!)(\n\r“”\"'다요.U S\u3000가 ,Co"), max_size=80))
def test_every_character_is_in_one_sentence_and_they_are_in_order(text: str) -> None:
    spans = sentence_spans(text)
    for one, other in pairwise(spans):
        assert one.end <= other.start
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
