"""The verb `serve`: a SPARQL endpoint and a page to ask from, over documents or an exported file."""

from pathlib import Path
from typing import Annotated

import typer

from krpia_graph.cli.output import say
from krpia_graph.model.errors import SourceError

_MIB = 1024 * 1024


def serve(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES]...", help="Documents; default: those that come along."),
    ] = None,
    graph: Annotated[
        Path | None,
        typer.Option("--graph", help="An RDF file to serve instead: .nq, .trig, .ttl, .nt, .gz."),
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="A folder of domain data to use instead.")
    ] = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 8000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds a query may run.")] = 10.0,
    memory: Annotated[int, typer.Option("--memory", min=64, help="MiB a query may use.")] = 1024,
    rows: Annotated[int, typer.Option("--rows", min=1, help="Rows an answer may have.")] = 100_000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Queries at a time.")] = 2,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", help="A further name of this server, as in http://NAME/; repeatable."),
    ] = None,
    cors: Annotated[
        str, typer.Option("--cors", help="The origin whose pages may read answers; '' for none.")
    ] = "*",
) -> None:
    """Answer SPARQL over HTTP: the endpoint at /sparql, a page to ask from at /. Ctrl+C stops it."""
    from tempfile import TemporaryDirectory

    from krpia_graph.pipeline import build
    from krpia_graph.query.limits import Limits
    from krpia_graph.read.domain import read_domain
    from krpia_graph.serve import Settings, prepare, run
    from krpia_graph.serve.guards import is_loopback

    if graph is not None and files:
        raise SourceError(f"{files[0]}: give documents or --graph, not both")
    limits = Limits(seconds=timeout, memory=memory * _MIB, rows=rows)
    settings = Settings(host, port, workers, limits, tuple(allow_host or ()), cors)
    with TemporaryDirectory(prefix="krpia-graph-") as folder:
        vocabulary = read_domain(data).vocabulary
        dataset = prepare(graph or build(files or (), data), vocabulary, Path(folder))
        if not is_loopback(host):
            say(f"warning: {host} lets other machines ask, without a password and without encryption")

        def ready(address: str) -> None:
            say(f"{dataset.triples} triples, fingerprint {dataset.fingerprint[:16]}")
            say(f"asking at {address} (endpoint {address}sparql); Ctrl+C stops")

        run(dataset, settings, ready)
