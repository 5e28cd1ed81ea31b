"""The two ways to find what bars a reader, held against pages whose faults are known."""

from pathlib import Path

import pytest
from accessibility import MISSING, SERIOUS, accessibility_tree, violations
from chromium import Chromium

needs_axe = pytest.mark.skipif(bool(MISSING), reason=MISSING)

CLOSED = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
HEAD = "<!doctype html><html lang=en><title>T</title>"
GOOD = f"{HEAD}<main><h1>T</h1><button aria-pressed=true>Do</button></main>"
BAD = "<!doctype html><title>T</title><main><h1>T</h1><p><input><input></p></main>"


def shown(browser: Chromium, html: str, folder: Path) -> Chromium:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    browser.open(path)
    return browser


@needs_axe
def test_faults_are_found_with_the_elements_that_have_them(browser: Chromium, tmp_path: Path) -> None:
    found = {rule.id: rule for rule in violations(shown(browser, BAD, tmp_path))}
    assert found["html-has-lang"].nodes == ("html",)
    assert found["label"].nodes == ("input:nth-child(1)", "input:nth-child(2)")
    assert {found["label"].impact, found["html-has-lang"].impact} <= SERIOUS


@needs_axe
def test_a_policy_that_forbids_all_scripts_is_no_hindrance(browser: Chromium, tmp_path: Path) -> None:
    assert violations(shown(browser, CLOSED + GOOD, tmp_path)) == []
    assert browser.complaints() == []


def test_what_is_read_out_has_roles_names_and_states(browser: Chromium, tmp_path: Path) -> None:
    rows = accessibility_tree(
        shown(browser, GOOD.replace("<main>", "<main><div aria-hidden=true>no</div>"), tmp_path)
    )
    assert [(row.depth, row.role, row.name) for row in rows if row.role != "StaticText"] == [
        (0, "RootWebArea", "T"),
        (1, "main", ""),
        (2, "heading", "T"),
        (2, "button", "Do"),
    ]
    assert rows[-2].states["pressed"] == "true"
    assert "no" not in {row.name for row in rows}
