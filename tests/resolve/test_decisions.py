"""Decisions of people: what each action does, what it leaves alone, and which no longer fit."""

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.extract import Extractor
from krpia_graph.model.case import Doubt, DoubtReason, Extraction, Mention, Resolution
from krpia_graph.model.confidence import SETTLED
from krpia_graph.model.document import Document, Reading, Source, Span
from krpia_graph.model.domain import Domain
from krpia_graph.model.errors import DomainError
from krpia_graph.model.review import ABOUT_STATEMENTS, REASONS, Action, Decision
from krpia_graph.pipeline import build, process
from krpia_graph.read.decisions import read_decisions
from krpia_graph.read.domain import read_domain
from krpia_graph.read.krpia_page import read_krpia_page
from krpia_graph.resolve import replay, resolve
from krpia_graph.write.decisions import append_decisions

Write = Callable[[str], Path]

TEXT = """Cases
Handok•Unheard Pharma · Co-promotion of Keytruda since 1897
· MOU with Yuhan Corporatoin Inc. and Unheard Pharma
· Blue skies on AMC patterns
Genewel · Collaboration with Merck
· Exclusive supply in Korea, non-exclusive supply in Japan
"""
SHA = hashlib.sha256(TEXT.encode()).hexdigest()
DOMAIN = read_domain()


def reading_of(text: str) -> Reading:
    sha = hashlib.sha256(text.encode()).hexdigest()
    return read_krpia_page(Document(Source("page", "page.txt", "", "", "", "", "en", sha), text))


READING = reading_of(TEXT)
EXTRACTION: Extraction = Extractor(DOMAIN).extract(READING)


def decided(*decisions: Decision, reading: Reading = READING, domain: Domain = DOMAIN) -> Resolution:
    return resolve(EXTRACTION, domain, replay(decisions, reading, EXTRACTION, domain))


UNDECIDED = decided()


