"""The ontology: every term defined in two languages, every foreign term real, the kept files up to date."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import namespace

from krpia_graph.model.terms import Class, Label, Property
from krpia_graph.model.vocabulary import RelationType, Vocabulary
from krpia_graph.pipeline import build
from krpia_graph.read.domain import read_domain
from krpia_graph.read.folder import data_folder
from krpia_graph.write.ontology import KEPT
from krpia_graph.write.quads import quads
from krpia_graph.write.rdf.constraints import constraints_ttl, shapes
from krpia_graph.write.rdf.names import FOREIGN
from krpia_graph.write.rdf.ontology import classes, derived, is_literal, properties

SMALL = Path(__file__).parent.parent / "data" / "small"

# rdflib knows these vocabularies. Those it does not know: read in @vocabulary/oa and biolink-model 4.4.6.
KNOWN = {
    "dcat": namespace.DCAT,
    "dcterms": namespace.DCTERMS,
    "owl": namespace.OWL,
    "prov": namespace.PROV,
    "rdf": namespace.RDF,
    "rdfs": namespace.RDFS,
    "schema": namespace.SDO,
    "sh": namespace.SH,
    "skos": namespace.SKOS,
    "vann": namespace.VANN,
    "void": namespace.VOID,
    "w3org": namespace.ORG,
    "xsd": namespace.XSD,
}
READ = {
    "biolink": {"ChemicalEntity", "Disease", "Drug"},
    "edtf": {"EDTF"},
    "oa": {"end", "exact", "start"},
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_domain().vocabulary


def kept(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data_folder() / name, format="turtle")


def unknown(term: str) -> bool:
    """Whether an IRI lies in a vocabulary that has no such term."""
    spaces = {**FOREIGN, "sh": str(namespace.SH)}
    for prefix, space in spaces.items():
        if term.startswith(space) and term != space:
            return term.removeprefix(space) not in (READ.get(prefix) or names(KNOWN[prefix]))
    return False


def names(space: type[namespace.DefinedNamespace]) -> set[str]:
    """The local names of a vocabulary, those that are no names in Python too."""
    return {str(term).removeprefix(str(space)) for term in dir(space)} | set(space._extras)


@pytest.mark.parametrize("name", KEPT)
def test_the_kept_file_is_what_the_vocabulary_gives(name: str, vocabulary: Vocabulary) -> None:
    """`krpia-graph ontology --record` renews both."""
    assert (data_folder() / name).read_text(encoding="utf-8") == "".join(KEPT[name](vocabulary))


@pytest.mark.parametrize("name", KEPT)
def test_no_term_of_another_vocabulary_is_made_up(name: str) -> None:
    terms = {str(term) for triple in kept(name) for term in triple if isinstance(term, rdflib.URIRef)}
    assert sorted(filter(unknown, terms)) == []


def test_no_property_of_an_export_is_made_up() -> None:
    used = {term[1:-1] for quad in quads(build()) for term in quad if term.startswith("<")}
    assert sorted(filter(unknown, used)) == []


@pytest.mark.parametrize("word", ["http://www.w3.org/ns/org#Organisation", "http://www.w3.org/ns/oa#begin"])
def test_a_misspelt_term_would_be_seen(word: str) -> None:
    assert unknown(word)


def test_every_term_has_a_name_and_a_definition_in_both_languages(vocabulary: Vocabulary) -> None:
    named: dict[str, Class | Property | RelationType] = {
        **classes(vocabulary),
        **properties(vocabulary),
        **vocabulary.relation_types,
    }
    lacking = [n for n, t in named.items() for words in (t.label, t.definition) if not complete(words)]
    assert lacking == []


def complete(words: Label) -> bool:
    hangul_or_acronym = any("가" <= c <= "힣" for c in words.ko) or words.ko.isupper()
    return bool(words.en) and hangul_or_acronym


def test_every_kind_of_text_or_number_says_in_words_what_it_must_be(vocabulary: Vocabulary) -> None:
    terms = vocabulary.terms.properties.items()
    assert [n for n, p in terms if is_literal(p) and not complete(p.must)] == []


def test_the_ontology_has_no_blank_nodes_and_both_parsers_agree() -> None:
    text = (data_folder() / "ontology.ttl").read_bytes()
    quads = list(ox.parse(text, ox.RdfFormat.TURTLE))
    assert not [q for q in quads if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]
    assert len(quads) == len(kept("ontology.ttl"))


def test_every_term_says_where_it_is_defined() -> None:
    graph = kept("ontology.ttl")
    kinds = (namespace.OWL.Class, namespace.OWL.ObjectProperty, namespace.OWL.DatatypeProperty)
    terms = {term for kind in kinds for term in graph.subjects(namespace.RDF.type, kind)}
    assert len(terms) > 80
    assert terms == set(graph.subjects(namespace.RDFS.isDefinedBy)) - set(
        graph.subjects(namespace.RDF.type, namespace.RDFS.Datatype)
    )


def test_every_class_with_things_in_it_has_a_shape(vocabulary: Vocabulary) -> None:
    found = shapes(vocabulary)
    above = {higher for class_ in classes(vocabulary).values() for higher in class_.above}
    leaves = [name for name in classes(vocabulary) if name not in above]
    assert [n for n in leaves if n not in found and not set(classes(vocabulary)[n].above) & found.keys()] == [
        "Substance"  # a product of a certain kind as well
    ]


def test_the_data_model_lists_every_class_with_what_stands_above_it(vocabulary: Vocabulary) -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "data-model.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `oi:(\w+)` \| ([^|]*) \|", page, re.MULTILINE)
    listed = {name: set(re.findall(r"`(?:oi:)?([\w:]+)`", above)) for name, above in rows}
    assert listed == {name: set(found.above) for name, found in classes(vocabulary).items()}


def test_what_follows_from_cases_is_marked(vocabulary: Vocabulary) -> None:
    assert derived(vocabulary) == ("collaboratesWith", "worksOn", "operatesIn")


def test_shapes_of_another_base_are_about_that_base() -> None:
    text = "".join(constraints_ttl(read_domain(SMALL).vocabulary))
    assert "https://example.org/ns#" in text
    assert "w3id.org/krpia-graph" not in text
