import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from chromium import EXECUTABLE, Chromium

from krpia_graph.model.graph import Edge, KnowledgeGraph
from krpia_graph.read.folder import data_folder
from krpia_graph.write.page.vis import VIS, network_html
from krpia_graph.write.page.layout import positions

VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
LARGEST_PAGE = 800_000
PAYLOADS = (
    "</script><script>window.fired = 1</script>",
    "<img src=x onerror='window.fired = 2'>",
    '" autofocus onfocus="window.fired = 3',
    "<a href=javascript:window.fired=4>href</a>",
    "line\u2028separator\u2029`${window.fired = 5}` {{ 7 * 7 }} {% raw %}",
    "<!--<script>",
    "𝒞𝑜𝓂𝓅𝒶𝓃𝓎 👩‍🔬 제약 e\u0301",
    "W" * 400,
)

browser_needed = pytest.mark.skipif(EXECUTABLE is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def html(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(graph, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    chromium = Chromium()
    yield chromium
    chromium.close()


@pytest.fixture
def opened(browser: Chromium, html: Path) -> Chromium:
    browser.resize(1280, 800)
    browser.prefer(prefers_color_scheme="light", prefers_reduced_motion="reduce")
    browser.open(html)
    return browser


def written(graph: KnowledgeGraph, folder: Path, **options: int) -> Path:
    path = folder / "network.html"
    path.write_text("".join(network_html(graph, **options)), encoding="utf-8", newline="\n")
    return path


def data_of(text: str) -> dict[str, Any]:
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert block
    return dict(json.loads(block[1]))


@pytest.fixture(scope="module")
def data(html: Path) -> dict[str, Any]:
    return data_of(html.read_text(encoding="utf-8"))


def document(path: str) -> str:
    folder = data_folder() if path.startswith("lexicon/") else data_folder() / "sources"
    return (folder / path).read_bytes().decode("utf-8")


# ---- what is written


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


def test_entities_with_cases_are_drawn_and_nothing_else(graph: KnowledgeGraph, data: dict[str, Any]) -> None:
    cases: dict[str, set[str]] = {}
    for case in graph.cases.values():
        for argument in case.arguments:
            cases.setdefault(argument.entity, set()).add(case.id)
    drawn = data["view"]["entities"]
    assert set(drawn) == set(cases) == {node["id"] for node in data["nodes"]}
    assert {name: len(entity["cases"]) for name, entity in drawn.items()} == {
        k: len(v) for k, v in cases.items()
    }


def test_direct_edges_are_drawn_with_the_statements_behind_them(
    graph: KnowledgeGraph, data: dict[str, Any]
) -> None:
    view = data["view"]
    ids = [statement["id"] for statement in view["statements"]]
    lines = {
        (edge["from"], tie["type"], edge["to"]): [ids[number] for number, *_ in tie["evidence"]]
        for edge, tie in zip(data["edges"], view["ties"], strict=True)
    }
    assert len(lines) == len(data["edges"])
    assert all(lines.values())
    for edge in graph.edges:
        if {edge.subject, edge.object} <= set(view["entities"]):
            statements = [statement.id for statement in graph.because(edge)]
            assert list(dict.fromkeys(lines[edge.subject, edge.relation, edge.object])) == statements


def test_entities_of_one_case_are_joined(graph: KnowledgeGraph, data: dict[str, Any]) -> None:
    network = nx.Graph([(edge["from"], edge["to"]) for edge in data["edges"]])
    network.add_nodes_from(data["view"]["entities"])
    for case in graph.cases.values():
        named = [argument.entity for argument in case.arguments]
        assert all(nx.has_path(network, named[0], other) for other in named[1:]), case.id


def test_quotes_are_the_words_of_the_sources(data: dict[str, Any]) -> None:
    view = data["view"]
    for statement in view["statements"]:
        text = document(view["sources"][statement["source"]]["path"])
        assert "".join(statement["pieces"]) == text[statement["start"] : statement["end"]]


def test_highlights_of_an_entity_are_its_mentions(graph: KnowledgeGraph, data: dict[str, Any]) -> None:
    view = data["view"]
    for name, entity in view["entities"].items():
        surfaces = {
            mention.surface
            for case in graph.cases.values()
            for argument in case.arguments
            if argument.entity == name
            for mention in argument.mentions
        }
        for number, marks in entity["marks"].items():
            pieces = view["statements"][int(number)]["pieces"]
            runs = "".join(pieces[i] if i in marks else "\0" for i in range(len(pieces)))
            assert {run for run in runs.split("\0") if run} <= surfaces


def test_highlights_name_the_rules_that_found_them(graph: KnowledgeGraph, data: dict[str, Any]) -> None:
    view = data["view"]
    rules = {name for name, _, _ in view["rules"]}
    assert rules <= {mark.rule for case in graph.cases.values() for mark in case.marks}
    for entity in view["entities"].values():
        for number, marks in entity["marks"].items():
            found = [view["rules"][rule] for rule in entity["found"][number]]
            assert bool(found) == bool(marks)
            for name, mean, low in found:
                belief = graph.confidence.rules["name", name]
                assert (mean, low) == (belief.mean, belief.low)
    for tie in view["ties"]:
        assert all(bool(marks) == bool(found) for _, case, marks, found in tie["evidence"] if case >= 0)


def test_cases_and_lines_say_how_sure_they_are(graph: KnowledgeGraph, data: dict[str, Any]) -> None:
    view = data["view"]
    for case in view["cases"]:
        belief = graph.confidence.of_case(case["id"])
        assert case["sure"] == [belief.mean, belief.low]
        shown = [view["rules"][number][0] for number in case["shown"]]
        by_type = {m.type: set[str]() for m in graph.cases[case["id"]].relations}
        for mark in graph.cases[case["id"]].relations:
            by_type[mark.type].add(mark.rule)
        assert all(rule in by_type[type_] for rule, type_ in zip(shown, case["relations"], strict=True))
    edges = {(e.subject, e.relation, e.object): graph.confidence.edges.get(e.key) for e in graph.edges}
    for line, tie in zip(data["edges"], view["ties"], strict=True):
        edge_belief = edges.get((line["from"], tie["type"], line["to"]))
        assert tie["sure"] == ([edge_belief.mean, edge_belief.low] if edge_belief else None)
    assert {tie["sure"] is None for tie in view["ties"]} == {True, False}


def test_discs_do_not_overlap(data: dict[str, Any]) -> None:
    for a, b in combinations(data["nodes"], 2):
        assert (a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2 > (a["size"] + b["size"]) ** 2


def test_nodes_without_ties_and_large_components_find_a_place() -> None:
    radii = {f"n{i}": 10.0 for i in range(400)}
    ties = [(f"n{i}", f"n{i // 3}") for i in range(1, 350)]
    places = positions(radii, ties)
    assert places == positions(dict(reversed(radii.items())), reversed(ties))
    assert len(set(places.values())) == len(radii)


def test_most_cases_come_first_where_not_all_are_drawn(graph: KnowledgeGraph, data: dict[str, Any]) -> None:
    part = data_of("".join(network_html(graph, limit=20)))
    assert list(part["view"]["entities"]) == list(data["view"]["entities"])[:20]
    assert part["view"]["leftOut"] == len(data["nodes"]) - 20


def hostile(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph with a payload in every text that the page shows, quotes still equal to their statements."""

    def payload(number: int) -> str:
        return PAYLOADS[number % len(PAYLOADS)]

    entities = {
        name: replace(
            entity,
            label_en=payload(i),
            label_ko=payload(i + 1),
            aliases=(payload(i + 2), "href"),
            country=payload(i + 3),
        )
        for i, (name, entity) in enumerate(graph.entities.items())
    }
    statements = {
        name: replace(statement, text=payload(i), end=statement.start + len(payload(i)))
        for i, (name, statement) in enumerate(graph.statements.items())
    }
    cases = {
        name: replace(case, header=payload(i), category=payload(i + 1))
        for i, (name, case) in enumerate(graph.cases.items())
    }
    sources = tuple(
        replace(source, title=payload(i), publisher=payload(i + 1), url=f"javascript:{payload(i)}")
        for i, source in enumerate(graph.sources)
    )
    identifiers: dict[str, tuple[tuple[str, str], ...]] = {
        name: ((payload(i), payload(i + 1)),) for i, name in enumerate(graph.entities)
    }
    return replace(
        graph,
        entities=entities,
        statements=statements,
        cases=cases,
        sources=sources,
        identifiers=identifiers,
    )


def test_data_cannot_leave_its_block(graph: KnowledgeGraph) -> None:
    text = "".join(network_html(hostile(graph)))
    assert data_of(text)["view"]["entities"]
    assert not set("<>&\u2028\u2029") & set(text.split('id="data">')[1].split("</script>")[0])
    assert text.count("<script") == data_free_count(text)


def data_free_count(text: str) -> int:
    vis = (resources.files("pyvis") / VIS).read_text(encoding="utf-8")
    return text.replace(vis, "").count("</script>") + vis.count("<script")


# ---- what a reader sees


@browser_needed
def test_page_opens_from_a_file_with_no_request_and_no_error(opened: Chromium) -> None:
    assert opened.requests() == []
    assert opened.complaints() == []
    assert opened.evaluate("document.compatMode") == "CSS1Compat"
    assert opened.evaluate("document.documentElement.lang") == "en"
    assert "Open Innovation" in opened.evaluate("document.title")
    painted = opened.evaluate(
        "(() => { const c = document.querySelector('canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "return d.filter((v, i) => i % 4 === 3 && v > 0).length / (c.width * c.height) })()"
    )
    assert painted > 0.02


def quotes(browser: Chromium) -> dict[str, str]:
    found = browser.evaluate(
        "[...document.querySelectorAll('#pane blockquote')].map(q => [q.dataset.statement, q.textContent])"
    )
    return dict(found)


def click_node(browser: Chromium, node: str) -> None:
    x, y = browser.evaluate(
        f"(() => {{ const p = network.canvasToDOM(network.getPosition({json.dumps(node)}));"
        "const box = document.getElementById('network').getBoundingClientRect();"
        "return [box.x + p.x, box.y + p.y] })()"
    )
    browser.click(x, y)
    browser.wait_for(f"state.node === {json.dumps(node)}")


def click_edge(browser: Chromium, number: int) -> None:
    """A click where vis finds this edge and no node, sought on a grid between its ends."""
    point = browser.evaluate(
        f"""(async () => {{
          const edge = edges[{number}];
          network.fit({{ nodes: [edge.from, edge.to] }});
          for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
          const [a, b] = [edge.from, edge.to].map((id) => network.canvasToDOM(network.getPosition(id)));
          const box = document.getElementById('network').getBoundingClientRect();
          for (let along = 0.2; along < 0.8; along += 0.02) {{
            for (let aside = -0.3; aside <= 0.3; aside += 0.01) {{
              const x = Math.round(a.x + (b.x - a.x) * along - (b.y - a.y) * aside);
              const y = Math.round(a.y + (b.y - a.y) * along + (b.x - a.x) * aside);
              if (network.getEdgeAt({{ x, y }}) === {number} && network.getNodeAt({{ x, y }}) === undefined
                && labelAt({{ x, y }}) === null) return [box.x + x, box.y + y];
            }}
          }}
          return null;
        }})()"""
    )
    assert point, f"nowhere to click on edge {number}"
    browser.click(*point)
    browser.wait_for(f"state.edge === {number}")


@browser_needed
def test_click_on_a_node_shows_every_case_in_the_words_of_the_document(
    opened: Chromium, graph: KnowledgeGraph
) -> None:
    for name in ("global_company:msd", "global_company:astrazeneca-korea", "drug:keytruda"):
        click_node(opened, name)
        cases = [c for c in graph.cases.values() if any(a.entity == name for a in c.arguments)]
        shown = quotes(opened)
        assert set(shown) == {statement for case in cases for statement in case.statements}
        for statement, text in shown.items():
            assert text == graph.statements[statement].text
        marked = opened.evaluate("[...document.querySelectorAll('#pane mark')].map(m => m.textContent)")
        mentions = {m.surface for c in cases for a in c.arguments if a.entity == name for m in a.mentions}
        assert set(marked) == mentions


@browser_needed
def test_click_on_a_line_shows_the_statements_behind_it(
    opened: Chromium, graph: KnowledgeGraph, data: dict[str, Any]
) -> None:
    view = data["view"]
    groups = [tie["group"] for tie in view["ties"]]
    for group in sorted(set(groups)):
        number = groups.index(group)
        click_edge(opened, number)
        expected = {view["statements"][s]["id"] for s, *_ in view["ties"][number]["evidence"]}
        shown = quotes(opened)
        assert set(shown) == expected
        assert all(text == graph.statements[name].text for name, text in shown.items())
        case = opened.evaluate("document.querySelector('#pane .case').innerText")
        note = "A row of the lexicon says so" in case
        assert note == (group == "lexicon")


@browser_needed
def test_pane_says_beside_each_sentence_which_rule_found_its_names(
    opened: Chromium, graph: KnowledgeGraph, data: dict[str, Any]
) -> None:
    sure = graph.confidence.rules["name", "lexicon"]
    figures = {
        "en": f"names found by: lexicon (confidence {sure.mean:.3f}, at least {sure.low:.3f})",
        "ko": f"이름을 찾은 규칙: lexicon (신뢰도 {sure.mean:.3f}, 하한 {sure.low:.3f})",
    }
    click_node(opened, "drug:keytruda")
    for language in ("en", "ko"):
        notes = opened.evaluate("[...document.querySelectorAll('#pane .found')].map(n => n.textContent)")
        assert set(notes) == {figures[language]}
        marked = opened.evaluate(
            "[...document.querySelectorAll('#pane blockquote')].filter(q => q.querySelector('mark')).length"
        )
        assert len(notes) == marked > 0
        opened.evaluate("document.getElementById('language').click()")
    click_edge(opened, next(i for i, tie in enumerate(data["view"]["ties"]) if tie["sure"]))
    line, *cases = opened.evaluate("[...document.querySelectorAll('#pane .sure')].map(n => n.textContent)")
    assert re.fullmatch(r"This line: confidence 0\.\d{3}, at least 0\.\d{3}", line)
    assert cases
    assert all(re.fullmatch(r"This case: confidence 0\.\d{3}, at least 0\.\d{3}", text) for text in cases)
    rules = opened.evaluate("[...document.querySelectorAll('#pane .case .chips [title]')].map(n => n.title)")
    assert all(re.fullmatch(r"[\w.-]+ \(confidence 0\.\d{3}, at least 0\.\d{3}\)", text) for text in rules)
    assert rules


@browser_needed
def test_every_line_has_a_quote(opened: Chromium) -> None:
    empty = opened.evaluate(
        "edges.filter(({ id }) => { choose({ edge: id }); return !byId('pane').querySelector('blockquote') })"
    )
    assert empty == []


@browser_needed
def test_parallel_lines_can_each_be_clicked(browser: Chromium, graph: KnowledgeGraph, tmp_path: Path) -> None:
    first = next(edge for edge in graph.edges if edge.relation == "partners_with")
    parallel = [Edge(first.subject, r, first.object, first.evidence) for r in ("part_of", "affiliate_of")]
    browser.open(written(replace(graph, edges=(*graph.edges, *parallel)), tmp_path))
    pair = json.dumps([first.subject, first.object])
    numbers = browser.evaluate(
        f"edges.filter((e) => {pair}.includes(e.from) && {pair}.includes(e.to)).map((e) => e.id)"
    )
    assert len(numbers) == 3
    for number in numbers:
        click_edge(browser, number)
        assert quotes(browser)


@browser_needed
def test_hostile_names_stay_text(browser: Chromium, graph: KnowledgeGraph, tmp_path: Path) -> None:
    bad = hostile(graph)
    browser.open(written(bad, tmp_path))
    for _ in range(2):
        browser.evaluate(
            "nodes.forEach(({ id }) => { choose({ node: id }); hover(id, { x: 9, y: 9 }); suggest() })"
        )
        browser.evaluate("edges.filter(({ id }) => id % 3 === 0).forEach(({ id }) => choose({ edge: id }))")
        for query in ("<", "href", "w"):
            browser.evaluate(f"(byId('search').value = {json.dumps(query)}, suggest())")
        browser.evaluate("document.getElementById('language').click()")
    assert browser.evaluate("window.fired ?? null") is None
    assert browser.evaluate("document.querySelectorAll('img, iframe, a[href], [onfocus]').length") == 0
    assert browser.requests() == []
    assert browser.complaints() == []
    click_node(
        browser, next(iter(data_of((tmp_path / "network.html").read_text("utf-8"))["view"]["entities"]))
    )
    assert all(text == bad.statements[name].text for name, text in quotes(browser).items())


@browser_needed
def test_search_finds_names_and_aliases_in_both_languages(opened: Chromium) -> None:
    for query, name in (("yuhan", "korean_company:yuhan"), ("키트루다", "drug:keytruda")):
        opened.evaluate("byId('search').focus()")
        opened.type(query)
        opened.wait_for("!byId('suggestions').hidden")
        opened.press("ArrowDown")
        opened.press("Enter")
        opened.wait_for(f"state.node === {json.dumps(name)}")
    assert "Keytruda" in opened.evaluate("byId('status').textContent")
    opened.press("Escape")
    assert opened.evaluate("state.node") is None


@browser_needed
def test_language_switch_changes_interface_and_names(opened: Chromium, graph: KnowledgeGraph) -> None:
    opened.evaluate("byId('language').click()")
    click_node(opened, "global_company:msd")
    pane = opened.evaluate("byId('pane').innerText")
    assert graph.entities["global_company:msd"].label_ko in pane
    assert graph.vocabulary.entity_types["global_company"].label.ko in pane
    assert opened.evaluate("document.documentElement.lang") == "ko"


@browser_needed
def test_legend_hides_a_type_with_its_lines(opened: Chromium, data: dict[str, Any]) -> None:
    opened.evaluate("document.querySelector('#legend [data-type=drug]').click()")
    hidden = opened.evaluate("nodeRows.get().filter((n) => n.hidden).map((n) => n.id)")
    assert set(hidden) == {n for n, e in data["view"]["entities"].items() if e["type"] == "drug"}
    assert (
        opened.evaluate("edgeRows.get().filter((e) => e.from.startsWith('drug:') && !e.hidden).length") == 0
    )
    assert opened.evaluate("document.querySelector('#legend [data-type=drug]').ariaPressed") == "false"


@browser_needed
def test_tab_reaches_search_language_legend_map_and_pane(opened: Chromium) -> None:
    seen = []
    for _ in range(16):
        opened.press("Tab")
        seen.append(
            opened.evaluate(
                "document.activeElement.id || document.activeElement.dataset.type"
                " || document.activeElement.className"
            )
        )
        assert opened.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert seen[:3] == ["search", "language", "global_company"]
    assert {"programme", "vis-network", "link"} <= set(seen)


@browser_needed
def test_dark_theme_and_phone_width(opened: Chromium, html: Path) -> None:
    light = opened.evaluate("edgeRows.get(0).color.color")
    opened.prefer(prefers_color_scheme="dark")
    opened.wait_for(f"edgeRows.get(0).color.color !== {json.dumps(light)}")
    opened.resize(390, 844)
    opened.open(html)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    click_node(opened, "global_company:msd")
    assert opened.evaluate("byId('pane').getBoundingClientRect().height") > 200


@browser_needed
def test_page_says_what_it_leaves_out(browser: Chromium, graph: KnowledgeGraph, tmp_path: Path) -> None:
    browser.open(written(graph, tmp_path, limit=20))
    assert "20 entities with most cases" in browser.evaluate("byId('pane').innerText")
    browser.open(written(replace(graph, cases={}, edges=()), tmp_path))
    assert "No cases" in browser.evaluate("byId('pane').innerText")
    assert browser.complaints() == []
