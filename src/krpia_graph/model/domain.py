"""What is known before a document is read: vocabulary, lexicon, rules, shapes, how often rules were right.

And how the graph is published.
"""

from dataclasses import dataclass, field

from krpia_graph.model.confidence import Tally
from krpia_graph.model.lexicon import Lexicon
from krpia_graph.model.publication import Publication
from krpia_graph.model.rules import Rules
from krpia_graph.model.shapes import Shapes
from krpia_graph.model.vocabulary import Vocabulary


@dataclass(frozen=True)
class Domain:
    """The domain data, read once and handed to every stage."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    rules: Rules
    shapes: Shapes
    tallies: tuple[Tally, ...] = ()
    publication: Publication = field(default_factory=Publication)
