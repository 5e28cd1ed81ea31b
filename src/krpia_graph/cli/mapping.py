"""The verb `map`: how the columns of a table are understood, or a mapping to start from."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from krpia_graph.cli.output import print_rows, say

if TYPE_CHECKING:
    from krpia_graph.model.mapping import Column

_NOT_KNOWN = "not known: write what it holds, such as `participants`, `drugs`, `amount` or `text`"


def map_columns(
    file: Annotated[Path, typer.Argument(help="A table: CSV, JSON Lines or XLSX.")],
    suggest: Annotated[bool, typer.Option("--suggest", help="Print a mapping to start from.")] = False,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="A mapping; default: NAME.mapping.yaml beside the table.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Show how each column of a table is understood."""
    from krpia_graph.model.mapping import TableMapping
    from krpia_graph.read.mapping import mapping_beside, read_mapping
    from krpia_graph.read.rows import line_of
    from krpia_graph.read.table import load_table

    names_only = TableMapping({}) if suggest else None
    table = load_table(file, read_mapping(mapping) if mapping else names_only)
    if suggest:
        for line in _suggestion(mapping_beside(file).name, table.columns):
            sys.stdout.write(line + "\n")
        return
    rows = [
        {"column": column.name, "holds": str(column.meaning), "because of": column.because or "nothing"}
        for column in table.columns
    ]
    print_rows(rows, as_json)
    if table.misfits and not as_json:
        lines = [str(line_of(table.reading.document.text, row.start)) for row in table.misfits]
        say(f"more values than columns, read without cells: line {', '.join(lines[:10])}")


def _suggestion(name: str, columns: Iterable["Column"]) -> Iterator[str]:
    yield f"# Save as {name} beside the table. A column that is left out is understood by its name."
    yield "columns:"
    for column in columns:
        comment = "" if column.because else f"  # {_NOT_KNOWN}"
        yield f"  {json.dumps(column.name, ensure_ascii=False)}: {column.meaning}{comment}"
