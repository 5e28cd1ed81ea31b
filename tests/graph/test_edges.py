"""Edges: who is joined with whom, who is not, and the words that say so."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from krpia_graph.model.case import Argument, Case
from krpia_graph.model.document import Span
from krpia_graph.model.domain import Domain
from krpia_graph.model.graph import Edge, KnowledgeGraph
from krpia_graph.pipeline import build
from krpia_graph.read.folder import data_folder

MSD, MSD_KOREA = "global_company:msd", "global_company:msd-korea"
HOSPITALS = {
    "institution:snuh",
    "institution:samsung-medical-center",
    "institution:asan-medical-center",
    "institution:severance-hospital",
    "institution:snubh",
    "institution:eulji-general-hospital",
    "institution:eunpyeong-st-marys-hospital",
    "institution:incheon-st-marys-hospital",
    "institution:wonju-severance-christian-hospital",
}


def pairs(graph: KnowledgeGraph, relation: str) -> set[tuple[str, str]]:
    """The ends of all edges of a type."""
    return {(edge.subject, edge.object) for edge in graph.edges if edge.relation == relation}


def partners(graph: KnowledgeGraph, entity: str) -> set[str]:
    """Those that an entity deals with."""
    ends = [pair for pair in pairs(graph, "partners_with") if entity in pair]
    return {end for pair in ends for end in pair} - {entity}


def case_at(graph: KnowledgeGraph, words: str) -> Case:
    """The one case whose text begins so."""
    (found,) = [case for case in graph.cases.values() if case.text.startswith(words)]
    return found


@pytest.fixture(scope="module")
def texts(page: Path) -> dict[str, str]:
    """What the statements are quoted from: the page, and the table of links of the lexicon."""
    links = data_folder() / "lexicon" / "links.csv"
    return {
        "krpia-open-innovation": page.read_bytes().decode(),
        "lexicon-links": links.read_bytes().decode(),
    }


class TestEvidence:
    def test_an_edge_without_evidence_cannot_be_made(self) -> None:
        with pytest.raises(ValueError, match="without evidence: a partners_with b"):
            Edge("a", "partners_with", "b", ())

    def test_every_quote_is_the_document_at_its_span(
        self, graph: KnowledgeGraph, texts: dict[str, str]
    ) -> None:
        quotes = [statement for edge in graph.edges for statement in graph.because(edge)]
        assert {statement.source for statement in quotes} == texts.keys()
        wrong = [s for s in quotes if texts[s.source][s.start : s.end] != s.text or not s.text.strip()]
        assert wrong == []

    def test_every_edge_of_a_case_names_its_ends_in_the_quote(
        self, graph: KnowledgeGraph, texts: dict[str, str]
    ) -> None:
        text = texts["krpia-open-innovation"]
        seen = 0
        for edge in graph.edges:
            for evidence in edge.evidence:
                if not evidence.case:
                    continue
                case, statement = graph.cases[evidence.case], graph.statements[evidence.statement]
                assert evidence.statement in case.statements
                named = {
                    Span(m.start, m.end): m.surface
                    for argument in case.arguments
                    if argument.entity in (edge.subject, edge.object)
                    for m in argument.mentions
                }
                for span in evidence.spans:
                    assert statement.start <= span.start < span.end <= statement.end
                    assert text[span.start : span.end] == named[span]
                    seen += 1
        assert seen > len(graph.edges)

    def test_both_ends_of_a_partnership_are_named_in_its_evidence(self, graph: KnowledgeGraph) -> None:
        for edge in graph.edges:
            if edge.relation != "partners_with":
                continue
            for case in edge.cases:
                spans = {span for e in edge.evidence if e.case == case for span in e.spans}
                for end in (edge.subject, edge.object):
                    (argument,) = [a for a in graph.cases[case].participants if a.entity == end]
                    assert spans & {Span(m.start, m.end) for m in argument.mentions}, (case, end)

    def test_the_bullet_is_always_among_the_reasons(self, graph: KnowledgeGraph) -> None:
        for edge in graph.edges:
            bullets = {graph.cases[case].start for case in edge.cases}
            assert bullets <= {statement.start for statement in graph.because(edge)}

    def test_a_row_of_the_lexicon_says_what_its_edge_says(self, graph: KnowledgeGraph) -> None:
        edges = [edge for edge in graph.edges if not edge.cases]
        assert {edge.relation for edge in edges} == {
            "affiliate_of",
            "joint_venture_of",
            "part_of",
            "has_ingredient",
        }
        for edge in edges:
            for statement in graph.because(edge):
                (row,) = csv.reader([statement.text])
                assert row[:3] == [edge.subject, edge.relation, edge.object]


def test_an_edge_joins_only_what_the_vocabulary_lets_it_join(graph: KnowledgeGraph) -> None:
    def type_of(node: str) -> str:
        return "case" if node in graph.cases else graph.entities[node].type

    wrong = [
        edge
        for edge in graph.edges
        if type_of(edge.subject) not in graph.vocabulary.edge_types[edge.relation].domain
        or type_of(edge.object) not in graph.vocabulary.edge_types[edge.relation].range
    ]
    assert wrong == []


def test_no_edge_stands_twice(graph: KnowledgeGraph) -> None:
    keys = [(edge.subject, edge.relation, edge.object, edge.role) for edge in graph.edges]
    assert keys == sorted(set(keys))


class TestPartners:
    def test_a_lead_deals_with_every_other_party(self, graph: KnowledgeGraph) -> None:
        assert partners(graph, "global_company:bayer-korea") == {
            "institution:kotra",
            "korean_company:vital-smith",
            "korean_company:sky-labs",
        }
        assert partners(graph, "global_company:dksh-korea") == {
            "korean_company:hanmi-pharmaceutical",
            "korean_company:lsk-global-ps",
            "global_company:brinks",
        }

    def test_joint_parties_of_a_header_deal_with_each_other(self, graph: KnowledgeGraph) -> None:
        assert "korean_company:dong-a-st" in partners(graph, "global_company:abbvie")

    def test_a_tie_has_a_lead_at_one_end_or_two_hosts(self, graph: KnowledgeGraph) -> None:
        for edge in graph.edges:
            if edge.relation == "partners_with":
                for case in edge.cases:
                    roles = {p.entity: p.role for p in graph.cases[case].participants}
                    ends = roles[edge.subject], roles[edge.object]
                    assert "lead" in ends or ends == ("host", "host"), edge

    def test_nine_hospitals_of_one_list_are_not_tied_to_one_another(self, graph: KnowledgeGraph) -> None:
        assert partners(graph, "global_company:sanofi-korea") > HOSPITALS
        assert [pair for pair in pairs(graph, "partners_with") if set(pair) <= HOSPITALS] == []

    def test_two_partners_of_one_lead_are_not_tied(self, write_page: Callable[..., Path]) -> None:
        found = build([write_page("Pfizer Korea · MOU with KOTRA and Korea University Medical Center")])
        assert pairs(found, "partners_with") == {
            ("global_company:pfizer-korea", "institution:kotra"),
            ("global_company:pfizer-korea", "institution:korea-university-medical-center"),
        }

    def test_an_affiliate_and_its_parent_are_no_partners(self, graph: KnowledgeGraph) -> None:
        case = case_at(graph, "MSD-Genexine joint study")
        assert {MSD, MSD_KOREA} <= {p.entity for p in case.participants}
        assert graph.between("MSD Korea", "MSD") == tuple(
            edge for edge in graph.edges if (edge.subject, edge.object) == (MSD_KOREA, MSD)
        )
        assert [edge.relation for edge in graph.between("MSD Korea", "MSD")] == ["affiliate_of"]

    def test_a_subsidiary_of_a_subsidiary_is_no_partner_either(self, write_page: Callable[..., Path]) -> None:
        found = build([write_page("Janssen Korea · Joint study with Johnson & Johnson and Genexine")])
        assert pairs(found, "partners_with") == {
            ("global_company:janssen-korea", "korean_company:genexine"),
            ("global_company:johnson-and-johnson", "korean_company:genexine"),
        }

    def test_no_partners_stand_above_one_another(self, graph: KnowledgeGraph, domain: Domain) -> None:
        found = pairs(graph, "partners_with")
        assert [pair for pair in found if domain.lexicon.related(*pair)] == []

    def test_a_regulator_takes_part_and_is_no_partner(self, graph: KnowledgeGraph) -> None:
        edges = list(graph.ties("institution:mfds"))
        assert [(edge.relation, edge.role) for edge in edges] == [("has_participant", "regulator")]
        assert edges[0].subject == case_at(graph, "Recorded the highest number of IND protocols").id

    def test_a_tie_carries_the_relation_types_of_its_cases(self, graph: KnowledgeGraph) -> None:
        (edge,) = graph.between("MSD", "Samsung Bioepis")
        assert edge.relations == ("collaboration", "commercialization")
        (edge,) = graph.between("Sanofi Pasteur Korea", "SK Chemicals")
        assert len(edge.cases) == 2
        assert edge.relations == ("co_development", "collaboration", "licensing", "manufacturing")

    def test_a_tie_seen_twice_is_one_edge_with_the_evidence_of_both(
        self, write_page: Callable[..., Path]
    ) -> None:
        lines = "MSD•Genexine · Joint study of Keytruda\nGenexine•MSD · Supply agreement"
        found = build([write_page(lines)])
        (edge,) = [edge for edge in found.edges if edge.relation == "partners_with"]
        assert edge.cases == tuple(sorted(found.cases))
        assert edge.relations == ("joint_research", "supply")


class TestDrugs:
    def test_a_case_points_at_a_drug_in_its_role(self, graph: KnowledgeGraph) -> None:
        case = case_at(graph, "Exclusive licensing agreement for antihypertensive")
        drugs = {
            (edge.relation, edge.role, edge.object)
            for edge in graph.edges
            if edge.subject == case.id and edge.object.startswith("drug:")
        }
        assert drugs == {
            ("concerns", "object", "drug:fixed-dose-combination"),
            ("concerns", "object", "drug:dukarb"),
            ("concerns", "object", "drug:tuvero"),
            ("concerns", "ingredient", "drug:fimasartan"),
            ("concerns", "ingredient", "drug:amlodipine"),
            ("concerns", "ingredient", "drug:rosuvastatin"),
            ("after_deal_on", "prior", "drug:kanarb"),
            ("after_deal_on", "prior", "drug:kanarb-plus"),
        }

    def test_a_drug_of_an_earlier_deal_concerns_nobody(self, graph: KnowledgeGraph) -> None:
        concerned = {drug for _, drug in pairs(graph, "concerns")}
        assert concerned & {"drug:kanarb", "drug:kanarb-plus"} == set()
        assert "drug:dukarb" in concerned

    def test_a_company_concerns_what_its_case_is_about_and_not_the_ingredients(
        self, graph: KnowledgeGraph
    ) -> None:
        drugs = {d for c, d in pairs(graph, "concerns") if c == "korean_company:boryung"}
        assert drugs == {"drug:fixed-dose-combination", "drug:dukarb", "drug:tuvero"}

    def test_an_institution_gets_no_direct_edge_to_a_drug(self, graph: KnowledgeGraph) -> None:
        case = case_at(graph, "MSD-KDDF joint R&D program")
        assert "institution:kddf" in {p.entity for p in case.participants}
        about = {who for who, drug in pairs(graph, "concerns") if drug == "drug:keytruda"}
        assert {MSD, MSD_KOREA, "korean_company:genexine"} <= about
        assert "institution:kddf" not in about

    def test_a_disease_in_brackets_belongs_to_the_drug_before_them(self, graph: KnowledgeGraph) -> None:
        case = case_at(graph, "Exportation of Hanmi")
        treated = {
            (edge.subject, edge.object)
            for edge in graph.edges
            if edge.relation == "treats" and edge.subject not in graph.cases and case.id in edge.cases
        }
        assert treated == {
            ("drug:amosartan", "disease:hypertension"),
            ("drug:esomezol", "disease:gastroesophageal-reflux-disease"),
            ("drug:pidogul", "disease:thrombosis"),
        }

    @pytest.mark.parametrize(
        ("drugs", "treated"),
        [
            ("Amosartan for hypertension", {("amosartan", "hypertension")}),
            (
                "Amosartan for hypertension and breast cancer",
                {("amosartan", "hypertension"), ("amosartan", "breast-cancer")},
            ),
            (
                "Amosartan and Esomezol for hypertension",
                {("amosartan", "hypertension"), ("esomezol", "hypertension")},
            ),
            ("Amosartan and Esomezol for hypertension and breast cancer", set()),
            (
                "Amosartan (hypertension) and Esomezol for breast cancer",
                {("amosartan", "hypertension"), ("esomezol", "breast-cancer")},
            ),
        ],
    )
    def test_a_free_disease_is_given_to_a_drug_only_where_nothing_is_guessed(
        self, drugs: str, treated: set[tuple[str, str]], write_page: Callable[..., Path]
    ) -> None:
        found = build([write_page(f"MSD · Supply of {drugs}")])
        edges = {
            (edge.subject.removeprefix("drug:"), edge.object.removeprefix("disease:"))
            for edge in found.edges
            if edge.relation == "treats" and edge.subject not in found.cases
        }
        assert edges == treated


class TestRegions:
    def test_a_territory_is_one_of_the_companies_too(self, graph: KnowledgeGraph) -> None:
        regions = {r for c, r in pairs(graph, "in_territory") if c == "korean_company:handok"}
        assert regions == {"region:sg", "region:my"}

    def test_a_place_of_work_is_no_territory(self, graph: KnowledgeGraph) -> None:
        case = case_at(graph, "Agreement for producing commercial bio")
        edges = {
            (edge.relation, edge.object) for edge in graph.ties(case.id) if edge.object.startswith("region:")
        }
        assert edges == {("located_in", "region:kr"), ("located_in", "region:kr-songdo")}
        assert not {c for c, _ in pairs(graph, "in_territory")} & {p.entity for p in case.participants}


def test_a_case_points_at_every_argument(graph: KnowledgeGraph) -> None:
    def edge_of(argument: Argument) -> str:
        return graph.vocabulary.roles[argument.role].edge

    for case in graph.cases.values():
        wanted = {(edge_of(a), a.entity, a.role) for a in case.arguments}
        found = {(e.relation, e.object, e.role) for e in graph.edges if e.subject == case.id}
        assert found == wanted
