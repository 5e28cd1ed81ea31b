"""What holds for every format: nothing is lost on the way back, and equal quads give equal bytes."""

import gzip
import json
import os
import random
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdf_readers import by_oxigraph, by_pyld, by_rdflib, canonical

from krpia_graph.model.errors import WriteError
from krpia_graph.model.graph import Edge, KnowledgeGraph
from krpia_graph.pipeline import build
from krpia_graph.write import write
from krpia_graph.write.export import Export
from krpia_graph.write.quads import quads
from krpia_graph.write.rdf.terms import RDF, XSD, iri, literal, verbatim
from krpia_graph.write.syntax import SYNTAXES, Quad, SortedQuads, Style, serialise

TESTS = Path(__file__).parent.parent.parent
SMALL = TESTS / "data" / "small"
GOLDEN = TESTS / "golden"
STYLE = Style({"ex": "http://x/", "rdf": RDF, "xsd": XSD, "h": "http://x/y#"}, links=("<http://x/link>",))
# Characters that every syntax can hold; what XML cannot is tested by itself.
CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"
) | st.sampled_from("\t\n\r\"\\'<>&{}[]@^_:;,.•가ㄱ\u1112\u0301 ")
TEXTS = st.text(CHARACTERS, max_size=12)
LOCALS = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,6}", fullmatch=True)
ODD = st.lists(st.sampled_from([*"abzAZ09-._~!$&'()*+,;=:@/?가é•", "%2F"]), max_size=6).map("".join)
SPACES = st.sampled_from(["http://x/", "http://x/y#", "urn:x:", "https://example.org/a?b="])
IRIS = st.builds(lambda space, local: iri(f"{space}{local}"), SPACES, LOCALS | ODD.map(lambda t: f"x{t}"))
PROPERTIES = st.builds(lambda space, local: iri(f"{space}{local}"), SPACES, LOCALS) | st.sampled_from(
    [f"<{RDF}type>", "<http://x/link>"]
)
NODES = st.sampled_from(["_:a", "_:0", "_:b-c"])
LEXICAL = TEXTS | st.sampled_from(
    ["0", "-1", "+1", "007", "1.50", ".5", "5.", "1e0", "true", "1", "12345678901234567890"]
)
LITERALS = st.builds(
    lambda text, language, kind: verbatim(text, language, "" if language else kind),
    LEXICAL,
    st.sampled_from(["", "", "en", "ko-kr"]),
    st.sampled_from(
        ["", *(f"<{XSD}{n}>" for n in ("integer", "decimal", "boolean", "date")), "<http://x/y#kind>"]
    ),
)
QUADS = st.lists(
    st.tuples(IRIS | NODES, PROPERTIES, IRIS | NODES | LITERALS, st.just("") | IRIS | st.just("_:g")),
    max_size=12,
)


@pytest.fixture(scope="module")
def small() -> KnowledgeGraph:
    return build([SMALL / "small.txt"], data=SMALL)


def check(found: list[Quad], suffix: str, style: Style) -> None:
    """The quads come back from other parsers."""
    data = "".join(serialise(found, suffix, style)).encode()
    expected = canonical(found, suffix)
    assert canonical(by_oxigraph(data, suffix), suffix) == expected
    assert canonical(by_rdflib(data, suffix), suffix) == expected
    if suffix == ".jsonld":
        assert canonical(by_pyld(data, suffix)) == expected


