"""What bars a reader from the page of a report, asked of axe-core."""

from pathlib import Path

import pytest
from accessibility import MISSING, accessibility_tree, violations
from chromium import Chromium

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)


@pytest.mark.parametrize(
    ("size", "theme"), [((1280, 800), "light"), ((390, 844), "dark")], ids=["desk-light", "phone-dark"]
)
def test_nothing_bars_a_reader(browser: Chromium, report: Path, size: tuple[int, int], theme: str) -> None:
    browser.resize(*size)
    browser.prefer(prefers_color_scheme=theme)
    browser.open(report / "report.html")
    assert violations(browser) == []  # not even advice


def test_links_of_plots_are_read_out_by_the_name_of_the_actor(browser: Chromium, report: Path) -> None:
    browser.open(report / "report.html")
    heard = [node.name for node in accessibility_tree(browser) if node.role == "link"]
    assert heard.count("MSD") >= 6  # in five plots, the table and the index
    assert all(heard)
