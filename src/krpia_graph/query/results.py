"""Terms of an answer in, a document out row by row: tables (JSON, XML, CSV, TSV) and graphs (Turtle, ...).

A writer is made once an answer; it gives a head, the text of each row, and what closes the document. The
closing text never depends on the rows, so a document can end after any of them and is well-formed.

The tables follow the W3C recommendations SPARQL 1.1 Query Results JSON, XML, and CSV and TSV. They leave two
things open: ASK has no form in CSV and TSV, so it is a table with the one column `answer`; and XML 1.0 cannot
hold most control characters, so U+FFFD stands in their place.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring as _json
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE = f"{_RDF}type"
_UNTYPED = {f"{_XSD}string", f"{_RDF}langString", f"{_RDF}dirLangString"}
_NUMBER = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}double": re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"),
}
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_UNSAFE = re.compile('[\x00-\x1f\x7f"\\\\\ufffe\uffff]')
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


class TableWriter(Protocol):
    """Writes one table; `head` first, then rows, then `tail`."""

    head: str
    tail: str

    def row(self, values: Sequence[Term | None]) -> str:
        """The text of one row, in the order of the variables; None is not bound."""
        ...


class GraphWriter(Protocol):
    """Writes one graph; `head` first, then triples, then `tail`, or `empty` where there was no triple."""

    head: str
    tail: str
    empty: str

    def row(self, triple: ox.Triple) -> str:
        """The text of one triple."""
        ...


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A format of SELECT and ASK."""

    media_type: str
    writer: Callable[[Sequence[str]], TableWriter]
    boolean: Callable[[bool], str]


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """A format of CONSTRUCT and DESCRIBE; the writer is made with the prefixes that it may use."""

    media_type: str
    writer: Callable[[Mapping[str, str]], GraphWriter]


class _Json:
    def __init__(self, variables: Sequence[str]) -> None:
        self._keys = [_json(name) for name in variables]
        self._between = "\n"
        self.head = f'{{"head":{{"vars":[{",".join(self._keys)}]}},"results":{{"bindings":['
        self.tail = "\n]}}\n"

    def row(self, values: Sequence[Term | None]) -> str:
        found = zip(self._keys, values, strict=True)
        bound = ",".join(f"{key}:{_json_term(value)}" for key, value in found if value is not None)
        between, self._between = self._between, ",\n"
        return f"{between}{{{bound}}}"


def _json_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f'{{"type":"uri","value":{_json(term.value)}}}'
    if isinstance(term, ox.BlankNode):
        return f'{{"type":"bnode","value":{_json(term.value)}}}'
    if isinstance(term, ox.Triple):
        names = ("subject", "predicate", "object")
        inner = ",".join(f'"{name}":{_json_term(getattr(term, name))}' for name in names)
        return f'{{"type":"triple","value":{{{inner}}}}}'
    more = f',"xml:lang":{_json(term.language)}' if term.language else ""
    if term.direction:
        more += f',"its:dir":{_json(term.direction.value)}'
    if term.datatype.value not in _UNTYPED:
        more = f',"datatype":{_json(term.datatype.value)}'
    return f'{{"type":"literal","value":{_json(term.value)}{more}}}'


_XML_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>'
)


