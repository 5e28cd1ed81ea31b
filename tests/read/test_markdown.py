"""Markdown: blocks become statements, `plain` is what a person reads."""

import pytest

from krpia_graph.model.document import Document, Reading, Source
from krpia_graph.read import READERS
from krpia_graph.read.markdown import read_markdown, recognises_markdown

PAGE = """\
---
title: Deals
---
# Deals of **2020**

An [alliance](https://example.org/a_(b)) of *Alphabio*. **It ends.** Third_one &amp; more
`goes` on.

## Licensing

- **Alphabio** signs
  with Betapharm
  - worldwide
- Next item

| Licensor | **Licensee** | Upfront (US$m) | Mood |
|---|:--:|--:|---|
| Alphabio | [Betapharm](x) | 65 | good |
| A \\| B | C | | |
"""


def read_text(text: str) -> Reading:
    return read_markdown(Document(Source("page", "page.md", "", "", "", "", "en", ""), text))


def plains(reading: Reading, kind: str) -> list[str]:
    return [s.readable for s in reading.statements if s.kind == kind]


def noise(reading: Reading, kind: str) -> list[str]:
    return [reading.document.text[n.start : n.end] for n in reading.noise if n.kind == kind]


def test_blocks_become_statements_of_their_kind() -> None:
    reading = read_text(PAGE)
    assert plains(reading, "heading") == ["Deals of 2020", "Licensing"]
    assert plains(reading, "sentence") == [
        "An alliance of Alphabio.",
        "It ends.",
        "Third_one & more\ngoes on.",
    ]
    assert plains(reading, "bullet") == ["Alphabio signs\n  with Betapharm", "Next item"]
    assert plains(reading, "detail") == ["worldwide"]


def test_a_statement_is_written_with_its_marks_and_read_without() -> None:
    second = [s for s in read_text(PAGE).statements if s.kind == "sentence"][1]
    assert (second.text, second.plain) == ("**It ends.**", "It ends.")


def test_every_plain_character_is_written_where_the_document_says() -> None:
    document = read_text(PAGE).document
    assert len(document.plain) == len(document.positions) == len(document.ends)
    for i, char in enumerate(document.plain):
        written = document.text[document.positions[i] : document.ends[i]]
        assert written == char or (char, written) in {("&", "&amp;"), ("|", "\\|")}


def test_statements_stand_under_their_headings_and_details_under_their_bullet() -> None:
    statements = {s.readable: s for s in read_text(PAGE).statements}
    bullet = statements["Alphabio signs\n  with Betapharm"]
    assert (bullet.section, bullet.heading) == ("Deals of 2020", "Licensing")
    assert bullet.parent == statements["Licensing"].id
    assert statements["worldwide"].parent == bullet.id
    assert statements["It ends."].parent == statements["An alliance of Alphabio."].id


def test_cells_of_a_table_mean_what_the_column_names_say() -> None:
    reading = read_text(PAGE)
    text = reading.document.text
    rows = [s for s in reading.statements if s.kind == "row"]
    assert [[(c.holds, c.role, text[c.start : c.end]) for c in row.cells] for row in rows] == [
        [
            ("participants", "licensor", "Alphabio"),
            ("participants", "licensee", "[Betapharm](x)"),
            ("amount", "upfront", "65"),
        ],
        [("participants", "licensor", "A \\| B"), ("participants", "licensee", "C")],
    ]
    assert rows[0].cells[2].scale == 1_000_000
    assert noise(reading, "column_name") == ["| Licensor | **Licensee** | Upfront (US$m) | Mood |"]


def test_front_matter_and_code_are_noise() -> None:
    reading = read_text(PAGE + "\n```sh\n# no heading\n```\n\n<!-- hidden -->\n[a]: https://example.org\n")
    assert noise(reading, "key") == ["---\ntitle: Deals\n---"]
    assert noise(reading, "markup") == [
        "```sh\n# no heading\n```",
        "<!-- hidden -->",
        "[a]: https://example.org",
    ]


def test_underlined_headings_numbered_lists_and_quotations() -> None:
    reading = read_text("Deals\n=====\n\n1. one\n2) two\n\n> A quoted\n> line.\n\n***\n")
    assert plains(reading, "heading") == ["Deals"]
    assert plains(reading, "bullet") == ["one", "two"]
    assert plains(reading, "sentence") == ["A quoted\nline."]
    assert "***" in noise(reading, "marker")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a * b * c", "a * b * c"),
        ("snake_case_name", "snake_case_name"),
        ("***both***", "both"),
        ("__strong__ and _soft_", "strong and soft"),
        (r"\*plain\*", "*plain*"),
        ("![alt](image.png) here", "alt here"),
        ("[ref][1] here", "ref here"),
        ("<https://example.org> it is", "https://example.org it is"),
        ("one<br>two", "one two"),
        ("~~gone~~ `code`", "gone code"),
        ("**한미**와 *MSD*", "한미와 MSD"),
    ],
)
def test_marks_within_a_line(written: str, read: str) -> None:
    (statement,) = read_text(f"{written}\n").statements
    assert (statement.text, statement.readable) == (written, read)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(line_end: str) -> None:
    page = PAGE.replace("more\n", "more ")
    reading = read_text(page.replace("\n", line_end))
    assert len(reading.statements) == len(read_text(page).statements)
    for s in reading.statements:
        assert reading.document.text[s.start : s.end] == s.text


def test_markdown_is_recognised_by_its_marks() -> None:
    assert next(name for name, (recognises, _) in READERS.items() if recognises(PAGE)) == "markdown"
    assert recognises_markdown("See [this](https://example.org).\n")
    assert recognises_markdown("a | b\n--|--\n1 | 2\n")
    assert not recognises_markdown("- a dash\n#hashtag\nplain * text\n")
