"""Verbs that ask the graph: show, rank."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from krpia_graph.cli.output import print_json, print_rows, sure_columns
from krpia_graph.cli.shared import DRAWN, with_shared_options
from krpia_graph.model.centrality import Centrality
from krpia_graph.model.confidence import KINDS, kind_of
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens, Resampling

Sources = Annotated[
    list[Path] | None,
    typer.Option("--source", "-s", help="A document to ask instead of those that come along; repeatable."),
]
Data = Annotated[Path | None, typer.Option("--data", help="A folder of domain data to use instead.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]


def built(sources: list[Path] | None, data: Path | None) -> KnowledgeGraph:
    """The graph that a verb asks."""
    from krpia_graph.pipeline import build

    return build(sources or (), data)


def show(
    what: Annotated[str, typer.Argument(help="statements, cases, entities, edges or rules")],
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List the statements, cases, entities or edges of the graph, or the rules and how sure they are."""
    views = {
        "statements": _statements,
        "cases": _cases,
        "entities": _entities,
        "edges": _edges,
        "rules": _rules,
    }
    if what not in views:
        raise UnknownNameError("list", what, views)
    print_rows(list(views[what](built(source, data))), as_json)


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
            **sure_columns(graph.confidence.of_case(case.id)),
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
            **sure_columns(graph.confidence.edges.get(edge.key)),
        }


def _rules(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    sure = graph.confidence
    found = Counter((kind_of(m), m.rule) for case in graph.cases.values() for m in case.marks)
    for kind, rule in sorted(sure.rules, key=lambda key: (KINDS.index(key[0]), key[1])):
        tally = sure.tallies.get((kind, rule))
        yield {
            "kind": kind,
            "rule": rule,
            "here": found[kind, rule] if kind not in ("case", "edge") else None,
            "accepted": tally.accepted if tally else 0,
            "rejected": tally.rejected if tally else 0,
            **sure_columns(sure.rules[kind, rule]),
        }


@with_shared_options
def rank(
    measure: Annotated[str, typer.Argument(help="degree, strength, betweenness, harmonic, ...")] = "strength",
    type_: Annotated[str, typer.Option("--type", help="Keep one type of actor.")] = "",
    top: Annotated[int, typer.Option("--top", min=1, help="How many rows.")] = 10,
    lens: Lens = PLAIN,
    resampling: Resampling = DRAWN,
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """The organisations by centrality, and how far each rank is to be trusted.

    The range holds the rank in nine of ten other sets of cases; top 10 is the share in which it is among the
    ten first.
    """
    from krpia_graph.analyse import rank as ranked

    asked = replace(resampling, measures=(measure,))
    rows = ranked(built(source, data), measure, type_, top, lens, asked)
    if as_json:
        print_json(rows.records())
    else:
        print_rows(
            [_ranked(row, measure, resampling.count > 0) for row in rows], False, title=f"by {measure}"
        )


def _ranked(row: Centrality, measure: str, drawn: bool) -> dict[str, object]:
    place = row.places.get(measure)
    bounds = {"range": "", "top 10": ""} if drawn else {}
    if place and place.top10 is not None:
        bounds = {"range": f"{place.low}-{place.high}", "top 10": f"{place.top10:.0%}"}
    return {
        "rank": place.rank if place else None,
        **bounds,
        "organisation": row.label,
        "type": row.type,
        "cases": len(row.cases),
        **{name: row.values[name] for name in dict.fromkeys((measure, "degree", "strength"))},
    }
