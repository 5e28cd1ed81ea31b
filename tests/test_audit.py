"""The audit: the page that comes along is whole, and every planted fault is found."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.audit import KINDS, Audit, audit
from krpia_graph.audit.accounts import account
from krpia_graph.model.case import Resolution
from krpia_graph.model.document import Document, Noise, Reading, Source, Span, Statement
from krpia_graph.model.domain import Domain
from krpia_graph.model.graph import Edge, KnowledgeGraph
from krpia_graph.pipeline import Shard, build, default_sources

LINES = (
    "MSD•Genexine · Joint study of Keytruda (2019)\n→ Phase II trial in Japan\n"
    "MSD•Handok · Export agreement for Kanarb in Japan (USD 3 million, 5 years, 13 Asian countries)"
)
SIDECAR = 'title = "Partnerships"\npublisher = "Somebody"\nlanguage = "en"\n'


@dataclass(frozen=True)
class World:
    """What is audited."""

    graph: KnowledgeGraph
    reading: Reading
    resolution: Resolution

    def audit(self, domain: Domain) -> Audit:
        return audit(self.graph, [(self.reading, self.resolution)], domain)


Plant = Callable[[World], World]


def told(*paths: Path) -> tuple[KnowledgeGraph, list[Shard]]:
    shards: list[Shard] = []

    def keep(passing: Any) -> list[Shard]:
        shards.extend(passing)
        return shards

    return build(paths, watch=keep), shards


@pytest.fixture
def world(write_page: Callable[..., Path]) -> World:
    path = write_page(LINES)
    path.with_suffix(".toml").write_text(SIDECAR, encoding="utf-8")
    graph, (shard,) = told(path)
    return World(graph, shard.reading, shard.resolution)


def of_graph(change: Callable[[KnowledgeGraph], dict[str, Any]]) -> Plant:
    return lambda world: replace(world, graph=replace(world.graph, **change(world.graph)))


def of_reading(change: Callable[[Reading], dict[str, Any]]) -> Plant:
    return lambda world: replace(world, reading=replace(world.reading, **change(world.reading)))


def first_statement(**changes: Any) -> Plant:
    def change(graph: KnowledgeGraph) -> dict[str, Any]:
        name, statement = next((n, s) for n, s in graph.statements.items() if s.kind == "bullet")
        return {"statements": {**graph.statements, name: replace(statement, **changes)}}

    return of_graph(change)


def first_case(change: Callable[[Any], dict[str, Any]]) -> Plant:
    def changed(graph: KnowledgeGraph) -> dict[str, Any]:
        name, case = list(graph.cases.items())[-1]
        return {"cases": {**graph.cases, name: replace(case, **change(case))}}

    return of_graph(changed)


def first_mark(name: str) -> Plant:
    """The surface of the first mark of a case is another one."""
    return first_case(lambda case: {name: (replace(getattr(case, name)[0], surface="Zzz"),)})


def first_mention(case: Any) -> dict[str, Any]:
    argument = case.participants[0]
    mentions = (replace(argument.mentions[0], surface="Zzz"), *argument.mentions[1:])
    return {"participants": (replace(argument, mentions=mentions), *case.participants[1:])}


def first_edge(change: Callable[[Edge], Edge]) -> Plant:
    return of_graph(lambda graph: {"edges": (change(graph.edges[0]), *graph.edges[1:])})


def without_evidence(edge: Edge) -> Edge:
    """An edge that could not be made: made, and emptied behind its back."""
    bare = copy.copy(edge)
    object.__setattr__(bare, "evidence", ())
    return bare


def first_evidence(**changes: Any) -> Plant:
    return first_edge(lambda edge: replace(edge, evidence=(replace(edge.evidence[0], **changes),)))


def found_mention(**changes: Any) -> Plant:
    def change(world: World) -> World:
        first, *others = world.resolution.mentions
        mentions = (replace(first, **changes), *others)
        return replace(world, resolution=replace(world.resolution, mentions=mentions))

    return change


def without(parts: str, *kinds: str) -> Plant:
    """A reading that lost its statements or noise of some kinds."""
    return of_reading(lambda r: {parts: tuple(p for p in getattr(r, parts) if p.kind not in kinds)})


def longer(reading: Reading) -> dict[str, Any]:
    first, *others = reading.statements
    end = others[0].start + 1
    long = replace(first, end=end, text=reading.document.text[first.start : end])
    return {"statements": (long, *others)}


def another_label(graph: KnowledgeGraph) -> dict[str, Any]:
    entities = dict(graph.entities)
    entities["drug:kanarb"] = replace(entities["drug:kanarb"], label_en="Japan")
    return {"entities": entities}


def repeated_case(graph: KnowledgeGraph) -> dict[str, Any]:
    case = next(iter(graph.cases.values()))
    other = replace(case, id="other-1", source="other", text=case.text.replace(" ", "\n"), statements=())
    return {
        "cases": {**graph.cases, other.id: other},
        "sources": (*graph.sources, replace(graph.sources[0], id="other", path="other.txt")),
    }


def said_again(reading: Reading) -> dict[str, Any]:
    bullet = next(s for s in reading.statements if s.kind == "bullet")
    return {"statements": (*reading.statements, replace(bullet, id="again"))}


def source(**changes: Any) -> Plant:
    return of_graph(lambda graph: {"sources": (replace(graph.sources[0], **changes), *graph.sources[1:])})


FAULTS: dict[str, tuple[Plant, str, str]] = {
    "a statement in other words": (first_statement(text="Zzz"), "wrong_span", "statement 'Zzz'"),
    "a statement elsewhere": (first_statement(start=0, end=3), "wrong_span", "the document has 'Par'"),
    "a statement before the beginning": (first_statement(start=-5), "wrong_span", "statement 'Joint study"),
    "a statement of the reading": (
        of_reading(lambda r: {"statements": (replace(r.statements[0], text="Zzz"), *r.statements[1:])}),
        "wrong_span",
        "statement 'Zzz'",
    ),
    "statements that overlap": (of_reading(longer), "wrong_span", "overlaps 'Partnerships"),
    "a case in other words": (first_case(lambda _: {"text": "Zzz"}), "wrong_span", "case 'Zzz'"),
    "a mention of a case": (first_case(first_mention), "wrong_span", "mention 'Zzz'"),
    "a mention of the document": (found_mention(surface="Zzz"), "wrong_span", "mention 'Zzz'"),
    "a relation": (first_mark("relations"), "wrong_span", "relation 'Zzz'"),
    "a duration": (first_mark("durations"), "wrong_span", "duration 'Zzz'"),
    "an amount": (first_mark("amounts"), "wrong_span", "amount 'Zzz'"),
    "a span of an edge": (
        first_evidence(spans=(Span(0, 3),)),
        "wrong_span",
        "the span is outside of the statement",
    ),
    "an edge from nowhere": (
        first_edge(lambda e: replace(e, subject="drug:nobody")),
        "dangling_id",
        "there is no node 'drug:nobody'",
    ),
    "an edge to nowhere": (
        first_edge(lambda e: replace(e, object="drug:nobody")),
        "dangling_id",
        "there is no node 'drug:nobody'",
    ),
    "an edge of an unknown type": (
        first_edge(lambda e: replace(e, relation="cures")),
        "dangling_id",
        "there is no edge type 'cures'",
    ),
    "evidence that is no statement": (
        first_evidence(statement="page/1-2"),
        "dangling_id",
        "there is no statement 'page/1-2'",
    ),
    "evidence of no case": (first_evidence(case="page-0"), "dangling_id", "there is no case 'page-0'"),
    "a case of no statement": (
        first_case(lambda _: {"statements": ("page/1-2",)}),
        "dangling_id",
        "there is no statement 'page/1-2'",
    ),
    "a case of no source": (
        first_case(lambda _: {"source": "gone"}),
        "dangling_id",
        "there is no source 'gone'",
    ),
    "a statement of no source": (
        first_statement(source="gone"),
        "dangling_id",
        "there is no source 'gone'",
    ),
    "a parent that is not there": (
        first_statement(parent="page/1-2"),
        "dangling_id",
        "there is no parent 'page/1-2'",
    ),
    "an argument that is no entity": (
        first_case(lambda c: {"drugs": (replace(c.drugs[0], entity="drug:nobody"),)}),
        "dangling_id",
        "there is no entity 'drug:nobody'",
    ),
    "a mention of nobody": (
        found_mention(entity="drug:nobody"),
        "dangling_id",
        "there is no entity 'drug:nobody'",
    ),
    "an entity that is gone": (
        of_graph(lambda g: {"entities": {k: v for k, v in g.entities.items() if k != "region:jp"}}),
        "dangling_id",
        "there is no entity 'region:jp'",
    ),
    "an edge without evidence": (first_edge(without_evidence), "no_evidence", "no statement says so"),
    "an edge whose statement is gone": (
        first_evidence(statement="page/1-2"),
        "no_evidence",
        "no statement says so",
    ),
    "a line that nobody read": (without("statements", "paragraph"), "unread_line", "work together."),
    "a label that nobody read": (without("noise", "list_label"), "unread_line", "Cases"),
    "the rest of a line": (without("statements", "header"), "unread_characters", "MSD•Genexine"),
    "markers": (without("noise", "marker"), "unread_characters", "·"),
    "a garbled text": (
        of_reading(lambda r: {"document": replace(r.document, complaints=("3 lost characters",))}),
        "garbled",
        "3 lost characters",
    ),
    "a case of two sources": (of_graph(repeated_case), "case_twice", "is also other-1"),
    "a label of two entities": (
        of_graph(another_label),
        "label_twice",
        "'japan' is the label of drug:kanarb, region:jp",
    ),
    "a statement that is made twice": (of_reading(said_again), "statement_twice", "'Joint study"),
    "a source without a title": (source(title=""), "no_provenance", "write title into page.toml"),
    "a source that is called as its file": (source(title="page"), "no_provenance", "write title into"),
    "a source without more": (
        source(publisher="", language=""),
        "no_provenance",
        "write publisher and language into page.toml",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_the_audit_finds(name: str, world: World, domain: Domain) -> None:
    plant, kind, message = FAULTS[name]
    planted = plant(world)
    assert planted != world
    findings = [f for f in planted.audit(domain).findings if f.kind == kind and message in f.message]
    assert findings, planted.audit(domain).findings
    faults = planted.audit(domain).faults
    assert (KINDS[kind].weight == "fault") == (findings[0] in faults)


def test_there_is_a_fault_of_every_kind() -> None:
    assert {kind for _, kind, _ in FAULTS.values()} == set(KINDS)


def test_a_sound_page_has_no_finding(world: World, domain: Domain) -> None:
    assert world.audit(domain).findings == ()


def test_the_page_that_comes_along_is_read_whole(domain: Domain) -> None:
    graph, shards = told(*default_sources())
    result = audit(graph, [(shard.reading, shard.resolution) for shard in shards], domain)
    (page,) = result.accounts
    assert page.unread == 0
    assert page.coverage == 1
    assert result.findings == ()
    assert page.lines == sum(page.statement_lines.values()) + sum(page.noise_lines.values())


class TestAccount:
    def test_counts_lines_by_what_holds_most_of_them(self, world: World) -> None:
        page = account(world.reading)
        assert (page.lines, page.unread) == (6, 0)
        assert page.statement_lines == {"bullet": 2, "detail": 1, "paragraph": 1, "heading": 1}
        assert page.noise_lines == {"list_label": 1}
        assert page.statements["header"] == 2

    def test_counts_what_is_not_covered(self, world: World) -> None:
        page = account(without("statements", "paragraph")(world).reading)
        lost = len("Thecompaniesworktogether.")
        assert (page.unread, page.characters - page.covered) == (1, lost)
        assert page.coverage == pytest.approx(1 - lost / page.characters)

    def test_of_nothing_at_all(self) -> None:
        page = account(made("", [], []))
        assert (page.lines, page.unread, page.coverage) == (0, 0, 1.0)

    @given(data=st.data())
    def test_adds_up_and_agrees_with_counting_one_by_one(self, data: st.DataObject) -> None:
        text = data.draw(st.text(st.sampled_from("ab \t\r\n\u2028·"), max_size=40))
        spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
        reading = made(text, data.draw(st.lists(spans, max_size=4)), data.draw(st.lists(spans, max_size=4)))
        page = account(reading)
        parts: tuple[Statement | Noise, ...] = (*reading.statements, *reading.noise)
        inside = {i for part in parts for i in range(part.start, part.end)}
        solid = [i for i, c in enumerate(text) if not c.isspace()]
        assert page.lines == sum(page.statement_lines.values()) + sum(page.noise_lines.values()) + page.unread
        assert (page.characters, page.covered) == (len(solid), sum(i in inside for i in solid))


def made(text: str, said: list[list[int]], left: list[list[int]]) -> Reading:
    document = Document(Source("made", "made.txt", "", "", "", "", "en", ""), text)
    statements = [Statement(f"made/{s}-{e}", "made", "sentence", text[s:e], s, e) for s, e in said]
    return Reading(document, "made", tuple(statements), tuple(Noise("caption", s, e) for s, e in left))


class TestIds:
    def unread(self, world: World, domain: Domain) -> dict[str, str]:
        planted = without("noise", "list_label", "marker")(without("statements", "paragraph")(world))
        return {f.id: f.message for f in planted.audit(domain).findings}

    def test_stay_when_text_is_added_above(
        self, world: World, domain: Domain, write_page: Callable[..., Path]
    ) -> None:
        before = self.unread(world, domain)
        text = world.reading.document.text
        _, (shard,) = told(write_page(f"Further words that say nothing.\n\n{text}"))
        after = self.unread(replace(world, reading=shard.reading), domain)
        assert before.keys() <= after.keys()
        assert all(after[id_] == message for id_, message in before.items())

    def test_are_different(self, world: World, domain: Domain) -> None:
        found = without("noise", "marker")(world).audit(domain).findings
        assert [f.message for f in found] == ["·", "→", "·"]
        assert len({f.id for f in found}) == 3

    def test_lead_to_a_line_and_a_place(self, world: World, domain: Domain) -> None:
        planted = without("statements", "paragraph")(world)
        (finding,) = planted.audit(domain).findings
        text = planted.reading.document.text
        assert finding.span is not None
        assert text[slice(*finding.span)] == finding.message
        assert text.splitlines()[finding.line - 1] == finding.message
        assert str(finding) == f"{finding.id} page.txt:3: {finding.message}"


def test_findings_of_several_sources(write_page: Callable[..., Path], domain: Domain) -> None:
    graph, shards = told(write_page(LINES, "one.txt"), write_page(LINES, "two.txt"))
    result = audit(graph, [(shard.reading, shard.resolution) for shard in shards], domain)
    assert [account.path for account in result.accounts] == ["one.txt", "two.txt"]
    assert {kind: len(found) for kind, found in result.by_kind.items()} == {
        "case_twice": 2,
        "no_provenance": 2,
    }
    assert result.faults == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "page.html",
            "<html><body><h1>News &amp; more</h1><p>MSD and <b>Hanmi</b> signed.</p></body></html>",
        ),
        ("deals.csv", "company,partner,date\nMSD,Hanmi,2019\nPfizer,Handok,2020-05\n"),
        ("page.md", "# Deals\n\nMSD and *Hanmi* signed an agreement.\n\n- MSD licenses Kanarb\n"),
        ("news.txt", "MSD signs with Hanmi\n\nSEOUL, Korea -- MSD signed an agreement with Hanmi in 2019.\n"),
    ],
)
def test_every_format_is_accounted_for(name: str, text: str, domain: Domain, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    graph, (shard,) = told(path)
    result = audit(graph, [(shard.reading, shard.resolution)], domain)
    assert result.faults == ()
    assert result.accounts[0].unread == 0
    assert result.accounts[0].coverage == 1
