"""What is let through to the engine: queries over what is here, of a size that it can bear."""

import re
import time
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from krpia_graph.model.errors import QueryError
from krpia_graph.query.guard import (
    DEEPEST_NESTING,
    LONGEST_CHAIN,
    LONGEST_QUERY,
    calls_service,
    check_graphs,
    check_sparql,
)

HIDDEN = [
    "ASK {SERVICE<http://h/>{}}",
    "PREFIX x: <http://h/> ASK {SERVICEx:{}}",
    "PREFIX : <http://h/> ASK {SERVICE SILENT:{}}",
    "ASK {SERVICE # a comment {\n <http://h/> {}}",
    "ASK {?s ?p ?z SERVICE ?z {}}",
    "ASK {?s ?p ?q FILTER(1<2#>'''\n) SERVICE <http://h/> {} #'''\n}",
    "ASK {?s ?p ?q FILTER(?q!=<http://x'''>) FILTER(?q||1<2#>'''\n) SERVICE <http://h/> {} #'''\n}",
    "ASK {?s ?p ?q #'''\n SERVICE <http://h/> {} #'''\n}",
    "ASK {?s ?p true.SERVICE <http://h/> {}}",
    "ASK {?s ?p 'a'SERVICE<http://h/>{}}",
]
INNOCENT = [
    'SELECT * { ?s oi:text ?o FILTER(CONTAINS(?o, "market expansion service")) }',
    "SELECT ?service { ?service <http://x/service> ?o . { ?a ?b ?c } }",
    "SELECT * { GRAPH <http://service.org/service?a> { ?s ?p ?o } }",
    "PREFIX service: <http://x/> SELECT * { ?s service:a ?o }",
    "# SERVICE <http://h/> {\nASK {}",
    "ASK { ?s ?p '''it's a SERVICE <http://h/> {''' }",
    "ASK { ?s <http://x/#a> 'SERVICE <http://h/> {' }",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_service_clause_is_seen_however_it_is_hidden(text: str) -> None:
    assert calls_service(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_the_word_service_is_no_clause(text: str) -> None:
    assert not calls_service(text)


GAP = st.sampled_from([" ", "\t", "\n", "\r\n", "#\n", "# a { comment }\n", "#'''\n", "#<\r"])
GAPS = st.lists(GAP, max_size=4).map("".join)
BEFORE = [
    "",
    "?s ?p ?o .",
    "?s ?p 1 .",
    "?s ?p true.",
    r"?s ?p '\''.",
    '?s ?p """a"b""".',
    "FILTER(?q<2)",
    "FILTER(?q<2#>'''\n)",
    "FILTER(?q!=<http://h/'''>)",
    "#'\n",
    "?s <http://h/#> ?o .",
    "BIND(1<2 AS ?t)",
    "OPTIONAL{?s ?p ?o}",
]


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """A query with a SERVICE clause as somebody would write it who wants it to pass."""
    word = "".join(draw(st.sampled_from([c.lower(), c.upper(), f"\\u{ord(c):04X}"])) for c in "service")
    silent = draw(st.sampled_from(["", "SILENT", "sIlEnT"]))
    first, second, third = draw(GAPS), draw(GAPS), draw(GAPS)
    where = draw(st.sampled_from(["<http://127.0.0.1:9/>", "x:", "x:y", "?z", "$z", r"x:a\,b"]))
    after = draw(st.sampled_from(["", "#'''\n", "#>\n", "FILTER(?q>2)"]))
    clause = f"{word}{first or ' '}{silent}{second or ' '}{where}{third}{{}}"
    return f"PREFIX x: <http://h/> ASK {{{draw(st.sampled_from(BEFORE))}{clause} {after}}}"


@given(disguised())
@example(r"PREFIX x: <http://h/> ASK {\u0053ERVICE<http://h/>{}}")
def test_no_disguise_brings_a_service_clause_through(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE would send"):
        check_sparql(text)


@given(st.text(alphabet="SERVICE<>'\"#\\ {}?:\n=ab1", max_size=200))
def test_an_innocent_string_may_hold_anything(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    assert not calls_service(f"SELECT * {{ ?s ?p '{quoted}' }}")


@pytest.mark.parametrize(
    "text",
    [
        "SERVICE " + "# " * 30_000 + "\n x",
        "SERVICE <" * 7000,
        "ASK{FILTER(1" + "<1" * 20_000,
        '"' * 60_000,
        "PREFIX a: <b> " * 4000,
        "#\n" * 30_000,
    ],
    ids=["comments", "services", "comparisons", "quotes", "prefixes", "empty comments"],
)
def test_no_text_takes_the_guard_long(text: str) -> None:
    """A reading whose time grows faster than the text would take minutes."""
    assert len(text) < LONGEST_QUERY
    start = time.process_time()
    with suppress(QueryError):
        check_sparql(text)
    assert time.process_time() - start < 3


CHAINS = ("||1", "&&1", "+1", "*1", "-1", "!", "/a:b", "|a:b", ",1", ";a:b 1", ". ", "UNION{} ", "=1")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASK {} #" + "x" * LONGEST_QUERY, "65,544 bytes are too many"),
        ("ASK {} #" + "보" * 30_000, "bytes are too many"),
        *((f"ASK {{{a * 201}{b * 201}}}", "nest too deeply") for a, b in ("()", "{}", "[]")),
        ("ASK { FILTER(" + "STR(" * 201 + ")" * 201 + ") }", "nest too deeply"),
        ("ASK { ?s " + "(" * 201 + "<a:b>" + ")*" * 201 + " ?o }", "nest too deeply"),
        ("ASK { " + "FILTER NOT EXISTS {" * 201 + "}" * 201 + " }", "nest too deeply"),
        *((f"ASK {{ {part * 2001} }}", "are too many") for part in CHAINS),
        # Operators that one reading sees as an IRI or a string are counted all the same.
        ("ASK { FILTER(?a<?b" + "&&1" * 2001 + ">1) }", "are too many"),
        ("ASK { FILTER(?a<1#>'''\n" + "||1" * 2001 + "#'''\n) }", "are too many"),
    ],
)
def test_what_the_engine_cannot_bear_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        check_sparql(text)


def test_what_it_can_bear_passes() -> None:
    nested = DEEPEST_NESTING - 2
    assert check_sparql(f"ASK {{ FILTER({'(' * nested}1{')' * nested}) }}") == ()
    assert check_sparql("ASK { FILTER(1" + "||1" * (LONGEST_CHAIN // 2 - 10) + ") }") == ()
    assert check_sparql("ASK { VALUES ?x {" + " <https://example.org/id/org/a>" * 1900 + " } }") == ()
    assert check_sparql("SELECT * { ?s ?p '" + "(" * 1000 + "' }") == ()


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/hostname>",
        "LOAD SILENT <http://127.0.0.1:9/>",
        "CLEAR ALL",
        "CREATE GRAPH <a:b>",
        "DROP DEFAULT",
        "COPY <a:a> TO <a:b>",
        "MOVE <a:a> TO <a:b>",
        "ADD <a:a> TO <a:b>",
        "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# c\nPREFIX a: <b:c>\nBASE <a:d> # d\n PREFIX : <b:e> inSert data { a:a a:b a:c }",
        r"\u0049NSERT DATA {}",
    ],
)
def test_an_update_is_named_and_refused(text: str) -> None:
    verbs = "INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH"
    with pytest.raises(QueryError, match=f"({verbs}) would change"):
        check_sparql(text)


@pytest.mark.parametrize(
    ("text", "graphs"),
    [
        ("SELECT * FROM <a:g> { ?s ?p ?o }", ("a:g",)),
        ("SELECT * from<a:g>FROM NAMED <a:h> WHERE { ?s ?p ?o }", ("a:g", "a:h")),
        ("PREFIX g: <http://e/> ASK FROM g:x FROM NAMED g:y { }", ("http://e/x", "http://e/y")),
        ("BASE <http://e/a/> ASK FROM <../b> { }", ("http://e/b",)),
        ("ASK FROM oi:x { }", ("http://own/x",)),
        ("ASK FROM # the graph\n <file:///etc/hostname> { }", ("file:///etc/hostname",)),
        (r"ASK \u0046ROM <a:g> { }", ("a:g",)),
        ("CONSTRUCT { ?s ?p ?o } FROM <a:g> WHERE { ?s ?p ?o }", ("a:g",)),
        ("SELECT (STR(?a<?b) AS ?from) ?from { ?s <a:from> 'FROM <a:g>' } # FROM <a:g>", ()),
        ("PREFIX from: <a:> SELECT * { from:x from:y <a:g> }", ()),
    ],
)
def test_the_graphs_that_a_text_names(text: str, graphs: tuple[str, ...]) -> None:
    assert check_sparql(text, {"oi": "http://own/"}) == graphs


def test_a_graph_that_is_not_here_is_refused_and_those_that_are_here_are_named() -> None:
    check_graphs(["a:g"], ["a:g", "a:h"])
    wanted = "nothing is fetched, and no graph here is <file:///etc/hostname>; they are <a:g>, <a:h>"
    with pytest.raises(QueryError, match=re.escape(wanted)):
        check_graphs(["file:///etc/hostname"], ["a:h", "a:g"])
    with pytest.raises(QueryError, match="none but the default graph"):
        check_graphs(["a:g"], [])
