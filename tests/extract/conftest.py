"""What the tests of the extraction share: the extractor of the shipped domain, and texts to try it on."""

from collections.abc import Callable

import pytest

from krpia_graph.extract.names import NameFinder, Text, longest
from krpia_graph.model.case import NameHit
from krpia_graph.model.domain import Domain


@pytest.fixture(scope="session")
def finder(domain: Domain) -> NameFinder:
    entities = domain.lexicon.entities
    return NameFinder(
        domain.lexicon.names,
        heads=lambda entity: domain.vocabulary.entity_types[entities[entity].type].heads,
    )


@pytest.fixture
def find(finder: NameFinder) -> Callable[[str], list[NameHit]]:
    """The names in a text, of overlapping ones the longest."""
    return lambda text: longest(finder.find(Text.of(text)))
