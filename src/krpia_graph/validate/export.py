"""Files of an export, or a graph, in; its faults out: SHACL shapes and queries over the same triples.

The shapes and the queries derive from the vocabulary. SHACL looks at every thing by itself and takes a
minute or more for a hundred thousand triples; what larger graphs need is that the values they are written
from have types.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from krpia_graph.model.errors import SourceError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.terms import Label
from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.read.rdf_file import RdfFile, read_rdf_file
from krpia_graph.validate.faults import Fault, Quote
from krpia_graph.validate.places import Lines
from krpia_graph.write.quads import quads
from krpia_graph.write.rdf.constraints import SHACL, constraints_ttl
from krpia_graph.write.rdf.names import FOREIGN, Names, prefixes
from krpia_graph.write.rdf.ontology import ontology, predicate
from krpia_graph.write.rdf.terms import Triple, literal

if TYPE_CHECKING:
    import rdflib

_QUOTES = """
SELECT DISTINCT ?title ?start ?end ?words WHERE {
  ?node (oi:evidence|^oi:reports/oi:evidence|^oi:sum|^oi:mentionOf|^prov:wasDerivedFrom)? ?said .
  ?said oi:exact|oi:text ?words ; oi:start ?start ; oi:end ?end .
  OPTIONAL { ?said (prov:wasDerivedFrom|oi:inCase/prov:wasDerivedFrom)/dcterms:title ?title }
} ORDER BY ?start ?end LIMIT 3
"""


def validate(exported: KnowledgeGraph | Sequence[Path], vocabulary: Vocabulary) -> list[Fault]:
    """What is wrong with a graph as it would be exported, or with the files of an export taken together.

    Raises SourceError for a file that cannot be read, or where nothing is named as the vocabulary names it,
    UnknownNameError for a format that is not known.
    """
    files: tuple[RdfFile, ...] = ()
    if isinstance(exported, KnowledgeGraph):
        vocabulary = exported.vocabulary  # its base may be one that was asked for
        triples = _parsed(quad[:3] for quad in quads(exported))
    else:
        files = tuple(read_rdf_file(path) for path in exported)
        triples = [triple for file in files for triple in file.triples]
        _check_names(files, triples, vocabulary)
    names = Names(vocabulary.base, {}, {})
    triples += _parsed(ontology(vocabulary, names))
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    found = [*_broken_shapes(triples, vocabulary), *_broken_checks(store, vocabulary)]
    told = _Teller(store, vocabulary, files)
    return sorted(
        (told.fault(*each) for each in found), key=lambda f: (f.file, f.line, f.node, f.rule, f.value)
    )


def _parsed(triples: Iterable[Triple]) -> list[ox.Triple]:
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode()
    return [quad.triple for quad in ox.parse(lines, ox.RdfFormat.N_TRIPLES)]


_Broken = tuple[str, str, str, str, Label]  # node, path, value (all in full), rule, what must hold


def _check_names(files: Sequence[RdfFile], triples: Sequence[ox.Triple], vocabulary: Vocabulary) -> None:
    own = f"{vocabulary.base}ns#"
    for triple in triples:
        if triple.predicate.value.startswith(own):
            return
    names = ", ".join(str(file.path) for file in files)
    raise SourceError(
        f"{names}: uses no property below {own}; name its base by --base or its data folder by --data"
    )


def _broken_shapes(triples: Sequence[ox.Triple], vocabulary: Vocabulary) -> Iterator[_Broken]:
    import pyshacl
    import rdflib

    data = rdflib.Graph()
    with _quiet():
        for triple in triples:
            data.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
        shapes = rdflib.Graph().parse(data="".join(constraints_ttl(vocabulary)), format="turtle")
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    if not isinstance(report, rdflib.Graph):
        raise SourceError(f"the shapes cannot be applied: {report}")
    sh = rdflib.Namespace(SHACL)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        words = {
            str(m.language): str(m)
            for m in report.objects(result, sh.resultMessage)
            if isinstance(m, rdflib.Literal)
        }
        shape = report.value(result, sh.sourceShape)
        path, value = report.value(result, sh.resultPath), report.value(result, sh.value)
        if isinstance(path, rdflib.BNode):
            path = report.value(path, sh.inversePath)
        must = Label(words.get("en", ""), words.get("ko", ""))
        node = str(report.value(result, sh.focusNode))
        yield (
            node,
            str(path or ""),
            str(value) if value is not None else "",
            str(shape).rpartition("#")[2],
            must,
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """rdflib warns of each literal that its datatype does not allow; the shapes say so in their own words."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _node(term: Any) -> "rdflib.IdentifiedNode | rdflib.Literal":
    """A term as rdflib has it, a literal as it is written."""
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == f"{FOREIGN['xsd']}string":
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _broken_checks(store: ox.Store, vocabulary: Vocabulary) -> Iterator[_Broken]:
    edges = vocabulary.edge_types
    own = {predicate(vocabulary, r, "" if k == "case" else k) for r in edges for k in edges[r].domain}
    relations = " ".join(f"oi:{name}" for name in sorted(own))
    schemes = " ".join(
        f"(oi:{name} {literal(f'^({scheme.form})$')})" for name, scheme in vocabulary.schemes.items()
    )
    for name, check in vocabulary.terms.checks.items():
        text = check.query.replace("{relations}", relations).replace("{schemes}", schemes)
        rows: Any = store.query(text, prefixes=prefixes(vocabulary))
        variables = [variable.value for variable in rows.variables]
        for row in rows:
            node, path, value = (
                row[v].value if v in variables and row[v] is not None else ""
                for v in ("node", "path", "value")
            )
            yield node, path, value, name, check.must


class _Teller:
    """Tells a fault in words: names instead of addresses, with the line and the quotes."""

    def __init__(self, store: ox.Store, vocabulary: Vocabulary, files: Sequence[RdfFile]) -> None:
        self._store = store
        self._prefixes = prefixes(vocabulary)
        self._files = [(str(file.path), Lines(file.text)) for file in files]

    def fault(self, node: str, path: str, value: str, rule: str, must: Label) -> Fault:
        places = ((name, lines.find(node, path, value)) for name, lines in self._files)
        file, line = next(((name, line) for name, line in places if line), ("", 0))
        return Fault(
            node=self._short(node),
            label=self._label(node),
            rule=rule,
            must=must,
            path=self._short(path),
            value=self._short(value),
            quotes=tuple(self._quotes(node)),
            file=file,
            line=line,
        )

    def _short(self, text: str) -> str:
        fitting = [(n, p) for p, n in self._prefixes.items() if text.startswith(n)]
        if not fitting:
            return text
        namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
        return f"{prefix}:{text.removeprefix(namespace)}"

    def _label(self, node: str) -> str:
        label = ox.NamedNode(f"{FOREIGN['rdfs']}label")
        try:
            found = self._store.quads_for_pattern(ox.NamedNode(node), label, None, None)
        except ValueError:
            return ""
        names = sorted((q.object for q in found), key=lambda o: (getattr(o, "language", "") != "en", str(o)))
        return str(getattr(names[0], "value", "")) if names else ""

    def _quotes(self, node: str) -> Iterator[Quote]:
        try:
            bound: Any = {ox.Variable("node"): ox.NamedNode(node)}
        except ValueError:
            return
        query = _QUOTES.replace("SELECT DISTINCT", "SELECT DISTINCT ?node")
        rows: Any = self._store.query(query, prefixes=self._prefixes, substitutions=bound)
        for row in rows:
            title, start, end, words = (
                row[v].value if row[v] else "" for v in ("title", "start", "end", "words")
            )
            yield Quote(title, start, end, words)
