"""Short forms that a document introduces, and places named with the area around them."""

from collections.abc import Callable

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
