"""What a person asks (a name or text, with parameters) in, SPARQL with its terms out.

A parameter of the kind `entity` is an id, label or alias in either language; who looks it up depends on what
is asked, a knowledge graph or a file. Named queries are written with the base IRI of the package; here their
prefixes become those of the data, so that they hold for any base.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from krpia_graph.model.errors import QueryError, UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.queries import NamedQuery, Parameter
from krpia_graph.query.engine import Question
from krpia_graph.query.guard import check_sparql
from krpia_graph.read.queries import read_queries
from krpia_graph.write.rdf.names import names

Find = Callable[[str], str]  # the IRI of an entity; raises UnknownNameError

_NAME = re.compile(r"[\w-]+")
_PREFIX = re.compile(r"^(\s*PREFIX\s+([\w-]*):\s*)<[^<>]*>", re.MULTILINE | re.IGNORECASE)
_GROUP = re.compile(r"(?:\bWHERE|\bASK)\s*\{", re.IGNORECASE)


def finder(graph: KnowledgeGraph) -> Find:
    """Gives the IRI of an entity of the graph by id, label or alias."""
    known = names(graph)
    return lambda name: known.entities[graph.find(name).id][1:-1]


def question(
    text_or_name: str,
    parameters: Mapping[str, object],
    prefixes: Mapping[str, str],
    find: Find,
    known: Mapping[str, NamedQuery] | None = None,
) -> Question:
    """What the engine is asked; `known` are the named queries, by default those of the package.

    Raises QueryError and UnknownNameError as `krpia_graph.query` does.
    """
    word = text_or_name.strip()
    if _NAME.fullmatch(word):
        named = _named(word, read_queries() if known is None else known)
        check_names(parameters, [p.name for p in named.parameters])
        for parameter in named.parameters:
            if parameter.name not in parameters:
                raise QueryError(f"query {word!r} needs {parameter.name}=VALUE: {parameter.description}")
        text, kinds = rebased(named.text, prefixes), {p.name: p for p in named.parameters}
    else:
        text, kinds = text_or_name, {}
        check_names(parameters, re.findall(r"[?$](\w+)", text))
    graphs = check_sparql(text, prefixes)
    bound = {name: value_of(kinds.get(name, Parameter(name, "")), v, find) for name, v in parameters.items()}
    return Question(text, dict(prefixes), bound, own_dataset=graphs)


def _named(name: str, known: Mapping[str, NamedQuery]) -> NamedQuery:
    if name not in known:
        raise UnknownNameError("query", name, known)
    return known[name]


def rebased(text: str, prefixes: Mapping[str, str]) -> str:
    """The text with the namespaces of the data behind the prefixes that it declares.

    >>> rebased("PREFIX oi: <https://w3id.org/krpia-graph/ns#>", {"oi": "https://example.org/ns#"})
    'PREFIX oi: <https://example.org/ns#>'
    """
    return _PREFIX.sub(lambda m: f"{m[1]}<{prefixes[m[2]]}>" if m[2] in prefixes else m[0], text)


def filled(named: NamedQuery, values: Mapping[str, object], prefixes: Mapping[str, str], find: Find) -> str:
    """A named query with its parameters as VALUES: text that any engine runs as it is."""
    terms = []
    for parameter in named.parameters:
        kind, value = value_of(parameter, values[parameter.name], find)
        quoted = re.sub(r'(["\\])', r"\\\1", value)
        written = {"iri": f"<{value}>", "integer": value}.get(kind, f'"{quoted}"')
        terms.append(f"VALUES ?{parameter.name} {{ {written} }}")
    text = rebased(named.text, prefixes)
    return _GROUP.sub(lambda m: "\n  ".join([m[0], *terms]), text, count=1) if terms else text


def value_of(parameter: Parameter, value: object, find: Find) -> tuple[str, str]:
    """Kind and text of a value, as the engine takes them."""
    text = str(value).strip()
    if parameter.kind == "entity":
        return "iri", find(text)
    if parameter.kind == "integer" and not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        raise QueryError(f"{parameter.name} is a whole number ({parameter.description}), not {text!r}")
    return parameter.kind, text


def check_names(parameters: Iterable[str], valid: list[str]) -> None:
    """Raises QueryError or UnknownNameError for a parameter that the query does not have."""
    for name in parameters:
        if not valid:
            raise QueryError(f"the query takes no parameter, so {name!r} cannot be set")
        if name not in valid:
            raise UnknownNameError("query parameter", name, valid)
