"""The section of the network as a whole: figures beside what chance gives, under each case model."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.analysis.report import report_html


@dataclass(frozen=True)
class AFigure:
    name: str
    value: float | None
    null: float | None = None
    low: float | None = None
    high: float | None = None
    ratio: float | None = None
    p: float | None = None


@dataclass(frozen=True)
class APortrait:
    case_model: str
    figures: tuple[AFigure, ...]


@dataclass(frozen=True)
class AWhole:
    portraits: tuple[APortrait, ...]
    warnings: tuple[str, ...] = field(default=())


def test_figures_stand_beside_what_chance_gives(graph: KnowledgeGraph, analysis: Analysis) -> None:
    figures = (AFigure("transitivity", 0.25, 0.125, 0.1, 0.2, 2.0, 0.01), AFigure("density", 0.03))
    whole = AWhole((APortrait("stated", figures), APortrait("star", figures[1:])), ("<b>mind</b>",))
    tree = LexborHTMLParser("".join(report_html(graph, analysis, "en", whole)))
    section = next(s for s in tree.css("section") if s.css_first("#whole"))
    rows = [[cell.text() for cell in row.css("th, td")] for row in section.css("tbody tr")]
    density = ["density", "0.03", "–", "", "–", "–"]
    assert rows == [["transitivity", "0.25", "0.125", "0.1 – 0.2", "2", "0.01"], density, density]
    assert [line.text() for line in section.css(".notice li")] == ["<b>mind</b>"]


def test_without_it_there_is_no_section(tree: LexborHTMLParser) -> None:
    assert tree.css_first("#whole") is None
