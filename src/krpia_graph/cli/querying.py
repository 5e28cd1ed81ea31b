"""The verb query: SPARQL over the documents or an exported file, as a table or in a format of the W3C."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from krpia_graph.cli.asking import AsJson, Data, Sources, built
from krpia_graph.cli.output import print_rows
from krpia_graph.model.errors import QueryError, SourceError, UnknownNameError
from krpia_graph.model.queries import Answer, NamedQuery

if TYPE_CHECKING:
    from krpia_graph.query.limits import Limits
    from krpia_graph.query.pool import Pool, Result

INCOMPLETE = 3  # the exit code where time ended the answer
_NO_BOUND = 1 << 40  # bytes and, without --limit, rows


def query(
    context: typer.Context,
    text: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE|TEXT|-",
            help="A named query, a file, SPARQL, or - for standard input; 'list' lists the named ones.",
        ),
    ],
    source: Sources = None,
    data: Data = None,
    graph: Annotated[
        Path | None,
        typer.Option(
            "--graph", "-g", help="An exported file to ask: .ttl, .nt, .nq, .trig, .jsonld, .rdf; .gz too."
        ),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", "-f", help="csv, tsv, json or xml; of a graph ttl, nt or jsonld.")
    ] = "",
    as_json: AsJson = False,
    timeout: Annotated[float, typer.Option(min=0.001, metavar="SECONDS", help="Time to answer.")] = 60.0,
    memory: Annotated[int, typer.Option(min=1, metavar="MIB", help="Memory to answer.")] = 1024,
    limit: Annotated[int | None, typer.Option(min=1, metavar="ROWS", help="The most rows.")] = None,
) -> None:
    """Ask the graph in SPARQL; parameters of a named query follow as options: --company MSD."""
    from krpia_graph.query.limits import Limits
    from krpia_graph.query.naming import question
    from krpia_graph.query.results import GRAPHS, TABLES
    from krpia_graph.read.queries import read_queries

    own = data / "queries" if data else None
    known = read_queries(own if own and own.is_dir() else None)
    if text == "list":
        print_rows([_described(named, as_json) for named in known.values()], as_json)
        return
    if format_ and format_ not in {**TABLES, **GRAPHS}:
        raise UnknownNameError("format", format_, {**TABLES, **GRAPHS})
    if format_ and as_json:
        raise typer.BadParameter("--json and --format exclude each other; --format json is that of the W3C")
    if graph and source:
        raise typer.BadParameter("--graph and --source exclude each other")
    words, parameters = _query_text(text), _parameters(context.args)
    limits = Limits(timeout, memory << 20, limit or _NO_BOUND, _NO_BOUND)
    with _asked(source, data, graph, limits) as (pool, prefixes, find):
        asked = question(words, parameters, prefixes, find, known)
        table, of_graph = (format_ if format_ in TABLES else "json"), (format_ if format_ in GRAPHS else "nt")
        result = pool.run(asked, table, of_graph)
        with result.body:
            _show(result, format_, as_json, parameters)
    if result.cut == "rows":
        typer.echo(f"only the first {result.rows:,} rows (--limit)", err=True)
    elif result.cut:
        typer.echo(f"incomplete: {result.rows:,} rows in {timeout:g} seconds (--timeout)", err=True)
        raise typer.Exit(INCOMPLETE)


def _described(named: NamedQuery, whole: bool) -> dict[str, object]:
    row: dict[str, object] = {"name": named.name, "title": named.title}
    if whole:
        row |= {"title_ko": named.title_ko, "description": named.description}
        row |= {"description_ko": named.description_ko}
    else:
        row["description"] = f"{named.description} {named.title_ko}".strip()
    row["parameters"] = ", ".join(f"--{p.name}" for p in named.parameters)
    return row


@contextmanager
def _asked(
    sources: list[Path] | None, data: Path | None, file: Path | None, limits: "Limits"
) -> "Iterator[tuple[Pool, dict[str, str], Callable[[str], str]]]":
    """A pool of one worker over the documents or the file, its prefixes, and how its entities are found."""
    from krpia_graph.query.lookup import base_of, finder_in
    from krpia_graph.query.naming import finder
    from krpia_graph.query.pool import Pool
    from krpia_graph.query.store import make_store
    from krpia_graph.read.domain import read_domain
    from krpia_graph.write.rdf.names import prefixes

    with TemporaryDirectory(prefix="krpia-graph-", ignore_cleanup_errors=True) as folder:
        store = Path(folder, "store")
        if file is None:
            graph = built(sources, data)
            table = prefixes(graph.vocabulary)
            with Pool(store, limits, 1, make_store(graph, store), table) as pool:
                yield pool, table, finder(graph)
            return
        if not file.is_file():
            raise SourceError(f"{file}: no such file")
        with Pool(store, limits, 1, make_store(file, store)) as pool:
            vocabulary = read_domain(data).vocabulary
            base = base_of(pool) or vocabulary.base
            pool.prefixes = table = prefixes(replace(vocabulary, base=base))
            yield pool, table, finder_in(pool, base)


def _show(result: "Result", format_: str, as_json: bool, hidden: dict[str, str]) -> None:
    from krpia_graph.query.answers import answer_in
    from krpia_graph.query.results import GRAPHS, TABLES

    if not format_:
        _print(answer_in(result.body, result.media_type, hidden), as_json)
        return
    fitting = [
        name
        for of in (TABLES, GRAPHS)
        if result.media_type in {f.media_type for f in of.values()}
        for name in of
    ]
    if format_ not in fitting:
        raise QueryError(f"SPARQL: the answer has no form in {format_}; choose from {', '.join(fitting)}")
    sys.stdout.flush()
    shutil.copyfileobj(result.body, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _print(answer: Answer, as_json: bool) -> None:
    print_rows([dict(zip(answer.variables, row, strict=True)) for row in answer.rows], as_json)


def _query_text(word: str) -> str:
    """The SPARQL on standard input for `-`, in the file of that name if there is one, else the word."""
    if word == "-":
        return sys.stdin.read()
    path = Path(word)
    try:
        if path.is_file():
            return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"{word}: cannot be read ({error})") from None
    except (OSError, ValueError):  # SPARQL that is too long or too odd for the name of a file
        return word
    if path.suffix == ".rq" and not any(c.isspace() for c in word):
        raise SourceError(f"{word}: no such file")
    return word


def _parameters(words: list[str]) -> dict[str, str]:
    """`--company MSD --drug=Dukarb` as a mapping."""
    parameters: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--"):
            raise typer.BadParameter(f"{word!r}: give parameters as --name value")
        found = value if equals else next(rest, None)
        if found is None:
            raise typer.BadParameter(f"--{name} needs a value")
        parameters[name] = found
    return parameters
