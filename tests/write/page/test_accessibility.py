"""What bars a reader from the page, asked of axe-core in every state that the page is read in."""

import pytest
from accessibility import MISSING, SERIOUS, violations
from page_reader import Reader

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)
STATES = {
    "first": "",
    "entity": "node=drug%3Akeytruda",
    "tie": "tie=global_company%3Amsd+partners_with+korean_company%3Agenexine",
    "path": "path=drug%3Akeytruda&path=korean_company%3Ayuhan",
    "table": "table=ties&sort=-cases",
    "filtered": "relations=licensing&undated=no&hide=drug&lang=ko",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("size", "theme"), [((1280, 800), "light"), ((390, 844), "dark")], ids=["desk-light", "phone-dark"]
)
def test_nothing_bars_a_reader(reader: Reader, size: tuple[int, int], theme: str, state: str) -> None:
    reader.browser.resize(*size)
    reader.browser.prefer(prefers_color_scheme=theme, prefers_reduced_motion="reduce")
    reader.open(STATES[state])
    found = violations(reader.browser)
    assert [rule for rule in found if rule.impact in SERIOUS] == []
    assert found == []  # not even advice


def test_nothing_bars_a_reader_from_search_menu_and_help(reader: Reader) -> None:
    reader.see("byId('search').focus()")
    reader.browser.type("a")
    reader.browser.wait_for("!byId('suggestions').hidden")
    assert violations(reader.browser) == []
    reader.browser.press("Escape")
    reader.press_on("#export summary")
    assert violations(reader.browser) == []
    reader.browser.press("Escape")
    reader.press_on("#help-button")
    assert violations(reader.browser) == []
