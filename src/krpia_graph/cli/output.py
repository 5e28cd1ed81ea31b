"""Rows in, a table for a person or JSON for a program out."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from krpia_graph.model.confidence import Belief
from krpia_graph.model.language_model import Answers

_PIPE_WIDTH = 2000  # a table in a pipe is as wide as its content


def console() -> Console:
    """The console of standard output: colour only on a terminal, no markup in what documents say."""
    return Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)


def say(text: str, style: str = "") -> None:
    """A line of text; the terminal wraps it, a pipe gets it whole."""
    console().print(text, style=style or None, soft_wrap=True)


def say_answers(answers: Answers | None) -> None:
    """What a language model was asked and what became of it, on standard error; nothing where none was."""
    if answers is None:
        return
    reasons = ", ".join(f"{number} {reason}" for reason, number in answers.dropped.items())
    added = (
        _number(answers.names, "name"),
        _number(answers.roles, "role"),
        _number(answers.senses, "reading"),
        _number(answers.relations, "relation"),
    )
    typer.echo(
        f"{answers.model}: {_number(answers.asked, 'passage')}, {_number(answers.answered, 'answer')} "
        f"({answers.cached} from the cache); added {', '.join(added)}; "
        f"dropped {len(answers.drops)}{f' ({reasons})' if reasons else ''}",
        err=True,
    )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def print_json(value: Any) -> None:
    """The value as JSON, readable, on standard output."""
    console().out(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """A table; numbers to the right, those that are no whole ones with four digits."""
    table = Table(title=title or None, title_justify="left", header_style="bold")
    found = [list(row) for row in rows]
    for i, name in enumerate(columns):
        numeric = bool(found) and all(isinstance(row[i], int | float | None) for row in found)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in found:
        table.add_row(*(Text(_cell(value)) for value in row))
    console().print(table)


def print_rows(rows: Sequence[Mapping[str, object]], as_json: bool, title: str = "") -> None:
    """Rows of one shape, as JSON or as a table."""
    if as_json:
        print_json(list(rows))
    elif rows:
        print_table(list(rows[0]), [list(row.values()) for row in rows], title)
    else:
        say("nothing found")


def sure_columns(belief: Belief | None) -> dict[str, object]:
    """How sure something is, as columns; without a value where nothing says so."""
    return {
        "confidence": belief.mean if belief else None,
        "confidence_low": belief.low if belief else None,
    }


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return "" if value is None else str(value)
