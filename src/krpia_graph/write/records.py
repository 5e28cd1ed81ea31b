"""A knowledge graph in, its cases as JSON Lines and its entities, edges and mentions as CSV tables out."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.case import SLOTS, Argument, Case, Mark, Mention
from krpia_graph.model.centrality import Ranking
from krpia_graph.model.confidence import Belief, Confidence
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lexicon import Entity
from krpia_graph.model.ties import tie_columns

_FIGURES = ("confidence", "confidence_low")


def cases_jsonl(graph: KnowledgeGraph) -> Iterator[str]:
    """One case a line, in the order of the document, keys in a fixed order."""
    for case in graph.cases.values():
        yield msgspec.json.encode(case_record(case, graph.entities, graph.confidence)).decode() + "\n"


def case_record(case: Case, entities: dict[str, Entity], sure: Confidence) -> dict[str, Any]:
    """A case as plain values: its slots with the labels of their entities and their mentions.

    The case and everything that stands for words of it have `confidence` and `confidence_low`.
    """
    record: dict[str, Any] = {
        "id": case.id,
        "source": case.source,
        "category": case.category,
        "header": case.header,
        "text": case.text,
        "start": case.start,
        "end": case.end,
        **belief_record(sure.of_case(case.id)),
        "relations": [_mark_record(relation, sure) for relation in case.relations],
    }
    for slot in SLOTS:
        record[slot] = [_argument_record(argument, entities, sure) for argument in case.slot(slot)]
    for name in ("periods", "durations", "amounts", "counts", "facets"):
        record[name] = [_mark_record(value, sure) for value in getattr(case, name)]
    record["reported"] = _mark_record(case.reported, sure) if case.reported else None
    return record


def mention_record(mention: Mention, entities: dict[str, Entity], sure: Confidence) -> dict[str, Any]:
    """A mention as plain values, with the label of its entity."""
    return {
        "surface": mention.surface,
        "type": mention.type,
        "entity": mention.entity,
        "label": entities[mention.entity].label_en,
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
        **belief_record(sure.of(mention)),
    }


def belief_record(belief: Belief | None) -> dict[str, float | None]:
    """How sure something is, as plain values; without a value where nothing says so."""
    return {
        "confidence": belief.mean if belief else None,
        "confidence_low": belief.low if belief else None,
    }


def _mark_record(mark: Mark, sure: Confidence) -> dict[str, Any]:
    return {**msgspec.to_builtins(mark), **belief_record(sure.of(mark))}


def _argument_record(argument: Argument, entities: dict[str, Entity], sure: Confidence) -> dict[str, Any]:
    return {
        "entity": argument.entity,
        "type": argument.type,
        "label": entities[argument.entity].label_en,
        "role": argument.role,
        "mentions": [
            {
                "surface": m.surface,
                "start": m.start,
                "end": m.end,
                "rule": m.rule,
                **belief_record(sure.of(m)),
            }
            for m in argument.mentions
        ],
    }


def entities_csv(graph: KnowledgeGraph) -> Iterator[str]:
    """One row an entity; `cases` is 0 for one that only stands above an entity that a case names."""
    cases = Counter(argument.entity for case in graph.cases.values() for argument in case.arguments)
    header = ("id", "type", "kind", "label_en", "label_ko", "country", "aliases", "cases", "identifiers")
    yield from _table(
        header,
        (
            (
                e.id,
                e.type,
                e.kind,
                e.label_en,
                e.label_ko,
                e.country,
                ";".join(e.aliases),
                cases[e.id],
                ";".join(f"{scheme}:{value}" for scheme, value in graph.identifiers.get(e.id, ())),
            )
            for e in graph.entities.values()
        ),
    )


def edges_csv(graph: KnowledgeGraph) -> Iterator[str]:
    """One row an edge with its evidence: the ids of cases and statements, and the quotes, a line each.

    An edge that rests on the lexicon alone has no confidence.
    """
    header = (
        "subject",
        "relation",
        "object",
        "role",
        "relations",
        "cases",
        "statements",
        "quotes",
        *_FIGURES,
    )
    yield from _table(
        header,
        (
            (
                edge.subject,
                edge.relation,
                edge.object,
                edge.role,
                ";".join(edge.relations),
                ";".join(edge.cases),
                ";".join(statement.id for statement in graph.because(edge)),
                "\n".join(statement.text for statement in graph.because(edge)),
                *_figures(graph.confidence.edges.get(edge.key)),
            )
            for edge in graph.edges
        ),
    )


def mentions_csv(graph: KnowledgeGraph) -> Iterator[str]:
    """One row a mention in a case; the same words may serve several cases (the names of a header)."""
    header = (
        "source",
        "start",
        "end",
        "surface",
        "type",
        "entity",
        "label",
        "case",
        "role",
        "rule",
        *_FIGURES,
    )
    yield from _table(
        header,
        (
            (
                case.source,
                mention.start,
                mention.end,
                mention.surface,
                mention.type,
                mention.entity,
                graph.entities[mention.entity].label_en,
                case.id,
                argument.role,
                mention.rule,
                *_figures(graph.confidence.of(mention)),
            )
            for case in graph.cases.values()
            for mention, argument in sorted(
                ((m, a) for a in case.arguments for m in a.mentions), key=lambda pair: pair[0].start
            )
        ),
    )


def centrality_csv(ranking: Ranking) -> Iterator[str]:
    """One row an actor in the order given: its ties, and value, rank and bounds of the rank by measure."""
    yield from records_csv(ranking.columns, ranking.records())


def ties_csv(analysis: Analysis) -> Iterator[str]:
    """One row a tie: weight by every scheme, years, relation types, confidence, cases."""
    schemes = analysis.ties[0].weights if analysis.ties else [analysis.ranking.lens.weights]
    yield from records_csv(tie_columns(schemes), (tie.record() for tie in analysis.ties))


def records_csv(columns: Sequence[str], records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Flat records, whose keys are the columns, as a table; an empty cell for None."""
    yield from _table(columns, ([_number(cell) for cell in record.values()] for record in records))


def _figures(belief: Belief | None) -> tuple[str, str]:
    return (f"{belief.mean:.3f}", f"{belief.low:.3f}") if belief else ("", "")


def _number(cell: object) -> object:
    return f"{cell:.9g}" if isinstance(cell, float) else cell


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The table as CSV text, a row at a time (RFC 4180 quoting, line feeds)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in chain([header], rows):
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