def decision(
    action: Action, surface: str, reason: str = "", entity: str = "", label: str = "", nth: int = 0
) -> Decision:
    """A decision about the nth place where some words stand."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    known = next((r for r in REASONS if r == reason), "")
    # The reason comes as plain text; that it is a valid one is what the test is about.
    return Decision(SHA, "page", start, start + len(surface), surface, action, known or "", entity, label)  # type: ignore[arg-type]


def mentions_at(resolution: Resolution, span: Span) -> list[tuple[str, str]]:
    return [(m.entity, m.rule) for m in resolution.mentions if (m.start, m.end) == span]


def reasons_at(resolution: Resolution, span: Span) -> list[str]:
    return [d.reason for d in resolution.doubts if d.span == span]


def elsewhere(resolution: Resolution, spans: Iterable[Span]) -> tuple[list[Mention], list[Doubt]]:
    """Mentions and doubts about names away from some spans."""
    return (
        [m for m in resolution.mentions if Span(m.start, m.end) not in spans],
        [d for d in resolution.doubts if d.span not in spans and d.reason != "no_participant"],
    )


class TestDoubts:
    def test_each_reason_with_its_words(self) -> None:
        found = [(d.reason, d.surface) for d in UNDECIDED.doubts]
        for expected in (
            ("unknown_organisation", "Unheard Pharma"),
            ("unparsed_date", "1897"),
            ("fuzzy_alias", "Yuhan Corporatoin Inc."),
            ("no_relation", "Blue skies on AMC patterns"),
            ("needs_cue", "AMC"),
            ("ambiguous_name", "Merck"),
            ("conflict", "non-exclusive"),
        ):
            assert expected in found
        assert len(set(UNDECIDED.doubts)) == len(UNDECIDED.doubts)

    def test_a_close_name_is_a_proposal_and_never_a_merge(self) -> None:
        (doubt,) = [d for d in UNDECIDED.doubts if d.reason == "fuzzy_alias"]
        assert doubt.candidates[0] == "korean_company:yuhan"
        (mention,) = [m for m in UNDECIDED.mentions if m.surface == doubt.surface]
        assert mention.entity not in DOMAIN.lexicon.entities

    def test_the_page_that_comes_along_leaves_none(self) -> None:
        assert build().doubts == ()


class TestActions:
    def test_accept_keeps_the_mention_and_closes_the_doubt(self) -> None:
        d = decision("accept", "Unheard Pharma", "unknown_organisation")
        found = decided(d)
        ((entity, rule),) = mentions_at(UNDECIDED, d.span)
        assert mentions_at(found, d.span) == [(entity, f"{rule}.review")]
        assert reasons_at(found, d.span) == []
        assert elsewhere(found, [d.span]) == elsewhere(UNDECIDED, [d.span])

    def test_accept_for_another_reason_closes_nothing(self) -> None:
        d = decision("accept", "Yuhan Corporatoin Inc.", "unknown_organisation")
        assert reasons_at(decided(d), d.span) == ["fuzzy_alias"]
        assert mentions_at(decided(d), d.span) == mentions_at(UNDECIDED, d.span)
        assert decided(d).judged == ()

    def test_a_name_passed_over_is_a_mention_once_accepted(self) -> None:
        d = decision("accept", "AMC", "needs_cue")
        found = decided(d)
        assert mentions_at(found, d.span) == [("institution:asan-medical-center", "review")]
        assert reasons_at(found, d.span) == []

    def test_reject_drops_the_mention_from_mentions_and_cases(self) -> None:
        d = decision("reject", "Yuhan Corporatoin Inc.", "fuzzy_alias")
        found = decided(d)
        assert mentions_at(found, d.span) == []
        assert reasons_at(found, d.span) == []
        assert not [m for c in found.cases for m in c.marks if (m.start, m.end) == d.span]
        assert "yuhan-corporatoin" not in " ".join(found.entities)

    def test_any_mention_can_be_rejected_without_a_doubt(self) -> None:
        d = decision("reject", "Keytruda")
        assert mentions_at(decided(d), d.span) == []
        assert [m for m in UNDECIDED.mentions if m.surface == "Keytruda"]

    def test_link_makes_a_mention_of_that_entity(self) -> None:
        d = decision("link", "Merck", "ambiguous_name", "global_company:merck-kgaa")
        found = decided(d)
        assert mentions_at(found, d.span) == [("global_company:merck-kgaa", "review")]
        assert reasons_at(found, d.span) == []
        (case,) = [case for case in found.cases if "Collaboration" in case.text]
        assert "global_company:merck-kgaa" in [p.entity for p in case.participants]

    def test_a_party_of_a_header_still_leads_its_cases(self) -> None:
        d = decision("link", "Unheard Pharma", "unknown_organisation", "korean_company:yuhan")
        leads = [
            [p.entity for p in case.participants if p.role == "lead"]
            for case in decided(d).cases
            if case.header.startswith("Handok")
        ]
        assert len(leads) == 3
        assert all("korean_company:yuhan" in found for found in leads)

    def test_new_makes_an_entity_of_the_review(self, write_page: Write, tmp_path: Path) -> None:
        label = "Blue Skies Institute"
        d = decision("new", "Blue skies", entity="institution:blue-skies-institute", label=label)
        found = decided(d)
        assert mentions_at(found, d.span) == [(d.entity, "review")]
        entity = found.entities[d.entity]
        assert (entity.type, entity.label_en, entity.source) == ("institution", label, "review")
        append_decisions(tmp_path / "d.jsonl", [d])
        graph = build([write_page(TEXT)], decisions=tmp_path / "d.jsonl")
        assert graph.find(label).source == "review"

    def test_words_can_be_linked_to_what_another_decision_made(self) -> None:
        new = decision("new", "Blue skies", entity="institution:blue-skies", label="Blue Skies")
        link = decision("link", "patterns", entity="institution:blue-skies")
        found = decided(link, new)
        assert mentions_at(found, link.span) == mentions_at(found, new.span) == [(new.entity, "review")]

    @pytest.mark.parametrize("action", ["accept", "reject"])
    @pytest.mark.parametrize(
        ("reason", "surface"),
        [
            ("no_relation", "Blue skies on AMC patterns"),
            ("unparsed_date", "1897"),
            ("conflict", "non-exclusive"),
        ],
    )
    def test_a_doubt_about_a_statement_is_closed_and_nothing_else(
        self, action: Action, reason: str, surface: str
    ) -> None:
        d = decision(action, surface, reason)
        found = decided(d)
        assert reason in reasons_at(UNDECIDED, d.span)
        assert found.doubts == tuple(x for x in UNDECIDED.doubts if (x.reason, x.span) != (reason, d.span))
        assert (found.cases, found.mentions) == (UNDECIDED.cases, UNDECIDED.mentions)

    def test_the_last_of_several_answers_stands(self) -> None:
        reject = decision("reject", "Merck")
        link = decision("link", "Merck", "ambiguous_name", "global_company:merck-kgaa")
        assert decided(reject, link) == decided(link)
        assert decided(link, reject) == decided(reject)


class TestStale:
    def test_a_decision_for_another_state_of_the_document(self) -> None:
        old = replace(decision("reject", "Merck"), document="0" * 64)
        found = decided(old)
        assert (found.cases, found.mentions) == (UNDECIDED.cases, UNDECIDED.mentions)
        assert [d for d in found.doubts if d not in UNDECIDED.doubts] == [
            Doubt("stale_decision", "page", "Merck", old.start, old.end)
        ]

    @pytest.mark.parametrize(
        "changes",
        [
            {"surface": "Merk"},
            {"action": "link", "entity": "institution:nowhere"},
            {"action": "new", "entity": "planet:mars", "label": "Mars"},
            {"start": 0, "end": 5, "surface": "Cases", "action": "link", "entity": "region:kr"},
            {"start": 10**9, "end": 10**9 + 5},
        ],
    )
    def test_a_decision_that_does_not_fit_the_words(self, changes: dict[str, object]) -> None:
        # The fields to change come as parameters of the test, of one type for all.
        d = replace(decision("reject", "Merck"), **changes)  # type: ignore[arg-type]
        found = decided(d)
        assert found.mentions == UNDECIDED.mentions
        assert "stale_decision" in reasons_at(found, d.span)

    def test_it_can_be_put_to_rest(self) -> None:
        old = replace(decision("reject", "Merck"), document="0" * 64)
        rest = replace(old, document=SHA, action="accept", reason="stale_decision")
        assert decided(old, rest) == UNDECIDED

    def test_a_decision_for_another_document_is_none_of_ours(self) -> None:
        assert decided(replace(decision("reject", "Merck"), document="0" * 64, source="else")) == UNDECIDED


SPANS = sorted(
    {Span(m.start, m.end) for m in UNDECIDED.mentions} | {doubt.span for doubt in UNDECIDED.doubts}
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    start, end = draw(st.sampled_from(SPANS))
    action: Action = draw(st.sampled_from(["accept", "reject", "link", "new"]))
    doubted = [d.reason for d in UNDECIDED.doubts if d.span == (start, end)]
    about: list[DoubtReason] = [
        r for r in doubted if action in ("accept", "reject") or r not in ABOUT_STATEMENTS
    ]
    reason: DoubtReason | Literal[""] = draw(st.sampled_from([*about, ""]))
    entity = {
        "link": draw(st.sampled_from(["korean_company:yuhan", "drug:kanarb", "institution:nowhere"])),
        "new": "institution:new-institute",
    }.get(action, "")
    label = "New Institute" if action == "new" else ""
    return Decision(SHA, "page", start, end, TEXT[start:end], action, reason, entity, label)


@given(st.lists(decisions(), max_size=4))
def test_replaying_gives_the_same_each_time_and_changes_no_other_span(made: list[Decision]) -> None:
    once = decided(*made)
    assert once == decided(*made)
    assert once == decided(*made, *made)
    touched = [d.span for d in made]
    assert elsewhere(once, touched) == elsewhere(UNDECIDED, touched)
    for mention in once.mentions:
        assert TEXT[mention.start : mention.end] == mention.surface
        assert mention.entity in DOMAIN.lexicon.entities or mention.entity in once.entities


@given(st.lists(decisions(), min_size=1, max_size=6))
def test_what_is_written_is_what_is_read(made: list[Decision]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new" / "decisions.jsonl"
        for d in made:
            append_decisions(path, [d])
        assert list(read_decisions(path)) == made
        assert [d.line for d in read_decisions(path)] == list(range(1, len(made) + 1))


class TestFile:
    def test_the_file_of_the_data_folder_is_used(self, write_page: Write, data_copy: Path) -> None:
        page = write_page(TEXT)
        append_decisions(data_copy / "review" / "decisions.jsonl", [decision("reject", "Merck")])
        (shard,) = process([page], data_copy)
        assert "ambiguous_name" not in [d.reason for d in shard.resolution.doubts]

    @pytest.mark.parametrize("engine", ["serial", "processes"])
    def test_every_engine_replays(self, write_page: Write, tmp_path: Path, engine: str) -> None:
        append_decisions(tmp_path / "d.jsonl", [decision("reject", "Merck")])
        (shard,) = process([write_page(TEXT)], engine=engine, decisions=tmp_path / "d.jsonl")
        assert "ambiguous_name" not in [d.reason for d in shard.resolution.doubts]

    def test_a_last_line_without_an_end_is_not_continued(self, tmp_path: Path) -> None:
        path = tmp_path / "d.jsonl"
        append_decisions(path, [decision("reject", "Merck")])
        path.write_bytes(path.read_bytes().rstrip(b"\n"))
        append_decisions(path, [decision("accept", "AMC", "needs_cue")])
        assert [d.action for d in read_decisions(path)] == ["reject", "accept"]

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("{", "truncated"),
            ("[]", "Expected `object`"),
            ('{"document": "x"}', "missing required field"),
            ('{"sort": 1}', "unknown key 'sort'"),
            ('{"line": 1}', "unknown key 'line'"),
            ("ACTION merge", "Invalid enum value 'merge'"),
            ("ACTION link", "needs an entity"),
            ("ACTION new", "needs an entity"),
            ("SPAN 7 3", "7 to 3 is no span"),
            ("REASON no_relation", "answers no doubt 'no_relation'"),
        ],
    )
    def test_a_bad_line_is_named(self, tmp_path: Path, line: str, message: str) -> None:
        path = tmp_path / "d.jsonl"
        head = '{"document":"x","source":"y","surface":"z"'
        line = {
            "ACTION": f'{head},"start":1,"end":2,"action":"{line.partition(" ")[2]}"}}',
            "SPAN": f'{head},"start":7,"end":3,"action":"accept"}}',
            "REASON": f'{head},"start":1,"end":2,"action":"link","entity":"a:b","reason":"no_relation"}}',
        }.get(line.partition(" ")[0], line)
        path.write_text(f"\n{line}\n", encoding="utf-8")
        with pytest.raises(DomainError, match=message) as error:
            read_decisions(path)
        assert str(error.value).startswith(f"{path}:2: ")

    def test_a_named_file_that_is_missing(self, write_page: Write, tmp_path: Path) -> None:
        with pytest.raises(DomainError, match="no such file"):
            build([write_page(TEXT)], decisions=tmp_path / "none.jsonl")


class TestJudged:
    """What decisions say of the rules that had found a name: right, wrong, or nothing."""

    @pytest.mark.parametrize(
        ("made", "right"),
        [
            (decision("accept", "Unheard Pharma", "unknown_organisation"), True),
            (decision("reject", "Unheard Pharma", "unknown_organisation"), False),
            (decision("link", "Unheard Pharma", "unknown_organisation", "korean_company:yuhan"), False),
            (decision("link", "Keytruda", entity="drug:keytruda"), True),
            (decision("link", "Keytruda", entity="drug:kanarb"), False),
            (decision("new", "Unheard Pharma", entity="global_company:unheard", label="Unheard"), True),
            (decision("new", "Unheard Pharma", entity="institution:unheard", label="Unheard"), False),
            (decision("new", "Keytruda", entity="drug:another", label="Another"), False),
        ],
    )
    def test_a_name_that_was_found(self, made: Decision, right: bool) -> None:
        ((mention, verdict),) = decided(made).judged
        assert (mention.start, mention.end) == made.span
        assert [(mention.entity, mention.rule)] == mentions_at(UNDECIDED, made.span)
        assert verdict is right

    @pytest.mark.parametrize(
        "made",
        [
            decision("link", "Merck", "ambiguous_name", "global_company:merck-kgaa"),
            decision("accept", "AMC", "needs_cue"),
            decision("reject", "AMC", "needs_cue"),
            decision("new", "Blue skies", entity="institution:blue-skies", label="Blue Skies"),
            decision("accept", "Blue skies on AMC patterns", "no_relation"),
        ],
    )
    def test_words_in_which_no_rule_had_found_a_name(self, made: Decision) -> None:
        assert decided(made).judged == ()

    def test_only_the_last_answer_counts(self) -> None:
        ((_, verdict),) = decided(decision("accept", "Keytruda"), decision("reject", "Keytruda")).judged
        assert verdict is False

    def test_the_counts_of_a_rule_take_them_in(self, write_page: Write, tmp_path: Path) -> None:
        path = tmp_path / "d.jsonl"
        made = [decision("reject", "Unheard Pharma", "unknown_organisation", nth=n) for n in (0, 1)]
        append_decisions(path, [*made, decision("accept", "Keytruda")])
        page = write_page(TEXT)
        before, after = build([page]).confidence, build([page], decisions=path).confidence
        grown = {
            rule: (tally.accepted - old.accepted, tally.rejected - old.rejected)
            for (kind, rule), tally in after.tallies.items()
            if (old := before.tallies[kind, rule]) != tally
        }
        assert grown == {"lexicon": (1, 0), "shape.head": (0, 1)}  # the same words count once

    def test_what_a_person_decided_is_sure(self, write_page: Write, tmp_path: Path) -> None:
        path = tmp_path / "d.jsonl"
        link = decision("link", "Merck", "ambiguous_name", "global_company:merck-kgaa")
        append_decisions(path, [link, decision("accept", "Unheard Pharma", "unknown_organisation")])
        graph = build([write_page(TEXT)], decisions=path)
        marks = {m.rule: m for case in graph.cases.values() for m in case.marks if "review" in m.rule}
        assert set(marks) == {"review", "shape.head.review"}
        assert {graph.confidence.of(mark) for mark in marks.values()} == {SETTLED}
