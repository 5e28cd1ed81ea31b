"""Who is who in a document: names settled by context, slots filled, doubts kept for review."""

from collections.abc import Callable
from pathlib import Path

import pytest

from krpia_graph.model.case import Argument, Case, Doubt
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import process

Write = Callable[[str], Path]


def resolved(write_page: Write, text: str) -> tuple[tuple[Case, ...], tuple[Doubt, ...]]:
    (shard,) = process([write_page(text)])
    return shard.resolution.cases, shard.resolution.doubts


def roles(arguments: tuple[Argument, ...]) -> dict[str, str]:
    return {argument.entity.partition(":")[2]: argument.role for argument in arguments}


def case_with(graph: KnowledgeGraph, words: str) -> Case:
    (case,) = [case for case in graph.cases.values() if words in case.text]
    return case


@pytest.mark.parametrize(
    ("header", "entity"),
    [("Merck Ltd. Korea", "merck-kgaa"), ("MSD Korea", "msd")],
)
def test_merck_is_the_company_that_the_header_belongs_to(write_page: Write, header: str, entity: str) -> None:
    (case,), doubts = resolved(write_page, f"Cases\n{header} · Merck supports promising startups\n")
    assert roles(case.participants)[entity] == "lead"
    assert doubts == ()


def test_merck_without_context_is_a_doubt_and_no_mention(write_page: Write) -> None:
    (case,), doubts = resolved(write_page, "Cases\nGenewel · Collaboration with Merck\n")
    assert list(roles(case.participants)) == ["genewel"]
    assert [(d.reason, d.surface, len(d.candidates)) for d in doubts] == [("ambiguous_name", "Merck", 2)]


def test_another_name_elsewhere_in_the_document_settles_an_ambiguous_one(write_page: Write) -> None:
    text = "Cases\nGenewel · Collaboration with Merck\n· MOU with Merck KGaA\n"
    cases, doubts = resolved(write_page, text)
    assert "merck-kgaa" in roles(cases[0].participants)
    assert doubts == ()


def test_an_acronym_that_needs_a_cue_counts_only_beside_one(write_page: Write) -> None:
    (case,), _ = resolved(write_page, "Cases\nServier Korea · Partnership with the hospital AMC\n")
    assert "asan-medical-center" in roles(case.participants)
    (case,), doubts = resolved(write_page, "Cases\nServier Korea · Partnership on AMC patterns\n")
    assert "asan-medical-center" not in roles(case.participants)
    assert [(d.reason, d.surface) for d in doubts] == [("needs_cue", "AMC")]


def test_the_usual_meaning_is_taken_last_and_said_to_be_inferred(graph: KnowledgeGraph) -> None:
    regions = case_with(graph, "Tedizolid").regions
    (america,) = [m for region in regions for m in region.mentions if m.surface == "America"]
    assert (america.entity, america.rule) == ("region:us", "lexicon.usual")


def test_the_parties_of_a_joint_header_lead_each_of_its_bullets(write_page: Write) -> None:
    cases, _ = resolved(write_page, "Cases\nMSD•Hanmi Pharmaceutical · Investment in R&D\n· an MOU\n")
    assert [roles(case.participants) for case in cases] == [
        {"msd": "lead", "hanmi-pharmaceutical": "lead"}
    ] * 2


def test_the_group_of_the_header_leads_too(graph: KnowledgeGraph) -> None:
    assert roles(case_with(graph, "Bayer headquarters").participants) == {
        "bayer-korea": "lead",
        "bayer": "lead",
        "kotra": "partner",
        "vital-smith": "recipient",
        "sky-labs": "recipient",
    }


def test_thirteen_countries_are_a_region_and_a_count(graph: KnowledgeGraph) -> None:
    case = case_with(graph, "13 Southeast Asian countries")
    assert roles(case.regions) == {"m49-035": "territory"}
    assert [(c.minimum, c.maximum, c.surface) for c in case.counts] == [
        (13, 13, "13 Southeast Asian countries")
    ]


def test_drugs_of_earlier_deals_and_ingredients_have_their_roles(graph: KnowledgeGraph) -> None:
    found = roles(case_with(graph, "Dukarb").drugs)
    assert {name: found[name] for name in ("dukarb", "tuvero")} == {"dukarb": "object", "tuvero": "object"}
    assert {name for name, role in found.items() if role == "prior"} == {"kanarb", "kanarb-plus"}
    assert {name for name, role in found.items() if role == "ingredient"} == {
        "fimasartan",
        "amlodipine",
        "rosuvastatin",
    }


def test_an_authority_that_only_approves_is_a_regulator(graph: KnowledgeGraph) -> None:
    assert roles(case_with(graph, "IND protocols").participants) == {
        "pfizer-korea": "lead",
        "mfds": "regulator",
    }


def test_a_place_inside_a_name_is_no_territory(graph: KnowledgeGraph) -> None:
    assert case_with(graph, "MOU with Korea University Medical Center").regions == ()


def test_a_party_that_the_lexicon_does_not_know_is_taken_by_its_shape(write_page: Write) -> None:
    text = "Cases\nUnheard Pharma•MSD · Co-promotion of a drug\n"
    (case,), _ = resolved(write_page, text)
    assert roles(case.participants) == {"unheard-pharma": "lead", "msd": "lead"}
    assert case.participants[0].mentions[0].rule == "shape.head"


def test_a_party_without_a_shape_is_a_doubt(write_page: Write) -> None:
    text = "Cases\nunheard of•MSD · Co-promotion of a drug\n"
    (case,), doubts = resolved(write_page, text)
    assert roles(case.participants) == {"msd": "lead"}
    assert ("unknown_party", "unheard of") in [(d.reason, d.surface) for d in doubts]


def test_a_bullet_that_no_rule_understands_is_a_case_and_a_doubt(write_page: Write) -> None:
    (case,), doubts = resolved(write_page, "Cases\nMSD · Blue skies over the river\n")
    assert case.relations == ()
    assert [(d.reason, d.surface) for d in doubts] == [("no_relation", "Blue skies over the river")]


def test_the_id_of_a_case_does_not_depend_on_its_place(write_page: Write) -> None:
    one, _ = resolved(write_page, "Cases\nMSD · MOU with KOTRA\n· Co-promotion\n")
    other, _ = resolved(write_page, "Intro.\n\nCases\nMSD · Co-promotion\n· MOU with KOTRA\n")
    assert {case.id for case in one} == {case.id for case in other}


def test_a_bullet_that_stands_twice_is_two_cases(write_page: Write) -> None:
    cases, _ = resolved(write_page, "Cases\nMSD · MOU with KOTRA\n· MOU with KOTRA\n")
    assert len({case.id for case in cases}) == 2


def test_every_filler_points_at_its_words(graph: KnowledgeGraph, page: Path) -> None:
    text = page.read_bytes().decode()
    marks = [mark for case in graph.cases.values() for mark in case.marks]
    assert len(marks) > 300
    for mark in marks:
        assert text[mark.start : mark.end] == mark.surface
        assert mark.rule
