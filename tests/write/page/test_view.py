"""The view model: what the pages are drawn from."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import networkx as nx
import pytest
from page_reader import view_of

from krpia_graph.model.edtf import years
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.read.folder import data_folder
from krpia_graph.write.page import schema
from krpia_graph.write.page.schema import VERSION, View, json_schema
from krpia_graph.write.page.vis import network_html

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

SCHEMA = Path(schema.__file__).with_name("view.schema.json")


def document(path: str) -> str:
    folder = data_folder() if path.startswith("lexicon/") else data_folder() / "sources"
    return (folder / path).read_bytes().decode("utf-8")


def test_schema_that_comes_with_the_package_is_that_of_the_model() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema()


def test_model_says_its_version_and_reads_back_as_what_was_written(view: View) -> None:
    assert view.version == VERSION
    assert msgspec.json.decode(msgspec.json.encode(view), type=View) == view


def test_columns_of_a_table_are_of_one_length(view: View) -> None:
    tables: list[DataclassInstance] = [
        view.sources, view.rules, view.statements, view.cases, view.entities, view.ties
    ]  # fmt: skip
    for table in tables:
        lengths = {len(getattr(table, column.name)) for column in fields(table)}
        assert len(lengths) == 1, type(table).__name__
    for size in view.sizes.values():
        assert len(size.value) == len(size.radius) == len(view.entities.id)


def test_entities_with_cases_are_drawn_and_nothing_else(graph: KnowledgeGraph, view: View) -> None:
    cases: dict[str, set[str]] = {}
    for case in graph.cases.values():
        for argument in case.arguments:
            cases.setdefault(argument.entity, set()).add(case.id)
    drawn = zip(view.entities.id, view.entities.cases, strict=True)
    assert {name: {view.cases.id[c] for c in numbers} for name, numbers in drawn} == cases


def test_edges_of_the_graph_are_drawn_with_the_statements_behind_them(
    graph: KnowledgeGraph, view: View
) -> None:
    ties, ids = view.ties, view.entities.id
    lines = {
        (ids[ties.subject[n]], view.edgeTypes[ties.type[n]].id, ids[ties.object[n]]): [
            view.statements.id[statement] for statement, *_ in ties.evidence[n]
        ]
        for n in range(len(ties.type))
    }
    assert len(lines) == len(ties.type)
    assert all(lines.values())
    for edge in graph.edges:
        if {edge.subject, edge.object} <= set(ids):
            statements = [statement.id for statement in graph.because(edge)]
            assert list(dict.fromkeys(lines[edge.subject, edge.relation, edge.object])) == statements


def test_entities_of_one_case_are_joined(view: View) -> None:
    network = nx.Graph(list(zip(view.ties.subject, view.ties.object, strict=True)))
    network.add_nodes_from(range(len(view.entities.id)))
    for case, named in zip(view.cases.id, view.cases.named, strict=True):
        first, *others = [entity for entity, _ in named]
        assert all(nx.has_path(network, first, other) for other in others), case


def test_quotes_are_the_words_of_the_sources(view: View) -> None:
    statements = view.statements
    for source, start, end, pieces in zip(
        statements.source, statements.start, statements.end, statements.pieces, strict=True
    ):
        assert "".join(pieces) == document(view.sources.path[source])[start:end]


def test_highlights_of_an_entity_are_its_mentions(graph: KnowledgeGraph, view: View) -> None:
    for name, said in zip(view.entities.id, view.entities.said, strict=True):
        surfaces = {
            mention.surface
            for case in graph.cases.values()
            for argument in case.arguments
            if argument.entity == name
            for mention in argument.mentions
        }
        for statement, marks, _ in said:
            pieces = view.statements.pieces[statement]
            runs = "".join(piece if i in marks else "\0" for i, piece in enumerate(pieces))
            assert {run for run in runs.split("\0") if run} <= surfaces


def test_highlights_name_the_rules_that_found_them(graph: KnowledgeGraph, view: View) -> None:
    for said in view.entities.said:
        for _, marks, found in said:
            assert bool(found) == bool(marks)
            for rule in found:
                belief = graph.confidence.rules["name", view.rules.name[rule]]
                assert (view.rules.mean[rule], view.rules.low[rule]) == (belief.mean, belief.low)
    for evidence in view.ties.evidence:
        assert all(bool(marks) == bool(found) for _, case, marks, found in evidence if case >= 0)


def test_cases_say_how_sure_they_are_and_which_rule_shows_their_relations(
    graph: KnowledgeGraph, view: View
) -> None:
    cases = view.cases
    for name, sure, relations, shown in zip(cases.id, cases.sure, cases.relations, cases.shown, strict=True):
        belief = graph.confidence.of_case(name)
        assert sure == (belief.mean, belief.low)
        by_type: dict[str, set[str]] = {}
        for mark in graph.cases[name].relations:
            by_type.setdefault(mark.type, set()).add(mark.rule)
        assert [view.relationTypes[r].id for r in relations] == sorted(by_type)
        for relation, rule in zip(relations, shown, strict=True):
            assert view.rules.name[rule] in by_type[view.relationTypes[relation].id]


def test_ties_say_how_sure_they_are(graph: KnowledgeGraph, view: View) -> None:
    beliefs = {(e.subject, e.relation, e.object): graph.confidence.edges.get(e.key) for e in graph.edges}
    ties, ids = view.ties, view.entities.id
    for number, sure in enumerate(ties.sure):
        key = ids[ties.subject[number]], view.edgeTypes[ties.type[number]].id, ids[ties.object[number]]
        belief = beliefs.get(key)
        assert sure == ((belief.mean, belief.low) if belief else None)
    assert {sure is None for sure in ties.sure} == {True, False}


def test_cases_cover_the_years_that_they_name(graph: KnowledgeGraph, view: View) -> None:
    for name, covered in zip(view.cases.id, view.cases.years, strict=True):
        periods = graph.cases[name].periods
        assert len(covered) == len(periods)
        for period, (first, last) in zip(periods, covered, strict=True):
            assert str(first) == period.edtf[:4]
            assert last is None or str(last) in period.edtf


@pytest.mark.parametrize(
    ("edtf", "covered"),
    [
        ("2020-04-17", (2020, 2020)),
        ("2008/2012", (2008, 2012)),
        ("2012/..", (2012, None)),
        ("2017/", (2017, None)),
        ("../2015", (None, 2015)),
        ("2019~", (2019, 2019)),
    ],
)
def test_years_of_a_period(edtf: str, covered: tuple[int | None, int | None]) -> None:
    assert years(edtf) == covered


def test_ties_of_a_pair_bend_apart(view: View) -> None:
    pairs: dict[tuple[int, int], list[float]] = {}
    for subject, obj, bend in zip(view.ties.subject, view.ties.object, view.ties.bend, strict=True):
        key = (min(subject, obj), max(subject, obj))
        pairs.setdefault(key, []).append(bend if subject == key[0] else -bend)
    assert all(len(set(bends)) == len(bends) for bends in pairs.values())
    assert all(bends == [0.0] for bends in pairs.values() if len(bends) == 1)


def test_most_cases_come_first_where_not_all_are_drawn(graph: KnowledgeGraph, view: View) -> None:
    part = view_of("".join(network_html(graph, limit=20)))
    assert part.entities.id == view.entities.id[:20]
    assert part.leftOut == len(view.entities.id) - 20


def test_views_name_the_types_of_the_vocabulary(graph: KnowledgeGraph, view: View) -> None:
    names = [kind.id for kind in view.types]
    views = {v.id: ({names[t] for t in v.left}, {names[t] for t in v.right}) for v in view.views}
    organisations = set(graph.vocabulary.organisation_types)
    companies = {"global_company", "korean_company"}
    assert views == {
        "all": (set(names), set(names)),
        "organisations": (organisations, organisations),
        "company-drug": (companies, {"drug"}),
        "company-region": (companies, {"region"}),
    }
