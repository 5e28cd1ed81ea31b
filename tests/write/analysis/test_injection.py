"""Whatever a document, the lexicon or the vocabulary says, the page of a report shows it as text."""

from pathlib import Path

import pytest
from chromium import Chromium
from selectolax.lexbor import LexborHTMLParser
from write.page.hostile import hostile
from write.page.payloads import assert_inert

from krpia_graph.analyse.analysis import analyse
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Resampling
from krpia_graph.write.analysis.report import report_html
from krpia_graph.write.analysis.tables import centrality_md

TURNS = (0, 32, 38, 40, 64, 76)  # 38: a long title, 40: url() as a colour, 76: NUL in ids


@pytest.mark.parametrize("turn", TURNS)
def test_no_payload_runs_loads_or_becomes_an_element(
    graph: KnowledgeGraph, browser: Chromium, tmp_path: Path, turn: int
) -> None:
    bad = hostile(graph, turn)
    page = tmp_path / "report.html"
    found = analyse(bad, resampling=Resampling(count=0), nulls=2)
    page.write_text("".join(report_html(bad, found)), encoding="utf-8", newline="")
    browser.resize(1280, 800)
    browser.open(page)
    assert len(LexborHTMLParser(page.read_text(encoding="utf-8")).css("section.actor")) > 40
    assert_inert(browser)


def test_no_payload_is_markup_in_markdown(graph: KnowledgeGraph) -> None:
    bad = hostile(graph, 0)
    text = "".join(centrality_md(bad, analyse(bad, resampling=Resampling(count=0), nulls=2), "en"))
    assert "<script" not in text.lower()
    assert "<img" not in text.lower()
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {rows[0].count("|")}
