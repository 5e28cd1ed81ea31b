"""The section of the network as a whole: figures beside what chance gives, under each case model."""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.portrait import Disagreement, Figure, Portrait, WholeNetwork
from krpia_graph.write.analysis.report import report_html


def test_figures_stand_beside_what_chance_gives(graph: KnowledgeGraph, analysis: Analysis) -> None:
    figures = (Figure("transitivity", 0.25, 0.125, 0.1, 0.2, 2.0, 0.01), Figure("density", 0.03))
    portraits = (Portrait("stated", None, 56, figures), Portrait("star", None, 56, figures[1:]))
    found = Disagreement("density", "sign", (("stated", "<b>+1</b>"), ("star", "-1")))
    whole = WholeNetwork(portraits, disagreements=(found,))
    tree = LexborHTMLParser("".join(report_html(graph, replace(analysis, whole=whole))))
    section = next(s for s in tree.css("section") if s.css_first("#whole"))
    rows = [[cell.text() for cell in row.css("th, td")] for row in section.css("tbody tr")]
    density = ["density", "0.03", "–", "", "–", "–"]
    assert rows == [["transitivity", "0.25", "0.125", "0.1 – 0.2", "2", "0.01"], density, density]
    told = "density: its sign is the case model's doing (stated <b>+1</b>, star -1)"
    assert [line.text() for line in section.css(".notice li")] == [told]


def test_the_page_has_it_under_every_case_model(tree: LexborHTMLParser) -> None:
    section = next(s for s in tree.css("section") if s.css_first("#whole"))
    captions = [caption.text().partition(":")[0] for caption in section.css("caption")]
    assert captions == ["stated", "clique", "star"]
    assert any("degree assortativity" in line.text() for line in section.css(".notice li"))


def test_without_null_networks_there_is_no_section(graph: KnowledgeGraph, analysis: Analysis) -> None:
    tree = LexborHTMLParser("".join(report_html(graph, replace(analysis, whole=None))))
    assert tree.css_first("#whole") is None


def test_in_korean_all_of_it_is(graph: KnowledgeGraph, analysis: Analysis) -> None:
    tree = LexborHTMLParser("".join(report_html(graph, analysis, "ko")))
    section = next(s for s in tree.css("section") if s.css_first("#whole"))
    told = [line.text() for line in section.css(".notice li")]
    assert told and all("사례 모형에 따라 달라집니다" in line for line in told)
    names = [cell.text() for cell in section.css("tbody th")]
    meanings = [meaning.text() for meaning in tree.css("dd")]
    assert [text for text in (*names, *meanings) if not re.search("[가-힣]", text)] == []
