"""Records of `Key: value` lines: fields with cells, headings, sentences; known keys make a record."""

from pathlib import Path

import pytest

from krpia_graph.model.document import Document, Reading, Source
from krpia_graph.read import READERS
from krpia_graph.read.record import read_record, recognises_record

DEVELOPMENT = Path(__file__).parents[3] / "shared" / "gold-dev"

RECORD = """\
Log in

Option deal for antibody candidates

Companies: Alphabio
Betapharm
Announcement date: Mar 3 2017
Deal value, US$m: 90.5 : all payments

Details

Therapy areas: Oncology » Breast
Geographic focus: Worldwide
Excluded geography: Asia » Japan
Exclusivity: Exclusive
Stages of development: Phase I
Phase II

Financials

Milestones, US$m: 20 : development
60 : sales

Termsheet

Betapharm gets the rights. It pays at once.
"""


def read_text(text: str) -> Reading:
    return read_record(Document(Source("deal", "deal.txt", "", "", "", "", "en", ""), text))


def cells(reading: Reading) -> list[tuple[str, str, str]]:
    text = reading.document.text
    return [(c.holds, c.role, text[c.start : c.end]) for s in reading.statements for c in s.cells]


def texts(reading: Reading, kind: str) -> list[str]:
    return [s.text for s in reading.statements if s.kind == kind]


def noise(reading: Reading, kind: str) -> list[str]:
    return [reading.document.text[n.start : n.end] for n in reading.noise if n.kind == kind]


def test_a_value_has_the_meaning_of_its_key() -> None:
    assert cells(read_text(RECORD)) == [
        ("participants", "", "Alphabio"),
        ("participants", "", "Betapharm"),
        ("period", "", "Mar 3 2017"),
        ("amount", "total", "90.5 : all payments"),
        ("diseases", "", "Oncology » Breast"),
        ("regions", "", "Worldwide"),
        ("regions", "excluded", "Asia » Japan"),
        ("exclusivity", "", "Exclusive"),
        ("text", "", "Phase I\nPhase II"),
        ("amount", "milestones", "20 : development"),
        ("amount", "milestones", "60 : sales"),
    ]


def test_the_unit_of_an_amount_stands_in_its_key() -> None:
    amounts = [c for s in read_text(RECORD).statements for c in s.cells if c.holds == "amount"]
    assert {(c.currency, c.scale) for c in amounts} == {("USD", 1_000_000)}


def test_a_field_is_the_key_and_all_lines_of_its_value() -> None:
    reading = read_text(RECORD)
    assert texts(reading, "field")[0] == "Companies: Alphabio\nBetapharm"
    assert noise(reading, "key")[:2] == ["Companies:", "Announcement date:"]


def test_title_headings_sentences_and_navigation_are_told_apart() -> None:
    reading = read_text(RECORD)
    assert texts(reading, "title") == ["Option deal for antibody candidates"]
    assert texts(reading, "heading") == ["Details", "Financials", "Termsheet"]
    assert texts(reading, "sentence") == ["Betapharm gets the rights.", "It pays at once."]
    assert noise(reading, "navigation") == ["Log in"]


def test_all_of_a_record_stands_under_its_title() -> None:
    reading = read_text(RECORD)
    by_id = {s.id: s for s in reading.statements}
    for statement in reading.statements[1:]:
        while statement.parent:
            statement = by_id[statement.parent]
        assert statement.kind == "title"


def test_a_record_starts_anew_where_its_first_key_comes_again() -> None:
    reading = read_text(
        "First\n\nLicensor: A Bio\nLicensee: B Bio\n\nSecond\n\nLicensor: C Bio\nLicensee: D Bio\n"
    )
    assert texts(reading, "title") == ["First", "Second"]
    assert [s.section for s in reading.statements if s.kind == "field"] == [
        "First",
        "First",
        "Second",
        "Second",
    ]
    untitled = read_text("Licensor: A\nLicensee: B\nLicensor: C\nLicensee: D\n").statements
    assert [s.parent for s in untitled] == ["", untitled[0].id, "", untitled[2].id]


def test_keys_may_be_korean_and_have_a_blank_before_the_colon() -> None:
    text = "국내 기업 : 가나제약\n글로벌 제약사 : 다라파마\n계약일 : 2020.01.05\n계약금(억원) : 30\n"
    reading = read_text(text)
    assert recognises_record(text)
    assert [(holds, words) for holds, _, words in cells(reading)] == [
        ("participants", "가나제약"),
        ("participants", "다라파마"),
        ("period", "2020.01.05"),
        ("amount", "30"),
    ]
    types = [c.type for s in reading.statements for c in s.cells]
    assert types[:2] == ["korean_company", "global_company"]
    assert reading.statements[-1].cells[0].scale == 10**8


def test_a_key_that_is_not_known_holds_text() -> None:
    assert cells(read_text("Favourite colour: blue\n")) == [("text", "", "blue")]


@pytest.mark.parametrize("line", ["see https://example.org/a", "At 10:30 it began", "ratio 2 : 1 : 1"])
def test_a_colon_alone_makes_no_field(line: str) -> None:
    assert texts(read_text(f"Licensor: A\n\n{line}\n"), "field") == ["Licensor: A"]


def test_a_key_whose_value_stands_below_is_a_field_and_one_without_a_value_a_heading() -> None:
    reading = read_text("Companies:\nAlphabio\nBetapharm\n\nContact:\n\nLicensor: A\n")
    assert texts(reading, "heading") == ["Contact:"]
    assert cells(reading)[:2] == [("participants", "", "Alphabio"), ("participants", "", "Betapharm")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(line_end: str) -> None:
    reading = read_text(RECORD.replace("\n", line_end))
    assert len(cells(reading)) == 11
    for s in reading.statements:
        assert reading.document.text[s.start : s.end] == s.text


def test_a_record_is_recognised_by_its_known_keys() -> None:
    assert recognises_record(RECORD)
    assert next(name for name, (recognises, _) in READERS.items() if recognises(RECORD)) == "record"
    assert not recognises_record("Note: this is a letter.\n\nDear all: we met.\n\nYours: me\n")
    assert not recognises_record("A company said: we signed.\nContact: a@example.org\nDate: 2020\n")


@pytest.mark.skipif(not DEVELOPMENT.is_dir(), reason="the annotations for development are not here")
def test_the_record_of_the_annotations_for_development() -> None:
    path = DEVELOPMENT / "28-allergan-medytox-record.txt"
    text = path.read_text(encoding="utf-8").split("\n", 1)[1]
    others = [p for p in DEVELOPMENT.glob("*.txt") if p != path]
    assert recognises_record(text)
    assert [
        p.name for p in others if recognises_record(p.read_text(encoding="utf-8").split("\n", 1)[1])
    ] == []
    found = {(holds, role) for holds, role, _ in cells(read_text(text))}
    assert {
        ("participants", ""),
        ("period", ""),
        ("amount", "total"),
        ("amount", "upfront"),
        ("amount", "milestones"),
        ("relation", ""),
        ("regions", ""),
        ("regions", "excluded"),
    } <= found