@pytest.mark.parametrize("suffix", SYNTAXES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(QUADS)
def test_any_quads_come_back(suffix: str, found: list[Quad]) -> None:
    check(found, suffix, STYLE)


@pytest.mark.parametrize("suffix", SYNTAXES)
@settings(max_examples=40, deadline=None)
@given(QUADS, st.randoms(use_true_random=False), st.integers(1, 6))
def test_order_and_runs_change_no_byte(suffix: str, found: list[Quad], dice: random.Random, run: int) -> None:
    text = "".join(serialise(found, suffix, STYLE))
    shuffled = [*found, *found[:2]]
    dice.shuffle(shuffled)
    assert "".join(serialise(shuffled, suffix, STYLE)) == text
    syntax = SYNTAXES[suffix]
    assert "".join(syntax.write(SortedQuads(shuffled, syntax.order, run), STYLE)) == text


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_the_small_page_gives_the_expected_file(suffix: str, small: KnowledgeGraph) -> None:
    """KRPIA_GRAPH_WRITE_GOLDEN=1 writes the files anew; read the difference before keeping it."""
    golden, text = GOLDEN / f"small{suffix}", "".join(Export(small).file(suffix))
    if os.environ.get("KRPIA_GRAPH_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_the_whole_graph_comes_back(suffix: str, graph: KnowledgeGraph) -> None:
    data = "".join(Export(graph).file(suffix)).encode()
    expected = canonical(quads(graph), suffix)
    assert canonical(by_oxigraph(data, suffix), suffix) == expected
    assert canonical(by_rdflib(data, suffix), suffix) == expected
    if suffix == ".jsonld":
        assert canonical(by_pyld(data, suffix)) == expected


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from krpia_graph.pipeline import build; from krpia_graph.write import write\n"
        f"graph = build([{str(SMALL / 'small.txt')!r}], data=__import__('pathlib').Path({str(SMALL)!r}))\n"
        f"for suffix in {[*SYNTAXES, '.ttl.gz']}: write(graph, sys.argv[1] + '/graph' + suffix)"
    )
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        variables = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(folder)], env=variables, check=True)
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert written[0] == written[1]
    assert len(written[0]) == len(SYNTAXES) + 1
    assert gzip.decompress(written[0]["graph.ttl.gz"]) == written[0]["graph.ttl"]
    assert written[0]["graph.ttl.gz"][:10] == b"\x1f\x8b\x08" + bytes(6) + b"\xff"  # no name, no time


AWKWARD = [
    "Acme Inc.", "Acme Co., Ltd.", ".", "R&D", 'The "Best" Pharm', "'''", '"""', "back\\slash\\",
    "two\nlines\r\nand\ttab", "A•B · C→D", "a \\u0041 b", "semi ; colon , dot . ^^<x>@en", "한미약품",
    "\u2028\x85\ufeff\U0001f48a", "<script>&amp;</script> ]]>", "#", "0", "false", "_:b", "@type",
]  # fmt: skip


@pytest.fixture(scope="module")
def awkward(small: KnowledgeGraph) -> KnowledgeGraph:
    """The small graph, its entities named so that other writers lost them, with zeros and parallel edges."""
    names = {**small.entities}
    for number, (key, entity) in enumerate(sorted(small.entities.items())):
        here = AWKWARD[number :: len(small.entities)]
        names[key] = replace(
            entity, label_en=here[0], aliases=(*here, unicodedata.normalize("NFD", "한미약품"))
        )
    cases = {
        key: replace(case, amounts=tuple(replace(amount, value=0) for amount in case.amounts))
        for key, case in small.cases.items()
    }
    [edge] = [edge for edge in small.edges if edge.relation == "affiliate_of"]
    other = Edge(edge.subject, "partners_with", edge.object, edge.evidence)
    return replace(
        small, entities=names, cases=cases, edges=tuple(sorted([*small.edges, other], key=lambda e: e.key))
    )


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_names_that_broke_other_writers_survive(suffix: str, awkward: KnowledgeGraph) -> None:
    data = "".join(Export(awkward).file(suffix)).encode()
    for read in (by_oxigraph, by_rdflib, *([by_pyld] if suffix == ".jsonld" else [])):
        found = read(data, suffix)
        assert canonical(found, suffix) == canonical(quads(awkward), suffix), read
        things = {thing for _, _, thing, _ in found}
        assert {literal(name, "en") for name in AWKWARD if name != "한미약품"} <= things
        assert literal("한미약품", "ko") in things
        assert f'"0"^^<{XSD}decimal>' in things
        between = {
            verb for subject, verb, thing, _ in found if subject.endswith("acme-korea>") and "/org/" in thing
        }
        assert len({verb for verb in between if "#" in verb}) >= 2, between


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_no_quads_are_a_file_too(suffix: str) -> None:
    check([], suffix, STYLE)


