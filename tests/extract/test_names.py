"""Names of the lexicon in running text: every one that stands alone, the longest where they overlap."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krpia_graph.extract.boundaries import stands_alone
from krpia_graph.extract.folding import fold, straighten
from krpia_graph.extract.names import NameFinder, Text, longest
from krpia_graph.model.case import NameHit
from krpia_graph.model.lexicon import Name

Find = Callable[[str], list[NameHit]]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("for Amosartan(Hypertension), Esomezol(Reflux Esophagitis)",
         ["Amosartan", "Hypertension", "Esomezol", "Reflux Esophagitis"]),
        ("MSD•Dong-A ST", ["MSD", "Dong-A ST"]),
        ("Collaboration with Dong-A-ST", ["Dong-A-ST"]),
        ("MSD-KDDF joint program", ["MSD", "KDDF"]),
        ("KOIN(Korea Open Innovation)", ["KOIN", "Korea Open Innovation"]),
        ("Korea University Medical Center", ["Korea University Medical Center"]),
        ("lung-cancer medicine ‘Lazertinib’", ["lung-cancer", "Lazertinib"]),
        ("Eunpyeong St.Mary’s Hospital", ["Eunpyeong St.Mary’s Hospital"]),
        ("한미약품은 MSD와 계약했다", ["한미약품", "MSD"]),
        ("the Korean government", []),
        ("to the Korean market", ["Korean"]),
        ("13 Southeast Asian countries", ["Southeast Asian"]),
        ("KoreaBIO and koreans", ["KoreaBIO"]),
        ("Wonju Severance Hospital", ["Wonju Severance Hospital"]),
    ],
)  # fmt: skip
def test_the_names_in_a_text(find: Find, text: str, surfaces: list[str]) -> None:
    assert [hit.surface for hit in find(text)] == surfaces


@pytest.mark.parametrize(
    ("surface", "entity"),
    [
        ("Samsung Bioepis", "korean_company:samsung-bioepis"),
        ("Samsung Biologics", "korean_company:samsung-biologics"),
        ("Samsung Medical Center", "institution:samsung-medical-center"),
        ("Sanofi", "global_company:sanofi"),
        ("Sanofi Pasteur", "global_company:sanofi-pasteur"),
        ("Sevrance Hospital", "institution:severance-hospital"),
        ("Wonju Severance Hospital", "institution:wonju-severance-christian-hospital"),
        ("Archigen Biotech", "korean_company:archigen-biotech"),
        ("SNUH", "institution:snuh"),
        ("SNUBH", "institution:snubh"),
        ("MSD", "global_company:msd"),
        ("MSD Korea", "global_company:msd-korea"),
    ],
)
def test_names_that_are_easily_confused_mean_one_entity_each(find: Find, surface: str, entity: str) -> None:
    assert [hit.candidates for hit in find(f"with {surface}.")] == [(entity,)]


def test_merck_alone_may_mean_two_companies(find: Find) -> None:
    (hit,) = find("Merck supports start-ups")
    assert hit.candidates == ("global_company:merck-kgaa", "global_company:msd")


def test_case_counts_where_the_lexicon_says_so() -> None:
    finder = NameFinder([Name("x:us", "US", "en", frozenset({"case_sensitive"})), Name("x:un", "Un", "en")])
    assert [hit.surface for hit in finder.find(Text.of("US or us, UN or un"))] == ["US", "UN", "un"]


@given(st.text(st.sampled_from("ab -'’·AB한미약은İ"), max_size=40))
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(straighten(text)) == len(text)


@given(st.text(st.sampled_from("aZ '\"`´‘”-‐–−\t\n\u00a0\u200b\u3000！－Ａｚ～한İﬁ"), max_size=30))
def test_straightening_replaces_character_by_character(text: str) -> None:
    plain = dict.fromkeys("‘’‛′`´", "'") | dict.fromkeys("“”„″", '"')
    plain |= dict.fromkeys("-‐‑‒–—―−\t\n\x0b\x0c\r\xa0\u2002\u2003\u2009\u200b\u202f\u3000", " ")
    plain |= {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)}
    assert straighten(text) == "".join(plain.get(char, char) for char in text)


@given(
    names=st.lists(st.text("abc ", min_size=1, max_size=4).filter(str.strip), min_size=1, max_size=8),
    text=st.text("abc -.", max_size=40),
)
def test_every_place_where_a_name_stands_alone_is_a_hit(names: list[str], text: str) -> None:
    finder = NameFinder([Name(f"x:{i}", name, "en") for i, name in enumerate(names)])
    folded = fold(text)
    expected = {
        (start, start + len(name))
        for name in names
        for start in range(len(text))
        if folded.startswith(name, start)
        and not (start and name[0] != " " and folded[start - 1] in "abc")
        and not (folded[start + len(name) : start + len(name) + 1] in set("abc") and name[-1] != " ")
    }
    assert {(hit.start, hit.end) for hit in finder.find(Text.of(text))} == expected


_SURFACES = st.sampled_from(["US", "us", "us b", "한미"])
_FLAGS = st.frozensets(
    st.sampled_from(["case_sensitive", "needs_cue", "usual", "before:b", "not_before:b"]), max_size=2
)
_NAMES = st.builds(Name, st.sampled_from(["x:1", "x:2", "x:3"]), _SURFACES, st.just("en"), _FLAGS)


@settings(max_examples=400)
@given(
    names=st.lists(_NAMES, min_size=1, max_size=8),
    text=st.lists(
        st.sampled_from(["US", "us", "us b", "u.s.", "b", " ", " ", "-", "$", "a", "한미", "약", "는"]),
        max_size=12,
    ).map("".join),
)
def test_hits_are_those_of_trying_every_name_at_every_place(names: list[Name], text: str) -> None:
    straight, folded = straighten(text), fold(text)
    expected: list[NameHit] = []
    for start in range(len(text)):
        for end in range(len(text), start, -1):
            fitting = [
                name
                for name in names
                if fold(name.surface) == folded[start:end]
                and ("case_sensitive" not in name.flags or straighten(name.surface) == straight[start:end])
                and ("before:b" not in name.flags or folded[end:].lstrip(" ").startswith("b"))
                and ("not_before:b" not in name.flags or not folded[end:].lstrip(" ").startswith("b"))
            ]
            if fitting and stands_alone(folded, start, end):
                candidates = tuple(sorted({name.entity for name in fitting}))
                cue = all("needs_cue" in name.flags for name in fitting)
                usual = next((name.entity for name in fitting if "usual" in name.flags), "")
                expected.append(NameHit(text[start:end], start, end, candidates, "lexicon", cue, usual))
    assert NameFinder(names).find(Text.of(text)) == expected


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=12))
def test_of_overlapping_hits_the_longest_stays(spans: list[tuple[int, int]]) -> None:
    hits = [NameHit("x", start, start + length, ("x:x",), "test") for start, length in spans]
    kept = longest(hits)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    for hit in hits:
        rivals = [k for k in kept if k.start < hit.end and hit.start < k.end]
        assert max(k.end - k.start for k in rivals) >= hit.end - hit.start


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=14))
def test_the_longest_are_taken_first_and_of_equal_ones_the_leftmost(spans: list[tuple[int, int]]) -> None:
    hits = [
        NameHit(str(i), start, start + length, ("x:x",), "test") for i, (start, length) in enumerate(spans)
    ]
    expected: list[NameHit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in expected):
            expected.append(hit)
    assert longest(hits) == sorted(expected, key=lambda hit: hit.start)
