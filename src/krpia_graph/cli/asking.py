"""Verbs that ask the graph: show, explain, rank, query."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from krpia_graph.cli.output import print_json, print_rows, say
from krpia_graph.model.errors import SourceError, UnknownNameError
from krpia_graph.model.graph import Edge, KnowledgeGraph

Sources = Annotated[
    list[Path] | None,
    typer.Option("--source", "-s", help="A document to ask instead of those that come along; repeatable."),
]
Data = Annotated[Path | None, typer.Option("--data", help="A folder of domain data to use instead.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]


def _graph(sources: list[Path] | None, data: Path | None) -> KnowledgeGraph:
    from krpia_graph.pipeline import build

    return build(sources or (), data)


def show(
    what: Annotated[str, typer.Argument(help="statements, cases, entities or edges")],
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List the statements, cases, entities or edges of the graph."""
    views = {"statements": _statements, "cases": _cases, "entities": _entities, "edges": _edges}
    if what not in views:
        raise UnknownNameError("list", what, views)
    print_rows(list(views[what](_graph(source, data))), as_json)


def _statements(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    for s in graph.statements.values():
        yield {
            "source": s.source,
            "start": s.start,
            "end": s.end,
            "kind": s.kind,
            "heading": s.heading,
            "text": s.text,
        }


def _cases(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    for case in graph.cases.values():
        yield {
            "id": case.id,
            "relations": ", ".join(case.relation_types),
            "participants": ", ".join(graph.entities[p.entity].label_en for p in case.participants),
            "drugs": ", ".join(graph.entities[d.entity].label_en for d in case.drugs),
            "periods": ", ".join(period.edtf for period in case.periods),
            "text": case.text,
        }


def _entities(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    cases = Counter(argument.entity for case in graph.cases.values() for argument in case.arguments)
    for e in graph.entities.values():
        yield {"id": e.id, "type": e.type, "label": e.label_en, "label_ko": e.label_ko, "cases": cases[e.id]}


def _edges(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    for edge in graph.edges:
        yield {
            "subject": edge.subject,
            "relation": edge.relation,
            "object": edge.object,
            "role": edge.role,
            "relations": ", ".join(edge.relations),
            "cases": len(edge.cases),
        }


def explain(
    name: Annotated[str, typer.Argument(help="An entity by label, alias or id, in either language.")],
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """An entity, its ties, and the sentences behind each."""
    graph = _graph(source, data)
    entity = graph.find(name)
    ties = list(graph.ties(entity.id))
    if as_json:
        print_json(
            {
                "id": entity.id,
                "type": entity.type,
                "label": entity.label_en,
                "label_ko": entity.label_ko,
                "aliases": list(entity.aliases),
                "country": entity.country,
                "ties": [_tie(graph, edge) for edge in ties],
            }
        )
        return
    vocabulary = graph.vocabulary
    korean = f" ({entity.label_ko})" if entity.label_ko else ""
    say(f"{entity.label_en}{korean}, {vocabulary.entity_types[entity.type].label.en}", style="bold")
    if entity.aliases:
        say(f"also: {', '.join(entity.aliases)}")
    told: set[str] = set()
    for edge in sorted(ties, key=lambda edge: edge.subject in graph.cases):
        statements = graph.because(edge)
        if edge.subject in graph.cases and told.issuperset(s.id for s in statements):
            continue  # the ties above have shown this case
        told.update(statement.id for statement in statements)
        say(f"\n{_sentence(graph, edge)}", style="bold")
        for statement in statements:
            heading = f"{statement.heading}: " if statement.heading else ""
            say(f"  {statement.source} {statement.start}-{statement.end}  {heading}{statement.text}")


def _sentence(graph: KnowledgeGraph, edge: Edge) -> str:
    """An edge in words: subject, relation, object, and the relation types or the role behind it."""
    label = graph.vocabulary.edge_types[edge.relation].label.en
    case = graph.cases.get(edge.subject)
    subject = f"case under {case.header!r}" if case else graph.entities[edge.subject].label_en
    role = [graph.vocabulary.roles[edge.role].label.en] if edge.role else []
    kinds = ", ".join(edge.relations or role)
    return f"{subject} {label} {graph.entities[edge.object].label_en}{f' ({kinds})' if kinds else ''}"


def _tie(graph: KnowledgeGraph, edge: Edge) -> dict[str, object]:
    return {
        "subject": edge.subject,
        "relation": edge.relation,
        "object": edge.object,
        "role": edge.role,
        "relations": list(edge.relations),
        "cases": list(edge.cases),
        "because": [
            {"source": s.source, "start": s.start, "end": s.end, "text": s.text} for s in graph.because(edge)
        ],
    }


def rank(
    measure: Annotated[str, typer.Argument(help="degree, strength, betweenness, harmonic, ...")] = "strength",
    type_: Annotated[str, typer.Option("--type", help="Keep one type of organisation.")] = "",
    top: Annotated[int, typer.Option("--top", min=1, help="How many rows.")] = 10,
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """The organisations by centrality."""
    from krpia_graph.analyse import rank as ranked

    rows = ranked(_graph(source, data), measure, type_, top)
    shown = None if as_json else dict.fromkeys((measure, "degree", "strength"))
    print_rows(
        [
            {
                "rank": place,
                **({"entity": row.entity} if as_json else {}),
                "organisation": row.label,
                "type": row.type,
                "cases": row.cases,
                **{name: row.values[name] for name in shown or row.values},
            }
            for place, row in enumerate(rows, 1)
        ],
        as_json,
        title=f"by {measure}",
    )


def query(
    context: typer.Context,
    text: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE|TEXT", help="A named query, a file, or SPARQL; 'list' lists the named ones."
        ),
    ],
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Ask the graph in SPARQL; parameters of a named query follow as options: --company MSD."""
    from krpia_graph.query import queries
    from krpia_graph.query import query as ask

    if text == "list":
        print_rows(
            [
                {
                    "name": q.name,
                    "title": q.title,
                    "parameters": ", ".join(f"--{p.name}" for p in q.parameters),
                }
                for q in queries()
            ],
            as_json,
        )
        return
    answer = ask(_graph(source, data), _query_text(text), **_parameters(context.args))
    print_rows([dict(zip(answer.variables, row, strict=True)) for row in answer.rows], as_json)


def _query_text(word: str) -> str:
    """The SPARQL in the file of that name where there is one, else the word itself."""
    path = Path(word)
    try:
        if path.is_file():
            return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{word}: cannot be read ({error})") from None
    if path.suffix == ".rq" and not any(c.isspace() for c in word):
        raise SourceError(f"{word}: no such file")
    return word


def _parameters(words: list[str]) -> dict[str, str]:
    """`--company MSD --drug=Dukarb` as a mapping."""
    parameters: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--"):
            raise typer.BadParameter(f"{word!r}: give parameters as --name value")
        found = value if equals else next(rest, None)
        if found is None:
            raise typer.BadParameter(f"--{name} needs a value")
        parameters[name] = found
    return parameters
