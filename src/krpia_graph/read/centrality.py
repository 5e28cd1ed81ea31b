"""`centrality.csv` of a build in, the ranking that it holds out."""

import csv
import math
from collections.abc import Mapping
from pathlib import Path

from krpia_graph.model.centrality import Actor, Centrality, Place, Ranking, columns
from krpia_graph.model.errors import SourceError

NAME = "centrality.csv"
_NAMED = ("id", "type", "label", "label_ko", "country")
_TRUTH = {"True": True, "False": False}
_PLACE = ("_rank", "_rank_low", "_rank_high", "_p_top10")


def read_centrality(path: Path) -> Ranking:
    """The ranking in a file, or in the `centrality.csv` of a folder, in its order.

    Its lens and its resampling are not in the file: they are the default ones, whichever they were.
    Raises SourceError with file and line where it cannot be read or a cell does not fit.
    """
    path = path / NAME if path.is_dir() else path
    rows: dict[str, Centrality] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            measures = _measures(path, list(reader.fieldnames or ()))
            for cells in reader:
                place = f"{path}:{reader.line_num}"
                if None in cells or None in cells.values():
                    raise SourceError(f"{place}: the row does not have {len(columns(measures))} fields")
                row = _row(place, cells, measures)
                if row.entity in rows:
                    raise SourceError(f"{place}: {row.entity} stands twice; build the folder anew")
                rows[row.entity] = row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: {_reason(error)}; `krpia-graph build` writes it") from None
    return Ranking(measures[0], tuple(rows.values()), measures)


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def _measures(path: Path, header: list[str]) -> tuple[str, ...]:
    """The measures that have all their columns."""
    found = tuple(name for name in header if f"{name}_rank" in header)
    if not found or header != columns(found):
        wrong = [name for name, wanted in zip(header, columns(found), strict=False) if name != wanted]
        hint = f" ({wrong[0]!r} is out of place)" if wrong else ""
        raise SourceError(f"{path}:1: not the columns of a table of actors{hint}; build the folder anew")
    return found


def _row(line: str, cells: Mapping[str, str], measures: tuple[str, ...]) -> Centrality:
    cell = _Cells(line, cells)
    id_, type_, label, korean, country = (cells[name] for name in _NAMED)
    actor = Actor(id_, type_, label, korean, country, cell.names("members"))
    places = {name: place for name in measures if (place := _place(cell, name))}
    return Centrality(
        actor=actor,
        cases=cell.names("case_ids"),
        dated=(cell.whole("first_year"), cell.whole("last_year")),
        partners=cell.count("n_partners"),
        repeated=cell.count("n_repeat_ties"),
        component=cell.count("component"),
        component_size=cell.count("component_size"),
        community=cell.count("community"),
        articulation=cell.truth("is_articulation"),
        values={name: cell.number(name) for name in measures},
        places=places,
    )


def _place(cell: "_Cells", measure: str) -> Place | None:
    rank, low, high, top10 = (f"{measure}{part}" for part in _PLACE)
    found = cell.whole(rank)
    return None if found is None else Place(found, cell.whole(low), cell.whole(high), cell.number(top10))


class _Cells:
    """The cells of one line, read as what their column holds; each raises SourceError with the line."""

    def __init__(self, line: str, cells: Mapping[str, str]) -> None:
        self._line, self._cells = line, cells

    def names(self, column: str) -> tuple[str, ...]:
        return tuple(name for name in self._cells[column].split(";") if name)

    def whole(self, column: str) -> int | None:
        text = self._cells[column]
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise self._misfit(column, "a whole number")
        return int(text)

    def count(self, column: str) -> int:
        found = self.whole(column)
        if found is None:
            raise self._misfit(column, "a whole number")
        return found

    def number(self, column: str) -> float | None:
        text = self._cells[column]
        if not text:
            return None
        try:
            found = float(text)
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            raise self._misfit(column, "a number")
        return found

    def truth(self, column: str) -> bool:
        if self._cells[column] not in _TRUTH:
            raise self._misfit(column, "True or False")
        return _TRUTH[self._cells[column]]

    def _misfit(self, column: str, wanted: str) -> SourceError:
        return SourceError(f"{self._line}: {column} must be {wanted}, not {self._cells[column]!r}")
