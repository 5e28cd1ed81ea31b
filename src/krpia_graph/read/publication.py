"""`dataset.toml` and `ledger.csv` of a data folder in, what an export says of itself out.

Both may be absent: then the export has no licence, and every address follows from the lexicon.
"""

import csv
import re
from pathlib import Path

import msgspec

from krpia_graph.model.errors import DomainError
from krpia_graph.model.publication import Address, Dataset, Ledger, Publication

COLUMNS = ("address", "entity", "becomes", "since", "reason")
_ADDRESS = re.compile(r"[a-z_]+/[A-Za-z0-9_][A-Za-z0-9_-]*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_publication(folder: Path) -> Publication:
    """The dataset and the ledger of a data folder; DomainError names file and line of what is wrong."""
    dataset, ledger = folder / "dataset.toml", folder / "ledger.csv"
    return Publication(
        dataset=_read_dataset(dataset) if dataset.is_file() else Dataset(),
        ledger=_ledger(ledger) if ledger.is_file() else Ledger(),
    )


def _read_dataset(path: Path) -> Dataset:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Dataset)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise DomainError(f"{path}: {error}") from None


def _ledger(path: Path) -> Ledger:
    held: dict[str, str] = {}
    given_up: dict[str, str] = {}
    for row in read_ledger(path):
        if row.becomes:
            given_up[row.address] = row.becomes
        else:
            held[row.entity] = row.address
    found = Ledger(held, given_up)
    for row in read_ledger(path):
        if found.successor(row.address) in given_up:
            raise DomainError(f"{path}:{row.line}: {row.address} becomes itself in the end")
    return found


def read_ledger(path: Path) -> list[Address]:
    """The rows of a ledger; DomainError for one that is not of the form, or an address that stands twice."""
    rows: dict[str, Address] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            if tuple(next(reader, ())) != COLUMNS:
                raise DomainError(f"{path}:1: the columns must be {','.join(COLUMNS)}")
            for fields in reader:
                if not fields:
                    continue
                if len(fields) != len(COLUMNS):
                    raise DomainError(
                        f"{path}:{reader.line_num}: the row does not have {len(COLUMNS)} fields"
                    )
                address, entity, becomes, since, reason = fields
                row = Address(address, entity, becomes, since, reason, reader.line_num)
                if problem := _problem(row):
                    raise DomainError(f"{path}:{row.line}: {problem}")
                if row.address in rows:
                    first = rows[row.address].line
                    raise DomainError(f"{path}:{row.line}: {row.address} stands already in line {first}")
                rows[row.address] = row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DomainError(f"{path}: {error}") from None
    return list(rows.values())


def _problem(row: Address) -> str:
    for address in filter(None, (row.address, row.becomes)):
        if not _ADDRESS.fullmatch(address):
            return f"{address!r} is no address; write folder/name, such as org/boryung"
    if not row.address or bool(row.entity) is bool(row.becomes):
        return "a row needs an address, and either the entity that holds it or what it becomes"
    if not _DAY.fullmatch(row.since):
        return f"since {row.since!r}: write the day as 2026-01-31"
    return "" if row.reason else "the reason is empty"
