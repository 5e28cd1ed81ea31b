"""The data folder in, the `Domain` out: vocabulary, lexicon, rules, shapes and counts, read together."""

from functools import cache
from pathlib import Path

from krpia_graph.model.domain import Domain
from krpia_graph.read.confidence import read_tallies, tallies_file
from krpia_graph.read.folder import data_folder
from krpia_graph.read.lexicon import read_lexicon
from krpia_graph.read.publication import read_publication
from krpia_graph.read.rules import read_rules
from krpia_graph.read.shapes import read_shapes
from krpia_graph.read.vocabulary import read_vocabulary


@cache
def read_domain(folder: Path | None = None) -> Domain:
    """The domain data of `folder`, by default those that come with the package.

    Raises DomainError where a file is missing or contradicts itself. A folder is read once a process.
    """
    folder = folder or data_folder()
    shapes = folder / "shapes.toml"  # of languages rather than of a domain: a folder may do without
    return Domain(
        vocabulary=read_vocabulary(folder / "vocabulary.toml"),
        lexicon=read_lexicon(folder / "lexicon"),
        rules=read_rules(folder / "rules"),
        shapes=read_shapes(shapes if shapes.is_file() else data_folder() / shapes.name),
        tallies=read_tallies(tallies_file(folder)),
        publication=read_publication(folder),
    )
