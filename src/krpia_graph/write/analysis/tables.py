"""An analysis in, the first actors as Markdown out; any records in, Parquet out."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.centrality import Centrality, Place
from krpia_graph.model.errors import MissingExtraError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.analysis.summary import summary
from krpia_graph.write.analysis.words import words_of

SHOWN = 20  # rows of the table that people read
KEY_MEASURES = ("strength", "degree", "betweenness", "harmonic", "core")


def centrality_md(graph: KnowledgeGraph, analysis: Analysis, language: str) -> Iterator[str]:
    """What was done, what may be concluded, and the first actors. Raises UnknownNameError for a language."""
    words, ranking = words_of(language), analysis.ranking
    said = summary(graph, analysis, words)
    yield f"# {_inert(words.title)}\n\n"
    for heading, lines in (
        (words.done, said.done),
        (words.concluded, said.concluded),
        (words.warnings, said.warnings),
    ):
        if lines:
            yield f"## {heading}\n\n"
            yield "".join(f"- {_inert(line)}\n" for line in lines) + "\n"
    measures = shown_measures(ranking.measure, ranking.measures)
    names = [words.measure(name) for name in measures]
    yield f"## {words.table.format(min(SHOWN, len(ranking)))}\n\n"
    yield _line([words.rank, words.actor, words.type, words.interval, words.chance, words.cases, *names])
    yield _line(["---:", "---", "---", "---", "---:", "---:", *("---:" for _ in names)])
    for row in ranking[:SHOWN]:
        place = row.places.get(ranking.measure)
        cells = [place.rank if place else "", words.name(row.actor), row.type, interval(place), chance(place)]
        yield _line([*map(str, cells), str(len(row.cases)), *(number(row.values[name]) for name in measures)])


def shown_measures(chosen: str, there: Sequence[str]) -> tuple[str, ...]:
    """The measures of a table that people read: the chosen one first."""
    return tuple(dict.fromkeys((chosen, *(name for name in KEY_MEASURES if name in there))))


def interval(place: Place | None) -> str:
    """The bounds of a rank; empty where nothing was drawn."""
    return "" if place is None or place.low is None else f"{place.low}–{place.high}"


def chance(place: Place | None) -> str:
    """The chance to be among the ten first, in percent; never rounded to none or all."""
    if place is None or place.top10 is None:
        return ""
    percent = 100 * place.top10
    if 0 < percent < 1:
        return "< 1 %"
    if 99 < percent < 100:
        return "> 99 %"
    return f"{percent:.0f} %"


def number(value: float | None) -> str:
    """A value as people read it: up to three decimals, a dash where it is not defined."""
    if value is None:
        return "–"
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text if text not in ("0", "-0") or not value else f"{value:.1e}"


def value_of(row: Centrality, measure: str) -> str:
    """A measure of an actor as people read it."""
    return number(row.values[measure])


def parquet(records: Sequence[Mapping[str, Any]]) -> Iterator[bytes]:
    """The records as a Parquet file. Raises MissingExtraError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError("Parquet", "pyarrow", "frames") from None
    columns = {name: [record[name] for record in records] for name in (records[0] if records else ())}
    pq.write_table(pa.table(columns), made := BytesIO(), compression="zstd")
    return iter([made.getvalue()])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_inert, cells))} |\n"


def _inert(text: str) -> str:
    """A text so that Markdown and the HTML in it have nothing to read in it, on one line."""
    plain = " ".join(text.split())
    for mark in "\\`*_[]<>|#&":
        plain = plain.replace(mark, f"\\{mark}" if mark not in "<>&" else _ENTITIES[mark])
    return plain


_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
