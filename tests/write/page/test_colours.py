"""Colours and shapes: told apart in both themes, and without colour."""

import re
from importlib import resources
from itertools import combinations

import pytest

from krpia_graph.model.graph import KnowledgeGraph

CSS = (resources.files("krpia_graph.write.page") / "static" / "page.css").read_text(encoding="utf-8")
LEAST = 3.0  # https://www.w3.org/TR/WCAG22/#non-text-contrast


def themes() -> dict[str, dict[str, str]]:
    """The custom properties of the light and of the dark theme."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    plain = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", light))
    return {"light": plain, "dark": plain | dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", dark))}


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nodes_lines_and_controls_stand_out_from_the_page(graph: KnowledgeGraph, theme: str) -> None:
    colours = themes()[theme]
    seen = {name: colours[name] for name in ("--line-partner", "--line-about", "--border", "--accent")}
    seen |= {name: kind.colour for name, kind in graph.vocabulary.entity_types.items()}
    faint = {name: round(contrast(colour, colours["--surface"]), 2) for name, colour in seen.items()}
    assert {name: ratio for name, ratio in faint.items() if ratio < LEAST} == {}


def test_no_two_types_share_a_shape(graph: KnowledgeGraph) -> None:
    shapes = {name: kind.shape for name, kind in graph.vocabulary.entity_types.items()}
    assert [pair for pair in combinations(shapes, 2) if shapes[pair[0]] == shapes[pair[1]]] == []
