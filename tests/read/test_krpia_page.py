"""Pages in the KRPIA layout: sections, headers, bullets, details, and named noise for the rest."""

from collections import Counter
from pathlib import Path

import pytest

from krpia_graph.model.document import Document, Reading, Source, Statement
from krpia_graph.read import read
from krpia_graph.read.krpia_page import read_krpia_page, recognises


def read_text(text: str) -> Reading:
    return read_krpia_page(Document(Source("page", "page.txt", "", "", "", "", "en", ""), text))


def of_kind(reading: Reading, kind: str) -> list[Statement]:
    return [statement for statement in reading.statements if statement.kind == kind]


def texts(reading: Reading, kind: str) -> list[str]:
    return [statement.text for statement in of_kind(reading, kind)]


def test_the_page_has_the_counts_that_a_reader_finds_by_hand(page: Path) -> None:
    reading = read(page)
    counts = Counter(statement.kind for statement in reading.statements)
    assert counts["heading"] == 2
    assert counts["header"] == 25
    assert counts["bullet"] == 53
    assert counts["detail"] == 8
    assert sum(len(header.parties) == 2 for header in of_kind(reading, "header")) == 8


def test_the_sections_are_those_of_the_page(page: Path) -> None:
    reading = read(page)
    assert texts(reading, "heading") == ["Marketing Collaboration in Overseas Markets", "R&D Open Innovation"]
    assert Counter(bullet.section for bullet in of_kind(reading, "bullet")) == {
        "Marketing Collaboration in Overseas Markets": 14,
        "R&D Open Innovation": 39,
    }


def test_navigation_breadcrumb_and_sort_control_are_named_noise(page: Path) -> None:
    reading = read(page)
    text = reading.document.text
    named = {(noise.kind, text[noise.start : noise.end]) for noise in reading.noise if noise.kind != "marker"}
    assert named == {
        ("navigation", "Social Contribution"),
        ("breadcrumb", "HOME > Social Contribution > Open Innovation"),
        ("navigation", "Open Innovation"),
        ("list_label", "Cases"),
        ("sort_control", "Order :"),
        ("sort_control", "Alphabetical."),
    }


def test_a_joint_header_names_its_parties() -> None:
    reading = read_text("Cases\nMSD•Dong-A ST · Co-promotion\n")
    (header,) = of_kind(reading, "header")
    assert [reading.document.text[start:end] for start, end in header.parties] == ["MSD", "Dong-A ST"]


def test_bullets_stand_under_the_header_above_them() -> None:
    reading = read_text("Cases\nA Pharma · one\n· two\nB Pharma · three\n")
    assert [(b.heading, b.text) for b in of_kind(reading, "bullet")] == [
        ("A Pharma", "one"),
        ("A Pharma", "two"),
        ("B Pharma", "three"),
    ]
    header = of_kind(reading, "header")[0]
    assert [b.parent for b in of_kind(reading, "bullet")][:2] == [header.id, header.id]


def test_an_arrow_adds_a_detail_to_the_bullet_above() -> None:
    reading = read_text("Cases\nA Pharma · one\n→ more\n→ still more\n")
    (bullet,) = of_kind(reading, "bullet")
    assert [(d.text, d.parent) for d in of_kind(reading, "detail")] == [
        ("more", bullet.id),
        ("still more", bullet.id),
    ]


def test_a_middle_dot_inside_a_word_is_text() -> None:
    reading = read_text("Cases\nA Pharma · local bio·pharmaceutical industry\n")
    assert texts(reading, "bullet") == ["local bio·pharmaceutical industry"]


def test_a_line_without_a_marker_continues_the_bullet_above() -> None:
    reading = read_text("Cases\nA Pharma · an agreement that\ngoes on here\n\nA paragraph.\n")
    assert texts(reading, "bullet") == ["an agreement that\ngoes on here"]
    assert texts(reading, "paragraph") == ["A paragraph."]


def test_what_stands_behind_the_sort_control_is_no_bullet() -> None:
    reading = read_text("Cases\nA Pharma · one\n\nOrder :\n\nAlphabetical.\n\nSongdo is home to many.\n")
    assert texts(reading, "bullet") == ["one"]
    assert texts(reading, "paragraph") == ["Songdo is home to many."]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_change_positions_but_not_what_is_read(line_end: str) -> None:
    lines = ["Deals", "", "Cases", "A Pharma•한미약품 · 기술이전 계약", "→ 자세히", ""]
    reading = read_text(line_end.join(lines))
    assert texts(reading, "bullet") == ["기술이전 계약"]
    assert texts(reading, "detail") == ["자세히"]
    for statement in reading.statements:
        assert reading.document.text[statement.start : statement.end] == statement.text


def test_a_byte_order_mark_is_noise() -> None:
    reading = read_text("\ufeffDeals\n\nCases\nA Pharma · one\n")
    assert next((n.kind, n.start, n.end) for n in reading.noise) == ("byte_order_mark", 0, 1)
    assert texts(reading, "heading") == ["Deals"]


def test_a_text_without_a_list_is_no_page_of_this_layout() -> None:
    assert not recognises("A press release about a deal · and more.\n")
    assert recognises("Cases\nA Pharma · one\n")
