"""What gets through of an answer: nothing that is not in the passage or the vocabulary."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from krpia_graph.extract import Extractor
from krpia_graph.llm.answers import NoJsonError, read_answer
from krpia_graph.llm.grounding import Grounded, Grounder, Names
from krpia_graph.llm.questions import Question, is_asked, question_about
from krpia_graph.model.case import Advice, Extraction, Finding, Resolution
from krpia_graph.model.document import Reading
from krpia_graph.model.domain import Domain
from krpia_graph.read import read
from krpia_graph.read.domain import read_domain
from krpia_graph.resolve import resolve

VOCABULARY = read_domain().vocabulary
PAGE = (
    "Cases\n"
    "Acme•Hanbit · Joint study of Painaway with KTRA and Zeta at the nanopark and again the nanopark (2019)\n"
    "Dorim · Licence from Acme\n"
    "KTRA · Joint study with Zeta US\n"
)
NEWS = (
    "Drug makers in talks\n\n"
    "SEOUL, March 3, 2023 - Hanbit said on Friday that it has taken over Painaway from Dorim. "
    "KTRA looked on with delight.\n\n"
    "nanopark은 한빛제약과 손잡았다.\n"
)


class Tried:
    """A document, and what becomes of answers about the passage that holds certain words."""

    def __init__(self, path: Path, domain: Domain, rules: Extractor) -> None:
        self.domain = domain
        self.reading: Reading = read(path)
        self.extraction: Extraction = rules.extract(self.reading)
        known = {**domain.lexicon.entities, **self.extraction.entities}
        self.names = Names(domain.lexicon, known, domain.vocabulary)
        self.grounder = Grounder(self.reading.document, self.names, domain.vocabulary, "llm:tiny")

    def finding(self, words: str) -> Finding:
        return next(f for f in self.extraction.findings if words in f.text)

    def question(self, words: str) -> Question:
        return question_about(self.finding(words), self.reading.document, self.names.known)

    def number(self, words: str, surface: str, entity: str = "") -> int:
        """The number under which a name is shown."""
        return next(
            number
            for number, name in enumerate(self.question(words).candidates, 1)
            if name.surface == surface and name.entity.endswith(entity)
        )

    def after(self, words: str, **answer: Any) -> Grounded:
        return self.grounder.ground(
            self.finding(words), self.question(words), read_answer(json.dumps(answer))
        )

    def resolved(self, *findings: Finding) -> Resolution:
        """What the document says once names are settled, with findings of ours or those of the rules."""
        entities = {**self.extraction.entities, **self.names.new}
        return resolve(Extraction(findings or self.extraction.findings, entities), self.domain)


@pytest.fixture(scope="module")
def asked(asked_data: Path) -> Domain:
    return read_domain(asked_data)


@pytest.fixture(scope="module")
def rules(asked: Domain) -> Extractor:
    return Extractor(asked)


@pytest.fixture
def page(tmp_path: Path, asked: Domain, rules: Extractor) -> Tried:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return Tried(tmp_path / "page.txt", asked, rules)


@pytest.fixture
def news(tmp_path: Path, asked: Domain, rules: Extractor) -> Tried:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    return Tried(tmp_path / "news.txt", asked, rules)


def reasons(grounded: Grounded) -> list[str]:
    return [reason for reason, _ in grounded.dropped]


class TestTheQuestion:
    def test_header_text_and_numbered_names(self, page: Tried) -> None:
        shown = json.loads(page.question("study of").text)
        assert shown["header"] == "Acme•Hanbit"
        assert shown["text"][0].startswith("Joint study of Painaway")
        assert [(n["number"], n["words"], n["entity"]) for n in shown["names"]] == [
            (1, "Acme", "Acme"),
            (2, "Hanbit", "Hanbit"),
            (3, "Painaway", "Painaway"),
            (4, "KTRA", "KTRA"),
            (5, "Zeta", "Zeta Austria"),
            (6, "Zeta", "Zeta US"),
        ]

    def test_of_what_reports_no_case_only_what_names_an_organisation(self, news: Tried) -> None:
        asked = [f.text for f in news.extraction.findings if is_asked(f, VOCABULARY)]
        assert [text[:12] for text in asked] == ["Hanbit said ", "KTRA looked ", "nanopark은 한빛"]


class TestPicks:
    def test_a_role_where_the_rules_give_none(self, page: Tried) -> None:
        number = page.number("study of", "KTRA")
        after = page.after("study of", names=[{"number": number, "role": "site"}])
        (ktra,) = [hit for hit in after.finding.names if hit.surface == "KTRA"]
        assert (after.roles, ktra.role, ktra.advice) == (1, "", Advice("llm:tiny", role="site"))
        assert after.dropped == []

    def test_of_two_roles_for_one_entity_the_first(self, page: Tried) -> None:
        number = page.number("study of", "KTRA")
        picks = [{"number": number, "role": role} for role in ("site", "host")]
        after = page.after("study of", names=picks)
        assert (after.roles, reasons(after)) == (1, ["contradiction"])

    def test_the_role_that_the_rules_give_stays(self, page: Tried) -> None:
        number = page.number("Licence from", "Acme")
        after = page.after("Licence from", names=[{"number": number, "role": "licensee"}])
        assert after.finding == page.finding("Licence from")
        assert after.dropped == [("rules_differ", "Acme: licensee, not licensor")]

    def test_the_same_role_agrees(self, page: Tried) -> None:
        number = page.number("Licence from", "Acme")
        after = page.after("Licence from", names=[{"number": number, "role": "licensor"}])
        assert (after.agreed, after.finding) == (1, page.finding("Licence from"))

    def test_a_party_of_the_header_leads_whatever_is_said(self, page: Tried) -> None:
        after = page.after("study of", names=[{"number": 2, "role": "funder"}])
        assert reasons(after) == ["rules_differ"]

    @pytest.mark.parametrize("number", [0, -1, 7, 10**30])
    def test_a_number_that_was_not_shown(self, page: Tried, number: int) -> None:
        after = page.after("study of", names=[{"number": number, "role": ""}])
        assert (reasons(after), after.finding) == (["unknown_number"], page.finding("study of"))

    @pytest.mark.parametrize("role", ["king", "lead", "adviser", "territory", "LICENSOR", "object"])
    def test_a_role_that_is_none_of_its_slot(self, page: Tried, role: str) -> None:
        after = page.after("study of", names=[{"number": 2, "role": role}])
        assert reasons(after) == ["unknown_role"]

    def test_which_entity_an_unclear_name_means(self, page: Tried) -> None:
        number = page.number("study of", "Zeta", "zeta-at")
        after = page.after("study of", names=[{"number": number, "role": ""}])
        (zeta,) = [hit for hit in after.finding.names if hit.surface == "Zeta"]
        assert (after.senses, zeta.advice) == (1, Advice("llm:tiny", "global_company:zeta-at"))

    def test_of_two_entities_for_the_same_words_the_first(self, page: Tried) -> None:
        numbers = [page.number("study of", "Zeta", e) for e in ("zeta-at", "zeta-us")]
        after = page.after("study of", names=[{"number": n, "role": ""} for n in numbers])
        (zeta,) = [hit for hit in after.finding.names if hit.surface == "Zeta"]
        assert zeta.advice == Advice("llm:tiny", "global_company:zeta-at")
        assert reasons(after) == ["contradiction"]


class TestFurtherNames:
    def test_an_exact_quote_is_a_name_of_a_new_entity(self, news: Tried) -> None:
        after = news.after("손잡았다", further_names=[{"quote": "nanopark", "type": "institution"}])
        (hit,) = [hit for hit in after.finding.names if hit.rule == "llm:tiny"]
        (made,) = news.names.new.values()
        assert (hit.surface, hit.candidates) == ("nanopark", (made.id,))
        assert (made.id, made.label_en, made.source) == ("institution:nanopark", "nanopark", "news")
        assert news.reading.document.text[hit.start : hit.end] == hit.surface

    def test_a_name_that_is_listed_is_the_listed_entity(self, page: Tried) -> None:
        assert page.names.called("hanbit", "global_company", "page") == ("korean_company:hanbit",)
        assert page.names.new == {}

    def test_the_address_of_a_node_is_given_once(self, page: Tried) -> None:
        first = page.names.called("Foo Labs", "global_company", "page")
        assert page.names.called("Foo-Labs", "institution", "page") == first == ("global_company:foo-labs",)

    def test_each_quote_takes_the_next_free_place(self, page: Tried) -> None:
        quote = {"quote": "nanopark", "type": "institution"}
        after = page.after("study of", further_names=[quote, quote, quote])
        first, second = [hit for hit in after.finding.names if hit.rule == "llm:tiny"]
        assert (first.candidates, second.candidates) == (("institution:nanopark",),) * 2
        assert (after.names, first.start < second.start, reasons(after)) == (2, True, ["overlap"])

    @pytest.mark.parametrize(
        ("quote", "type_", "reason"),
        [
            ("nanohub", "institution", "not_in_text"),
            ("joint study", "programme", "not_in_text"),
            ("Hanbit · Joint", "programme", "not_in_text"),
            ("oint stud", "programme", "part_of_word"),
            ("Painaway with", "drug", "overlap"),
            ("Acme", "institution", "overlap"),
            ("Joint", "person", "unknown_type"),
            ("2019", "drug", "wrong_shape"),
            ("", "drug", "wrong_shape"),
            (
                "Joint study of Painaway with KTRA and Zeta at the nanopark",
                "drug",
                "wrong_shape",
            ),
            ("J\ud800", "drug", "not_in_text"),
        ],
    )
    def test_what_is_no_further_name(self, page: Tried, quote: str, type_: str, reason: str) -> None:
        after = page.after("study of", further_names=[{"quote": quote, "type": type_, "role": ""}])
        assert (reasons(after), after.names) == ([reason], 0)
        assert after.finding == page.finding("study of")

    def test_a_role_of_another_slot(self, page: Tried) -> None:
        quote = {"quote": "Joint", "type": "programme", "role": "licensor"}
        assert reasons(page.after("study of", further_names=[quote])) == ["unknown_role"]


class TestRelations:
    def test_an_exact_quote_shows_a_relation(self, page: Tried) -> None:
        after = page.after("study of", relations=[{"type": "funding", "quote": "and again"}])
        (mention,) = [m for m in after.finding.relations if m.rule == "llm:tiny"]
        assert (mention.type, mention.surface) == ("funding", "and again")
        assert page.reading.document.text[mention.start : mention.end] == "and again"

    def test_what_the_rules_found_agrees(self, page: Tried) -> None:
        after = page.after("study of", relations=[{"type": "joint_research", "quote": "nowhere"}])
        assert (after.agreed, after.finding) == (1, page.finding("study of"))

    @pytest.mark.parametrize(
        ("type_", "quote", "reason"),
        [
            ("marriage", "and again", "unknown_type"),
            ("funding", "paid for", "not_in_text"),
            ("funding", "Acme•Hanbit", "not_in_text"),  # the header names, it does not tell
            ("funding", "gain", "part_of_word"),
            ("funding", "Painaway", "overlap"),
            ("funding", "(2019", "wrong_shape"),
            ("funding", "x" * 201, "wrong_shape"),
        ],
    )
    def test_what_shows_no_relation(self, page: Tried, type_: str, quote: str, reason: str) -> None:
        after = page.after("study of", relations=[{"type": type_, "quote": quote}])
        assert (reasons(after), after.finding) == ([reason], page.finding("study of"))

    def test_a_type_is_given_once(self, page: Tried) -> None:
        said = [{"type": "funding", "quote": quote} for quote in ("and again", "study of")]
        assert reasons(page.after("study of", relations=said)) == ["repeated"]

    def test_with_two_parties_a_passage_becomes_a_case(self, news: Tried) -> None:
        assert not news.finding("taken over").passage.reports
        after = news.after("taken over", relations=[{"type": "licensing", "quote": "has taken over"}])
        assert after.finding.passage.reports
        (case,) = news.resolved(after.finding).cases
        assert [relation.rule for relation in case.relations] == ["llm:tiny"]
        assert {p.entity for p in case.participants} == {
            "korean_company:hanbit",
            "korean_company:dorim",
        }

    def test_with_one_party_it_does_not(self, news: Tried) -> None:
        after = news.after("looked on", relations=[{"type": "event", "quote": "looked on"}])
        assert (reasons(after), after.relations) == (["no_case"], 0)
        assert after.finding == news.finding("looked on")

    def test_a_further_name_may_be_the_second_party(self, news: Tried) -> None:
        after = news.after(
            "손잡았다",
            further_names=[{"quote": "nanopark", "type": "institution"}],
            relations=[{"type": "collaboration", "quote": "손잡았다"}],
        )
        assert after.finding.passage.reports

    def test_roles_without_a_case_are_dropped(self, news: Tried) -> None:
        number = news.number("looked on", "KTRA")
        assert reasons(news.after("looked on", names=[{"number": number, "role": "host"}])) == ["no_case"]


class TestOpenNames:
    @pytest.fixture
    def open_name(self, tmp_path: Path, asked: Domain, rules: Extractor) -> Tried:
        (tmp_path / "m.txt").write_text("Cases\nDorim · Licence from Zeta\n", encoding="utf-8")
        return Tried(tmp_path / "m.txt", asked, rules)

    def test_the_reading_counts_where_nothing_else_decides(self, open_name: Tried) -> None:
        number = open_name.number("Licence", "Zeta", "zeta-at")
        after = open_name.after("Licence", names=[{"number": number, "role": ""}])
        assert [doubt.reason for doubt in open_name.resolved().doubts] == ["ambiguous_name"]
        found = open_name.resolved(after.finding)
        (zeta,) = [p for p in found.cases[0].participants if p.entity == "global_company:zeta-at"]
        assert (zeta.role, zeta.mentions[0].rule) == ("licensor", "lexicon+llm:tiny")
        assert "ambiguous_name" not in {doubt.reason for doubt in found.doubts}

    def test_what_the_document_says_decides_before_it(self, page: Tried) -> None:
        number = page.number("study of", "Zeta", "zeta-at")
        after = page.after("study of", names=[{"number": number, "role": ""}])
        others = [f for f in page.extraction.findings if f != page.finding("study of")]
        (zeta,) = [m for m in page.resolved(after.finding, *others).mentions if m.surface == "Zeta"]
        assert (zeta.entity, zeta.rule) == ("global_company:zeta-us", "lexicon")


WORDS = st.sampled_from(
    ["Acme", "Hanbit", "nanopark", "again", "and again", "Painaway", "Joint study of", "study", "(2019)",
     "손잡았다", "한빛제약", "한빛제약과", "nano", "", " ", "\ud800", "has taken over", "delight.", "ight"]
)  # fmt: skip
TYPES = st.sampled_from([*VOCABULARY.entity_types, *VOCABULARY.relation_types, "person", ""])
ROLES = st.sampled_from([*VOCABULARY.roles, "king", ""]) | st.none()
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def part(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A part that fits, or one in which something does not, or anything at all."""
    return st.fixed_dictionaries(values) | st.fixed_dictionaries({}, optional=values) | JSON


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "names": st.lists(part(number=st.integers(-1, 9), role=ROLES), max_size=6) | JSON,
        "further_names": st.lists(part(quote=WORDS | st.text(), type=TYPES, role=ROLES), max_size=6) | JSON,
        "relations": st.lists(part(type=TYPES, quote=WORDS | st.text()), max_size=6) | JSON,
        "other": JSON,
    },
)
QUIET = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=["page", "news", "web"])
def tried(
    request: pytest.FixtureRequest, tmp_path: Path, asked: Domain, rules: Extractor
) -> Callable[[], Tried]:
    """A new trial of a document each time it is called: on a page, in running text, in markup."""
    path = tmp_path / f"{request.param}.{'html' if request.param == 'web' else 'txt'}"
    lines = (f"<p>{line.replace('and again', 'and <b>ag</b>ain')}</p>" for line in PAGE.splitlines()[1:])
    web = f"<html><body><h1>News</h1>{''.join(lines)}</body></html>"
    path.write_text({"page": PAGE, "news": NEWS, "web": web}[request.param], encoding="utf-8")
    return lambda: Tried(path, asked, rules)


@QUIET
@given(answer=ANSWERS)
def test_whatever_comes_back_only_the_text_and_the_vocabulary_get_through(
    tried: Callable[[], Tried], answer: dict[str, Any]
) -> None:
    trial = tried()
    try:
        read_back = read_answer(json.dumps(answer))
    except NoJsonError:
        return  # NaN
    findings = []
    for finding in trial.extraction.findings:
        question = question_about(finding, trial.reading.document, trial.names.known)
        findings.append(trial.grounder.ground(finding, question, read_back).finding)
    found, rules = trial.resolved(*findings), trial.resolved()
    text, vocabulary = trial.reading.document.text, VOCABULARY
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.type in vocabulary.entity_types
    for case in found.cases:
        for mark in case.marks:
            assert text[mark.start : mark.end] == mark.surface
        assert set(case.relation_types) <= vocabulary.relation_types.keys()
        for argument in case.arguments:
            assert vocabulary.roles[argument.role].slot == vocabulary.entity_types[argument.type].slot
    kept = {(m.start, m.end, m.entity) for m in found.mentions}
    assert {(m.start, m.end, m.entity) for m in rules.mentions} <= kept
    assert len(found.cases) >= len(rules.cases)
