"""The triples of the export: what is said, how it is written, and that every quote is where it says it is."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.publication import Ledger, Publication
from krpia_graph.pipeline import build
from krpia_graph.read.folder import data_folder
from krpia_graph.write.quads import PROVENANCE, quads
from krpia_graph.write.rdf.dates import bounds
from krpia_graph.write.rdf.names import names, slug
from krpia_graph.write.rdf.ontology import classes, properties
from krpia_graph.write.rdf.terms import Triple, decimal, integer, iri, literal, verbatim
from krpia_graph.write.syntax import serialise

SMALL = Path(__file__).parent.parent / "data" / "small"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return build()


@pytest.fixture(scope="module")
def small() -> KnowledgeGraph:
    return build([SMALL / "small.txt"], data=SMALL)


def triples(graph: KnowledgeGraph) -> Iterator[Triple]:
    return ((s, p, o) for s, p, o, _ in quads(graph))


def objects(graph: KnowledgeGraph, subject: str, predicate: str) -> set[str]:
    return {o for s, p, o in triples(graph) if (s, p) == (subject, predicate)}


@given(texts)
def test_text_comes_back_from_other_parsers_as_it_was(text: str) -> None:
    term = verbatim(text, "en")
    line = f"<http://x/s> <http://x/p> {term} .\n"
    [found] = ox.parse(line, ox.RdfFormat.N_TRIPLES)
    assert isinstance(found.object, ox.Literal)
    assert (found.object.value, found.object.language) == (text, "en")
    turtle = "".join(serialise([("<http://x/s>", "<http://x/p>", term, "")], ".ttl"))
    for data, form in ((line, "nt"), (turtle, "turtle")):
        [value] = rdflib.Graph().parse(data=data.encode(), format=form).objects()
        # rdflib types the object of a triple as a node; here it is a literal.
        assert (str(value), value.language) == (text, "en")  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["", "English (UK)", "en .", "-", "123"])
def test_what_is_no_language_tag_is_left_out(language: str) -> None:
    assert verbatim("x", language) == '"x"'
    assert verbatim("x", "en-GB") == '"x"@en-gb'


@given(texts)
def test_a_term_is_one_line(text: str) -> None:
    assert not re.search(r"[\r\n\t]", verbatim(text))


@given(texts)
def test_names_are_in_normal_form_c(text: str) -> None:
    assert literal(text) == literal(unicodedata.normalize("NFD", text))


@given(texts)
def test_a_slug_is_short_in_every_syntax(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*", slug(text))


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_a_decimal_keeps_its_value(number: float) -> None:
    lexical = decimal(number).split('"')[1]
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", lexical)
    assert Decimal(lexical) == Decimal(str(number))


@pytest.mark.parametrize("text", ["a b", "a>b", "a\nb", 'a"b', "a{b"])
def test_an_iri_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        iri(f"https://example.org/{text}")


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-04-17", "2020-04-17", "2020-04-17"),
        ("2008/2012", "2008-01-01", "2012-12-31"),
        ("2013/2023~", "2013-01-01", "2023-12-31"),
        ("2017/..", "2017-01-01", ""),
        ("../2017-06", "", "2017-06-30"),
        ("2017-21", "", ""),
        ("2019-02-30", "", ""),
        ("201X", "", ""),
        ("", "", ""),
    ],
)
def test_the_days_that_a_date_may_cover(edtf: str, first: str, last: str) -> None:
    assert bounds(edtf) == (first, last)


def test_there_is_no_blank_node_and_no_odd_name(graph: KnowledgeGraph) -> None:
    base = graph.vocabulary.base
    own = re.compile(
        rf"<{re.escape(base)}(ns(#[A-Za-z0-9_-]+|/[0-9.]+)?|id/[a-z_]+/[A-Za-z0-9_][A-Za-z0-9_-]*)>"
    )
    for triple in triples(graph):
        for term in triple:
            assert term[0] in '<"', triple
            if term.startswith(f"<{base}"):
                assert own.fullmatch(term), term


def test_every_class_and_property_is_declared(graph: KnowledgeGraph) -> None:
    known = names(graph)
    declared = {known.own(name) for name in (*classes(graph.vocabulary), *properties(graph.vocabulary))}
    for _, predicate, obj in triples(graph):
        for term in [predicate, *([obj] if predicate == TYPE else [])]:
            assert not term.startswith(f"<{known.base}ns#") or term in declared, term


def test_every_thing_that_is_pointed_at_is_described(graph: KnowledgeGraph) -> None:
    found = set(triples(graph))
    described = {subject for subject, _, _ in found}
    pointed = {obj for _, _, obj in found if obj.startswith(f"<{graph.vocabulary.base}id/")}
    assert pointed - described == set()


def test_every_entity_has_an_english_name(graph: KnowledgeGraph) -> None:
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    named = {s for s, p, o in triples(graph) if p == label and o.endswith("@en")}
    assert set(names(graph).entities.values()) - named == set()


def test_the_ends_of_a_property_fit_its_domain_and_range(graph: KnowledgeGraph) -> None:
    found = set(triples(graph))
    kinds: dict[str, set[str]] = {}
    for subject, predicate, obj in found:
        if predicate == TYPE:
            kinds.setdefault(subject, set()).add(obj)
    known = names(graph)
    terms = {known.own(name): term for name, term in properties(graph.vocabulary).items()}
    for subject, predicate, obj in found:
        term = terms.get(predicate)
        for end, expected in ((subject, term.domain), (obj, term.range)) if term else ():
            if expected and ":" not in expected and expected != "Excerpt":
                assert known.own(expected) in kinds[end], (predicate, end)


def test_every_quote_stands_at_its_place_in_the_document(graph: KnowledgeGraph) -> None:
    document = (data_folder() / "sources" / "krpia-open-innovation.txt").read_bytes().decode("utf-8")
    table = (data_folder() / "lexicon" / "links.csv").read_text(encoding="utf-8")
    parts: dict[str, dict[str, str]] = {}
    for subject, predicate, obj in triples(graph):
        parts.setdefault(subject, {})[predicate.rpartition("#")[2]] = obj
    quotes = [found for found in parts.values() if "exact>" in found]
    assert len(quotes) > 300
    for found in quotes:
        start, end = (int(found[name].split('"')[1]) for name in ("start>", "end>"))
        sources = [document, table]
        assert found["exact>"] in [verbatim(text[start:end]) for text in sources]


def test_two_amounts_of_a_case_do_not_mix(small: KnowledgeGraph) -> None:
    known = names(small)
    case = next(case for case in small.cases.values() if case.amounts)
    sums = objects(small, known.node(case.id), known.own("sum"))
    amounts = {tuple(objects(small, s, known.own("amount"))) for s in sums}
    assert amounts == {(decimal(1_500_000),), (decimal(2_000_000),)}


def test_an_open_interval_leaves_the_end_open(small: KnowledgeGraph) -> None:
    known = names(small)
    case = next(case for case in small.cases.values() if len(case.periods) == 2)
    assert len(objects(small, known.node(case.id), known.own("date"))) == 2
    [start] = objects(small, known.node(case.id), known.own("startsOn"))
    assert start.startswith('"2019-01-01"')
    assert objects(small, known.node(case.id), known.own("endsOn")) == set()


def test_an_affiliate_edge_rests_on_its_row_of_the_lexicon(small: KnowledgeGraph) -> None:
    known = names(small)
    [edge] = [edge for edge in small.edges if edge.relation == "affiliate_of"]
    [statement] = objects(small, known.edge(edge), known.own("evidence"))
    assert objects(small, statement, known.own("exact")) == {
        verbatim("global_company:acme-korea,affiliate_of,global_company:acme,,made up")
    }
    assert objects(small, known.entities[edge.subject], "<http://www.w3.org/ns/org#subOrganizationOf>") == {
        known.entities[edge.object]
    }


def test_an_identifier_is_a_match_only_where_its_form_is_right(small: KnowledgeGraph) -> None:
    match = "<http://www.w3.org/2004/02/skos/core#exactMatch>"
    wrong = replace(small, identifiers={"region:jp": (("wikidata", "Q0> <evil"),)})
    japan = names(small).entities["region:jp"]
    assert objects(small, japan, match) == {"<http://www.wikidata.org/entity/Q17>"}
    assert objects(wrong, japan, match) == set()


def test_entities_that_would_share_a_name_get_numbers(small: KnowledgeGraph) -> None:
    twin = replace(small.entities["global_company:acme"], id="institution:acme", type="institution")
    found = names(replace(small, entities={**small.entities, twin.id: twin})).entities
    assert found["global_company:acme"] == "<https://example.org/id/org/acme>"
    assert found["institution:acme"] == "<https://example.org/id/org/acme-2>"


def test_the_order_of_the_graph_does_not_matter(small: KnowledgeGraph) -> None:
    turned = replace(
        small,
        entities=dict(reversed(small.entities.items())),
        cases=dict(reversed(small.cases.items())),
        statements=dict(reversed(small.statements.items())),
        edges=tuple(reversed(small.edges)),
        sources=tuple(reversed(small.sources)),
    )
    assert set(triples(turned)) == set(triples(small))


def test_each_mention_case_and_tie_says_once_how_sure_it_is(small: KnowledgeGraph) -> None:
    known = names(small)
    found = set(triples(small))
    for local, attribute in (("confidence", "mean"), ("confidenceLow", "low")):
        figures = [(s, o) for s, p, o in found if p == known.own(local)]
        assert len(figures) == len({s for s, _ in figures})
        said = dict(figures)
        mentions = {s for s, p, o in found if (p, o) == (TYPE, known.own("Mention"))}
        cases = {known.case(case): small.confidence.of_case(case) for case in small.cases}
        ties = {known.edge(e): small.confidence.edges[e.key] for e in small.edges if e.cases}
        assert said.keys() == mentions | cases.keys() | ties.keys()
        for subject, belief in {**cases, **ties}.items():
            assert said[subject] == decimal(getattr(belief, attribute))


def test_words_that_are_a_name_and_show_a_relation_are_two_mentions(small: KnowledgeGraph) -> None:
    (case,) = [case for case in small.cases.values() if case.drugs and case.amounts]
    name = case.drugs[0].mentions[0]
    shown = replace(case.relations[0], surface=name.surface, start=name.start, end=name.end)
    both = replace(small, cases={**small.cases, case.id: replace(case, relations=(shown,))})
    known = names(both)
    place = (case.source, name.start, name.end)
    assert objects(both, known.mention(*place), known.own("rule")) == {verbatim(name.rule)}
    relation = known.mention(*place, shown.type)
    assert objects(both, relation, known.own("rule")) == {verbatim(shown.rule)}


@pytest.mark.parametrize("provenance", PROVENANCE)
def test_no_statement_comes_twice_and_none_is_in_two_graphs(graph: KnowledgeGraph, provenance: str) -> None:
    found = list(quads(graph, provenance))
    assert len(found) == len({quad[:3] for quad in found})
    with pytest.raises(UnknownNameError, match="did you mean graphs"):
        list(quads(graph, "graph"))


def test_the_header_counts_what_is_there(graph: KnowledgeGraph) -> None:
    known, counted = names(graph), Counter(place for *_, place in quads(graph))
    void = "http://rdfs.org/ns/void#"
    for name in ("ontology", "core", "derived", "evidence"):
        assert objects(graph, known.graph(name), f"<{void}triples>") == {integer(counted[known.graph(name)])}
    whole = known.thing("dataset", graph.publication.dataset.name)
    assert objects(graph, whole, f"<{void}triples>") == {integer(sum(counted.values()) - counted[""])}
    instances = Counter(obj for _, predicate, obj in triples(graph) if predicate == TYPE)
    parts = objects(graph, whole, f"<{void}classPartition>")
    assert len(parts) == 9
    for part in parts:
        [kind] = objects(graph, part, f"<{void}class>")
        assert objects(graph, part, f"<{void}entities>") == {integer(instances[kind])}


def test_the_header_names_licence_and_run_and_no_clock_unless_asked(graph: KnowledgeGraph) -> None:
    whole = names(graph).thing("dataset", "krpia-graph")
    assert objects(graph, whole, "<http://purl.org/dc/terms/license>") == {"<https://spdx.org/licenses/MIT>"}
    [run] = objects(graph, whole, "<http://www.w3.org/ns/prov#wasGeneratedBy>")
    used = "<http://www.w3.org/ns/prov#used>"
    assert objects(graph, run, used) == {names(graph).document(source.id) for source in graph.sources}
    ended = "<http://www.w3.org/ns/prov#endedAtTime>"
    assert objects(graph, run, ended) == set()
    assert graph.publication.run
    timed = replace(graph.publication.run, at="2026-01-31T12:00:00+09:00")
    later = replace(graph, publication=replace(graph.publication, run=timed))
    [run] = objects(later, whole, "<http://www.w3.org/ns/prov#wasGeneratedBy>")
    assert objects(later, run, ended) == {
        '"2026-01-31T12:00:00+09:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    }


UNPROVEN = """
PREFIX oi: <https://w3id.org/krpia-graph/ns#>
ASK {
  GRAPH ?derived { ?one ?relation ?other }
  FILTER(STRENDS(STR(?derived), "/graph/derived"))
  FILTER NOT EXISTS {
    GRAPH ?place {
      ?initiative oi:participant|oi:concerns ?one .
      ?initiative oi:participant|oi:concerns|oi:territory|oi:indication ?other
    }
    ?case oi:reports ?initiative
  }
}
"""


@pytest.mark.parametrize("provenance", PROVENANCE)
def test_every_derived_edge_is_proven_by_a_case(graph: KnowledgeGraph, provenance: str) -> None:
    lines = "".join(serialise(quads(graph, provenance), ".nq"))
    store = ox.Store()
    store.bulk_load(lines.encode(), ox.RdfFormat.N_QUADS)
    answer = store.query(UNPROVEN, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QueryBoolean) and not answer
    known = names(graph)
    known.graph("derived")
    planted = f"{known.entities['global_company:msd']} {known.own('collaboratesWith')} <http://x/nobody> "
    store.load(f"{planted}{known.graph('derived')} .".encode(), ox.RdfFormat.N_QUADS)
    assert store.query(UNPROVEN, use_default_graph_as_union=True)


def test_with_provenance_graphs_a_case_is_a_graph_that_cites_its_document(graph: KnowledgeGraph) -> None:
    known = names(graph)
    found = set(quads(graph, "graphs"))
    derived_from = "<http://www.w3.org/ns/prov#wasDerivedFrom>"
    for case in graph.cases.values():
        own = {quad for quad in found if quad[3] == known.graph(case.id)}
        assert {subject for subject, *_ in own} == {known.node(case.id)}
        parties = {obj for _, verb, obj, _ in own if verb == known.own("participant")}
        assert parties == {known.entities[p.entity] for p in case.participants}
        cites = {
            obj for subject, verb, obj, _ in found if (subject, verb) == (known.graph(case.id), derived_from)
        }
        assert cites == {known.case(case.id), known.document(case.source)}
    assert {quad[:3] for quad in found if quad[3]} >= {quad[:3] for quad in quads(graph) if quad[3]}


def test_an_address_that_was_given_up_leads_to_the_one_that_stands_in(small: KnowledgeGraph) -> None:
    ledger = Ledger(
        held={"institution:acme": "org/acme"},
        given_up={"org/older": "org/old", "org/old": "org/acme-2", "org/gone": "org/nobody"},
    )
    twin = replace(small.entities["global_company:acme"], id="institution:acme", type="institution")
    entities = {**small.entities, twin.id: twin}
    renamed = replace(small, entities=entities, publication=Publication(ledger=ledger))
    found = names(renamed).entities
    assert found["institution:acme"] == "<https://example.org/id/org/acme>"
    assert found["global_company:acme"] == "<https://example.org/id/org/acme-2>"
    replaced = "<http://purl.org/dc/terms/isReplacedBy>"
    assert {(s, o) for s, p, o in triples(renamed) if p == replaced} == {
        ("<https://example.org/id/org/older>", "<https://example.org/id/org/acme-2>"),
        ("<https://example.org/id/org/old>", "<https://example.org/id/org/acme-2>"),
    }


def test_a_document_is_named_by_its_content_and_a_case_is_not(tmp_path: Path) -> None:
    text = (SMALL / "small.txt").read_text(encoding="utf-8")
    longer = tmp_path / "small.txt"
    longer.write_text(f"{text}\nSomething else was added.\n", encoding="utf-8")
    before, after = build([SMALL / "small.txt"], data=SMALL), build([longer], data=SMALL)
    assert names(before).document("small") != names(after).document("small")
    assert {names(before).case(c) for c in before.cases} == {names(after).case(c) for c in after.cases}
    assert names(before).entities == names(after).entities
