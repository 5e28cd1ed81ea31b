"""Verbs that make something of documents and data: build, extract, check."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from krpia_graph.cli.output import print_json, say, say_answers

Files = Annotated[
    list[Path] | None, typer.Argument(metavar="[FILES]...", help="Documents; default: those that come along.")
]
Data = Annotated[Path | None, typer.Option("--data", help="A folder of domain data to use instead.")]
Reader = Annotated[str, typer.Option("--reader", help="Force a reader; default: chosen by content.")]
Decisions = Annotated[
    Path | None, typer.Option("--decisions", help="Decisions to replay instead of those of the data folder.")
]
Extractor = Annotated[
    str,
    typer.Option("--extractor", help="rules, or llm: then ask the language model of the environment too."),
]
Cache = Annotated[
    Path | None, typer.Option("--cache", help="With llm: the folder for replies; default: the user's cache.")
]
Offline = Annotated[
    bool, typer.Option("--offline", help="With llm: send nothing, take replies from the cache only.")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]


def build(
    files: Files = None,
    to: Annotated[Path, typer.Option("--to", help="The folder to write into.")] = Path("out"),
    data: Data = None,
    reader: Reader = "",
    engine: Annotated[
        str, typer.Option("--engine", help="Where the work runs: serial, processes.")
    ] = "serial",
    decisions: Decisions = None,
    extractor: Extractor = "rules",
    cache: Cache = None,
    offline: Offline = False,
    base: Annotated[
        str,
        typer.Option("--base", help="What the addresses in RDF begin with."),
    ] = "",
    provenance: Annotated[
        str, typer.Option("--provenance", help="mentions, or graphs: then every case is a named graph too.")
    ] = "mentions",
    at: Annotated[
        str, typer.Option("--at", help="When this is made, for the header of the RDF: now, or an ISO time.")
    ] = "",
) -> None:
    """Read documents, build the knowledge graph and write everything into a folder."""
    from collections import Counter
    from collections.abc import Iterable, Iterator
    from datetime import UTC, datetime

    from rich.console import Console
    from rich.progress import track

    from krpia_graph.pipeline import Shard, default_sources, write_outputs
    from krpia_graph.pipeline import build as build_graph

    paths = files or default_sources()
    progress = Console(stderr=True)

    def watch(shards: Iterator[Shard]) -> Iterable[Shard]:
        return track(
            shards,
            description="reading",
            total=len(paths),
            console=progress,
            transient=True,
            disable=not progress.is_terminal,
        )

    time = datetime.now(UTC).isoformat(timespec="seconds") if at == "now" else at
    graph = build_graph(paths, data, reader, engine, watch, decisions, extractor, cache, offline, base, time)
    written = write_outputs(graph, to, data, provenance)
    say_answers(graph.answers)
    kinds = Counter(statement.kind for statement in graph.statements.values())
    counts = ", ".join(
        f"{kinds[k]} {k}{'' if kinds[k] == 1 else 's'}" for k in ("header", "bullet", "detail")
    )
    say(f"read {', '.join(path.name for path in paths)}: {counts}")
    say(f"built {graph}")
    if graph.doubts:
        say(f"{len(graph.doubts)} doubts are listed in report.md")
    say(f"wrote {to}: {', '.join(path.name for path in written)}")
    say(f"open {to / 'network.html'} first")


def extract(
    files: Annotated[list[Path], typer.Argument(help="Documents.")],
    data: Data = None,
    reader: Reader = "",
    extractor: Extractor = "rules",
    cache: Cache = None,
    offline: Offline = False,
) -> None:
    """Print what is found in each document as one JSON object a line."""
    import msgspec

    from krpia_graph.pipeline import Shard, answers_of, confidence_of, llm_settings, process
    from krpia_graph.read.domain import read_domain
    from krpia_graph.write.records import case_record, mention_record

    lexicon = read_domain(data).lexicon.entities
    shards: list[Shard] = []
    for shard in process(files, data, reader, llm=llm_settings(extractor, cache, offline)):
        shards.append(shard)
        found = shard.resolution
        entities = {**lexicon, **found.entities} if found.entities else lexicon
        sure = confidence_of(shard, data)
        record: dict[str, Any] = {
            "source": msgspec.to_builtins(shard.reading.document.source),
            "reader": shard.reading.reader,
            "statements": [msgspec.to_builtins(s) for s in shard.reading.statements],
            "mentions": [mention_record(mention, entities, sure) for mention in found.mentions],
            "cases": [case_record(case, entities, sure) for case in found.cases],
        }
        sys.stdout.write(msgspec.json.encode(record).decode() + "\n")
    say_answers(answers_of(shards))


def check(data: Data = None, as_json: AsJson = False) -> None:
    """Check vocabulary, lexicon and rules; exit code 1 where something is wrong."""
    from dataclasses import asdict

    from krpia_graph.check import check as problems_of

    problems = problems_of(data)
    if as_json:
        print_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            say(str(problem))
        say(f"{len(problems)} problems" if problems else "vocabulary, lexicon and rules agree")
    raise typer.Exit(1 if problems else 0)
