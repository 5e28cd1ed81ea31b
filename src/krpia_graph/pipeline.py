"""The whole way in order: files in, a knowledge graph out; each source on its own, then all together."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial, reduce
from importlib.metadata import version
from operator import add
from pathlib import Path

from krpia_graph.analyse import estimate_confidence, tallies_of
from krpia_graph.analyse.analysis import analyse
from krpia_graph.analyse.ranking import UNDRAWN
from krpia_graph.engine import engine as named_engine
from krpia_graph.extract import Extractor as RuleExtractor
from krpia_graph.graph import connect
from krpia_graph.llm import LlmExtractor, Settings, settings_from
from krpia_graph.model.case import Resolution
from krpia_graph.model.confidence import REVIEW, Confidence, Judged, Tally
from krpia_graph.model.document import Reading
from krpia_graph.model.errors import DomainError, EndpointError, SourceError, UnknownNameError
from krpia_graph.model.extractor import Extractor
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.language_model import UNANSWERED, Answers
from krpia_graph.model.publication import Run
from krpia_graph.model.review import Decision
from krpia_graph.read import read
from krpia_graph.read.decisions import decisions_file, read_decisions
from krpia_graph.read.domain import read_domain
from krpia_graph.read.evaluation import evaluation_file, read_evaluation
from krpia_graph.read.fingerprint import domain_fingerprint
from krpia_graph.read.folder import data_folder
from krpia_graph.read.prompt import read_prompt
from krpia_graph.read.vocabulary import based
from krpia_graph.resolve import replay, resolve
from krpia_graph.write import FORMATS
from krpia_graph.write.atomic import write_files
from krpia_graph.write.export import Export
from krpia_graph.write.rdf.dataset import DISTRIBUTIONS
from krpia_graph.write.records import centrality_csv, edges_csv, entities_csv, mentions_csv, ties_csv
from krpia_graph.write.report import report_md
from krpia_graph.write.run_record import run_json

EXTRACTORS = ("rules", "llm")


@dataclass(frozen=True, slots=True)
class Shard:
    """What one source gave; `answers` is None unless a language model was asked."""

    reading: Reading
    resolution: Resolution
    answers: Answers | None = None


def default_sources() -> list[Path]:
    """The documents that come with the package: those in `data/sources/`."""
    return sorted(p for p in (data_folder() / "sources").iterdir() if p.suffix not in (".toml", ".yaml"))


def process(
    paths: Iterable[Path],
    data: Path | None = None,
    reader: str = "",
    engine: str = "serial",
    decisions: Path | None = None,
    llm: Settings | None = None,
) -> Iterator[Shard]:
    """The shard of each document, in the order of `paths`; nothing is shared between them.

    With `llm` a language model is asked about what the rules found; without it nothing is sent anywhere.
    """
    work = partial(_process, data=data, reader=reader, decisions=decisions, llm=llm)
    yield from named_engine(engine)(work, paths)


def llm_settings(extractor: str, cache: Path | None = None, offline: bool = False) -> Settings | None:
    """What `process` takes as `llm` for an extractor of that name: None for the rules.

    Raises UnknownNameError for another name, EndpointError where the environment names no language model.
    """
    if extractor not in EXTRACTORS:
        raise UnknownNameError("extractor", extractor, EXTRACTORS)
    return settings_from(os.environ, cache, offline) if extractor == "llm" else None


def build(
    paths: Path | str | Iterable[Path | str] = (),
    data: Path | None = None,
    reader: str = "",
    engine: str = "serial",
    watch: Callable[[Iterator[Shard]], Iterable[Shard]] = iter,
    decisions: Path | None = None,
    extractor: str = "rules",
    cache: Path | None = None,
    offline: bool = False,
    base: str = "",
    at: str = "",
) -> KnowledgeGraph:
    """The knowledge graph of the document or documents at `paths`, by default of those that come along.

    `data` is the folder of the domain data, `reader` forces a reader, `engine` says where the work runs;
    `watch` sees every shard go by, for a progress bar; `decisions` is the file of what people decided, by
    default the one of the data folder where there is one. The `extractor` "llm" asks the language model that
    the environment names about what the rules found; `cache` is the folder for its replies, and `offline`
    lets nothing but that folder answer. `base` is what the addresses of an export begin with, by default
    that of the vocabulary; `at` says when the graph was made (ISO 8601 with a time zone), which an export
    else leaves out.
    Raises SourceError for a document that cannot be read, or where two documents have one id, and
    EndpointError where the language model cannot be asked, DomainError where `base` is no http(s) address
    that ends in "/" or `at` no time.
    """
    llm = llm_settings(extractor, cache, offline)
    named = [paths] if isinstance(paths, str | Path) else paths
    files = [Path(path) for path in named] or default_sources()
    shards = list(watch(process(files, data, reader, engine, decisions, llm)))
    by_id: dict[str, Path] = {}
    for path, shard in zip(files, shards, strict=True):
        other = by_id.setdefault(shard.reading.document.source.id, path)
        if other is not path:
            raise SourceError(f"{path}: has the same name as {other}; rename one, ids come from file names")
    domain = read_domain(data)
    graph = connect(
        domain,
        [shard.reading.document.source for shard in shards],
        [statement for shard in shards for statement in shard.reading.statements],
        [case for shard in shards for case in shard.resolution.cases],
        [doubt for shard in shards for doubt in shard.resolution.doubts],
        [entity for shard in shards for entity in shard.resolution.entities.values()],
        answers_of(shards),
    )
    counted = (*domain.tallies, *reviewed(shard.resolution for shard in shards))
    run = Run(version("krpia-graph"), domain_fingerprint(data), _time(at))
    return replace(
        graph,
        vocabulary=based(domain.vocabulary, base),
        confidence=estimate_confidence(counted, graph.statements, graph.cases.values(), graph.edges),
        publication=replace(graph.publication, run=run),
    )


def _time(at: str) -> str:
    """The time as an `xsd:dateTimeStamp`. Raises DomainError where it is none."""
    try:
        found = datetime.fromisoformat(at) if at else None
    except ValueError:
        found = None
    if at and not (found and found.tzinfo):
        raise DomainError(f"{at!r} is no time; write it as 2026-01-31T12:00:00+09:00")
    return found.isoformat(timespec="seconds") if found else ""


def reviewed(resolutions: Iterable[Resolution]) -> tuple[Tally, ...]:
    """How often people accepted and rejected what the rules had found; the same words once a document."""
    judged: list[Judged] = []
    for found in resolutions:
        words = {(m.rule, m.type, m.surface, right): None for m, right in found.judged}
        judged += [Judged("name", rule, right) for rule, _, _, right in words]
    return tallies_of(judged, REVIEW)


def confidence_of(shard: Shard, data: Path | None = None) -> Confidence:
    """How sure the findings of one document are, by the counts of the data and the decisions about it."""
    found = shard.resolution
    statements = {statement.id: statement for statement in shard.reading.statements}
    counted = (*read_domain(data).tallies, *reviewed([found]))
    return estimate_confidence(counted, statements, found.cases, marks=found.mentions)


def answers_of(shards: Iterable[Shard]) -> Answers | None:
    """What a language model was asked about all documents together; None where none was asked.

    Raises EndpointError where it had a reply to no question at all: then its server turns down everything.
    """
    given = [shard.answers for shard in shards if shard.answers]
    answers = reduce(add, given) if given else None
    if answers and not answers.answered:
        said = next((drop.said for drop in answers.drops if drop.reason in UNANSWERED - {"too_long"}), None)
        if said is not None:
            raise EndpointError(f"{answers.model} has no reply to any of {answers.asked} passages: {said}")
    return answers


def _process(
    path: Path, data: Path | None, reader: str, decisions: Path | None, llm: Settings | None
) -> Shard:
    return understand(read(path, reader), data, decisions, llm)


def understand(
    reading: Reading, data: Path | None = None, decisions: Path | None = None, llm: Settings | None = None
) -> Shard:
    """What a document that has been read says, and what people decided about it."""
    extraction, domain = _extractor(data, llm).extract(reading), read_domain(data)
    made = replay(_decisions(data, decisions), reading, extraction, domain)
    return Shard(reading, resolve(extraction, domain, made), extraction.answers)


def _decisions(data: Path | None, path: Path | None) -> tuple[Decision, ...]:
    path = path or decisions_file(data)
    try:
        state = path.stat()
    except OSError:
        state = None
    if state is None and path == decisions_file(data):
        return ()
    return _read_decisions(path, (state.st_mtime_ns, state.st_size) if state else ())


@cache
def _read_decisions(path: Path, _state: tuple[int, ...]) -> tuple[Decision, ...]:
    """The decisions of a file, read once a process for each state of the file."""
    return read_decisions(path)


@cache
def _extractor(data: Path | None, llm: Settings | None) -> Extractor:
    """The extractor of a data folder, compiled once a process."""
    if llm:
        return LlmExtractor(_extractor(data, None), read_domain(data), read_prompt(data), llm)
    return RuleExtractor(read_domain(data))


def write_outputs(
    graph: KnowledgeGraph, folder: Path, data: Path | None = None, provenance: str = "mentions"
) -> list[Path]:
    """Write everything that `build` makes into `folder`: all files, or none and the old ones stay.

    Two runs on the same input write the same bytes. `data` is the folder of the domain data that the graph
    was built with, `provenance` that of `krpia_graph.write.quads`.
    """
    analysis = analyse(graph, resampling=UNDRAWN, nulls=0)
    last = read_evaluation(evaluation_file(data or data_folder()))
    unchanged = last is not None and last.domain_sha256 == domain_fingerprint(data)
    rdf = Export(graph, provenance)
    return write_files(
        folder,
        {
            "report.md": report_md(graph, analysis.ranking, last, unchanged, rdf.fingerprint),
            "network.html": FORMATS[".html"](graph),
            **{f"graph{suffix}": rdf.file(suffix) for suffix in DISTRIBUTIONS},
            "graph.graphml": FORMATS[".graphml"](graph),
            "cases.jsonl": FORMATS[".jsonl"](graph),
            "entities.csv": entities_csv(graph),
            "edges.csv": edges_csv(graph),
            "mentions.csv": mentions_csv(graph),
            "centrality.csv": centrality_csv(analysis.ranking),
            "ties.csv": ties_csv(analysis),
            "run.json": run_json(graph, analysis, rdf.fingerprint),
        },
    )
