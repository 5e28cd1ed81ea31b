"""HTML as readable text, and the place of every readable character in the markup."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from krpia_graph.read.markup import read_markup


def plain(markup: str) -> str:
    return read_markup(markup).plain


def written(markup: str, part: str) -> str:
    """The markup that a part of the readable text is written in."""
    page = read_markup(markup)
    start = page.plain.index(part)
    return markup[page.positions[start] : page.ends[start + len(part) - 1]]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<p>a<p>b", "a\n\nb"),
        ("a<br>b<br/><br>c", "a\nb\n\nc"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\nb"),
        ("<h2>a</h2>b", "a\n\nb"),
        ("<table><tr><td>a</td><td>b<br>c</td></tr><tr><td>d<td>e</table>", "a\tb c\nd\te"),
        ("<table><tr><td><h2>a</h2><p>b</p></td><td>c</td></tr></table>", "a\n\nb\n\nc"),
        ("<pre>a\n  b</pre>", "a\nb"),
    ],
)
def test_blocks_are_lines(markup: str, text: str) -> None:
    assert plain(markup) == text


@pytest.mark.parametrize("tag", ["strong", "em", "a", "span", "sup", "font", "o:p"])
def test_inline_elements_neither_join_nor_part(tag: str) -> None:
    assert plain(f"Han<{tag}>mi</{tag}> <{tag} x='1>2'>Pharm</{tag}>, Inc") == "Hanmi Pharm, Inc"


def test_white_space_collapses_and_a_hard_blank_does_not() -> None:
    assert plain(" <p>\n a \t\r\n b &nbsp; c </p>\n") == "a b \u00a0 c"


@pytest.mark.parametrize(
    ("reference", "char"),
    [
        ("&amp;", "&"),
        ("&ndash;", "–"),
        ("&#8211;", "–"),
        ("&#x2013;", "–"),
        ("&nbsp;", "\u00a0"),
        ("&copy", "©"),
    ],
)
def test_a_reference_is_one_character_with_the_span_of_all_of_it(reference: str, char: str) -> None:
    assert plain(f"a{reference} b") == f"a{char} b"
    assert written(f"a{reference} b", char) == reference


@pytest.mark.parametrize("text", ["R&D", "AT&T; x", "&unknown; y", "5 < 6 > 4", "a <- b", "&#; &"])
def test_what_is_no_reference_and_no_tag_is_text(text: str) -> None:
    assert plain(text) == text


def test_a_blank_without_width_and_a_soft_hyphen_are_not_read() -> None:
    assert plain("Ha\u200bn&shy;mi") == "Hanmi"
    assert written("x Ha\u200bn&shy;mi y", "Hanmi") == "Ha\u200bn&shy;mi"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>if (a<b) x('<p>no</p>')</script>",
        "<style>p { color: red }</style>",
        "<!-- no <p>no</p> -->",
        "<nav><ul><li>no</li></ul></nav>",
        "<footer>no</footer>",
        "<form><input><label>no</label></form>",
        "<noscript>no</noscript>",
        "<svg><title>no</title></svg>",
        "<select><option>no</select>",
    ],
)
def test_what_is_no_text_of_the_page_is_left_out(hidden: str) -> None:
    assert plain(f"<head><meta charset=utf-8></head><body>yes {hidden} too</body>").split() == ["yes", "too"]


def test_what_is_never_closed_does_not_hide_the_page() -> None:
    assert plain("<nav><p>one</p><p>two</p>") == "one\n\ntwo"


def test_a_page_that_is_one_form_is_read() -> None:
    assert plain("<form id=aspnetForm><h1>Deal</h1><p>Text.</p></form>") == "Deal\n\nText."


def test_lines_know_what_they_are() -> None:
    page = read_markup(
        "<title>t</title><h2>h</h2><p>p</p><ul><li>l<ul><li>i</ul></ul><dl><dt>dt<dd>dd</dl>"
        "<table><caption>x</caption><tr><th>a<th>b<tr><td>c<td>d</table>"
    )
    lines = [(line.element, page.plain[line.start : line.end], len(line.items)) for line in page.lines]
    assert lines == [
        ("title", "t", 0),
        ("h2", "h", 0),
        ("", "p", 0),
        ("li", "l", 1),
        ("li", "i", 2),
        ("dt", "dt", 1),
        ("dd", "dd", 1),
        ("", "x", 0),
        ("head_row", "a\tb", 0),
        ("tr", "c\td", 0),
    ]


_TAGS = re.findall(r"\S+", "<p> </p> <div> </div> <b> </b> <br> <li> <ul> </ul> <td> <tr> <table> </table>")

_PIECES = st.lists(
    st.one_of(
        st.text(st.sampled_from("abc 가나\n\u00a0&;#<>'\"=/-!"), max_size=12),
        st.sampled_from(_TAGS),
        st.sampled_from(
            ["&amp;", "&lt;", "&#65;", "&fjlig;", "&shy;", "<!--", "-->", "<script>", "</script>"]
        ),
    ),
    max_size=25,
).map("".join)


@given(_PIECES)
def test_the_map_is_true_and_no_two_characters_are_written_at_one_place(markup: str) -> None:
    page = read_markup(markup)
    assert len(page.plain) == len(page.positions) == len(page.ends)
    for start, end in zip(page.positions, page.ends, strict=True):
        assert 0 <= start <= end <= len(markup)
    for end, start in zip(page.ends, page.positions[1:], strict=False):
        assert end <= start
    for char, start, end in zip(page.plain, page.positions, page.ends, strict=True):
        if end - start == 1:
            assert char == markup[start] or char in " \n"
    for one, other in pairwise(page.lines):
        assert one.start < one.end <= other.start


_BALANCED = st.recursive(
    st.text(st.sampled_from("abc 가나&"), min_size=1, max_size=10).map(
        lambda text: text.replace("&", "&amp;")
    ),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["div", "b", "span", "em", "section", "blockquote"]),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=12,
)


@given(_BALANCED)
def test_the_characters_are_those_that_a_browser_shows(markup: str) -> None:
    tree = LexborHTMLParser(markup)
    shown = tree.body.text() if tree.body else ""
    assert re.sub(r"\s", "", plain(markup)) == re.sub(r"\s", "", shown)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<!-->b", "ab"),
        ("a<!-- > -- b -->c", "ac"),
        ("a<!-- b>c", "ac"),
        ("a<script>b", "a"),
        ("a<script>b</p>c", "a"),
        ("a<!x>b</>c</ >d", "abcd"),
        ("a<b title='>'>c", "ac"),
        ('a<b title=">c', "ac"),
    ],
)
def test_broken_tags_and_comments_hide_as_little_as_they_can(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_many_broken_tags_take_no_long_time() -> None:
    for piece in ("<!--x> ", '<a href="x<', "<table><tr><td>", "&a", "<nav>"):
        assert read_markup(piece * 2000)
