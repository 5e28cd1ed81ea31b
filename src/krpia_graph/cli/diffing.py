"""The verb `diff`: what an export has otherwise than another, for a person and as JSON, and its exit code."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from krpia_graph.cli.output import print_json

if TYPE_CHECKING:
    from krpia_graph.model.difference import Change, ChangeKind, Difference, Fact, What

_LONGEST = 100  # characters of a value; --json has all of them
_MARKS: "dict[What, str]" = {
    "added": "+",
    "removed": "-",
    "renamed": "=",
    "merged": ">",
    "split": "<",
    "changed": "~",
}
_NOUNS: "dict[ChangeKind, str]" = {
    "case": "cases",
    "entity": "entities",
    "edge": "edges",
    "document": "documents",
    "statement": "statements",
    "other": "other things",
}


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="An export: .ttl .nt .nq .trig .jsonld .rdf, .gz")
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another, in the same format or another one.")],
    summary: Annotated[bool, typer.Option("--summary", help="Counts only.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Tell what NEW has otherwise than OLD, in cases, entities and edges; exit code 1 where they differ."""
    from krpia_graph.diff import compare_files

    found = compare_files(old, new)
    if as_json:
        print_json(_record(found, summary))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(found, summary))
    raise typer.Exit(0 if found.same else 1)


def _record(found: "Difference", summary: bool) -> dict[str, object]:
    from dataclasses import asdict

    counts = {
        kind: {"old": old, "new": new, **Counter(change.what for change in found.of(kind))}
        for kind, (old, new) in found.totals.items()
    }
    return {
        "same": found.same,
        "bases": {"old": found.bases[0], "new": found.bases[1]},
        "counts": counts,
        "moved": found.moved,
        **({} if summary else {"changes": [asdict(change) for change in found.changes]}),
    }


def _lines(found: "Difference", summary: bool) -> Iterator[str]:
    if found.same:
        yield "no difference"
        return
    if found.bases[0] != found.bases[1]:
        yield f"the base differs: {found.bases[0]} -> {found.bases[1]}; IRIs are compared by what follows it"
    for kind, noun in _NOUNS.items():
        changes = found.of(kind)
        if not changes:
            continue
        before, after = found.totals[kind]
        counts = Counter(change.what for change in changes)
        listed = ", ".join(f"{counts[what]} {what}" for what in _MARKS if counts[what])
        yield f"{noun}: {listed} ({before} -> {after})"
        if lost := sum(change.unrecorded for change in changes):
            yield f"  {lost} of them gone without a row in the ledger"
        if not summary and kind != "statement":  # what statements say is shown with cases and edges
            yield from _listed(changes)
    if found.moved:
        yield f"moved: {_number(found.moved, 'place')} with the same words at other offsets"


def _listed(changes: "Sequence[Change]") -> Iterator[str]:
    for change in changes:
        if not change.told:
            yield from _change(change)
    if told := sum(change.told for change in changes):
        yield f"  {told} more belong to the cases above"


def _change(change: "Change") -> Iterator[str]:
    label = _line(change.label)
    head = f"  {_MARKS[change.what]} {label}"
    if change.what in ("added", "removed"):
        address = change.new or change.old
        flag = "  (no row in the ledger)" if change.unrecorded else ""
        yield f"{head}{'' if address.endswith(label) else f'  {address}'}{flag}"
    elif change.what == "changed":
        yield f"{head}:" if len(change.facts) != 1 else f"{head}: {_fact(change.facts[0])}"
    else:
        yield f"{head}: {change.what}, {change.old} -> {change.new}"
    if change.what != "changed" or len(change.facts) != 1:
        for fact in change.facts:
            yield f"      {_fact(fact)}"


def _fact(fact: "Fact") -> str:
    if fact.property == "in case":
        values = [*(f"- {_line(v)}" for v in fact.old), *(f"+ {_line(v)}" for v in fact.new)]
        return f"now {_number(fact.has, 'case')} (was {fact.had}): {'; '.join(values)}"
    if len(fact.old) == len(fact.new) == 1:
        return f"{fact.property}: {_line(fact.old[0])} -> {_line(fact.new[0])}"
    values = [*(f"- {_line(v)}" for v in fact.old), *(f"+ {_line(v)}" for v in fact.new)]
    return f"{fact.property}: {'; '.join(values)}"


def _line(text: str) -> str:
    return shorten(text, _LONGEST, placeholder=" ...")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
