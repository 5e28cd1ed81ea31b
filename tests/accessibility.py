"""A page in a browser in, what bars readers with a disability out: by axe-core, and as it is read out.

`python3 run.py test` brings the package that holds axe-core into `.venv/suites`; the project has none of it.
"""

import json
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from chromium import Chromium

ARCHIVE = Path(__file__).parent.parent / ".venv" / "suites" / "axe_playwright_python-0.1.8-py3-none-any.whl"
MISSING = "" if ARCHIVE.is_file() else f"no {ARCHIVE.name} in .venv/suites: `python3 run.py test` brings it"
SERIOUS = frozenset({"serious", "critical"})
_SILENT = frozenset({"generic", "none", "InlineTextBox"})  # only hold what is read out


class Violation(NamedTuple):
    """A rule of axe-core, `minor` to `critical`, and the selectors of the elements that break it."""

    id: str
    impact: str
    nodes: tuple[str, ...]


class Accessible(NamedTuple):
    """What a screen reader has of an element; `depth` counts from the document, which is 0."""

    depth: int
    role: str
    name: str
    states: dict[str, Any]


def violations(browser: Chromium) -> list[Violation]:
    """What axe-core finds in the page as it is now; all rules are asked, advice (`moderate`) included."""
    if not browser.evaluate("'axe' in window"):
        browser.evaluate(f"{_axe()}; 1")
    # `preload` would fetch style sheets, which the policy of a page may forbid
    options = {"resultTypes": ["violations"], "preload": False}
    found = browser.evaluate(f"axe.run(document, {json.dumps(options)})")["violations"]
    return [
        Violation(rule["id"], rule["impact"], tuple(" ".join(map(str, n["target"])) for n in rule["nodes"]))
        for rule in found
    ]


def accessibility_tree(browser: Chromium) -> list[Accessible]:
    """Everything that a screen reader may read out, in its order; what it leaves out is left out here."""
    nodes = {node["nodeId"]: node for node in browser.send("Accessibility.getFullAXTree")["nodes"]}

    def below(name: str, depth: int) -> Iterator[Accessible]:
        node = nodes[name]
        role, said = node["role"]["value"], node.get("name", {}).get("value", "")
        heard = not node["ignored"] and role not in _SILENT
        if heard:
            states = {p["name"]: p["value"].get("value") for p in node.get("properties", [])}
            yield Accessible(depth, role, said, states)
        for child in node.get("childIds", []):
            if child in nodes:
                yield from below(child, depth + heard)

    root = next(node["nodeId"] for node in nodes.values() if "parentId" not in node)
    return list(below(root, 0))


@cache
def _axe() -> str:
    with zipfile.ZipFile(ARCHIVE) as wheel:
        return wheel.read("axe_playwright_python/axe.min.js").decode("utf-8")
