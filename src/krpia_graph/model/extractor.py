"""What every extractor keeps to: a `Reading` in, an `Extraction` out."""

from typing import Protocol

from krpia_graph.model.case import Extraction
from krpia_graph.model.document import Reading


class Extractor(Protocol):
    """Finds names, relations, dates and sums in one document; made once, used for every document."""

    def extract(self, reading: Reading) -> Extraction:
        """The findings of a reading, and the entities that the lexicon does not know."""
        ...
