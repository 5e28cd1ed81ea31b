"""`ties.csv` of a build in, the pairs of actors that it says are tied out."""

import csv
from pathlib import Path

from krpia_graph.model.errors import SourceError

NAME = "ties.csv"
_NEEDED = ("a", "b")


def read_ties(folder: Path) -> frozenset[tuple[str, str]]:
    """The pairs of ids in the `ties.csv` of a folder, as they stand there.

    Raises SourceError with file and line where it cannot be read or is no table of ties.
    """
    path = folder / NAME
    found = set()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if not {*_NEEDED} <= {*(reader.fieldnames or ())}:
                raise SourceError(f"{path}:1: not a table of ties; build the folder anew")
            for row in reader:
                if None in row or None in row.values():
                    raise SourceError(
                        f"{path}:{reader.line_num}: the row has more or fewer fields than line 1"
                    )
                found.add((row["a"], row["b"]))
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}; `krpia-graph build` writes it") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: {error}; build the folder anew") from None
    return frozenset(found)
