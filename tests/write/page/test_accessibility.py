"""What bars a reader from the page, asked of axe-core in every state that the page is read in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import MISSING, SERIOUS, Violation, violations
from chromium import EXECUTABLE, Chromium

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.vis import network_html

pytestmark = [
    pytest.mark.skipif(EXECUTABLE is None, reason="Chromium is not installed"),
    pytest.mark.skipif(bool(MISSING), reason=MISSING),
]
SIZES = {"desk": (1280, 800), "phone": (390, 844)}


@pytest.fixture(scope="module")
def html(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "network.html"
    path.write_text("".join(network_html(graph)), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    chromium = Chromium()
    yield chromium
    chromium.close()


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=SIZES)
def opened(browser: Chromium, html: Path, theme: str, request: pytest.FixtureRequest) -> Chromium:
    browser.resize(*SIZES[request.param])
    browser.prefer(prefers_color_scheme=theme, prefers_reduced_motion="reduce")
    browser.open(html)
    return browser


def found(browser: Chromium, state: str) -> list[Violation]:
    """What axe-core finds, printed with the state of the page (`pytest -s` shows advice too)."""
    rules = violations(browser)
    for rule in rules:
        print(f"{state}: {rule.impact} {rule.id}: {', '.join(rule.nodes)}")  # noqa: T201
    return [rule for rule in rules if rule.impact in SERIOUS]


def test_nothing_serious_bars_a_reader(opened: Chromium) -> None:
    assert found(opened, "opened") == []
    opened.evaluate("document.querySelector('[role=combobox]').focus()")
    opened.type("a")
    opened.wait_for("document.querySelector('[role=option]') !== null")
    assert found(opened, "searching") == []
    opened.press("ArrowDown")
    opened.press("Enter")
    opened.wait_for("document.querySelector('aside blockquote') !== null")
    assert found(opened, "an entity chosen") == []
    assert opened.complaints() == []
    assert opened.requests() == []
