"""Annotation files: what they hold, and how a file that does not fit is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from krpia_graph.model.document import Span
from krpia_graph.model.errors import SourceError
from krpia_graph.read.folder import data_folder
from krpia_graph.read.gold import read_gold

GOLD = data_folder() / "gold" / "krpia"


def write_gold(folder: Path, **changes: Any) -> Path:
    """A folder with one annotated text of one case."""
    folder.mkdir(exist_ok=True)
    file = {
        "text_file": "a.txt",
        "cases": [
            {
                "relation_types": ["supply", "export", "supply"],
                "triggers": [{"text": "sells", "start": 4, "end": 9, "types": ["supply"]}],
                "participants": [
                    {"text": "MSD", "start": 0, "end": 3, "canonical": "MSD", "type": "global_company"},
                    {"text": "Tiny", "start": 20, "end": 24, "canonical": "Tiny", "type": "startup"},
                ],
                "years": [{"text": "2018", "start": 30, "end": 34, "canonical": "2018"}],
                "counts": [{"text": "2 countries", "start": 36, "end": 47, "canonical": None}],
            }
        ],
        "other_mentions": [
            {"text": "BIO", "start": 50, "end": 53, "canonical": "BIO Korea", "type": "program"}
        ],
        "ignore": [{"text": "x", "start": 60, "end": 61}],
    }
    (folder / "a.json").write_text(json.dumps(file | changes), encoding="utf-8")
    return folder


def test_every_mark_of_the_page_is_the_text_at_its_span() -> None:
    (gold,) = read_gold(GOLD)
    text = Path(gold.path).read_bytes().decode()
    marks = [mark for case in gold.cases for marks in case.slots.values() for mark in marks]
    assert len(gold.cases) == 53
    assert len(marks) > 200
    assert [m for m in (*marks, *gold.elsewhere) if text[m.span.start : m.span.end] != m.surface] == []


def test_types_and_slots_are_those_of_the_vocabulary(tmp_path: Path) -> None:
    (gold,) = read_gold(write_gold(tmp_path))
    (case,) = gold.cases
    assert [mark.type for mark in case.slots["participants"]] == ["global_company", "korean_company"]
    assert [(mark.type, mark.canonical) for mark in case.slots["periods"]] == [("period", "2018")]
    assert [(mark.type, mark.canonical) for mark in case.slots["counts"]] == [("count", "")]
    assert [mark.type for mark in gold.elsewhere] == ["programme"]
    assert gold.ignored == (Span(60, 61),)


def test_relation_types_are_sorted_and_each_once(tmp_path: Path) -> None:
    (gold,) = read_gold(write_gold(tmp_path))
    assert gold.cases[0].relation_types == ("export", "supply")


def test_a_case_without_a_statement_spans_its_marks(tmp_path: Path) -> None:
    (gold,) = read_gold(write_gold(tmp_path))
    assert gold.cases[0].span == Span(0, 47)


def test_a_case_with_a_statement_has_its_span(tmp_path: Path) -> None:
    case = {"relation_types": [], "statement": {"start": 2, "end": 90}}
    (gold,) = read_gold(write_gold(tmp_path, cases=[case]))
    assert gold.cases[0].span == Span(2, 90)


def test_a_text_beside_the_file_comes_before_one_of_the_data(tmp_path: Path) -> None:
    folder = tmp_path / "gold" / "deals"
    folder.mkdir(parents=True)
    (gold,) = read_gold(write_gold(folder))
    assert Path(gold.path) == tmp_path / "sources" / "a.txt"
    (folder / "a.txt").write_text("here", encoding="utf-8")
    (gold,) = read_gold(folder)
    assert Path(gold.path) == folder / "a.txt"


class TestRefused:
    def test_a_folder_without_annotations(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=r"no annotation files"):
            read_gold(tmp_path)

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"{", "a.json"),
            (b"{}", "text_file"),
            (b'{"text_file": "a.txt", "cases": [{}]}', "relation_types"),
            (b'{"text_file": "a.txt", "cases": [{"relation_types": "export"}]}', "cases"),
            (b"\xff\xfe", "a.json"),
        ],
    )
    def test_a_file_that_does_not_fit_is_named(self, content: bytes, message: str, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_bytes(content)
        with pytest.raises(SourceError, match=message) as error:
            read_gold(tmp_path)
        assert str(tmp_path / "a.json") in str(error.value)

    def test_a_case_without_any_span(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=r"a\.json"):
            read_gold(write_gold(tmp_path, cases=[{"relation_types": []}]))


def test_dates_terms_and_sums_have_the_types_of_what_is_found(tmp_path: Path) -> None:
    """Outside the cases too, where a file says `year` and `money`; a term among the years is a duration."""
    term = {"text": "ten years", "start": 70, "end": 79, "canonical": "P10Y"}
    year = {"text": "2019", "start": 80, "end": 84, "canonical": "2019"}
    elsewhere = [
        term | {"type": "year"},
        year | {"type": "year"},
        {"text": "$1", "start": 90, "end": 92, "canonical": "USD 1", "type": "money"},
    ]
    case = {"relation_types": ["supply"], "years": [year, term]}
    (gold,) = read_gold(write_gold(tmp_path, cases=[case], other_mentions=elsewhere))
    assert [mark.type for mark in gold.elsewhere] == ["duration", "period", "amount"]
    slots = gold.cases[0].slots
    assert [mark.canonical for mark in slots["periods"]] == ["2019"]
    assert [(mark.type, mark.canonical) for mark in slots["durations"]] == [("duration", "P10Y")]
