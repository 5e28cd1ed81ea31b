"""What a reader sees first, and what a click on the picture shows."""

from dataclasses import replace
from pathlib import Path

import pytest
from chromium import Chromium
from page_reader import Reader, write_html

from krpia_graph.model.graph import Edge, KnowledgeGraph
from krpia_graph.write.page.schema import View


def number(view: View, name: str) -> int:
    return view.entities.id.index(name)


def test_page_opens_from_a_file_with_no_request_and_no_error(reader: Reader) -> None:
    reader.browser.offline()
    reader.open()
    assert reader.browser.requests() == []
    assert reader.browser.complaints() == []
    assert reader.see("document.compatMode") == "CSS1Compat"
    assert reader.see("document.documentElement.lang") == "en"
    assert "Open Innovation" in reader.see("document.title")
    painted = reader.painted()
    assert painted > 0.02
    reader.browser.offline(False)


def test_first_picture_names_the_key_companies_and_no_name_lies_over_another(
    reader: Reader, graph: KnowledgeGraph, view: View
) -> None:
    boxes = reader.see("Scene.placed.map((b) => [b.node, b.left, b.top, b.right, b.bottom])")
    named = {view.entities.id[node] for node, *_ in boxes}
    most = [
        name for name, cases in zip(view.entities.id, view.entities.cases, strict=True) if len(cases) >= 3
    ]
    companies = [n for n in most if graph.entities[n].type in ("global_company", "korean_company")]
    assert set(companies) <= named
    for i, (_, left, top, right, bottom) in enumerate(boxes):
        for _, other_left, other_top, other_right, other_bottom in boxes[:i]:
            apart = right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top
            assert apart
    room = reader.see("[byId('stage').clientWidth, byId('stage').clientHeight]")
    screen = reader.see(
        "(() => { const { x, y, scale } = Scene.picture.camera();"
        "const { clientWidth: w, clientHeight: h } = byId('stage');"
        "return Scene.placed.map((b) => [b.left - x * scale + w / 2, b.top - y * scale + h / 2,"
        "b.right - x * scale + w / 2, b.bottom - y * scale + h / 2]) })()"
    )
    assert all(
        left >= 0 and right <= room[0] and top >= 0 and bottom <= room[1]
        for left, top, right, bottom in screen
    )


@pytest.mark.parametrize("name", ["global_company:msd", "global_company:astrazeneca-korea", "drug:keytruda"])
def test_click_on_an_entity_shows_every_case_in_the_words_of_the_document(
    reader: Reader, graph: KnowledgeGraph, view: View, name: str
) -> None:
    reader.click_node(number(view, name))
    cases = [c for c in graph.cases.values() if any(a.entity == name for a in c.arguments)]
    shown = reader.quotes()
    assert set(shown) == {statement for case in cases for statement in case.statements}
    assert all(text == graph.statements[statement].text for statement, text in shown.items())
    mentions = {m.surface for c in cases for a in c.arguments if a.entity == name for m in a.mentions}
    assert set(reader.texts("#pane mark")) == mentions


def test_click_on_a_line_shows_the_statements_behind_it(
    reader: Reader, graph: KnowledgeGraph, view: View
) -> None:
    for group in sorted(set(view.ties.group)):
        tie = view.ties.group.index(group)
        reader.click_tie(tie)
        shown = reader.quotes()
        assert set(shown) == {view.statements.id[s] for s, *_ in view.ties.evidence[tie]}
        assert all(text == graph.statements[name].text for name, text in shown.items())
        assert ("A row of the lexicon says so" in reader.texts("#pane .case")[0]) == (group == "lexicon")


def test_every_line_shows_a_quote_that_is_the_document_at_its_place(reader: Reader, view: View) -> None:
    shown = reader.see(
        "model.ties.type.map((_, tie) => { Choice.tie(tie);"
        "return [...document.querySelectorAll('#pane blockquote')]"
        ".map((q) => [q.dataset.statement, q.textContent]) })"
    )
    quotes = dict(zip(view.statements.id, view.statements.pieces, strict=True))
    assert len(shown) == len(view.ties.type)
    for blocks in shown:
        assert blocks
        assert all("".join(quotes[statement]) == text for statement, text in blocks)


def test_lines_of_one_pair_can_each_be_clicked(
    browser: Chromium, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    first = next(edge for edge in graph.edges if edge.relation == "partners_with")
    more = [Edge(first.subject, r, first.object, first.evidence) for r in ("part_of", "affiliate_of")]
    page = write_html(replace(graph, edges=(*graph.edges, *more)), tmp_path)
    reader = Reader(browser, page).at_a_desk().open()
    ids = [f"model.entityNumbers.get('{name}')" for name in (first.subject, first.object)]
    ties = reader.see(f"model.tiesOf[{ids[0]}].filter((tie) => model.otherEnd(tie, {ids[0]}) === {ids[1]})")
    assert len(ties) == 3
    for tie in ties:
        reader.click_tie(tie)
        assert reader.quotes()
        assert len(reader.texts("#pane .ties li")) == 2  # the other two


def test_pointer_over_an_entity_tells_its_name_type_and_cases(reader: Reader, view: View) -> None:
    msd = number(view, "global_company:msd")
    x, y = reader.see(
        f"(() => {{ const [x, y] = [model.entities.x[{msd}], model.entities.y[{msd}]];"
        "const at = Scene.picture.toScreen({ x, y });"
        "const box = byId('stage').getBoundingClientRect(); return [box.x + at.x, box.y + at.y] })()"
    )
    reader.browser.hover(x, y)
    reader.browser.wait_for("!byId('tooltip').hidden")
    assert reader.texts("#tooltip") == [f"MSDGlobal company · {len(view.entities.cases[msd])} cases"]


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_by_itself_where_the_reader_wants_no_motion(
    reader: Reader, view: View, motion: str
) -> None:
    reader.browser.prefer(prefers_reduced_motion=motion)
    reader.open()
    far = max(range(len(view.entities.x)), key=lambda n: view.entities.x[n])
    at_once = reader.see(
        f"(() => {{ Choice.node({far}, {{ travel: true }}); const {{ x, y }} = Scene.picture.camera();"
        f"return Math.hypot(x - model.entities.x[{far}], y - model.entities.y[{far}]) < 1 }})()"
    )
    assert at_once == (motion == "reduce")


def test_dark_theme_and_phone_width(reader: Reader, view: View) -> None:
    light = reader.see("Scene.tieLooks.find(Boolean).colour")
    reader.browser.prefer(prefers_color_scheme="dark")
    reader.browser.wait_for(f"Scene.tieLooks.find(Boolean).colour !== '{light}'")
    reader.browser.resize(390, 844)
    reader.open()
    assert reader.see("document.documentElement.scrollWidth") <= 390
    reader.click_node(number(view, "global_company:msd"))
    assert reader.see("byId('pane').getBoundingClientRect().height") > 200


def test_page_says_what_it_leaves_out(browser: Chromium, graph: KnowledgeGraph, tmp_path: Path) -> None:
    reader = Reader(browser, write_html(graph, tmp_path, limit=20)).at_a_desk().open()
    left_out = len({a.entity for c in graph.cases.values() for a in c.arguments}) - 20
    assert f"The {left_out} entities with the fewest cases" in reader.texts("#pane .notice")[0]
    Reader(browser, write_html(replace(graph, cases={}, edges=()), tmp_path)).at_a_desk().open()
    assert reader.texts("#pane p") == ["No cases were found in the sources."]
    assert browser.complaints() == []
