"""The suites of the W3C as round trips: what a test says survives every writer, for three foreign parsers."""

import re

import pytest
import rdf_suites
from rdf_readers import by_oxigraph, by_pyld, by_rdflib, canonical

from krpia_graph.model.errors import WriteError
from krpia_graph.write.rdf.terms import RDF, XSD, unescape
from krpia_graph.write.syntax import SYNTAXES, Quad, Style, serialise

STYLE = Style({"a": "http://a.example/", "ex": "http://www.example.org/", "rdf": RDF, "xsd": XSD})
COUNTS = {"turtle": 145, "trig": 143, "ntriples": 30, "nquads": 40}  # at least
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
DOUBLE = re.compile(rf'"([^"]+)"\^\^<{re.escape(XSD)}double>')

pytestmark = pytest.mark.skipif(bool(rdf_suites.MISSING), reason=rdf_suites.MISSING)


def xml_can_say(quads: list[Quad]) -> bool:
    return all(
        re.search(r"[^\W\d][\w.-]*>$", verb) and not CONTROL.search(unescape(thing))
        for _, verb, thing, _ in quads
    )


def values(lines: list[str]) -> list[str]:
    """The lines with the value of each double, as PyLD writes them in its own form."""
    return sorted(DOUBLE.sub(lambda double: f"{float(double[1])}", line) for line in lines)


@pytest.mark.parametrize("suite", rdf_suites.SUITES)
def test_there_are_as_many_as_the_suite_has(suite: str) -> None:
    assert len(rdf_suites.cases(suite)) >= COUNTS[suite]


@pytest.mark.parametrize("suffix", SYNTAXES)
@pytest.mark.parametrize("suite", rdf_suites.SUITES)
def test_every_result_comes_back(suite: str, suffix: str) -> None:
    differ = []
    for file, quads in rdf_suites.cases(suite):
        if suffix == ".rdf" and not xml_can_say(quads):
            with pytest.raises(WriteError, match="RDF/XML"):
                "".join(serialise(quads, suffix, STYLE))
            continue
        data = "".join(serialise(quads, suffix, STYLE)).encode()
        expected = canonical(quads, suffix)
        if canonical(by_oxigraph(data, suffix, lenient=True), suffix) != expected:
            differ.append((file, "pyoxigraph"))
        if canonical(by_rdflib(data, suffix), suffix) != expected:
            differ.append((file, "rdflib"))
        if suffix == ".jsonld" and values(canonical(by_pyld(data, suffix))) != values(expected):
            differ.append((file, "PyLD"))
    assert differ == []
