"""The page of the graph of the first source, and a browser that has it open."""

from pathlib import Path

import pytest
from chromium import Chromium
from page_reader import Reader, view_of, write_html, write_large_html

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.schema import View


@pytest.fixture(scope="session")
def html(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_html(graph, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="session")
def view(html: Path) -> View:
    return view_of(html.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def large_html(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_large_html(graph, tmp_path_factory.mktemp("large"))


@pytest.fixture(params=["vis", "sigma"])
def reader(browser: Chromium, request: pytest.FixtureRequest) -> Reader:
    """Someone at a desktop in daylight, who has just opened one of the two pages."""
    page = request.getfixturevalue("html" if request.param == "vis" else "large_html")
    return Reader(browser, page).at_a_desk().open()
