"""Spellings by rule: the British form of a name leads back to it, and no spelling is listed twice."""

from krpia_graph.extract.names import NameFinder, Text
from krpia_graph.extract.variants import american, british, regular_spellings
from krpia_graph.model.domain import Domain
from krpia_graph.model.lexicon import Name


def _disease(entity: str) -> bool:
    return entity.startswith("disease:")


def _none(_: str) -> bool:
    return False


def test_the_spelling_of_the_other_side_is_the_same_name(domain: Domain) -> None:
    for name in domain.lexicon.names:
        if name.entity.startswith("disease:") and name.language == "en":
            surface = name.surface.lower()
            assert american(british(surface)) == american(surface)


def test_a_disease_is_found_in_every_spelling() -> None:
    names = [
        Name("disease:a", "hemophilia", "en"),
        Name("disease:b", "Brellin's neuropathy", "en"),
        Name("disease:c", "BRN", "en", frozenset({"acronym"})),
    ]
    finder = NameFinder([*names, *regular_spellings(names, _disease, _none)])
    text = "haemophilia, Haemophilias, Brellin neuropathy, Brellin’s neuropathies, BRNs"
    assert [hit.surface for hit in finder.find(Text.of(text))] == text.split(", ")[:-1]


def test_no_spelling_that_is_listed_is_made_again(domain: Domain) -> None:
    made = [name.surface.lower() for name in regular_spellings(domain.lexicon.names, _disease, _none)]
    assert len(made) == len(set(made))
    assert not {name.surface.lower() for name in domain.lexicon.names} & set(made)
