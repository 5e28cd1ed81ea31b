"""Sorted quads in, compact JSON-LD out: a node object a line, under one context.

The context declares all prefixes, and for properties that lead to things that their values are IRIs. It has
no short names without a prefix: `region` is a prefix here and could not be the name of a property as well.
A string of canonical N-Triples is a string of JSON as it is, so that nothing has to be escaped anew.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from krpia_graph.model.errors import WriteError
from krpia_graph.write.rdf.terms import RDF_TYPE, XSD, parts
from krpia_graph.write.syntax.shortening import Forms, prefixer
from krpia_graph.write.syntax.sorting import Block, SortedQuads, graphs

# What every reader of JSON gives back as it is: no more digits than a double holds.
_NUMBER = re.compile(r"-?[1-9][0-9]{0,14}|0")


def jsonld(quads: SortedQuads, prefixes: Mapping[str, str], links: Collection[str] = ()) -> Iterator[str]:
    """The JSON-LD 1.1 file, from quads by graph; a named graph is an object with `@graph`.

    `links` are the properties (terms) whose values are written as the mere IRI; a value of them that is none
    is written in full. Raises WriteError for an IRI that would be read as a name with one of the prefixes.
    """
    write = _Writer(prefixes, links)
    yield f'{{\n"@context": {_context(prefixes, write.keys, links)},\n"@graph": [\n'
    before = ""
    for graph, blocks in groupby(graphs(quads), key=itemgetter(0)):
        nodes = write.nodes(map(itemgetter(1), blocks))
        if graph:
            yield f'{before}{{"@id":{write.names[graph]},"@graph":[\n'
            yield from _separated(nodes)
            yield "\n]}"
        else:
            yield from _separated(nodes)
        before = ",\n"
    yield "\n]\n}\n"


def _context(prefixes: Mapping[str, str], keys: Mapping[str, str], links: Collection[str]) -> str:
    context: dict[str, object] = {"@version": 1.1}
    for prefix, namespace in prefixes.items():
        # Only behind one of these characters a plain namespace counts as a prefix.
        plain = namespace[-1:] in tuple(":/?#[]@")
        context[prefix] = namespace if plain else {"@id": namespace, "@prefix": True}
    for link in sorted(links):
        context[json.loads(keys[link])] = {"@id": link[1:-1], "@type": "@id"}
    rows = [f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in context.items()]
    return "{\n" + ",\n".join(rows) + "\n}"


def _separated(chunks: Iterable[list[str]]) -> Iterator[str]:
    before = ""
    for nodes in chunks:
        if nodes:
            yield before + ",\n".join(nodes)
            before = ",\n"


class _Writer:
    """What is remembered between the graphs of one file."""

    def __init__(self, prefixes: Mapping[str, str], links: Collection[str]) -> None:
        self._prefixes = prefixes
        self._short = prefixer(prefixes)
        self.names = Forms(self._name)  # of things: `"org:msd"`
        self.keys = Forms(self._name)  # of properties, which are few
        self._values = Forms(self._value)
        self._targets = Forms(self._target)
        self._links = frozenset(links)

    def nodes(self, blocks: Iterable[Block]) -> Iterator[list[str]]:
        """The node objects, some at a time."""
        subject = ""
        types: list[str] = []
        found: dict[str, list[str]] = {}
        done: list[str] = []
        for block in blocks:
            for line in block:
                this, verb, rest = line.split(" ", 2)
                thing = rest[:-1]
                if this != subject:
                    if subject:
                        done.append(self._node(subject, types, found))
                        types, found = [], {}
                    subject = this
                if verb == RDF_TYPE and thing[0] != '"':
                    types.append(self.names[thing])
                else:
                    value = self._targets[thing] if verb in self._links else self._values[thing]
                    found.setdefault(verb, []).append(value)
            yield done
            done = []
        if subject:
            yield [self._node(subject, types, found)]

    def _node(self, subject: str, types: list[str], found: Mapping[str, list[str]]) -> str:
        rows = [f'"@id":{self.names[subject]}']
        if types:
            rows.append(f'"@type":{_one_or_more(types)}')
        rows += [f"{self.keys[verb]}:{_one_or_more(values)}" for verb, values in found.items()]
        return f"{{{','.join(rows)}}}"

    def _name(self, term: str) -> str:
        if term[0] != "<":
            return f'"{term}"'
        if short := self._short(term):
            return f'"{short}"'
        iri = term[1:-1]
        scheme, _, rest = iri.partition(":")
        if scheme in self._prefixes and not rest.startswith("//"):
            raise WriteError(f"JSON-LD: {iri} would be read as a name with the prefix {scheme}; rename that")
        return f'"{iri}"'

    def _target(self, term: str) -> str:
        return self._full(term) if term[0] == '"' else self._name(term)

    def _value(self, term: str) -> str:
        if term[0] != '"':
            return f'{{"@id":{self._name(term)}}}'
        text, language, datatype = parts(term)
        if not language and not datatype:
            return f'"{text}"'
        if datatype == f"{XSD}integer" and _NUMBER.fullmatch(text):
            return text
        if datatype == f"{XSD}boolean" and text in ("true", "false"):
            return text
        return self._full(term)

    def _full(self, term: str) -> str:
        text, language, datatype = parts(term)
        if language:
            return f'{{"@language":"{language}","@value":"{text}"}}'
        kind = f'"@type":{self._name(f"<{datatype}>")},' if datatype else ""
        return f'{{{kind}"@value":"{text}"}}'


def _one_or_more(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"[{','.join(values)}]"
