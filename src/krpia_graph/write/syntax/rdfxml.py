"""Sorted quads in, RDF/XML out: a description for each subject, one value a line.

RDF/XML cannot say everything: a property must end in a name of XML, and a text may hold no control character.
What it cannot say is an error that names the statement, as a file with a gap would look whole.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from krpia_graph.model.errors import WriteError
from krpia_graph.write.rdf.terms import RDF, parts, unescape
from krpia_graph.write.syntax.shortening import Forms
from krpia_graph.write.syntax.sorting import SortedQuads, triples

# Characters of names and of texts: https://www.w3.org/TR/xml/ (2.2 and 2.3), without the colon.
_BEGIN = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = re.compile(f"[{_BEGIN}][{_BEGIN}\\-.0-9\xb7\u0300-\u036f\u203f\u2040]*\\Z")
_REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
# Names that mean something else where a property stands: https://www.w3.org/TR/rdf-syntax-grammar/ (5.1).
_SYNTAX = {"RDF", "Description", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li"}
_SYNTAX |= {"bagID", "aboutEach", "aboutEachPrefix"}


def rdfxml(quads: SortedQuads, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The RDF/XML file of the triples of all graphs, from quads by subject.

    Raises WriteError for a property without a name in XML and for a text with a character that XML forbids.
    """
    table = {"rdf": RDF, **{p: n for p, n in prefixes.items() if n != RDF and p != "rdf" and _NAME.match(p)}}
    rows = [f'\n    xmlns:{prefix}="{_escape(namespace)}"' for prefix, namespace in sorted(table.items())]
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{"".join(rows)}>\n'
    tags, values = Forms(_tag({n: p for p, n in table.items()})), Forms(_value)
    subject = ""
    done: list[str] = []
    for block in triples(quads):
        for line in block:
            this, verb, thing = line.split(" ", 2)
            try:
                if this != subject:
                    end = "  </rdf:Description>\n" if subject else ""
                    done.append(f"{end}  <rdf:Description{_node(this, 'about')}>\n")
                    subject = this
                tag = tags[verb]
                end = f"</{tag.split(' ', 1)[0]}>" if thing[0] == '"' else ""
                done.append(f"    <{tag}{values[thing]}{end}\n")
            except ValueError as error:
                raise WriteError(f"RDF/XML: {error}, in {line[:200]}; write another format") from None
        yield "".join(done)
        done.clear()
    yield ("  </rdf:Description>\n" if subject else "") + "</rdf:RDF>\n"


def _tag(by_namespace: Mapping[str, str]) -> Callable[[str], str]:
    """A function from a property to its start tag, with the namespace where it has no prefix."""

    def tag(term: str) -> str:
        iri = term[1:-1]
        # The longest name at the end, unless a prefix ends later: any cut would do, the prefix is readable.
        cut = next((at for at in _cuts(iri) if iri[:at] in by_namespace), None)
        if cut is None:
            cut = next((at for at in _cuts(iri) if iri[at - 1] in "#/"), None) or next(_cuts(iri), None)
        if cut is None:
            raise ValueError("a property that does not end in a name of XML")
        namespace, local = iri[:cut], iri[cut:]
        if namespace == RDF and local in _SYNTAX:
            raise ValueError("a property that is a word of RDF/XML itself")
        prefix = by_namespace.get(namespace)
        return f"{prefix}:{local}" if prefix else f'p:{local} xmlns:p="{_escape(namespace)}"'

    return tag


def _cuts(iri: str) -> Iterator[int]:
    """The places behind which an IRI is a name of XML, the last first."""
    for at in range(len(iri) - 1, 0, -1):
        if _NAME.match(iri, at):
            yield at
        elif iri[at] in "#/:":
            return


def _node(term: str, attribute: str) -> str:
    if term[0] == "<":
        return f' rdf:{attribute}="{_escape(term[1:-1])}"'
    return f' rdf:nodeID="b{term[2:]}"'  # a label may begin with a digit, a name of XML may not


def _value(term: str) -> str:
    """What stands between the name of the property and the end tag; a node needs none."""
    if term[0] != '"':
        return f"{_node(term, 'resource')}/>"
    text, language, datatype = parts(term)
    kind = f' rdf:datatype="{_escape(datatype)}"' if datatype else ""
    if language:
        kind = f' xml:lang="{language}"'
    return f"{kind}>{_escape(unescape(text))}"


def _escape(text: str) -> str:
    if found := _REFUSED.search(text):
        raise ValueError(f"the character U+{ord(found[0]):04X}, which XML forbids")
    return re.sub('[&<>"\r]', lambda match: _ESCAPES[match[0]], text)
