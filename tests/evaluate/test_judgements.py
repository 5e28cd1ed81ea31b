"""Judgements: which findings of a text count as right and which as wrong, and that each counts once."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from krpia_graph.evaluate import judge
from krpia_graph.model.confidence import Judged
from krpia_graph.model.document import Span
from krpia_graph.model.domain import Domain
from krpia_graph.model.gold import GoldCase, GoldDocument, GoldMention
from krpia_graph.pipeline import understand
from krpia_graph.read import read

BULLET = "Export of Kanarb, a drug of Nobody Pharmaceuticals, to Japan in 2018 for $2 million over 5 years"
TEXT = f"Cases\nMSD•Genexine · {BULLET}\n"
START = TEXT.index(BULLET)

MSD = ("global_company", "MSD", "MSD")
GENEXINE = ("korean_company", "Genexine", "Genexine")
NOBODY = ("global_company", "Nobody Pharmaceuticals", "Nobody")
KANARB = ("drug", "Kanarb", "Kanarb")
JAPAN = ("region", "Japan", "JP")
YEAR = ("period", "2018", "2018")
SUM = ("amount", "$2 million", "USD 2000000")
TERM = ("duration", "5 years", "P5Y")
EVERYTHING = (MSD, GENEXINE, NOBODY, KANARB, JAPAN, YEAR, SUM, TERM)

Marked = tuple[str, str, str]


def mark(marked: Marked) -> GoldMention:
    type_, surface, canonical = marked
    start = TEXT.index(surface)
    return GoldMention(type_, canonical, surface, Span(start, start + len(surface)))


def judged(
    tmp_path: Path,
    domain: Domain,
    marked: Sequence[Marked] = EVERYTHING,
    relations: Sequence[str] = ("export",),
    text: str = TEXT,
    **changes: Any,
) -> Counter[Judged]:
    """The judgements of the text where the reader marked these in its one case."""
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8", newline="")
    case = GoldCase(tuple(relations), Span(START, len(TEXT)), {"all": tuple(mark(m) for m in marked)})
    given = {"cases": (case,), "elsewhere": (), "ignored": ()} | changes
    reading = read(path)
    found = understand(reading).resolution
    return Counter(judge(GoldDocument(str(path), 0, **given), reading, found, domain))


def of(found: Counter[Judged], kind: str, rule: str = "") -> tuple[int, int]:
    """How many of a kind, and of a rule where one is given, are right and wrong."""
    right, wrong = (
        sum(n for j, n in found.items() if j.kind == kind and j.rule.startswith(rule) and j.right is way)
        for way in (True, False)
    )
    return right, wrong


def without(*left_out: Marked) -> list[Marked]:
    return [marked for marked in EVERYTHING if marked not in left_out]


def changed(marked: Marked, canonical: str) -> list[Marked]:
    return [(*m[:2], canonical) if m == marked else m for m in EVERYTHING]


def test_what_the_reader_found_as_well_is_right(tmp_path: Path, domain: Domain) -> None:
    found = judged(tmp_path, domain)
    assert {
        kind: of(found, kind) for kind in ("name", "relation", "period", "amount", "duration", "case")
    } == {
        "name": (5, 0),
        "relation": (1, 0),
        "period": (1, 0),
        "amount": (1, 0),
        "duration": (1, 0),
        "case": (1, 0),
    }
    assert of(found, "edge")[0] > 5
    assert of(found, "edge")[1] == 0


@pytest.mark.parametrize(
    ("kind", "missing"), [("name", JAPAN), ("period", YEAR), ("amount", SUM), ("duration", TERM)]
)
def test_what_the_reader_did_not_mark_is_wrong(
    kind: str, missing: Marked, tmp_path: Path, domain: Domain
) -> None:
    assert of(judged(tmp_path, domain, without(missing)), kind)[1] == 1


@pytest.mark.parametrize(("kind", "marked"), [("period", YEAR), ("amount", SUM), ("duration", TERM)])
def test_another_value_is_wrong(kind: str, marked: Marked, tmp_path: Path, domain: Domain) -> None:
    assert of(judged(tmp_path, domain, changed(marked, "another")), kind) == (0, 1)


class TestNames:
    def test_another_span_is_wrong(self, tmp_path: Path, domain: Domain) -> None:
        shorter = [*without(NOBODY), ("global_company", "Nobody", "Nobody")]
        assert of(judged(tmp_path, domain, shorter), "name", "shape") == (0, 1)

    def test_another_type_is_wrong(self, tmp_path: Path, domain: Domain) -> None:
        other = [*without(NOBODY), ("institution", "Nobody Pharmaceuticals", "Nobody")]
        assert of(judged(tmp_path, domain, other), "name", "shape") == (0, 1)

    def test_a_listed_name_of_another_entity_is_wrong(self, tmp_path: Path, domain: Domain) -> None:
        assert of(judged(tmp_path, domain, changed(MSD, "Merck KGaA")), "name", "lexicon") == (3, 1)

    def test_an_unlisted_one_may_be_spelt_otherwise(self, tmp_path: Path, domain: Domain) -> None:
        assert of(judged(tmp_path, domain, changed(NOBODY, "Nobody AG")), "name", "shape") == (1, 0)

    def test_an_unlisted_one_is_wrong_where_the_lexicon_has_what_is_meant(
        self, tmp_path: Path, domain: Domain
    ) -> None:
        assert of(judged(tmp_path, domain, changed(NOBODY, "Pfizer")), "name", "shape") == (0, 1)

    def test_what_lies_in_an_ignored_span_is_not_judged(self, tmp_path: Path, domain: Domain) -> None:
        found = judged(tmp_path, domain, without(JAPAN), ignored=(mark(JAPAN).span,))
        assert of(found, "name") == (4, 0)

    def test_a_name_outside_the_cases_is_right_and_a_date_there_is_not_judged(
        self, tmp_path: Path, domain: Domain
    ) -> None:
        found = judged(tmp_path, domain, without(JAPAN, YEAR), elsewhere=(mark(JAPAN), mark(YEAR)))
        assert of(found, "name") == (5, 0)
        assert of(found, "period") == (0, 0)

    def test_the_same_words_count_once_a_text(self, tmp_path: Path, domain: Domain) -> None:
        twice = judged(tmp_path, domain, text=f"{TEXT}· Supply of Kanarb, once more\n")
        once = judged(tmp_path, domain)
        # The second bullet stands in no case of the reader's, and what it names is right and wrong at once.
        assert of(once, "name", "lexicon") == (4, 0)
        assert of(twice, "name", "lexicon") == (4, 1)
        thrice = judged(tmp_path, domain, text=f"{TEXT}· Supply of Kanarb, Kanarb and Kanarb\n")
        assert of(thrice, "name", "lexicon") == (4, 1)


class TestCases:
    def test_a_case_needs_all_its_parties(self, tmp_path: Path, domain: Domain) -> None:
        assert of(judged(tmp_path, domain, without(GENEXINE)), "case", "bullet") == (0, 1)
        assert of(judged(tmp_path, domain, without(KANARB)), "case", "bullet") == (1, 0)

    def test_a_case_needs_all_its_relation_types(self, tmp_path: Path, domain: Domain) -> None:
        assert of(judged(tmp_path, domain, relations=["supply"]), "case") == (0, 1)
        assert of(judged(tmp_path, domain, relations=["export", "supply"]), "case") == (1, 0)

    def test_a_relation_is_right_where_the_case_has_its_type(self, tmp_path: Path, domain: Domain) -> None:
        assert of(judged(tmp_path, domain, relations=["supply"]), "relation", "export") == (0, 1)

    def test_an_edge_needs_both_its_ends(self, tmp_path: Path, domain: Domain) -> None:
        found = judged(tmp_path, domain, without(KANARB))
        assert of(found, "edge", "concerns")[0] == 0
        assert of(found, "edge", "concerns")[1] >= 2
        assert of(found, "edge", "in_territory")[1] == 0

    def test_a_case_that_nobody_annotated_is_wrong_with_all_that_it_says(
        self, tmp_path: Path, domain: Domain
    ) -> None:
        found = judged(tmp_path, domain, cases=())
        assert of(found, "case") == (0, 1)
        for kind in ("relation", "edge"):
            assert of(found, kind)[0] == 0
            assert of(found, kind)[1] > 0

    def test_facets_are_not_judged(self, tmp_path: Path, domain: Domain) -> None:
        text = TEXT.replace("Export", "Exclusive export")
        assert "facet" not in {j.kind for j in judged(tmp_path, domain, text=text)}
