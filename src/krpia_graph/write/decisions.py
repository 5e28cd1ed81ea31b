"""Decisions in, lines added to a file of decisions out; doubts in, a table for a spreadsheet out."""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from krpia_graph.model.errors import WriteError
from krpia_graph.model.review import Decision

REVIEW_COLUMNS = (
    "document",
    "source",
    "start",
    "end",
    "surface",
    "reason",
    "sentence",
    "candidates",
    "action",
    "entity",
    "label",
    "by",
    "note",
)
"""The last five are filled in by a person."""


def append_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Add the decisions to the end of the file, one JSON object a line; the file is made if it is not there.

    Raises WriteError where it cannot be written.
    """
    lines = "".join(msgspec.json.encode(_record(decision)).decode() + "\n" for decision in decisions)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                lines = lines if file.read(1) == b"\n" else "\n" + lines
            file.write(lines.encode())
    except OSError as error:
        raise WriteError(_refusal(path, error.strerror or str(error))) from None


def check_writable(path: Path) -> None:
    """Raise WriteError where decisions could not be added to the file; nothing is made or changed."""
    place = path
    while not place.exists() and place != place.parent:
        place = place.parent
    if path.is_dir():
        raise WriteError(_refusal(path, "a folder"))
    if place != path and not place.is_dir():
        raise WriteError(_refusal(path, f"{place} is no folder"))
    if not os.access(place, os.W_OK):
        raise WriteError(_refusal(path, "read-only"))


def _refusal(path: Path, why: str) -> str:
    return f"{path}: decisions cannot be written here ({why}); name another file with --decisions"


def _record(decision: Decision) -> dict[str, object]:
    """The fields in a fixed order; `date` only where there is one."""
    fields: dict[str, object] = msgspec.to_builtins(decision)
    del fields["line"]
    if not decision.date:
        del fields["date"]
    return fields


def review_csv(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """A row a doubt as CSV with `REVIEW_COLUMNS`, a column that a row lacks left empty.

    It begins with a byte order mark: without it spreadsheets take Korean for another encoding.
    """
    buffer = io.StringIO("\ufeff", newline="")
    buffer.seek(1)
    writer = csv.DictWriter(buffer, REVIEW_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()
