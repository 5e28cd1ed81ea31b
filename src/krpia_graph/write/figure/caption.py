"""What is drawn in, the caption for the metadata of the file out: counts, places, sizes, sources."""

from importlib.metadata import version

from krpia_graph.model.case import Case
from krpia_graph.write.figure.names import plain
from krpia_graph.write.figure.words import Words
from krpia_graph.write.page.drawing import Drawing

MOST_SOURCES = 5
LONGEST_SOURCE = 200  # characters


def creator() -> str:
    """The program that made a figure."""
    return f"krpia-graph {version('krpia-graph')}"


def title(drawing: Drawing, words: Words) -> str:
    """How much is drawn: n, m, and the cases behind it."""
    counts = len(drawing.places), len(drawing.selection.ties), len(cases_of(drawing))
    return ", ".join(
        (one if count == 1 else more).format(count)
        for count, (one, more) in zip(counts, words.counts, strict=True)
    )


def cases_of(drawing: Drawing) -> list[Case]:
    """The cases of the entities drawn, in the order of the graph."""
    wanted = {case for cases in drawing.selection.cases.values() for case in cases}
    return [case for name, case in drawing.selection.graph.cases.items() if name in wanted]


def caption(drawing: Drawing, measure: str, words: Words) -> str:
    """A line that says what the figure shows and how it came about."""
    graph = drawing.selection.graph
    cited = {case.source for case in cases_of(drawing)}
    named = [
        plain(": ".join(filter(None, (s.publisher, s.title or s.path))))[:LONGEST_SOURCE]
        for s in graph.sources
        if s.id in cited
    ]
    more = [words.more.format(len(named) - MOST_SOURCES)] if len(named) > MOST_SOURCES else []
    left_out = f" ({words.left_out.format(drawing.selection.left_out)})" if drawing.selection.left_out else ""
    return (
        f"{title(drawing, words)}{left_out}; {words.sizes[measure]}; "
        f"{words.layout.format(creator=creator())}; "
        f"{words.sources}: {'; '.join([*named[:MOST_SOURCES], *more])}"
    )
