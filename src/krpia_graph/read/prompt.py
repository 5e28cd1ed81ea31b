"""`llm/prompt.toml` in, a `Prompt` out."""

from pathlib import Path

import msgspec

from krpia_graph.model.errors import DomainError
from krpia_graph.model.language_model import Prompt
from krpia_graph.read.folder import data_folder

_PLACES = ("{entity_types}", "{relation_types}", "{roles}")


def read_prompt(folder: Path | None = None) -> Prompt:
    """The prompt of a data folder, by default that of the package; a folder may do without one of its own.

    Raises DomainError, with the file, where it is no prompt or lacks a place for the types.
    """
    path = (folder or data_folder()) / "llm" / "prompt.toml"
    path = path if path.is_file() else data_folder() / "llm" / "prompt.toml"
    try:
        prompt = msgspec.toml.decode(path.read_bytes(), type=Prompt)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise DomainError(f"{path}: {error}") from None
    for place in _PLACES:
        if place not in prompt.system:
            raise DomainError(f"{path}: system must hold {place}, where the ids of the vocabulary go")
    return prompt
