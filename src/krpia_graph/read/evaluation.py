"""What an evaluation left with the domain data in, its record out."""

from pathlib import Path

import msgspec

from krpia_graph.model.errors import DomainError
from krpia_graph.model.evaluation import EvaluationRecord


def evaluation_file(data: Path) -> Path:
    """Where the record of a data folder is kept."""
    return data / "evaluation.json"


def read_evaluation(path: Path) -> EvaluationRecord | None:
    """The record, None where there is none. Raises DomainError where the file does not fit."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=EvaluationRecord)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise DomainError(f"{path}: {error}; make it again with `evaluate --record`") from None