class _Xml:
    def __init__(self, variables: Sequence[str]) -> None:
        self._names = [quoteattr(name) for name in variables]
        self.head = _XML_HEAD + "".join(f"<variable name={name}/>" for name in self._names)
        self.head += "</head>\n<results>\n"
        self.tail = "</results>\n</sparql>\n"

    def row(self, values: Sequence[Term | None]) -> str:
        found = zip(self._names, values, strict=True)
        bound = (f"<binding name={name}>{_xml_term(v)}</binding>" for name, v in found if v is not None)
        return f"<result>{''.join(bound)}</result>\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        names = ("subject", "predicate", "object")
        inner = "".join(f"<{name}>{_xml_term(getattr(term, name))}</{name}>" for name in names)
        return f"<triple>{inner}</triple>"
    more = f" xml:lang={quoteattr(term.language)}" if term.language else ""
    if term.direction:
        its = 'xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
        more += f" {its} its:dir={quoteattr(term.direction.value)}"
    if term.datatype.value not in _UNTYPED:
        more = f" datatype={quoteattr(_NOT_IN_XML.sub('�', term.datatype.value))}"
    return f"<literal{more}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    """The text as XML; blanks at its ends are written as references, as some readers cut them off else."""
    clean = _NOT_IN_XML.sub("�", text)
    begun, core = len(clean) - len(clean.lstrip()), clean.strip()
    before, after = clean[:begun], clean[begun + len(core) :]
    return f"{_references(before)}{escape(core, {chr(13): '&#xD;'})}{_references(after)}"


def _references(blanks: str) -> str:
    return "".join(f"&#x{ord(blank):X};" for blank in blanks)


class _Csv:
    def __init__(self, variables: Sequence[str]) -> None:
        self.head = ",".join(map(_csv_field, variables)) + "\r\n"
        self.tail = ""

    def row(self, values: Sequence[Term | None]) -> str:
        text = ",".join("" if value is None else _csv_field(_bare(value)) for value in values)
        # An empty line is no row to many readers; an empty field in quotes is.
        return ('""' if len(values) == 1 and not text else text) + "\r\n"


def _csv_field(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search('[",\r\n]', text) else text


def _bare(term: Term) -> str:
    """A term as CSV has it: its text alone, whatever its kind."""
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    return turtle_term(term) if isinstance(term, ox.Triple) else term.value


class _Tsv:
    def __init__(self, variables: Sequence[str]) -> None:
        self.head = "\t".join(f"?{name}" for name in variables) + "\n"
        self.tail = ""

    def row(self, values: Sequence[Term | None]) -> str:
        return "\t".join("" if value is None else _tsv_term(value) for value in values) + "\n"


def _tsv_term(term: Term) -> str:
    if isinstance(term, ox.Literal) and not term.language:
        form = _NUMBER.get(term.datatype.value)
        if form and form.fullmatch(term.value):
            return term.value
    return turtle_term(term)


def turtle_term(term: Term, short: Callable[[str], str] = lambda iri: f"<{iri}>") -> str:
    """A term in N-Triples syntax; in Turtle syntax where `short` gives the short form of an IRI."""
    if isinstance(term, ox.NamedNode):
        return short(_NOT_IN_IRI.sub(_escaped, term.value))
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    if isinstance(term, ox.Triple):
        parts = (turtle_term(part, short) for part in (term.subject, term.predicate, term.object))
        return f"<<( {' '.join(parts)} )>>"
    quoted = f'"{_UNSAFE.sub(_escaped, term.value)}"'
    if term.language:
        return f"{quoted}@{term.language}" + (f"--{term.direction.value}" if term.direction else "")
    if term.datatype.value in _UNTYPED:
        return quoted
    return f"{quoted}^^{turtle_term(term.datatype, short)}"


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"


class _NTriples:
    def __init__(self, _prefixes: Mapping[str, str]) -> None:
        self.head = self.tail = self.empty = ""

    def row(self, triple: ox.Triple) -> str:
        return (
            f"{turtle_term(triple.subject)} {turtle_term(triple.predicate)} {turtle_term(triple.object)} .\n"
        )


class _Turtle:
    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._names = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._subject: Term | None = None
        self.head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
        self.tail = " .\n"
        self.empty = ""

    def row(self, triple: ox.Triple) -> str:
        predicate = "a" if triple.predicate.value == _TYPE else turtle_term(triple.predicate, self._short)
        said = f"{predicate} {turtle_term(triple.object, self._short)}"
        before, self._subject = self._subject, triple.subject
        if before == triple.subject:
            return f" ;\n    {said}"
        return f"{'' if before is None else self.tail}\n{turtle_term(triple.subject, self._short)} {said}"

    def _short(self, iri: str) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._names.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix is not None and _LOCAL.fullmatch(iri, cut) else f"<{iri}>"


class _JsonLd:
    """Expanded JSON-LD, a node object for each triple: right for any reader, and it needs no context."""

    def __init__(self, _prefixes: Mapping[str, str]) -> None:
        self._between = "\n"
        self.head, self.tail, self.empty = "[", "\n]\n", "]\n"

    def row(self, triple: ox.Triple) -> str:
        between, self._between = self._between, ",\n"
        said = triple.object
        if triple.predicate.value == _TYPE and isinstance(said, ox.NamedNode | ox.BlankNode):
            value = f'"@type":[{_json(_node(said))}]'
        else:
            value = f"{_json(triple.predicate.value)}:[{_jsonld_term(said)}]"
        return f'{between}{{"@id":{_json(_node(triple.subject))},{value}}}'


def _node(term: Term) -> str:
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    if isinstance(term, ox.NamedNode):
        return term.value
    raise ValueError("JSON-LD has no form for a triple as a term; ask for Turtle or N-Triples")


def _jsonld_term(term: Term) -> str:
    if not isinstance(term, ox.Literal):
        return f'{{"@id":{_json(_node(term))}}}'
    more = f',"@language":{_json(term.language)}' if term.language else ""
    if term.direction:
        more += f',"@direction":{_json(term.direction.value)}'
    if term.datatype.value not in _UNTYPED:
        more = f',"@type":{_json(term.datatype.value)}'
    return f'{{"@value":{_json(term.value)}{more}}}'


def _word(value: bool) -> str:
    return "true" if value else "false"


TABLES: dict[str, TableFormat] = {
    "json": TableFormat(
        "application/sparql-results+json",
        _Json,
        lambda value: f'{{"head":{{}},"boolean":{_word(value)}}}\n',
    ),
    "xml": TableFormat(
        "application/sparql-results+xml",
        _Xml,
        lambda value: f"{_XML_HEAD}</head>\n<boolean>{_word(value)}</boolean>\n</sparql>\n",
    ),
    "csv": TableFormat("text/csv", _Csv, lambda value: f"answer\r\n{_word(value)}\r\n"),
    "tsv": TableFormat(
        "text/tab-separated-values",
        _Tsv,
        lambda value: f'?answer\n"{_word(value)}"^^<{_XSD}boolean>\n',
    ),
}
GRAPHS: dict[str, GraphFormat] = {
    "ttl": GraphFormat("text/turtle", _Turtle),
    "nt": GraphFormat("application/n-triples", _NTriples),
    "jsonld": GraphFormat("application/ld+json", _JsonLd),
}
