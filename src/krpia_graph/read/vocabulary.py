"""`vocabulary.toml` in, a `Vocabulary` out."""

from pathlib import Path

import msgspec

from krpia_graph.model.errors import DomainError
from krpia_graph.model.vocabulary import Vocabulary


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary; DomainError names the file and the field that is wrong."""
    try:
        vocabulary = msgspec.toml.decode(path.read_bytes(), type=Vocabulary)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise DomainError(f"{path}: {error}") from None
    for name in vocabulary.organisation_types:
        if name not in vocabulary.entity_types:
            raise DomainError(f"{path}: organisation_types names {name!r}, which is no entity type")
    for name, entity_type in vocabulary.entity_types.items():
        if entity_type.role not in vocabulary.roles:
            raise DomainError(f"{path}: entity_types.{name}.role is {entity_type.role!r}, which is no role")
    return vocabulary
