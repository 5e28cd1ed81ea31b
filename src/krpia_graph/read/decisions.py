"""What people decided in, `Decision` values and the filled rows of a review table out."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from krpia_graph.model.case import DoubtReason
from krpia_graph.model.errors import DomainError
from krpia_graph.model.review import ABOUT_STATEMENTS, ACTIONS, REASONS, Action, Decision
from krpia_graph.read.folder import data_folder

_NEEDED = ("document", "start", "end", "surface", "reason", "action", "entity", "label", "note")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row of a review table in which somebody filled in an action; `place` is its file and line."""

    place: str
    document: str
    start: int
    end: int
    surface: str
    reason: DoubtReason
    action: Action
    entity: str
    label: str
    note: str
    by: str


def decisions_file(data: Path | None = None) -> Path:
    """Where the decisions of a data folder are kept."""
    return (data or data_folder()) / "review" / "decisions.jsonl"


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, one JSON object a line, in the order of the lines; blank lines are skipped.

    Raises DomainError with file and line where one is no decision.
    """
    decisions: list[Decision] = []
    for number, found in decision_lines(path):
        if isinstance(found, str):
            raise DomainError(f"{path}:{number}: {found}")
        decisions.append(found)
    return tuple(decisions)


def decision_lines(path: Path) -> Iterator[tuple[int, Decision | str]]:
    """The number of each line that is not blank, with its decision or with what is wrong with it.

    Raises DomainError where the file cannot be read.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except FileNotFoundError:
        raise DomainError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DomainError(f"{path}: cannot be read ({error})") from None
    return ((number, _decision(line, number)) for number, line in enumerate(lines, 1) if line.strip())


def _decision(line: str, number: int) -> Decision | str:
    try:
        fields = msgspec.json.decode(line, type=dict[str, object])
        unknown = fields.keys() - set(Decision.__dataclass_fields__) | fields.keys() & {"line"}
        if unknown:
            raise msgspec.ValidationError(f"unknown key {min(unknown)!r}")
        decision = msgspec.convert(fields, type=Decision)
    except msgspec.MsgspecError as error:
        return str(error)
    return _problem(decision) or replace(decision, line=number)


def _problem(decision: Decision) -> str:
    if not 0 <= decision.start < decision.end:
        return f"{decision.start} to {decision.end} is no span"
    if decision.action in ("link", "new"):
        if decision.reason in ABOUT_STATEMENTS:
            return f"{decision.action!r} answers no doubt {decision.reason!r}; accept or reject it"
        if not all(decision.entity.partition(":")):
            return f"{decision.action!r} needs an entity, written type:slug"
        if decision.action == "new" and not decision.label.strip():
            return "'new' needs the label of the entity"
    return ""


def read_review_table(path: Path) -> list[ReviewRow]:
    """The rows of a CSV table that have an action, with the columns of the exported one in any order.

    Raises DomainError with file and line where a column is missing or a cell holds something else.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DomainError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DomainError(f"{path}: cannot be read as UTF-8 ({error})") from None
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    try:
        missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise DomainError(f"{path}:1: no column {missing[0]!r}; export the table again")
        return list(_rows(path, reader))
    except csv.Error as error:
        raise DomainError(f"{path}:{reader.line_num}: {error}") from None


def _rows(path: Path, reader: "csv.DictReader[str]") -> Iterator[ReviewRow]:
    for row in reader:
        place = f"{path}:{reader.line_num}"
        filled = row["action"].strip().casefold()
        if not filled:
            continue
        action = next((a for a in ACTIONS if a == filled), None)
        if action is None:
            raise DomainError(f"{place}: {filled!r} is no action; choose from {', '.join(ACTIONS)}")
        reason = next((r for r in REASONS if r == row["reason"].strip()), None)
        if reason is None:
            raise DomainError(f"{place}: {row['reason']!r} is no reason; choose from {', '.join(REASONS)}")
        if not (row["start"].strip().isdecimal() and row["end"].strip().isdecimal()):
            raise DomainError(f"{place}: start and end must be whole numbers")
        yield ReviewRow(
            place=place,
            document=row["document"].strip(),
            start=int(row["start"]),
            end=int(row["end"]),
            surface=row["surface"],
            reason=reason,
            action=action,
            entity=row["entity"].strip(),
            label=row["label"].strip(),
            note=row["note"].strip(),
            by=row.get("by", "").strip(),
        )
