"""What every reader promises, today's and those to come: true positions, and nothing lost in silence."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.model.document import Document, Source
from krpia_graph.read import READERS

_WORDS = st.text(
    st.sampled_from("abcXYZ 019·•→-–‘’()&,.:>가나한미약품ÉİßＡ\u00a0\u200b😀\ufeff"), min_size=1, max_size=30
)
_TAGS = re.findall(r"\S+", "p div br ul ol li dl dt dd table tr td th h2 b title nav form pre")
_MARKUP = st.one_of(
    _WORDS,
    st.builds("<{}>".format, st.sampled_from(_TAGS)),
    st.builds("</{}>".format, st.sampled_from(_TAGS)),
    st.sampled_from(["&amp;", "&nbsp;", "&#8211;", "&shy;", "&#32;", "&NotEqualTilde;", "&", "<", ">", "\n"]),
    st.sampled_from(
        ["<!-- x -->", "<!--", "<script>a<b</script>", "<a href='>'>", '<a title="', "</", "<!x"]
    ),
)
_LINES = st.one_of(
    st.just(""),
    st.just("Cases"),
    st.just("Order :"),
    st.just("HOME > Programs > Cases"),
    _WORDS,
    st.builds("{} · {}".format, _WORDS, _WORDS),
    st.builds("{}•{} · {}".format, _WORDS, _WORDS, _WORDS),
    st.builds("· {}".format, _WORDS),
    st.builds("→ {}".format, _WORDS),
    st.builds("By {}. {} (c) 2020: {}".format, _WORDS, _WORDS, _WORDS),
    st.builds("SEOUL, Korea -- {}. The {}? {}".format, _WORDS, _WORDS, _WORDS),
    st.builds(unicodedata.normalize, st.just("NFD"), _WORDS),
    st.lists(_MARKUP, max_size=8).map("".join),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    lines = draw(st.lists(_LINES, max_size=12))
    ends = draw(
        st.lists(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), min_size=len(lines), max_size=len(lines))
    )
    text = "".join(line + end for line, end in zip(lines, ends, strict=True))
    return Document(Source("made", "made.txt", "", "", "", "", "en", ""), text)


@pytest.mark.parametrize("reader", READERS)
@given(document=documents())
def test_every_statement_equals_the_document_at_its_span(reader: str, document: Document) -> None:
    for statement in READERS[reader][1](document).statements:
        assert document.text[statement.start : statement.end] == statement.text
        assert statement.text == statement.text.strip() != ""
        for start, end in statement.parties:
            assert document.text[start:end].strip() == document.text[start:end] != ""


@pytest.mark.parametrize("reader", READERS)
@given(document=documents())
def test_every_character_that_is_not_blank_is_a_statement_or_named_noise(
    reader: str, document: Document
) -> None:
    reading = READERS[reader][1](document)
    spans = [(s.start, s.end) for s in reading.statements] + [(n.start, n.end) for n in reading.noise]
    covered = {i for start, end in spans for i in range(start, end)}
    lost = [c for i, c in enumerate(document.text) if not c.isspace() and i not in covered]
    assert lost == []


@pytest.mark.parametrize("reader", READERS)
@given(document=documents())
def test_statements_do_not_overlap_and_their_parents_exist(reader: str, document: Document) -> None:
    statements = READERS[reader][1](document).statements
    for one, other in pairwise(statements):
        assert one.end <= other.start
    ids = {statement.id for statement in statements}
    assert len(ids) == len(statements)
    assert {statement.parent for statement in statements} - {""} <= ids
