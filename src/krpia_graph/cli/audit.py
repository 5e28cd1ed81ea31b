"""The verb `audit`: what became of every line of the documents, and what to look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from krpia_graph.cli.making import Cache, Extractor, Offline
from krpia_graph.cli.output import print_json, say, say_answers

if TYPE_CHECKING:
    from krpia_graph.audit import Audit
    from krpia_graph.pipeline import Shard

_EXAMPLES = 3  # of each kind of finding, without --all


def audit(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES]...", help="Documents; default: those that come along."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every finding, not a few of each kind.")] = False,
    data: Annotated[
        Path | None, typer.Option("--data", help="A folder of domain data to use instead.")
    ] = None,
    reader: Annotated[str, typer.Option("--reader", help="Force a reader; default: chosen by content.")] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON on standard output, with all findings.")
    ] = False,
    extractor: Extractor = "rules",
    cache: Cache = None,
    offline: Offline = False,
) -> None:
    """Account for every line of documents; exit code 1 where something is that must never be."""
    from krpia_graph.audit import audit as audit_of
    from krpia_graph.pipeline import build
    from krpia_graph.read.domain import read_domain

    shards: list[Shard] = []

    def keep(passing: Iterator["Shard"]) -> Iterable["Shard"]:
        shards.extend(passing)
        return shards

    graph = build(files or (), data, reader, watch=keep, extractor=extractor, cache=cache, offline=offline)
    say_answers(graph.answers)
    result = audit_of(graph, [(shard.reading, shard.resolution) for shard in shards], read_domain(data))
    if as_json:
        _print_json(result)
    else:
        _print_accounts(result)
        _print_findings(result, None if everything else _EXAMPLES)
    raise typer.Exit(1 if result.faults else 0)


def _print_json(result: "Audit") -> None:
    from dataclasses import asdict

    print_json(
        {
            "sources": [{**asdict(a), "coverage": round(a.coverage, 6)} for a in result.accounts],
            "totals": {kind: len(found) for kind, found in result.by_kind.items()},
            "findings": [
                {**asdict(finding), "span": list(finding.span) if finding.span else None}
                for finding in result.findings
            ],
        }
    )


def _print_accounts(result: "Audit") -> None:
    for account in result.accounts:
        covered = "all" if account.covered == account.characters else f"{account.coverage:.2%}"
        say(f"{account.path}, read as {account.reader}", style="bold")
        say(f"  lines       {account.lines} that are not blank, {account.unread} of them unread")
        say(f"              in statements {_counts(account.statement_lines)}")
        say(f"              in noise {_counts(account.noise_lines)}")
        say(f"  statements  {_counts(account.statements)}")
        say(f"  characters  {account.characters}, {covered} in a statement or in noise")


def _counts(kinds: Mapping[str, int]) -> str:
    named = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    return f"{sum(kinds.values())}: {named}" if named else "0"


def _print_findings(result: "Audit", examples: int | None) -> None:
    from krpia_graph.audit import KINDS

    for kind, found in result.by_kind.items():
        say(f"\n{kind}: {KINDS[kind].title} ({KINDS[kind].weight}, {len(found)})", style="bold")
        for finding in found[:examples]:
            say(f"  {finding}")
        if len(found) > len(found[:examples]):
            say(f"  and {len(found) - len(found[:examples])} more; --all lists them")
    say(f"\n{_number(result.findings, 'finding')}, {_number(result.faults, 'fault')}")


def _number(findings: Sequence[object], noun: str) -> str:
    return f"{len(findings)} {noun}{'' if len(findings) == 1 else 's'}"
