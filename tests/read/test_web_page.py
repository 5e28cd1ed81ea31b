"""Web pages: statements by their place in the markup, and what stands between as noise."""

import html
from pathlib import Path

import pytest

from krpia_graph.model.document import Document, Reading, Source, Statement
from krpia_graph.read import read
from krpia_graph.read.krpia_page import read_krpia_page
from krpia_graph.read.web_page import read_web_page, recognises_web_page

SOURCE = Source("page", "page.html", "", "", "", "", "en", "")


def read_html(text: str) -> Reading:
    return read_web_page(Document(SOURCE, text))


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(statement.kind, statement.readable) for statement in reading.statements]


def parties(reading: Reading, statement: Statement) -> list[str]:
    return [reading.document.text[start:end] for start, end in statement.parties]


def test_a_statement_is_markup_and_says_how_it_reads() -> None:
    reading = read_html("<p>Han<b>mi</b> &amp; MSD sign.</p>")
    (sentence,) = reading.statements
    assert (sentence.text, sentence.plain) == ("Han<b>mi</b> &amp; MSD sign.", "Hanmi & MSD sign.")
    assert reading.document.text[sentence.start : sentence.end] == sentence.text
    assert reading.document.in_text(*reading.document.in_readable(sentence.start, sentence.end)) == (
        sentence.start,
        sentence.end,
    )


def test_headings_sentences_and_where_they_stand() -> None:
    reading = read_html("<h1>Deal</h1><p>One is here. Two is there.</p>")
    heading, first, second = reading.statements
    assert told(reading) == [("heading", "Deal"), ("sentence", "One is here."), ("sentence", "Two is there.")]
    assert (first.parent, second.parent, second.section) == (heading.id, first.id, "Deal")


def test_items_within_items_are_details_of_the_outermost() -> None:
    reading = read_html("<ul><li>one<ul><li>a<ul><li>b</ul></ul><li>two<p>extra</p></ul>")
    assert told(reading) == [
        ("bullet", "one"),
        ("detail", "a"),
        ("detail", "b"),
        ("bullet", "two"),
        ("detail", "extra"),
    ]
    one, a, b, two, more = reading.statements
    assert (a.parent, b.parent, more.parent) == (one.id, one.id, two.id)


@pytest.mark.parametrize(
    ("term", "names"),
    [
        ("<strong>Daewoong</strong> &ndash; CS Pharmaceuticals", ["Daewoong", "CS Pharmaceuticals"]),
        ("MSD•Dong-A ST", ["MSD", "Dong-A ST"]),
        ("Johnson &amp; Johnson - 유한양행", ["Johnson &amp; Johnson", "유한양행"]),
        (
            "Ono Pharmaceutical Co., Ltd., Pfizer / LG화학",
            ["Ono Pharmaceutical Co., Ltd.", "Pfizer", "LG화학"],
        ),
        ("Novo Nordisk A/S", ["Novo Nordisk A/S"]),
        ("Centers for Disease Control and Prevention", ["Centers for Disease Control and Prevention"]),
        ("What is it?", []),
    ],
)
def test_a_term_names_the_parties_of_its_descriptions(term: str, names: list[str]) -> None:
    reading = read_html(f"<dl><dt>{term}</dt><dd>Licence</dd><dd>Sales</dd></dl><p>After.</p>")
    header, one, two, after = reading.statements
    assert [header.kind, one.kind, two.kind, after.kind] == ["header", "bullet", "bullet", "sentence"]
    assert parties(reading, header) == parties(reading, two) == names
    assert (one.parent, two.parent, one.heading, after.heading) == (header.id, header.id, header.plain, "")


def test_rows_of_a_table_and_the_names_of_its_columns() -> None:
    page = "<table><tr><th>Partner<th>Drug</tr><tr><td>MSD<td>Keytruda</tr></table>"
    reading = read_html(page)
    assert told(reading) == [("row", "MSD\tKeytruda")]
    assert [page[n.start : n.end] for n in reading.noise if n.kind == "column_name"] == ["Partner<th>Drug"]


def test_what_stands_around_the_story_is_named_noise() -> None:
    page = (
        "<nav>Home</nav><p>By Choi Moon-hee</p><p>SEOUL -- It is signed.</p>"
        "<div>Copyright &copy; News. All rights reserved.</div><ul><li>Facebook</li></ul><footer>x</footer>"
    )
    reading = read_html(page)
    assert told(reading) == [("sentence", "It is signed.")]
    assert [(n.kind, page[n.start : n.end]) for n in reading.noise if n.kind != "markup"] == [
        ("navigation", "<nav>Home</nav>"),
        ("byline", "By Choi Moon-hee"),
        ("dateline", "SEOUL --"),
        ("copyright", "Copyright &copy; News. All rights reserved."),
        ("navigation", "Facebook"),
        ("navigation", "<footer>x</footer>"),
    ]


@pytest.mark.parametrize(
    "frame", ["<p>{}</p>", "<div>{}</div>", "{}<br>", "<li>{}</li>", "<div><span>{}</span></div>"]
)
def test_a_krpia_page_in_markup_says_what_its_text_says(page: Path, frame: str) -> None:
    text = page.read_text(encoding="utf-8")
    lines = [frame.format(html.escape(line)) if line.strip() else "" for line in text.split("\n")]
    reading = read_html("<html><body>\n" + "\n".join(lines) + "</body></html>")
    plain = read_krpia_page(Document(SOURCE, text))
    kinds = {"heading", "header", "bullet", "detail"}
    assert [s for s in told(reading) if s[0] in kinds] == [s for s in told(plain) if s[0] in kinds]
    for marked, unmarked in zip(
        (s for s in reading.statements if s.kind in kinds),
        (s for s in plain.statements if s.kind in kinds),
        strict=True,
    ):
        assert [html.unescape(name) for name in parties(reading, marked)] == parties(plain, unmarked)
        assert (marked.section, marked.heading) == (unmarked.section, unmarked.heading)


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\ufeff\n<?xml version='1.0'?><html>", True),
        ("<p>One.</p>", True),
        ("Line 1\n<div><p>a</p><p>b</p></div>", True),
        ("A press release about <b>Hanmi</b>.", False),
        ("<저작권자 ⓒ 헬스위크, 무단 전재 및 재배포 금지>", False),
        ("a < b and c > d", False),
        ("Cases\nA · b\n", False),
    ],
)
def test_a_page_is_known_by_its_tags(text: str, is_page: bool) -> None:
    assert recognises_web_page(text) is is_page


def test_a_page_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes("<meta charset=euc-kr><p>한미약품이 계약했다.</p>".encode("euc-kr"))
    reading = read(path)
    assert (reading.reader, told(reading)) == ("web_page", [("sentence", "한미약품이 계약했다.")])


@pytest.mark.parametrize(
    "text", ["", "<", "<p", "<!--", "<script>", "<table><td><li></table></p>", "&#0;&#xD800;"]
)
def test_broken_markup_is_read_as_far_as_it_goes(text: str) -> None:
    assert read_html(text).reader == "web_page"
