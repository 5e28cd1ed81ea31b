"""The verb `evaluate`: what is found against what readers marked, and what is kept of the figures."""

from pathlib import Path
from typing import Annotated

import typer

from krpia_graph.cli.making import AsJson, Cache, Data, Extractor, Offline
from krpia_graph.cli.output import print_json, print_rows, say, say_answers


def evaluate(
    gold: Annotated[Path | None, typer.Option("--gold", help="A folder of annotations.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Print every error with its context.")] = False,
    record: Annotated[
        bool,
        typer.Option(
            "--record",
            help="Keep the figures for reports, and the counts by rule for confidence, in the data.",
        ),
    ] = False,
    data: Data = None,
    as_json: AsJson = False,
    extractor: Extractor = "rules",
    cache: Cache = None,
    offline: Offline = False,
) -> None:
    """Score the extraction against annotations: precision, recall and F1 by what is scored."""
    from dataclasses import asdict

    from krpia_graph.assess import assess, keep
    from krpia_graph.pipeline import llm_settings
    from krpia_graph.read.folder import data_folder

    if record and extractor != "rules":
        raise typer.BadParameter("--record keeps what the rules reach: leave out --extractor")
    llm = llm_settings(extractor, cache, offline)
    result = assess(gold or data_folder() / "gold" / "krpia", data, llm)
    say_answers(result.answers)
    rows: list[dict[str, object]] = [
        {
            "measure": name,
            "right": s.right,
            "false": s.false,
            "missed": s.missed,
            "precision": round(s.precision, 4),
            "recall": round(s.recall, 4),
            "F1": round(s.f1, 4),
        }
        for name, s in sorted(result.evaluation.scores.items())
    ]
    misses = result.evaluation.errors if errors else []
    if as_json:
        print_json({"scores": rows, "errors": [asdict(e) for e in misses]})
    else:
        print_rows(rows, as_json=False)
        for miss in misses:
            say(f"{miss.source}:{miss.span.start} {miss.measure} {miss.kind} {miss.what}: {miss.context}")
    if record:
        written = keep(result, data)
        if not as_json:
            say(f"recorded {result.record.gold} in {', '.join(map(str, written))}")
            if all(finding.right for finding in result.judged):
                say("nothing was rejected: texts that the rules were written with say little about others")
