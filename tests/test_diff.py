"""What two exports differ in: the same whatever format and order, complete, in things and not in triples."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from krpia_graph.diff import compare, compare_files
from krpia_graph.model.difference import Change, Difference, Fact, What
from krpia_graph.model.errors import SourceError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import build
from krpia_graph.read.rdf_file import RDF_FORMATS, Triple, read_rdf
from krpia_graph.write import write

SMALL = Path(__file__).parent / "data" / "small"
ID = "https://example.org/id/"
NS = "https://example.org/ns#"
REPLACED = "<http://purl.org/dc/terms/isReplacedBy>"
RDFS_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
CASES = "Cases\n"

Edit = Callable[[Path], None]
MIRRORED: dict[What, What] = {"added": "removed", "removed": "added", "merged": "split", "split": "merged"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> list[Triple]:
    """The triples of the small page as its export holds them."""
    return export(build([SMALL / "small.txt"], data=SMALL), tmp_path_factory.mktemp("small"))


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., list[Triple]]:
    """The triples of the small page after lines of its files were replaced.

    `edited({"small.txt": {"Cases": "Cases of today"}})`; a text that does not stand in the file is an error.
    """

    def edit(changes: dict[str, dict[str, str]]) -> list[Triple]:
        folder = tmp_path / "edited"
        shutil.copytree(SMALL, folder)
        for name, replacements in changes.items():
            text = (folder / name).read_text(encoding="utf-8")
            for before, after in replacements.items():
                assert before in text
                text = text.replace(before, after)
            (folder / name).write_text(text, encoding="utf-8")
        return export(build([folder / "small.txt"], data=folder), tmp_path / "out")

    return edit


def export(graph: KnowledgeGraph, folder: Path) -> list[Triple]:
    return list(read_rdf(write(graph, folder / "graph.ttl")))


def told(difference: Difference, kind: str) -> list[tuple[str, str]]:
    """What happened to which things of a kind."""
    return [(c.what, c.label) for c in difference.changes if c.kind == kind]


def only(difference: Difference, kind: str) -> Change:
    (change,) = (c for c in difference.changes if c.kind == kind)
    return change


def without(triples: list[Triple], *parts: str) -> list[Triple]:
    """The triples but those in which all the parts stand."""
    left = [t for t in triples if not all(part in " ".join(t) for part in parts)]
    assert len(left) < len(triples)
    return left


def renamed(triples: list[Triple], old: str, new: str) -> list[Triple]:
    """The same with another address in place of one."""
    return each_term(triples, lambda term: f"<{new}>" if term == f"<{old}>" else term)


def each_term(triples: list[Triple], change: Callable[[str], str]) -> list[Triple]:
    return [(change(subject), change(verb), change(thing)) for subject, verb, thing in triples]


def mirrored(difference: Difference) -> Difference:
    """The same difference seen from the other side; only the flag for what is gone has no mirror image."""
    changes = [
        Change(
            change.kind,
            MIRRORED.get(change.what, change.what),
            change.new,
            change.old,
            change.label,
            tuple(Fact(f.property, f.new, f.old, f.has, f.had) for f in change.facts),
            told=change.told,
        )
        for change in difference.changes
    ]
    totals = {kind: (after, before) for kind, (before, after) in difference.totals.items()}
    return Difference(difference.bases[::-1], tuple(changes), totals, difference.moved)


def bare(difference: Difference) -> tuple[object, ...]:
    """A difference without its labels, as they are taken from one side, and in an order of its own."""
    changes = sorted((c.kind, c.what, c.old, c.new, c.facts, c.told) for c in difference.changes)
    return difference.bases, changes, dict(difference.totals), difference.moved


# -- what a curator did, and what is told ---------------------------------------------------------------


def test_an_export_does_not_differ_from_itself(small: list[Triple]) -> None:
    difference = compare(small, small)
    assert difference.same
    assert difference.totals["case"] == (3, 3)
    assert difference.totals["entity"] == (12, 12)
    assert difference.totals["edge"] == (34, 34)


def test_another_label_is_told_with_its_language(
    small: list[Triple], edited: Callable[..., list[Triple]]
) -> None:
    new = edited({"lexicon/entities.csv": {",아크메,": ",아크메제약,"}})
    change = only(compare(small, new), "entity")
    assert (change.what, change.label) == ("changed", "Acme Inc.")
    assert change.facts == (Fact("label ko", ("아크메",), ("아크메제약",), 2, 2),)


def test_another_label_is_no_change_of_the_cases_that_name_the_entity(
    small: list[Triple], edited: Callable[..., list[Triple]]
) -> None:
    difference = compare(small, edited({"lexicon/entities.csv": {"Hanbit,": "Hanbit Group,"}}))
    assert told(difference, "entity") == [("changed", "Hanbit Group")]
    assert told(difference, "case") == told(difference, "edge") == []


def test_an_identifier_is_told_with_its_scheme(
    small: list[Triple], edited: Callable[..., list[Triple]]
) -> None:
    new = edited({"lexicon/identifiers.csv": {"M01AE01": "M01AE99"}})
    facts = only(compare(small, new), "entity").facts
    assert Fact("identifier atc", ("M01AE01",), ("M01AE99",), 1, 1) in facts


def test_a_case_with_another_text_is_another_case(
    small: list[Triple], edited: Callable[..., list[Triple]]
) -> None:
    new = edited({"small.txt": {'Seoul "North" Hospital (2020.02)': "Hanbit Pharm (2020.02)"}})
    difference = compare(small, new)
    assert told(difference, "case") == [
        ("added", "Acme Korea: Joint study with Hanbit Pharm (2020.02)"),
        ("removed", 'Acme Korea: Joint study with Seoul "North" Hospital (2020.02)'),
    ]
    assert told(difference, "entity") == [("removed", 'Seoul "North" Hospital')]
    assert [(c.what, c.label) for c in difference.of("edge") if not c.told] == [
        ("added", "Acme Korea - Hanbit (partners with)"),
        ("removed", 'Acme Korea - Seoul "North" Hospital (partners with)'),
    ]
    assert [c.label for c in difference.changes if c.unrecorded] == [
        'Acme Korea: Joint study with Seoul "North" Hospital (2020.02)',
        'Seoul "North" Hospital',
    ]


def test_one_more_case_behind_an_edge_is_counted(
    small: list[Triple], edited: Callable[..., list[Triple]]
) -> None:
    again = "(2020.02)\nAcme Inc.•Hanbit Pharm · Joint study of Painaway"
    difference = compare(small, edited({"small.txt": {"(2020.02)": again}}))
    (change,) = (c for c in difference.of("edge", "changed") if c.label.startswith("Acme Inc. - Hanbit "))
    (cases,) = (fact for fact in change.facts if fact.property == "in case")
    assert (cases.had, cases.has, cases.old) == (2, 3, ())
    assert cases.new == ("Acme Inc.•Hanbit Pharm: Joint study of Painaway",)


def test_a_party_is_told_with_its_roles(small: list[Triple]) -> None:
    collab = next(s for s, _, o in small if "/collab/" in s and o == f"<{ID}org/north-hospital>")
    new = [
        *without(small, f"{collab} <{NS}partner> <{ID}org/north-hospital>"),
        (collab, f"<{NS}lead>", f"<{ID}org/north-hospital>"),
    ]
    (fact,) = only(compare(small, new), "case").facts
    assert fact.property == "has participant"
    assert fact.old == ('Seoul "North" Hospital as Partner',)
    assert fact.new == ('Seoul "North" Hospital as Lead',)


def test_text_before_the_cases_moves_them_and_changes_none(
    small: list[Triple], edited: Callable[..., list[Triple]]
) -> None:
    difference = compare(small, edited({"small.txt": {"Cases": "One line more.\n\nCases"}}))
    assert told(difference, "case") == told(difference, "edge") == told(difference, "entity") == []
    assert [c.label for c in difference.of("statement")] == ["One line more."]
    assert difference.moved > 20
    assert not difference.same


def test_what_an_edge_tells_is_not_told_of_its_ends_again(
    small: list[Triple], edited: Callable[..., list[Triple]]
) -> None:
    new = edited(
        {"lexicon/links.csv": {"global_company:acme-korea,affiliate_of,global_company:acme,,made up\n": ""}}
    )
    difference = compare(small, new)
    assert told(difference, "edge") == [("removed", "Acme Korea -> Acme Inc. (affiliate of)")]
    assert told(difference, "entity") == []


def test_a_link_that_no_edge_stands_for_is_told_of_the_entity(small: list[Triple]) -> None:
    link = (f"<{ID}org/hanbit>", f"<{NS}worksOn>", f"<{ID}product/ibuprofen>")
    difference = compare(small, [*small, link])
    change = only(difference, "entity")
    assert change.facts == (Fact("works on", (), ("ibuprofen",), *counts(small, link)),)


def counts(triples: list[Triple], added: Triple) -> tuple[int, int]:
    before = sum(t[:2] == added[:2] for t in triples)
    return before, before + 1


def test_an_edited_document_is_the_same_document(
    small: list[Triple], edited: Callable[..., list[Triple]]
) -> None:
    """Its address follows from its content; its file name tells that it is another edition."""
    difference = compare(small, edited({"small.txt": {"Partnerships": "Partnerships of today"}}))
    change = only(difference, "document")
    assert (change.what, change.label) == ("changed", "Small page")
    assert [fact.property for fact in change.facts] == ["SHA-256 of the file"]
    assert change.old != change.new
    for case in difference.of("case"):
        assert [(f.property, f.old, f.new) for f in case.facts] == [
            ("section en", ("Partnerships",), ("Partnerships of today",))
        ]


# -- the ledger -----------------------------------------------------------------------------------------


def test_an_entity_with_another_address_is_renamed_where_the_ledger_says_so(small: list[Triple]) -> None:
    old, new = f"{ID}org/hanbit", f"{ID}org/hanbit-bio"
    difference = compare(small, [*renamed(small, old, new), (f"<{old}>", REPLACED, f"<{new}>")])
    assert [(c.kind, c.what, c.old, c.new) for c in difference.changes] == [("entity", "renamed", old, new)]
    assert difference.totals["entity"] == (12, 12)


def test_without_the_ledger_it_is_gone_and_flagged(small: list[Triple]) -> None:
    old, new = f"{ID}org/hanbit", f"{ID}org/hanbit-bio"
    difference = compare(small, renamed(small, old, new))
    assert told(difference, "entity") == [("added", "Hanbit"), ("removed", "Hanbit")]
    assert [c.unrecorded for c in difference.of("entity")] == [False, True]
    assert difference.of("edge")


def test_renames_follow_one_another(small: list[Triple]) -> None:
    first, second, third = (f"{ID}org/{name}" for name in ("hanbit", "hanbit-bio", "hanbit-group"))
    rows = [(f"<{first}>", REPLACED, f"<{second}>"), (f"<{second}>", REPLACED, f"<{third}>")]
    difference = compare(small, [*renamed(small, first, third), *rows])
    assert [(c.what, c.old, c.new) for c in difference.of("entity")] == [("renamed", first, third)]


def test_an_entity_that_another_took_up_is_merged(small: list[Triple]) -> None:
    gone, kept = f"{ID}org/acme-korea", f"{ID}org/acme"
    about = [t for t in small if t[0] != f"<{gone}>"]
    new = [*renamed(about, gone, kept), (f"<{gone}>", REPLACED, f"<{kept}>")]
    difference = compare(small, new)
    assert [(c.old, c.new) for c in difference.of("entity", "merged")] == [(gone, kept)]
    assert difference.of("entity", "removed") == ()
    assert not any(c.unrecorded for c in difference.of("entity"))
    assert [(c.old, c.new) for c in compare(new, small).of("entity", "split")] == [(kept, gone)]


def test_a_ledger_that_goes_in_a_circle_still_ends(small: list[Triple]) -> None:
    one, other = f"{ID}org/hanbit", f"{ID}org/hanbit-bio"
    back = [*small, (f"<{other}>", REPLACED, f"<{one}>")]
    there = [*renamed(small, one, other), (f"<{one}>", REPLACED, f"<{other}>")]
    assert [(c.what, c.old, c.new) for c in compare(back, there).of("entity")] == [("renamed", one, other)]


# -- bases, formats, order ------------------------------------------------------------------------------


def test_another_base_is_said_and_nothing_else(small: list[Triple]) -> None:
    base = "https://data.example.net/"
    moved = each_term(small, lambda term: term.replace("<https://example.org/", f"<{base}"))
    difference = compare(small, moved)
    assert difference.bases == ("https://example.org/", base)
    assert (difference.changes, difference.moved, difference.same) == ((), 0, False)


def test_numbers_and_language_tags_may_be_written_otherwise(small: list[Triple]) -> None:
    other: list[Triple] = [
        (s, p, re.sub(r'(\.\d+)"', r'\g<1>00"', o) if o.endswith("#decimal>") else o.replace('"@ko', '"@KO'))
        for s, p, o in small
    ]
    assert other != small
    assert compare(small, other).same


@pytest.mark.parametrize("suffix", [*RDF_FORMATS, ".nq.gz"])
def test_formats_that_we_write_say_the_same(small: list[Triple], tmp_path: Path, suffix: str) -> None:
    path = write(build([SMALL / "small.txt"], data=SMALL), tmp_path / f"graph{suffix}")
    assert compare(small, read_rdf(path)).same


@given(st.integers())
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_and_repetition_do_not_matter(small: list[Triple], seed: int) -> None:
    shuffled = [*small, *small[:50]]
    random.Random(seed).shuffle(shuffled)
    assert compare(small, shuffled).same


# -- invariants -----------------------------------------------------------------------------------------


def test_no_triple_can_go_unseen(small: list[Triple]) -> None:
    """Whatever single triple is left out, the exports differ: nothing is outside of what is compared."""
    unseen = [t for i, t in enumerate(small) if compare(small, small[:i] + small[i + 1 :]).same]
    assert unseen == []


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_other_way_round_it_is_mirrored(small: list[Triple], data: st.DataObject) -> None:
    """Of two exports with holes anywhere: what one adds the other removes."""
    old, new = (some(small, data.draw(st.integers(0, 2**32)), data.draw(st.integers(0, 60))) for _ in "ab")
    forth, back = compare(old, new), compare(new, old)
    assert bare(mirrored(forth)) == bare(without_flags(back))
    assert compare(old, old).same


def some(triples: list[Triple], seed: int, percent: int) -> list[Triple]:
    """The triples with holes: each is missing with that chance; and one entity may have another address."""
    chance = random.Random(seed)
    kept = [t for t in triples if chance.random() * 100 >= percent or f"{NS}Case>" in t[2]]
    if chance.random() < 0.5:
        old, new = f"{ID}org/hanbit", f"{ID}org/hanbit-{seed % 3}"
        kept = renamed(kept, old, new)
        if chance.random() < 0.8:
            kept.append((f"<{old}>", REPLACED, f"<{new}>"))
    return kept


def without_flags(difference: Difference) -> Difference:
    changes = [
        Change(c.kind, c.what, c.old, c.new, c.label, c.facts, told=c.told) for c in difference.changes
    ]
    return Difference(difference.bases, tuple(changes), difference.totals, difference.moved)


def test_blank_nodes_are_the_same_where_they_say_the_same(small: list[Triple]) -> None:
    def with_list(one: str, other: str, last: str) -> list[Triple]:
        rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        owl = "http://www.w3.org/2002/07/owl#"
        return [
            *small,
            (f"<{NS}partner>", f"<{owl}propertyChainAxiom>", one),
            (one, f"<{rdf}first>", f"<{NS}lead>"),
            (one, f"<{rdf}rest>", other),
            (other, f"<{rdf}first>", last),
            (other, f"<{rdf}rest>", f"<{rdf}nil>"),
        ]

    lead, site = f"<{NS}lead>", f"<{NS}site>"
    assert compare(with_list("_:a", "_:b", lead), with_list("_:x", "_:a", lead)).same
    assert not compare(with_list("_:a", "_:b", lead), with_list("_:a", "_:b", site)).same
    circle = [*small, ("_:a", RDFS_LABEL, "_:b"), ("_:b", RDFS_LABEL, "_:a")]
    assert compare(circle, circle).same


# -- files that cannot be compared ----------------------------------------------------------------------


def test_a_file_of_something_else_is_refused(tmp_path: Path, small: list[Triple]) -> None:
    path = tmp_path / "other.nt"
    path.write_text('<http://example.org/a> <http://example.org/b> "c" .\n')
    with pytest.raises(SourceError, match=r"other\.nt: no export of krpia-graph"):
        compare_files(path, path)
    assert small
