"""Verbs about what an export means and whether it is valid: ontology, validate."""

from pathlib import Path
from typing import Annotated

import typer

from krpia_graph.cli.asking import AsJson, Data, Sources, built
from krpia_graph.cli.output import print_json, say

_LONGEST = 160  # characters of a quote in a report


def ontology(
    shapes: Annotated[bool, typer.Option("--shapes", help="Print the SHACL shapes instead.")] = False,
    record: Annotated[
        bool, typer.Option("--record", help="Keep both in the data folder instead of printing.")
    ] = False,
    data: Data = None,
) -> None:
    """Print the ontology that the vocabulary gives, as Turtle."""
    import sys

    from krpia_graph.read.domain import read_domain
    from krpia_graph.read.folder import data_folder
    from krpia_graph.write.atomic import write_files
    from krpia_graph.write.ontology import KEPT

    vocabulary = read_domain(data).vocabulary
    if record:
        folder = data or data_folder()
        for path in write_files(folder, {name: make(vocabulary) for name, make in KEPT.items()}):
            say(f"wrote {path}")
        return
    make = KEPT["constraints.ttl" if shapes else "ontology.ttl"]
    sys.stdout.write("".join(make(vocabulary)))


def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES]...", help="Exported RDF; default: what the documents give."),
    ] = None,
    base: Annotated[str, typer.Option("--base", help="What the addresses of the export begin with.")] = "",
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Check an export against the shapes of the ontology; exit code 1 where something is wrong."""
    from dataclasses import asdict

    from krpia_graph.read.domain import read_domain
    from krpia_graph.read.vocabulary import based
    from krpia_graph.validate import validate as faults_of

    if files and source:
        raise typer.BadParameter("--source builds a graph; leave it out where files are named")
    vocabulary = based(read_domain(data).vocabulary, base)
    faults = faults_of(files or built(source, data), vocabulary)
    if as_json:
        print_json([asdict(fault) for fault in faults])
    else:
        for fault in faults:
            place = f"{fault.file}:{fault.line}: " if fault.line else ""
            name = f"{fault.node} ({fault.label})" if fault.label else fault.node
            said = f": {fault.path} {fault.value}".rstrip() if fault.path or fault.value else ""
            say(f"{place}{name}{said}")
            say(f"  {fault.must.en} [{fault.rule}]")
            for quote in fault.quotes:
                text = " ".join(quote.text.split())
                text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
                say(f"  {quote.document} {quote.start}-{quote.end}  {text}")
        say(f"{len(faults)} faults" if len(faults) != 1 else "1 fault") if faults else say("valid")
    raise typer.Exit(1 if faults else 0)
