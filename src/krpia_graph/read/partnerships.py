"""`edges.csv` of a build in, the pairs of entities that it says are partners out."""

import csv
from pathlib import Path

from krpia_graph.model.errors import SourceError

NAME = "edges.csv"
PARTNERS = "partners_with"
_NEEDED = ("subject", "relation", "object")


def read_partnerships(folder: Path) -> frozenset[tuple[str, str]]:
    """The pairs of ids in the `edges.csv` of a folder, as they stand there.

    Raises SourceError with file and line where it cannot be read or is no table of edges.
    """
    path = folder / NAME
    found = set()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if not {*_NEEDED} <= {*(reader.fieldnames or ())}:
                raise SourceError(f"{path}:1: not a table of edges; build the folder anew")
            for row in reader:
                if None in row or None in row.values():
                    raise SourceError(
                        f"{path}:{reader.line_num}: the row has more or fewer fields than line 1"
                    )
                if row["relation"] == PARTNERS:
                    found.add((row["subject"], row["object"]))
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}; `krpia-graph build` writes it") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: {error}; build the folder anew") from None
    return frozenset(found)
