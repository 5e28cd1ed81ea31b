"""A ranking in, its actors by core number out: the innermost layer on top, each with its names."""

from collections import defaultdict
from dataclasses import dataclass

from krpia_graph.model.centrality import Centrality
from krpia_graph.write.analysis.plots.pencil import (
    HAIRLINE,
    SMALL,
    TEXT,
    Subject,
    finished,
    fitted,
    sheet,
    types_of,
)
from krpia_graph.write.figure.canvas import QUIET, text_width

LEFT, LINE, AIR, FOOT = 74.0, 16.0, 14.0, 22.0
MARK, BETWEEN = 3.4, 12.0
WIDTH = 540.0
MOST = 60  # names in a layer
LONGEST = 190.0


@dataclass(frozen=True, slots=True)
class _Layer:
    """The rows of one core number, laid out in lines: a row and its place from the left."""

    k: int
    count: int
    lines: tuple[tuple[tuple[Centrality, float], ...], ...]
    more: int


def cores(subject: Subject) -> str:
    """The plot."""
    by_core: dict[int, list[Centrality]] = defaultdict(list)
    for row in subject.analysis.ranking:
        by_core[int(row.values.get("core") or 0)].append(row)
    layers = [_layer(subject, k, by_core[k]) for k in sorted(by_core, reverse=True)]
    height = FOOT + sum(_height(layer) for layer in layers) + 4
    words = subject.words
    with sheet(subject, height) as pencil:
        top = height - 2
        for layer in layers:
            y = top - AIR / 2 - LINE / 2
            pencil.line((0, top), (WIDTH, top), HAIRLINE, 0.6)
            pencil.text(0, y, f"k = {layer.k}", TEXT)
            pencil.text(0, y - 11, words.counted("actor_count", layer.count), SMALL, colour=QUIET)
            for line in layer.lines:
                for row, x in line:
                    pencil.mark(row.actor, x + MARK, y, MARK)
                    name = fitted(subject.name(row.actor), TEXT, LONGEST)
                    pencil.text(x + 2 * MARK + 4, y, name, TEXT, url=subject.url(row.actor))
                y -= LINE
            if layer.more:
                pencil.text(LEFT, y, words.more.format(layer.more), SMALL, colour=QUIET)
            top -= _height(layer)
        pencil.legend(types_of(subject.analysis.ranking.rows, subject.vocabulary), 9, LEFT)
        return finished(pencil, "cores")


def _layer(subject: Subject, k: int, rows: list[Centrality]) -> _Layer:
    lines: list[list[tuple[Centrality, float]]] = [[]]
    x = LEFT
    for row in rows[:MOST]:
        name = fitted(subject.name(row.actor), TEXT, LONGEST)
        wide = 2 * MARK + 4 + text_width(name) * TEXT
        if lines[-1] and x + wide > WIDTH:
            lines.append([])
            x = LEFT
        lines[-1].append((row, x))
        x += wide + BETWEEN
    return _Layer(k, len(rows), tuple(map(tuple, lines)), max(len(rows) - MOST, 0))


def _height(layer: _Layer) -> float:
    lines = len(layer.lines) + bool(layer.more)
    return max(lines * LINE, 2 * LINE - 2) + AIR
