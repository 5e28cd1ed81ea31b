"""Short forms that a document introduces, and places named with the area around them."""

from collections.abc import Callable

import pytest

from krpia_graph.extract.bindings import abbreviates, bound_names
from krpia_graph.extract.names import NameFinder, Text
from krpia_graph.extract.places import join_places
from krpia_graph.model.case import NameHit
from krpia_graph.model.domain import Domain
from krpia_graph.model.lexicon import Name

_FINDER = NameFinder([Name("institution:hill", "Hill Drug Research Fund", "en"), Name("x:y", "KNOWN", "en")])


def bound(sentence: str) -> list[tuple[str, int]]:
    text = Text.of(sentence)
    return [(hit.surface, hit.start) for hit in bound_names(text, _FINDER.find(text), _FINDER)]


def test_initials_in_brackets_name_the_entity_wherever_they_stand() -> None:
    sentence = "HDRF gave. Hill Drug Research Fund (HDRF) and HDRF again"
    assert bound(sentence) == [("HDRF", 0), ("HDRF", 36), ("HDRF", 46)]


def test_initials_before_the_brackets_count_too() -> None:
    assert bound("HDRF(Hill Drug Research Fund)") == [("HDRF", 0)]


def test_other_words_in_brackets_are_no_short_form() -> None:
    assert bound("Hill Drug Research Fund (USA) and (NYSE), Hill Drug Research Fund (KNOWN)") == []


def test_initials_may_take_several_letters_of_a_word_and_skip_small_words() -> None:
    assert abbreviates("KoNECT", "Korea National Enterprise for Clinical Trials")
    assert abbreviates("MFDS", "Ministry of Food and Drug Safety")
    assert not abbreviates("KOTRA", "Ministry of Food and Drug Safety")


def joined(domain: Domain, find: Callable[[str], list[NameHit]], sentence: str) -> list[tuple[str, str]]:
    hits = join_places(Text.of(sentence), find(sentence), domain.lexicon)
    return [(hit.surface, hit.candidates[0]) for hit in hits]


def test_a_place_takes_in_the_area_named_behind_it(
    domain: Domain, find: Callable[[str], list[NameHit]]
) -> None:
    assert joined(domain, find, "located in Songdo, Incheon)") == [("Songdo, Incheon", "region:kr-songdo")]


def test_two_countries_stay_two(domain: Domain, find: Callable[[str], list[NameHit]]) -> None:
    assert joined(domain, find, "Thailand, Taiwan") == [
        ("Thailand", "region:th"),
        ("Taiwan", "region:tw"),
    ]


def test_korean_names_the_area_before_the_place(domain: Domain, find: Callable[[str], list[NameHit]]) -> None:
    assert joined(domain, find, "경기도 수원시 장안구에 있는") == [
        ("경기도 수원시 장안구", "region:kr-jangan-gu")
    ]
    assert joined(domain, find, "미국 매사추세츠주 케임브리지") == [
        ("미국", "region:us"),
        ("매사추세츠주 케임브리지", "region:us-cambridge"),
    ]


def test_countries_side_by_side_stay_apart_in_korean(
    domain: Domain, find: Callable[[str], list[NameHit]]
) -> None:
    assert [surface for surface, _ in joined(domain, find, "일본 중국 시장")] == ["일본", "중국"]


@pytest.mark.parametrize(
    ("sentence", "entity"),
    [
        ("offices in Cambridge, U.K.", "region:gb-cambridge"),
        ("offices in Cambridge, Massachusetts", "region:us-cambridge"),
        ("offices in Cambridge, Mass.", "region:us-cambridge"),
        ("offices in Atlanta, Georgia", "region:us-atlanta"),
    ],
)
def test_the_area_tells_which_of_two_places_is_meant(
    domain: Domain, find: Callable[[str], list[NameHit]], sentence: str, entity: str
) -> None:
    (hit,) = join_places(Text.of(sentence), find(sentence), domain.lexicon)
    assert hit.candidates == (entity,)


def test_a_name_that_is_a_word_too_counts_with_its_area(
    domain: Domain, find: Callable[[str], list[NameHit]]
) -> None:
    alone, joined_ = "in Nice", "in Nice, France"
    assert [hit.needs_cue for hit in join_places(Text.of(alone), find(alone), domain.lexicon)] == [True]
    assert [hit.needs_cue for hit in join_places(Text.of(joined_), find(joined_), domain.lexicon)] == [False]


def test_a_town_that_no_row_lists_lies_in_the_state_behind_it(
    domain: Domain, find: Callable[[str], list[NameHit]]
) -> None:
    assert joined(domain, find, "a plant in Gaithersburg, Maryland") == [
        ("Gaithersburg, Maryland", "region:us-maryland")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "음성 판정을 받은 환자",
        "예산을 들여",
        "지난 해에",
        "신주를 발행",
        "영양 수액",
        "a nice split of the bath",
        "male patients",
    ],
)
def test_words_that_are_also_names_of_places_are_no_places(
    find: Callable[[str], list[NameHit]], words: str
) -> None:
    assert [hit for hit in find(words) if hit.candidates[0].startswith("region:")] == []


def test_every_city_lies_in_its_country(domain: Domain) -> None:
    regions = [e for e in domain.lexicon.entities.values() if e.type == "region" and e.kind == "city"]
    astray = [e.id for e in regions if f"region:{e.country.lower()}" not in domain.lexicon.ancestors(e.id)]
    assert regions and astray == []


@pytest.mark.parametrize(
    ("city", "area"),
    [
        ("jp-machida", "jp-tokyo"),
        ("jp-kobe", "jp-hyogo"),
        ("cn-suzhou", "cn-jiangsu"),
        ("de-munich", "de-bavaria"),
        ("ca-toronto", "ca-ontario"),
        ("au-melbourne", "au-victoria"),
        ("kr-yongin", "kr-gyeonggi"),
    ],
)
def test_a_city_lies_in_its_first_level_area(domain: Domain, city: str, area: str) -> None:
    assert f"region:{area}" in domain.lexicon.ancestors(f"region:{city}")


def test_a_capital_that_is_an_area_of_its_own_lies_in_no_other(domain: Domain) -> None:
    kinds = [domain.lexicon.entities[e].kind for e in domain.lexicon.ancestors("region:jp-tokyo")]
    assert "country" in kinds and "province" not in kinds
