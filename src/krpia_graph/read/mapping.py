"""A mapping in YAML in, what each column of a table holds out; its phrases are parsed here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import yaml

from krpia_graph.model.errors import SourceError, UnknownNameError
from krpia_graph.model.mapping import AMOUNT_ROLES, EXCLUDED, HOLDS, SCALES, Meaning, TableMapping
from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.read.folder import data_folder
from krpia_graph.read.vocabulary import read_vocabulary

_PHRASE = re.compile(r"(?P<holds>.+?)(?: as (?P<role>.+?))?(?: in (?P<unit>.+))?")
_EXAMPLE = 'below `columns:` give each column its meaning, such as `"Licensor": participants as licensor`'


@dataclass(frozen=True, slots=True)
class _File:
    columns: dict[str, str]


def mapping_beside(path: Path) -> Path:
    """Where the mapping of a table lies: `deals.mapping.yaml` beside `deals.csv`."""
    return path.with_suffix(".mapping.yaml")


def read_mapping(path: Path, vocabulary: Vocabulary | None = None) -> TableMapping:
    """The mapping in a YAML file: `columns`, and below it a phrase for each column.

    Every word is text, `no` and `2020` too. Raises SourceError with file, line and column, and the words that
    are valid there.
    """
    vocabulary = vocabulary or read_vocabulary(data_folder() / "vocabulary.toml")
    try:
        text = path.read_text(encoding="utf-8")
        file = msgspec.convert(yaml.load(text, yaml.BaseLoader), type=_File)
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceError(f"{path}:{line}: {error.problem}; put names in double quotes") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise SourceError(f"{path}: {error}; {_EXAMPLE}") from None
    lines = _lines_of_columns(path, text)
    columns = {}
    for name, phrase in file.columns.items():
        try:
            columns[name] = parse_phrase(phrase, vocabulary)
        except UnknownNameError as error:
            raise SourceError(f"{path}:{lines[name]}: column {name!r}: {error}") from None
    return TableMapping(columns, str(path), lines)


def parse_phrase(phrase: str, vocabulary: Vocabulary) -> Meaning:
    """The meaning that a phrase says: `HOLDS [as ROLE] [in [SCALE] CURRENCY]`.

    HOLDS is one of `model.mapping.HOLDS` or an entity type; a role is one of the vocabulary for the slot,
    "excluded" for regions, or one of `AMOUNT_ROLES`; blanks and underscores are the same. Raises
    UnknownNameError with the valid words.
    """
    words = " ".join(phrase.replace("_", " ").split())
    match = _PHRASE.fullmatch(words)
    types = vocabulary.entity_types
    word = match["holds"].replace(" ", "_") if match else ""
    if not match or word not in (*HOLDS, *types):
        raise UnknownNameError("meaning", words, (*HOLDS, *(name.replace("_", " ") for name in types)))
    type_ = word if word in types else ""
    holds = types[word].slot if type_ else word
    role = (match["role"] or "").replace(" ", "_")
    roles = _roles(holds, vocabulary)
    if role and not roles:
        raise UnknownNameError("meaning", words, [holds])
    if role and role not in roles:
        raise UnknownNameError(f"role of {holds}", match["role"], [name.replace("_", " ") for name in roles])
    currency, scale = _unit(match["unit"] or "")
    return Meaning(holds, type_, role, currency, scale)


def check_columns(mapping: TableMapping, names: Sequence[str], table: str) -> None:
    """Raise SourceError where the mapping speaks of a column that the table does not have."""
    for name in mapping.columns:
        if name not in names:
            error = UnknownNameError("column", name, names)
            raise SourceError(f"{mapping.path}:{mapping.lines.get(name, 1)}: in {table}, {error}")


def _roles(holds: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    if holds == "amount":
        return AMOUNT_ROLES
    roles = tuple(name for name, role in vocabulary.roles.items() if role.slot == holds)
    return (*roles, EXCLUDED) if holds == "regions" else roles


def _unit(words: str) -> tuple[str, int]:
    scale, _, currency = words.rpartition(" ")
    if not re.fullmatch("[A-Z]{3}", currency):
        scale, currency = words, ""
    if scale and scale not in SCALES:
        raise UnknownNameError("unit", words, [*SCALES, "USD", "KRW", *(f"{s} USD" for s in SCALES)])
    return currency, SCALES.get(scale, 1)


def _lines_of_columns(path: Path, text: str) -> dict[str, int]:
    """The line of each column; SourceError where one stands twice."""
    file = yaml.compose(text, yaml.BaseLoader)
    assert file is not None
    (columns,) = (value for key, value in file.value if key.value == "columns")
    lines: dict[str, int] = {}
    for key, _ in columns.value:
        line = key.start_mark.line + 1
        if key.value in lines:
            raise SourceError(f"{path}:{line}: the column {key.value!r} stands twice")
        lines[key.value] = line
    return lines
