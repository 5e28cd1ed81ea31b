"""Sorted quads in, Turtle or TriG out: a block for each subject, its classes first, one property a line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from krpia_graph.write.rdf.terms import RDF_TYPE, XSD
from krpia_graph.write.syntax.shortening import Forms, prefixer
from krpia_graph.write.syntax.sorting import Block, SortedQuads, graphs, headed

# Forms that a parser of Turtle gives back as they are, even one that reads them as numbers, as rdflib does.
_SHORT = re.compile(
    rf'"(?:(-?(?:0|[1-9][0-9]*))"\^\^<{re.escape(XSD)}integer>'
    rf'|(-?(?:0|[1-9][0-9]*)\.[0-9]+)"\^\^<{re.escape(XSD)}decimal>'
    rf'|(true|false)"\^\^<{re.escape(XSD)}boolean>)'
)


def turtle(quads: SortedQuads, prefixes: Mapping[str, str], first: Iterable[str] = ()) -> Iterator[str]:
    """The Turtle file of the triples of all graphs, from quads by subject.

    `first` are the beginnings of the subjects that come before all others. All `prefixes` are declared, used
    or not, so that two files differ only where their triples do.
    """
    yield _head(prefixes)
    yield from _statements(headed(quads, first), _forms(prefixes))


def trig(quads: SortedQuads, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The TriG file, from quads by graph: the default graph, then the others, each in braces."""
    yield _head(prefixes)
    forms = _forms(prefixes)
    for graph, parts in groupby(graphs(quads), key=itemgetter(0)):
        if graph:
            yield f"\n{forms[graph]} {{\n"
        yield from _statements(map(itemgetter(1), parts), forms)
        if graph:
            yield "}\n"


def _head(prefixes: Mapping[str, str]) -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())


def _statements(blocks: Iterable[Block], forms: Forms) -> Iterator[str]:
    """The blocks of lines `subject predicate object graph` as text; this is where the time goes."""
    subject = predicate = last = ""
    types: list[str] = []
    lines: list[str] = []
    done: list[str] = []
    for block in blocks:
        for line in block:
            this, verb, rest = line.split(" ", 2)
            if this != subject:
                if subject:
                    done.append(_about(forms.form(subject), types, lines))
                    types, lines = [], []
                subject, predicate = this, ""
            if rest[0] != '"':
                short = forms[rest]  # with the graph behind it: looking up is cheaper than cutting
            else:
                short = rest[: rest.rindex(" ")]
                if short[-1] == ">":  # of literals only those with a datatype get shorter
                    short = forms[short]
            if verb != predicate:
                predicate, last = verb, short
                if verb == RDF_TYPE:
                    types.append(short)
                else:
                    lines.append(f" ;\n    {forms[verb]} {short}")
            elif short != last:  # else the same triple in another graph
                last = short
                if verb == RDF_TYPE:
                    types.append(short)
                else:
                    lines.append(f" , {short}")
        yield "".join(done)
        done.clear()
    if subject:
        yield _about(forms.form(subject), types, lines)


def _about(subject: str, types: list[str], lines: list[str]) -> str:
    rest = "".join(lines)
    if types:
        return f"\n{subject} a {' , '.join(types)}{rest} .\n"
    return f"\n{subject} {rest[7:]} .\n"  # without the semicolon of the first line


def _forms(prefixes: Mapping[str, str]) -> Forms:
    short_iri = prefixer(prefixes)

    def form(term: str) -> str:
        if term[0] != '"':
            return short_iri(term) or term.partition(" ")[0]
        if found := _SHORT.fullmatch(term):
            return str(found[found.lastindex or 0])
        quoted, mark, datatype = term.rpartition("^^<")
        short = short_iri(f"<{datatype}") if mark else None
        return f"{quoted}^^{short}" if short else term

    return Forms(form)
