"""Annotated texts in, how well the rules do on them out, and what is kept of that with the domain data."""

import os
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from krpia_graph.analyse import tallies_of
from krpia_graph.evaluate import Evaluation, evaluate, judge
from krpia_graph.llm import Settings
from krpia_graph.model.confidence import Judged
from krpia_graph.model.evaluation import EvaluationRecord
from krpia_graph.model.language_model import Answers
from krpia_graph.pipeline import Shard, answers_of, understand
from krpia_graph.read import read
from krpia_graph.read.confidence import read_tallies, tallies_file
from krpia_graph.read.domain import read_domain
from krpia_graph.read.evaluation import evaluation_file
from krpia_graph.read.fingerprint import domain_fingerprint, gold_fingerprint
from krpia_graph.read.folder import data_folder
from krpia_graph.read.gold import read_gold
from krpia_graph.write.atomic import write_files
from krpia_graph.write.evaluation import evaluation_json, tallies_csv


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an evaluation gave: scores with the single errors, findings by rule, and the record to keep."""

    evaluation: Evaluation
    judged: tuple[Judged, ...]
    record: EvaluationRecord
    answers: Answers | None = None  # of a language model, where one was asked


def assess(gold: Path, data: Path | None = None, llm: Settings | None = None) -> Assessment:
    """What is found in the annotated texts of a folder, against the annotations.

    What people decided about these texts is left out. Raises SourceError where the folder holds none, or a
    file does not fit.
    """
    domain, total, judged = read_domain(data), Evaluation(), list[Judged]()
    documents = read_gold(gold)
    shards: list[Shard] = []
    for document in documents:
        reading = read(Path(document.path), begin=document.begin)
        shards.append(understand(reading, data, Path(os.devnull), llm))
        found = shards[-1].resolution
        total.add(evaluate(document, reading.document, found, domain))
        judged += judge(document, reading, found, domain)
    record = EvaluationRecord(
        gold=gold.resolve().name,
        texts=len(documents),
        gold_sha256=gold_fingerprint(gold, (Path(document.path) for document in documents)),
        domain_sha256=domain_fingerprint(data),
        version=version("krpia-graph"),
        scores=dict(total.scores),
    )
    return Assessment(total, tuple(judged), record, answers_of(shards))


def keep(result: Assessment, data: Path | None = None) -> list[Path]:
    """Keep an assessment with the domain data: its record for reports, its counts by rule for confidence.

    The counts of other annotations stay. Raises WriteError where the folder cannot be written.
    """
    folder = data or data_folder()
    name = result.record.gold
    others = [tally for tally in read_tallies(tallies_file(folder)) if tally.source != name]
    contents = {
        evaluation_file(folder).name: evaluation_json(result.record),
        tallies_file(folder).name: tallies_csv((*others, *tallies_of(result.judged, name))),
    }
    written = write_files(folder, contents)
    read_domain.cache_clear()  # it holds the counts of before
    return written