class TestTurtle:
    def test_the_ontology_comes_first_and_begins_with_itself(self, graph: KnowledgeGraph) -> None:
        blocks = "".join(Export(graph).file(".ttl")).split("\n\n")[1:]
        subjects = [block.split(" ", 1)[0] for block in blocks]
        assert subjects[0] == f"<{graph.vocabulary.base}ns>"
        own = [subject.startswith(("oi:", "<")) for subject in subjects]
        assert own == sorted(own, reverse=True)
        assert len(set(subjects)) == len(subjects)

    def test_classes_come_first(self) -> None:
        quads = [
            ("<http://x/s>", f"<{p}>", o, "")
            for p, o in ((f"{RDF}type", "<http://x/C>"), ("http://x/a", '"1"'))
        ]
        text = "".join(serialise([*quads, ("<http://x/s>", "<aa:b>", '"2"', "")], ".ttl", STYLE))
        assert text.endswith('\nex:s a ex:C ;\n    <aa:b> "2" ;\n    ex:a "1" .\n')

    @pytest.mark.parametrize(
        ("term", "short"),
        [
            (f'"13"^^<{XSD}integer>', "13"),
            (f'"0.50"^^<{XSD}decimal>', "0.50"),
            (f'"false"^^<{XSD}boolean>', "false"),
            (f'"007"^^<{XSD}integer>', '"007"^^xsd:integer'),
            (f'"5"^^<{XSD}decimal>', '"5"^^xsd:decimal'),
            (f'"1"^^<{XSD}boolean>', '"1"^^xsd:boolean'),
            ('"13"', '"13"'),
            ("<http://x/Acme.>", "<http://x/Acme.>"),
            ("<http://x/>", "<http://x/>"),
            ("<http://x/y#a-b_c>", "h:a-b_c"),
        ],
    )
    def test_a_term_is_short_only_where_it_stays_itself(self, term: str, short: str) -> None:
        text = "".join(serialise([("<http://x/s>", "<http://x/p>", term, "")], ".ttl", STYLE))
        assert text.endswith(f"\nex:s ex:p {short} .\n")


class TestXml:
    @pytest.mark.parametrize(
        "verb", ["http://x/", "http://x/1", "http://x/a.:", f"{RDF}li", f"{RDF}Description"]
    )
    def test_a_property_without_a_name_is_refused(self, verb: str) -> None:
        with pytest.raises(WriteError, match="a property that"):
            "".join(serialise([("<http://x/s>", f"<{verb}>", '"x"', "")], ".rdf"))

    @pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\uffff"])
    def test_a_character_that_xml_forbids_is_refused(self, character: str) -> None:
        with pytest.raises(WriteError, match=rf"U\+{ord(character):04X}, which XML forbids, in <http://x/s>"):
            "".join(serialise([("<http://x/s>", "<http://x/p>", verbatim(character), "")], ".rdf"))


class TestJsonLd:
    def test_a_node_is_a_line_with_short_names(self) -> None:
        thing = "<http://x/s>"
        about = [
            (f"<{RDF}type>", "<http://x/C>"),
            ("<http://x/link>", "<http://x/t>"),
            ("<http://x/n>", '"가"@ko'),
        ]
        text = "".join(serialise([(thing, verb, value, "") for verb, value in about], ".jsonld", STYLE))
        line = '{"@id":"ex:s","@type":"ex:C","ex:link":"ex:t","ex:n":{"@language":"ko","@value":"가"}}'
        assert line in text.splitlines()
        assert json.loads(text)["@context"]["ex:link"] == {"@id": "http://x/link", "@type": "@id"}

    def test_an_address_that_looks_like_a_name_is_refused(self) -> None:
        with pytest.raises(WriteError, match="prefix ex"):
            "".join(serialise([("<ex:s>", "<http://x/p>", '"x"', "")], ".jsonld", STYLE))


def test_half_a_character_is_refused(small: KnowledgeGraph, tmp_path: Path) -> None:
    acme = replace(small.entities["global_company:acme"], label_en="Ac\ud83dme")
    with pytest.raises(WriteError, match="half a character"):
        write(replace(small, entities={**small.entities, acme.id: acme}), tmp_path / "graph.ttl")
    assert list(tmp_path.iterdir()) == []


def test_provenance_is_a_matter_of_rdf(small: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"choose from \.ttl"):
        write(small, tmp_path / "graph.csv", provenance="graphs")
