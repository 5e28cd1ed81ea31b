"""`shapes.toml` in, `Shapes` out."""

from pathlib import Path

import msgspec

from krpia_graph.model.errors import DomainError
from krpia_graph.model.shapes import Shapes


def read_shapes(path: Path) -> Shapes:
    """The word lists; DomainError names the file and the list that is wrong."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Shapes)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise DomainError(f"{path}: {error}") from None
