"""An analysis and its graph in, a page out: what was done and may be concluded, plots, tables, evidence.

The page is one file that asks for nothing and runs nothing; without JavaScript, with a policy that allows
only its own style and font. Every actor that it names is a link to the section with the words behind it.
"""

import re
from collections.abc import Iterator
from importlib import resources
from string import printable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.analysis.crossings import crossings
from krpia_graph.write.analysis.plots import PLOTS, Subject, note
from krpia_graph.write.analysis.sections import anchors, section, type_name
from krpia_graph.write.analysis.summary import summary
from krpia_graph.write.analysis.tables import SHOWN, chance, interval, number, shown_measures
from krpia_graph.write.analysis.timeline import timeline
from krpia_graph.write.analysis.words import Words, words_of
from krpia_graph.write.sealing import font_face, policy

_PACKAGE, _FOLDER = "krpia_graph.write.analysis", "static"
_WEB = re.compile(r"https?://[^\s]+", re.ASCII)


def report_html(graph: KnowledgeGraph, analysis: Analysis, language: str = "en") -> Iterator[str]:
    """The page, in chunks. Raises UnknownNameError for a language other than en and ko."""
    words = words_of(language)
    places = anchors(analysis)
    subject = Subject(analysis, graph.vocabulary, words, places)
    rows = analysis.ranking[: len(places)]
    sections = [section(graph, analysis, row, words, places) for row in rows]
    plots = [
        {"name": name, "svg": Markup(plot(subject)), **note(name, subject)} for name, plot in PLOTS.items()
    ]
    folder = resources.files(_PACKAGE) / _FOLDER
    style = "".join((folder / name).read_text(encoding="utf-8") for name in ("report.css", "plot.css"))
    templates = Environment(
        loader=PackageLoader(_PACKAGE, _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    cited = {graph.cases[case].source for case in analysis.cases}
    made = {
        "words": words,
        "said": summary(graph, analysis, words),
        "plots": plots,
        "sections": sections,
        "timeline": timeline(graph, analysis, words, places),
        "crossings": crossings(graph, analysis, words, places),
        "left_out": len(analysis.ranking) - len(rows),
        "table": _table(graph, analysis, words, places),
        "columns": [words.measure(name) for name in _columns(analysis)],
        "measures": [
            (words.measure(name), words.meaning(name, meaning)) for name, meaning in analysis.meanings.items()
        ],
        "sources": [
            {"source": source, "url": source.url if _WEB.fullmatch(source.url) else ""}
            for source in graph.sources
            if source.id in cited
        ],
        "whole": analysis.whole,
        "number": number,
    }
    body = templates.get_template("body.html").render(made)
    font = font_face([body, printable])
    head = {
        "lang": language,
        "title": words.title,
        "style": Markup(style),
        "font": Markup(font),
        "policy": policy([style, font]),
        "body": Markup(body),
    }
    yield from templates.get_template("report.html").generate(head)


def _columns(analysis: Analysis) -> tuple[str, ...]:
    return shown_measures(analysis.ranking.measure, analysis.ranking.measures)


def _table(
    graph: KnowledgeGraph, analysis: Analysis, words: Words, places: dict[str, str]
) -> list[dict[str, object]]:
    by = analysis.ranking.measure
    return [
        {
            "rank": place.rank if (place := row.places.get(by)) else "",
            "name": words.name(row.actor),
            "anchor": places[row.actor.id],
            "type": type_name(graph, row.type, words),
            "interval": interval(place),
            "chance": chance(place),
            "cases": len(row.cases),
            "values": [number(row.values[name]) for name in _columns(analysis)],
        }
        for row in analysis.ranking[:SHOWN]
    ]
