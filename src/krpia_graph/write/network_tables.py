"""The portraits of a network in, tables out: for a person, as Markdown, and as CSV with all digits."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.portrait import Figure, Portrait, WholeNetwork

SURE = 0.05
_LEGEND = (
    "by chance: the value as a multiple of its mean over null networks; in brackets this mean, where the "
    f"value may be negative; *: p < {SURE}",
    "null networks: everyone takes part in as many cases and every case has as many parties, leads and "
    "others apart; p of types and countries: these are dealt out anew",
)
_IN_SLICES = ("cases", "nodes", "edges", "new_ties", "repeated_ties", "components", "main_component_share")


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they are shown, under a title."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(whole: WholeNetwork) -> list[Table]:
    """The figures, a row each; the mixing of groups and the slices, under the case model of the lens."""
    found = [figure_table(whole)]
    if any(portrait.mixing for portrait in whole.portraits[:1]):
        found.append(_mixing_table(whole.portraits[0]))
    if whole.slices:
        found.append(_slice_table(whole))
    return found


def figure_table(whole: WholeNetwork) -> Table:
    """A row a figure; a case model has two columns: the value and, where chance was asked, what it gives."""
    cells = (_value, _chance) if whole.nulls else (_value,)
    heads = ("by chance",) if whole.nulls else ()
    columns = [name for portrait in whole.portraits for name in (portrait.case_model, *heads)]
    rows = []
    for named in whole.portraits[0].figures:
        figures = [portrait[named.name] for portrait in whole.portraits]
        rows.append((named.name, *(cell(figure) for figure in figures for cell in cells)))
    return Table("the whole network, by case model", ("figure", *columns), tuple(rows))


def legend(whole: WholeNetwork) -> tuple[str, ...]:
    """How the tables are read, a line each."""
    lens = whole.lens
    made = f"projection {lens.projection}, level {lens.level}, weights {lens.weights}"
    return (*(_LEGEND if whole.nulls else ()), f"{made}; {whole.nulls} null networks, seed {whole.seed}")


def _mixing_table(portrait: Portrait) -> Table:
    rows = tuple(
        (
            mixed.attribute,
            mixed.one or "unknown",
            mixed.other or "unknown",
            str(mixed.ties),
            _shown(mixed.weight),
        )
        for mixed in portrait.mixing
    )
    title = f"who is tied with whom ({portrait.case_model})"
    return Table(title, ("attribute", "one", "other", "ties", "weight"), rows)


def _slice_table(whole: WholeNetwork) -> Table:
    rows = tuple(
        (_years(portrait), *(_shown(portrait[name].value) for name in _IN_SLICES))
        for portrait in whole.slices
    )
    return Table(f"slices of time ({whole.slices[0].case_model})", ("years", *_IN_SLICES), rows)


def _years(portrait: Portrait) -> str:
    first, last = portrait.years or (None, None)
    if first == last:
        return str(last)
    return f"to {last}" if first is None else f"{first}-{last}"


def _value(figure: Figure) -> str:
    return f"{_shown(figure.value)}{'*' if figure.p is not None and figure.p < SURE else ''}"


def _chance(figure: Figure) -> str:
    if figure.ratio is not None:
        return f"{figure.ratio:.2f}"
    return "" if figure.null is None else f"({figure.null:.2f})"


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"


def _markdown(whole: WholeNetwork) -> Iterator[str]:
    for table in tables(whole):
        yield f"## {table.title[0].upper()}{table.title[1:]}\n\n"
        for cells in (table.columns, ["---"] * len(table.columns), *table.rows):
            yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"
        yield "\n"
    yield "## How to read it\n\n"
    yield from (f"- {line}\n" for line in legend(whole))
    if whole.warnings:
        yield "\n## Warnings\n\n"
        yield from (f"- {warning}\n" for warning in whole.warnings)


def _csv(whole: WholeNetwork) -> Iterator[str]:
    buffer = io.StringIO()
    records = whole.records()
    writer = csv.DictWriter(buffer, list(records[0]), lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerow({key: _exact(cell) for key, cell in record.items()})
    yield buffer.getvalue()


def _exact(cell: object) -> object:
    return f"{cell:.9g}" if isinstance(cell, float) else cell


NETWORK_FORMATS: dict[str, Callable[[WholeNetwork], Iterator[str]]] = {".csv": _csv, ".md": _markdown}
"""Text in chunks, by the suffix of the file."""


def network_format(suffix: str) -> Callable[[WholeNetwork], Iterator[str]]:
    """What gives the text of a file with this suffix; raises UnknownNameError for one that is no format."""
    if suffix not in NETWORK_FORMATS:
        raise UnknownNameError("format", suffix, NETWORK_FORMATS)
    return NETWORK_FORMATS[suffix]
