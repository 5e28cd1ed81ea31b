"""The graph as a whole: the same whatever the order, asked by name, handed to networkx and back."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krpia_graph.graph import connect
from krpia_graph.model.document import Statement
from krpia_graph.model.domain import Domain
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import Shard, build, process
from krpia_graph.write import write
from krpia_graph.write.records import cases_jsonl, edges_csv, entities_csv

LINES = "MSD•Genexine · Joint study (2019)\nPfizer Korea · MOU with KOTRA\nMSD · Supply of Kanarb to Hanmi"


def contents(graph: KnowledgeGraph) -> list[str]:
    """Everything in the graph, in its order."""
    rest = [repr(graph.sources), repr(list(graph.statements.values())), repr(graph.doubts)]
    return [*entities_csv(graph), *edges_csv(graph), *cases_jsonl(graph), *rest]


@pytest.fixture(scope="module")
def shards(page: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Shard]:
    other = tmp_path_factory.mktemp("other") / "other.txt"
    other.write_text(f"Deals\n\nCompanies.\n\nCases\n{LINES}\n", encoding="utf-8")
    return list(process([page, other]))


class TestOrder:
    @given(random=st.randoms(use_true_random=False))
    @settings(max_examples=8, deadline=None)
    def test_the_order_of_what_comes_in_does_not_matter(
        self, random: Random, shards: list[Shard], domain: Domain
    ) -> None:
        def made(mixed: Callable[[list[Statement]], None] | None) -> KnowledgeGraph:
            sources = [shard.reading.document.source for shard in shards]
            statements = [s for shard in shards for s in shard.reading.statements]
            cases = [case for shard in shards for case in shard.resolution.cases]
            doubts = [doubt for shard in shards for doubt in shard.resolution.doubts]
            if mixed:
                for values in (sources, statements, cases, doubts):
                    random.shuffle(values)
            return connect(domain, sources, statements, cases, doubts)

        assert contents(made(random.shuffle)) == contents(made(None))

    def test_the_order_of_the_files_does_not_matter(
        self, page: Path, write_page: Callable[..., Path]
    ) -> None:
        other = write_page(LINES)
        assert contents(build([page, other])) == contents(build([other, page]))

    def test_two_pages_are_joined_at_the_entities_they_share(
        self, graph: KnowledgeGraph, page: Path, write_page: Callable[..., Path]
    ) -> None:
        both = build([page, write_page("MSD•Samsung Bioepis · Supply agreement")])
        assert len(both.cases) == len(graph.cases) + 1
        assert both.entities.keys() == graph.entities.keys()
        (edge,) = both.between("MSD", "Samsung Bioepis")
        assert edge.relations == ("collaboration", "commercialization", "supply")
        assert {statement.source for statement in both.because(edge)} == {"krpia-open-innovation", "page"}


class TestEntities:
    def test_those_above_a_named_one_are_there_with_no_case_of_their_own(
        self, write_page: Callable[..., Path]
    ) -> None:
        graph = build([write_page("Janssen Korea · Supply in Songdo, Incheon")])
        above = {
            "global_company:janssen",
            "global_company:johnson-and-johnson",
            "region:kr",
            "region:m49-142",
        }
        named = {argument.entity for case in graph.cases.values() for argument in case.arguments}
        assert above <= graph.entities.keys()
        assert above & named == set()

    def test_nobody_else_is_there(self, write_page: Callable[..., Path]) -> None:
        graph = build([write_page("MSD · Supply")])
        assert graph.entities.keys() == {"global_company:msd"}

    def test_the_lexicon_is_a_source_only_where_it_is_cited(self, write_page: Callable[..., Path]) -> None:
        plain = build([write_page("MSD · Supply")])
        cited = build([write_page("MSD Korea · Supply", "korea.txt")])
        assert [source.id for source in plain.sources] == ["page"]
        assert [source.id for source in cited.sources] == ["korea", "lexicon-links"]


class TestFind:
    @pytest.mark.parametrize(
        ("name", "entity"),
        [
            ("Hanmi Pharmaceutical", "korean_company:hanmi-pharmaceutical"),
            ("한미약품", "korean_company:hanmi-pharmaceutical"),
            ("Hanmi Pharm", "korean_company:hanmi-pharmaceutical"),
            ("korean_company:hanmi-pharmaceutical", "korean_company:hanmi-pharmaceutical"),
            ("hanmi-pharmaceutical", "korean_company:hanmi-pharmaceutical"),
            ("  msd ", "global_company:msd"),
            ("KOTRA", "institution:kotra"),
        ],
    )
    def test_by_label_alias_or_id_in_either_language_and_any_case(
        self, graph: KnowledgeGraph, name: str, entity: str
    ) -> None:
        assert graph.find(name).id == entity

    def test_a_name_of_several_lists_them(self, graph: KnowledgeGraph) -> None:
        with pytest.raises(UnknownNameError) as error:
            graph.find("Merck")
        assert "fits several" in str(error.value)
        assert "global_company:msd" in str(error.value)
        assert "global_company:merck-kgaa" in str(error.value)

    def test_an_unknown_name_gets_the_nearest(self, graph: KnowledgeGraph) -> None:
        with pytest.raises(UnknownNameError, match=r"did you mean .*Hanmi Pharmaceutical"):
            graph.find("Hanmy Pharmaceutical")

    def test_a_name_like_no_other_gets_a_list(self, graph: KnowledgeGraph) -> None:
        with pytest.raises(UnknownNameError, match=r"'qqqq': choose from AbbVie, "):
            graph.find("qqqq")

    def test_every_entity_is_found_by_its_id_and_by_its_labels(self, graph: KnowledgeGraph) -> None:
        for entity in graph.entities.values():
            for name in filter(None, (entity.id, entity.label_en, entity.label_ko)):
                assert graph.find(name) == entity


class TestBetween:
    def test_either_direction_and_any_name(self, graph: KnowledgeGraph) -> None:
        found = graph.between("MSD", "삼성바이오에피스")
        assert found == graph.between("Samsung Bioepis", "global_company:msd")
        assert [edge.relation for edge in found] == ["partners_with"]

    def test_a_case_by_its_id(self, graph: KnowledgeGraph) -> None:
        case = next(
            case for case in graph.cases.values() if case.text.startswith("Partnership with Korea Drug")
        )
        (edge,) = graph.between(case.id, "Servier Korea")
        assert (edge.relation, edge.role) == ("has_participant", "lead")

    def test_two_that_are_not_joined(self, graph: KnowledgeGraph) -> None:
        assert graph.between("AbbVie", "Servier Korea") == ()

    def test_because_gives_header_and_bullet_in_order_each_once(self, graph: KnowledgeGraph) -> None:
        (edge,) = graph.between("MSD", "Samsung Bioepis")
        assert [(s.kind, s.text) for s in graph.because(edge)] == [
            ("header", "MSD•Samsung Bioepis"),
            (
                "bullet",
                "Collaboration agreement for global commercialization of biosimilar products "
                "with Samsung Bioepis",
            ),
        ]

    def test_because_gives_a_detail_that_names_the_other(self, graph: KnowledgeGraph) -> None:
        (edge,) = graph.between("Bayer Korea", "Vital Smith")
        kinds = [s.kind for s in graph.because(edge)]
        assert kinds[:2] == ["header", "bullet"]
        assert any("Vital Smith" in s.text for s in graph.because(edge) if s.kind == "detail")


def test_the_graph_says_how_many_it_holds(graph: KnowledgeGraph) -> None:
    said = str(graph)
    types = Counter(entity.type for entity in graph.entities.values())
    relations = Counter(edge.relation for edge in graph.edges)
    assert said.startswith(f"53 cases, {len(graph.entities)} entities (")
    assert f"{len(graph.edges)} edges (" in said
    assert said.endswith("from 2 sources")
    counted = {name: int(number) for number, name in re.findall(r"(\d+) (\w+)[,)]", said)}
    assert counted.items() >= {**types, **relations}.items()


NODE = {"kind": str, "type": str, "label": str, "label_ko": str, "country": str, "cases": int}
FIGURES = {"confidence": float, "confidence_low": float}
EDGE = {"relation": str, "role": str, "relations": str, "cases": str, "weight": int, "evidence": str}


class TestNetworkx:
    def test_it_is_a_directed_multigraph_of_all_entities_cases_and_edges(self, graph: KnowledgeGraph) -> None:
        network = graph.to_networkx()
        assert type(network) is nx.MultiDiGraph
        assert set(network) == graph.entities.keys() | graph.cases.keys()
        assert network.number_of_edges() == len(graph.edges)

    def test_attributes_have_the_types_that_are_documented(self, graph: KnowledgeGraph) -> None:
        network = graph.to_networkx()
        for _, attributes in network.nodes(data=True):
            figures = FIGURES if attributes["kind"] == "case" else {}
            assert {name: type(value) for name, value in attributes.items()} == {**NODE, **figures}
        for _, _, attributes in network.edges(data=True):
            figures = FIGURES if attributes["cases"] else {}
            assert {name: type(value) for name, value in attributes.items()} == {**EDGE, **figures}

    def test_an_edge_carries_what_it_says_and_why(self, graph: KnowledgeGraph) -> None:
        network = graph.to_networkx()
        (edge,) = graph.between("Sanofi Pasteur Korea", "SK Chemicals")
        attributes = network.edges[edge.subject, edge.object, "partners_with"]
        assert attributes["relations"] == "co_development;collaboration;licensing;manufacturing"
        assert attributes["cases"].split(";") == list(edge.cases)
        assert attributes["weight"] == 2
        assert "A long-term strategic cooperation" in attributes["evidence"]

    def test_a_role_is_part_of_the_key(self, graph: KnowledgeGraph) -> None:
        case = next(case for case in graph.cases.values() if case.text.startswith("Recorded the highest"))
        network = graph.to_networkx()
        assert set(network.get_edge_data(case.id, "institution:mfds")) == {"has_participant:regulator"}

    def test_cases_are_counted_at_their_entities(self, graph: KnowledgeGraph) -> None:
        network = graph.to_networkx()
        assert network.nodes["global_company:msd"]["cases"] == 9
        assert network.nodes["global_company:pfizer"]["cases"] == 0

    @pytest.mark.parametrize("lines", ["", LINES], ids=["the page", "a small page"])
    def test_graphml_read_by_networkx_is_the_same_graph(
        self, lines: str, graph: KnowledgeGraph, tmp_path: Path, write_page: Callable[..., Path]
    ) -> None:
        written = build([write_page(lines)]) if lines else graph
        path = write(written, tmp_path / "graph.graphml")
        there, back = written.to_networkx(), nx.read_graphml(path, force_multigraph=True)
        assert type(back) is nx.MultiDiGraph
        assert dict(back.nodes(data=True)) == dict(there.nodes(data=True))
        assert {(u, v, k): a for u, v, k, a in back.edges(keys=True, data=True)} == {
            (u, v, k): a for u, v, k, a in there.edges(keys=True, data=True)
        }
