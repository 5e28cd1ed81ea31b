"""Open doubts in, a table to be filled in out; a filled table in, the decisions of its rows out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from krpia_graph.model.case import Doubt
from krpia_graph.model.errors import DomainError, KrpiaGraphError
from krpia_graph.model.review import Decision

if TYPE_CHECKING:
    from krpia_graph.model.domain import Domain
    from krpia_graph.model.lexicon import Entity
    from krpia_graph.pipeline import Shard
    from krpia_graph.resolve.answers import EntityNames

_CONTEXT = 160  # characters shown on either side of the words


def sentence_around(shard: "Shard", doubt: Doubt) -> str:
    """The statement that the words stand in, readable and in one line, with the words between >> and <<."""
    document = shard.reading.document
    if doubt.reason == "stale_decision":
        return f">>{doubt.surface}<<"
    around = [s for s in shard.reading.statements if s.start <= doubt.start and doubt.end <= s.end]
    place = min(around, key=lambda s: s.end - s.start, default=doubt)
    text = document.readable
    start, end = document.in_readable(doubt.start, doubt.end)
    first, last = document.in_readable(place.start, place.end)
    before = text[max(first, start - _CONTEXT) : start]
    behind = text[end : min(last, end + _CONTEXT)]
    return " ".join(f"{before}>>{text[start:end]}<<{behind}".split())


def named(entity: str, domain: "Domain", others: Mapping[str, "Entity"]) -> str:
    """The id with the label behind, where it is known; `others` are entities that are not listed."""
    found = others.get(entity) or domain.lexicon.entities.get(entity)
    return f"{entity} ({found.label_en})" if found else entity


def export_table(path: Path, shards: Iterable["Shard"], domain: "Domain", reasons: Iterable[str]) -> int:
    """Write the open doubts into a CSV file and say how many there are."""
    from krpia_graph.write.atomic import write_files
    from krpia_graph.write.decisions import review_csv

    rows: list[Mapping[str, object]] = [
        {
            "document": shard.reading.document.source.sha256,
            "source": doubt.source,
            "start": doubt.start,
            "end": doubt.end,
            "surface": doubt.surface,
            "reason": doubt.reason,
            "sentence": sentence_around(shard, doubt),
            "candidates": "; ".join(named(c, domain, shard.resolution.entities) for c in doubt.candidates),
        }
        for shard in shards
        for doubt in shard.resolution.doubts
        if doubt.reason in reasons
    ]
    write_files(path.parent, {path.name: review_csv(rows)})
    return len(rows)


def answers_of_table(
    table: Path, shards: Iterable["Shard"], names: "EntityNames", domain: "Domain", path: Path
) -> list[Decision]:
    """The decisions of a filled table that do not stand yet; all of them, or an error and none."""
    from krpia_graph.read.decisions import read_decisions, read_review_table
    from krpia_graph.resolve.answers import Answer, decide

    by_hash = {shard.reading.document.source.sha256: shard for shard in shards}
    standing = {d.question: d for d in (read_decisions(path) if path.exists() else ())}
    made: list[Decision] = []
    for row in read_review_table(table):
        shard = by_hash.get(row.document)
        if shard is None:
            raise DomainError(f"{row.place}: its document is none of those given; name them as for --export")
        source, text = shard.reading.document.source, shard.reading.document.text
        surface = row.surface if row.reason == "stale_decision" else text[row.start : row.end]
        if row.start >= row.end or surface.split() != row.surface.split():
            raise DomainError(f"{row.place}: other words stand at {row.start} to {row.end} of {source.path}")
        doubt = Doubt(row.reason, source.id, surface, row.start, row.end)
        answer = Answer(row.action, row.entity, row.label, row.note)
        try:
            decision = decide(doubt, source, answer, names, shard.resolution.entities, domain)
        except KrpiaGraphError as error:
            raise DomainError(f"{row.place}: {error}") from None
        decision = replace(decision, by=row.by)
        earlier = standing.get(decision.question)
        if earlier is None or replace(earlier, by="", date="") != replace(decision, by="", date=""):
            made.append(decision)
            standing[decision.question] = decision
    return made
