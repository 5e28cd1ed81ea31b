"""Scores and counts of an evaluation in, the two files that keep them with the domain data out."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from krpia_graph.model.confidence import KINDS, TALLY_COLUMNS, Tally
from krpia_graph.model.evaluation import EvaluationRecord


def evaluation_json(record: EvaluationRecord) -> Iterator[str]:
    """The record as JSON, a measure a line, so that two states of it compare line by line."""
    fields = asdict(record)
    scores = fields.pop("scores")
    head = json.dumps(fields, ensure_ascii=False, indent=2).removesuffix("\n}")
    lines = (f"    {json.dumps(name)}: {json.dumps(score)}" for name, score in sorted(scores.items()))
    yield f'{head},\n  "scores": {{\n' + ",\n".join(lines) + "\n  }\n}\n"


def tallies_csv(tallies: Iterable[Tally]) -> Iterator[str]:
    """The counts as CSV, by kind, rule and source."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(TALLY_COLUMNS)
    for t in sorted(tallies, key=lambda t: (KINDS.index(t.kind), t.rule, t.source)):
        writer.writerow((t.kind, t.rule, t.accepted, t.rejected, t.source))
    yield buffer.getvalue()
