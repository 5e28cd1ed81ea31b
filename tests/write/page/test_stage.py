"""A network too large to be drawn at once: what is on the stage, and what brings more onto it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Chromium
from page_reader import Reader
from wide_view import wide_view

from krpia_graph.write.page.schema import View
from krpia_graph.write.page.sigma import large_page

FIRST, STEP, MOST = 300, 500, 20_000
WIDE, WIDEST = 3_000, 20_400


def written(view: View, folder: Path, entities: int, ties: int) -> Path:
    path = folder / f"wide-{entities}.html"
    path.write_text("".join(large_page(wide_view(view, entities, ties))), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def wide(view: View, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(view, tmp_path_factory.mktemp("wide"), WIDE, 9_000)


@pytest.fixture
def visitor(browser: Chromium, wide: Path) -> Reader:
    return Reader(browser, wide).at_a_desk().open()


@pytest.fixture(scope="module")
def without_webgl(browser: Chromium) -> Iterator[Chromium]:
    """A browser on a machine without WebGL; skipped, as `browser` is, where there is no browser at all."""
    assert browser
    chromium = Chromium(webgl=False)
    yield chromium
    chromium.close()


def test_twenty_thousand_entities_open_are_drawn_and_no_more_are_let_in(
    browser: Chromium, view: View, tmp_path: Path
) -> None:
    visitor = Reader(browser, written(view, tmp_path, WIDEST, 60_000)).at_a_desk().open()
    assert visitor.see("model.count") == WIDEST
    assert visitor.shown("nodes") == list(range(FIRST))
    assert visitor.painted() > 0.02
    visitor.see(f"State.change({{ stage: {MOST} }})")
    assert len(visitor.shown("nodes")) == MOST
    assert visitor.painted() > 0.3
    visitor.press_on(".stage-control button")
    assert visitor.texts("#status") == ["Not more than 20,000 entities fit on the stage."]
    assert len(visitor.shown("nodes")) == MOST
    assert visitor.browser.complaints() == []
    assert visitor.browser.requests() == []


def test_a_large_network_opens_with_the_entities_that_have_most_cases(visitor: Reader) -> None:
    assert visitor.shown("nodes") == list(range(FIRST))
    assert visitor.texts(".stage-control p")[0] == f"{FIRST} of 3,000 entities on the stage"


def test_search_finds_what_is_not_on_the_stage_and_brings_it_there(visitor: Reader) -> None:
    visitor.see("byId('search').focus()")
    visitor.browser.type("Entity 2999")
    visitor.browser.wait_for("!byId('suggestions').hidden")
    visitor.browser.press("Enter")
    visitor.browser.wait_for("State.now.node === 2999")
    assert visitor.shown("nodes") == [*range(FIRST), 2_999]
    assert visitor.quotes()


def test_an_entity_brings_its_neighbours_and_the_next_in_rank_come_by_the_hundreds(visitor: Reader) -> None:
    visitor.open("node=entity:1500")
    neighbours = set(visitor.see("model.tiesOf[1500].map((tie) => model.otherEnd(tie, 1500))"))
    assert neighbours - set(range(FIRST))
    visitor.press_on("#expand")
    assert set(visitor.shown("nodes")) == {*range(FIRST), 1500, *neighbours}
    assert visitor.see("document.querySelector('#expand')") is None
    visitor.press_on(".stage-control button")
    assert set(range(FIRST + STEP)) <= set(visitor.shown("nodes"))


def test_what_is_on_the_stage_is_in_the_address(visitor: Reader) -> None:
    visitor.open("stage=800&add=entity%3A2345")
    assert visitor.shown("nodes") == [*range(800), 2_345]
    assert "stage=800" in visitor.see("State.toHash()")


def test_without_webgl_the_table_shows_the_same_data(without_webgl: Chromium, large_html: Path) -> None:
    visitor = Reader(without_webgl, large_html).at_a_desk().open()
    assert "no WebGL" in visitor.texts("[role=alert]")[0]
    assert len(visitor.texts("#table tbody tr")) == len(visitor.shown("nodes")) > 100
    visitor.press_on("#table tbody tr:nth-child(2) button")
    assert visitor.quotes()
    visitor.press_on("#language")
    assert visitor.browser.complaints() == []
