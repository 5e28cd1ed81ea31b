"""`confidence.csv` in, the counts of accepted and rejected findings by rule out."""

import csv
from pathlib import Path

from krpia_graph.model.confidence import KINDS, TALLY_COLUMNS, Tally
from krpia_graph.model.errors import DomainError


def tallies_file(data: Path) -> Path:
    """Where the counts of a data folder are kept."""
    return data / "confidence.csv"


def read_tallies(path: Path) -> tuple[Tally, ...]:
    """The counts, one row a kind, rule and source; none where there is no such file.

    Raises DomainError with file and line where a row does not fit or stands twice.
    """
    if not path.exists():
        return ()
    tallies: dict[Tally, None] = {}
    seen: set[tuple[str, ...]] = set()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != TALLY_COLUMNS:
                raise DomainError(f"{path}:1: the columns must be {','.join(TALLY_COLUMNS)}")
            for row in reader:
                tally = _tally(f"{path}:{reader.line_num}", row, reader.line_num)
                key = (tally.kind, tally.rule, tally.source)
                if key in seen:
                    raise DomainError(f"{path}:{reader.line_num}: {tally.kind} {tally.rule} stands twice")
                seen.add(key)
                tallies[tally] = None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DomainError(f"{path}: {error}") from None
    return tuple(tallies)


def _tally(place: str, row: dict[str, str], line: int) -> Tally:
    if None in row or None in row.values():
        raise DomainError(f"{place}: the row does not have {len(TALLY_COLUMNS)} fields")
    kind = next((kind for kind in KINDS if kind == row["kind"]), None)
    if kind is None:
        raise DomainError(f"{place}: {row['kind']!r} is no kind of finding; choose from {', '.join(KINDS)}")
    if not all(row["rule"].split(".")):
        raise DomainError(f"{place}: {row['rule']!r} names no rule")
    counts = []
    for name in ("accepted", "rejected"):
        if not (row[name].isascii() and row[name].isdigit()):
            raise DomainError(f"{place}: {name} must be a whole number from 0, not {row[name]!r}")
        counts.append(int(row[name]))
    return Tally(kind, row["rule"], counts[0], counts[1], row["source"], line)
