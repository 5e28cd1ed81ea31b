"""The analysis of the first source, its report as files, and as a page that selectolax has read."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from krpia_graph.analyse.analysis import analyse
from krpia_graph.model.analysis import Analysis
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Resampling
from krpia_graph.write.analysis import report_files
from krpia_graph.write.atomic import write_files


@pytest.fixture(scope="session")
def analysis(graph: KnowledgeGraph) -> Analysis:
    return analyse(graph, resampling=Resampling(count=20), nulls=5)


@pytest.fixture(scope="session")
def report(graph: KnowledgeGraph, analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the report."""
    folder = tmp_path_factory.mktemp("report")
    write_files(folder, report_files(graph, analysis))
    return folder


@pytest.fixture(scope="session")
def tree(report: Path) -> LexborHTMLParser:
    return LexborHTMLParser((report / "report.html").read_text(encoding="utf-8"))
