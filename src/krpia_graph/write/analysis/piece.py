"""An analysis in, one of its plots out as a piece of HTML that stands by itself: for a notebook."""

import re
from importlib import resources

from markupsafe import Markup

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.analysis.plots import PLOTS, Subject, note
from krpia_graph.write.analysis.words import words_of

_LINK = re.compile(r"</?a\b[^>]*>")
_LIGHT = "--text:#1c1f24;--quiet:#4a4f57;--hairline:#d9dce1;--surface:#ffffff"


def plot_html(graph: KnowledgeGraph, analysis: Analysis, name: str, language: str = "en") -> str:
    """The plot of that name (a key of `PLOTS`), dark on white, with its note.

    Raises UnknownNameError for a plot or a language that does not exist.
    """
    if name not in PLOTS:
        raise UnknownNameError("plot", name, PLOTS)
    subject = Subject(analysis, graph.vocabulary, words_of(language), {})
    said = note(name, subject)
    svg = _LINK.sub("", PLOTS[name](subject))  # they lead to places of the report
    style = (resources.files(__package__) / "static" / "plot.css").read_text(encoding="utf-8")
    return Markup(
        '<figure style="{look};background:#ffffff;color:#1c1f24;margin:0;padding:12px">'
        '<style>{style}</style><strong id="{name}-title">{title}</strong>{svg}<figcaption>{note}</figcaption>'
        "</figure>"
    ).format(look=_LIGHT, style=Markup(style), name=name, svg=Markup(svg), **said)
