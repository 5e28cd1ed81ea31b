"""Names of columns and keys in, what they mean out, by the patterns of `data/columns.toml`."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from krpia_graph.model.errors import DomainError, UnknownNameError
from krpia_graph.model.mapping import IGNORE, Column, Meaning, TableMapping
from krpia_graph.read.folder import data_folder
from krpia_graph.read.mapping import parse_phrase
from krpia_graph.read.vocabulary import read_vocabulary

_PERCENT = re.compile(r"[\s,(\[]+(?:in )?(?:%|percent)[)\]]*$")
_NUMBER = re.compile(r"(?<=\w) ?\d{1,2}$")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class _Page:
    navigation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    columns: dict[str, tuple[str, ...]]
    currencies: dict[str, tuple[str, ...]]
    scales: dict[str, tuple[str, ...]]
    page: _Page


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of bare numbers, and the name of the column without it."""

    name: str
    currency: str = ""
    scale: int = 1


class ColumnNames:
    """The known names of columns, compiled once and asked for each name."""

    def __init__(self, file: _File, meanings: Mapping[str, Meaning]) -> None:
        self._meanings = [(meanings[phrase], _any(names)) for phrase, names in file.columns.items()]
        self._currencies = {code: _any(names) for code, names in file.currencies.items()}
        self._scales = {int(number): _any(names) for number, names in file.scales.items()}
        self._navigation = _any(file.page.navigation)
        scale, currency = _any_of(file.scales).pattern, _any_of(file.currencies).pattern
        self._unit = re.compile(
            rf"(?:^|[\s,(\[:]+)(?:in )?(?:(?P<before>{scale}) ?)?(?P<currency>{currency})"
            rf"(?: ?(?P<after>{scale}))?[)\]]*$"
        )
        self.meaning = lru_cache(maxsize=4096)(self._meaning)

    def unit(self, name: str) -> Unit:
        """The unit behind a name, as in "Upfront (million USD)"; no currency where there is none."""
        name = _PERCENT.sub("", _fold(name))
        match = self._unit.search(name)
        if not match:
            return Unit(name)
        currency = next(
            code for code, names in self._currencies.items() if names.fullmatch(match["currency"])
        )
        word = match["before"] or match["after"] or ""
        scale = next((number for number, names in self._scales.items() if names.fullmatch(word)), 1)
        return Unit(name[: match.start()], currency, scale)

    def is_navigation(self, line: str) -> bool:
        """Whether a line belongs to the web page around a record."""
        return self._navigation.fullmatch(line.strip().casefold()) is not None

    def _meaning(self, name: str) -> Meaning | None:
        """What a column of that name holds; None where the name is not known."""
        unit = self.unit(name)
        for part in _parts(unit.name):
            for meaning, names in self._meanings:
                if names.fullmatch(part):
                    return with_unit(meaning, unit)
        return Meaning("amount", currency=unit.currency, scale=unit.scale) if unit.currency else None


@cache
def column_names(folder: Path | None = None) -> ColumnNames:
    """The names in `columns.toml` of `folder`, by default of the data that come with the package.

    Raises DomainError where the file does not fit. A folder is read once a process.

    >>> str(column_names().meaning("Deal value, US$m"))
    'amount as total in million USD'
    """
    folder = folder or data_folder()
    path = folder / "columns.toml"
    vocabulary = read_vocabulary(folder / "vocabulary.toml")
    try:
        file = msgspec.toml.decode(path.read_bytes(), type=_File)
        return ColumnNames(file, {phrase: parse_phrase(phrase, vocabulary) for phrase in file.columns})
    except (OSError, UnicodeDecodeError, ValueError, re.error, UnknownNameError) as error:
        raise DomainError(f"{path}: {error}") from None


def understand(names: Iterable[str], mapping: TableMapping | None = None) -> list[Column]:
    """How each column is understood: as the mapping says, else by its name, else it is ignored."""
    known = column_names()
    columns = []
    for name in names:
        if mapping and name in mapping.columns:
            meaning = with_unit(mapping.columns[name], known.unit(name))
            columns.append(Column(name, meaning, "mapping"))
        else:
            found = known.meaning(name)
            columns.append(Column(name, found or Meaning(IGNORE), "name" if found else ""))
    return columns


def with_unit(meaning: Meaning, unit: Unit) -> Meaning:
    """The meaning with the unit that stands in the name, if it holds an amount and gives no unit."""
    if meaning.holds != "amount" or meaning.currency or meaning.scale != 1:
        return meaning
    return replace(meaning, currency=unit.currency, scale=unit.scale)


def _parts(name: str) -> Iterator[str]:
    """The whole name, then what stands before a bracket, in it, and on each side of a slash."""
    outside, bracket, inside = name.partition("(")
    tries = [name, outside, inside.rstrip(")")] if bracket else [name]
    for part in (*tries, *(name.split("/") if "/" in name else ())):
        words = " ".join(part.replace("/", " ").split())
        if words:
            yield _NUMBER.sub("", words)


def _fold(name: str) -> str:
    """Lower case, one blank between words: "dealDate", "deal_date" and "Deal-Date " are "deal date"."""
    words = _WORDS.sub(" ", unicodedata.normalize("NFKC", name))
    return " ".join(re.sub(r"[_\-–]", " ", words).split()).casefold().rstrip(" .:*")


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")


def _any_of(table: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    return _any(pattern for patterns in table.values() for pattern in patterns)
