"""The file that is written: its bytes, what it may do, and what it cannot hold."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from importlib import resources
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from page_reader import block, view_of

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.fonts import font_file
from krpia_graph.write.page.assembly import json_block
from krpia_graph.write.page.schema import View
from krpia_graph.write.page.view import texts
from krpia_graph.write.page.vis import VIS, network_html

VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
LARGEST_PAGE = 800_000
STATIC = resources.files("krpia_graph.write.page") / "static"


def test_vis_network_is_the_file_that_was_checked() -> None:
    content = (resources.files("pyvis") / VIS).read_bytes()
    assert hashlib.sha256(content).hexdigest() == VIS_SHA256


def test_page_is_small_and_the_same_in_another_process(html: Path, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    code = (
        "import sys; from pathlib import Path; from krpia_graph.pipeline import build\n"
        "from krpia_graph.write.page.vis import network_html\n"
        "page = ''.join(network_html(build([sys.argv[2]])))\n"
        "Path(sys.argv[1]).write_text(page, encoding='utf-8', newline='\\n')"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    subprocess.run([sys.executable, "-c", code, str(other), str(page)], check=True, env=environment)
    assert other.read_bytes() == html.read_bytes()
    assert html.stat().st_size <= LARGEST_PAGE


def test_graph_is_left_as_it_was(graph: KnowledgeGraph) -> None:
    before = repr(graph)
    assert list(network_html(graph)) == list(network_html(graph))
    assert repr(graph) == before


def test_policy_names_the_hash_of_every_script_and_of_the_style(html: Path) -> None:
    text = html.read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in unescape(policy[1]).split(";"))
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert rules.pop("script-src").split() == [hash_of(script) for script in scripts]
    assert rules.pop("style-src").split() == [hash_of(style) for style in styles]
    assert rules == {
        "default-src": "'none'",
        "img-src": "data: blob:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_no_script_of_ours_makes_markup_of_text() -> None:
    for script in STATIC.iterdir():
        if script.name.endswith(".js"):
            text = script.read_text(encoding="utf-8")
            assert not re.search(
                r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text
            )


def test_data_cannot_leave_its_block() -> None:
    assert json_block("</script><!--\u2028&").text == '"\\u003c/script\\u003e\\u003c!--\\u2028\\u0026"'


def test_pyvis_draws_every_entity_and_tie_of_the_model(html: Path, view: View) -> None:
    rows = block(html.read_text(encoding="utf-8"), "vis")
    assert [(n["x"], n["y"], n["shape"], n["color"]) for n in rows["nodes"]] == [
        (x, y, view.types[kind].shape, view.types[kind].colour)
        for x, y, kind in zip(view.entities.x, view.entities.y, view.entities.type, strict=True)
    ]
    assert [(e["from"], e["to"]) for e in rows["edges"]] == list(
        zip(view.ties.subject, view.ties.object, strict=True)
    )
    assert rows["options"]["physics"] == {"enabled": False}


def test_font_of_the_page_has_the_glyphs_used_and_no_others(html: Path) -> None:
    text = html.read_text(encoding="utf-8")
    face = re.search(r"@font-face \{ font-family: KG; src: url\(data:font/woff2;base64,([^)]*)\)", text)
    assert face
    embedded = set(TTFont(BytesIO(base64.b64decode(face[1]))).getBestCmap())
    scripts = "".join(re.findall(r"<script>(.*?)</script>", text, re.DOTALL)[1:])  # the first is vis-network
    used = set(scripts) | set("".join(texts(view_of(text)))) | {chr(code) for code in range(32, 127)}
    assert any("\uac00" <= character <= "\ud7a3" for character in used)
    assert embedded == {ord(character) for character in used} & set(TTFont(font_file()).getBestCmap())


def test_empty_graph_gives_a_page_that_says_so(graph: KnowledgeGraph) -> None:
    empty = view_of("".join(network_html(replace(graph, cases={}, edges=()))))
    assert empty.entities.id == ()
    assert empty.title == "krpia-graph"
