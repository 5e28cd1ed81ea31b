"""The page without a mouse."""

import networkx as nx
from page_reader import Reader

from krpia_graph.write.page.schema import View

ARROWS = ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp")


def enter_map(reader: Reader) -> None:
    """Tab until the map has the focus."""
    for _ in range(80):
        reader.browser.press("Tab")
        if reader.see("document.activeElement === Scene.picture.frame"):
            return
    raise AssertionError("Tab does not reach the map")


def test_tab_reaches_search_buttons_legend_filters_map_and_pane_with_a_visible_focus(reader: Reader) -> None:
    seen: list[str] = []
    while "BODY" not in seen:
        reader.browser.press("Tab")
        seen.append(
            reader.see(
                "document.activeElement.id || document.activeElement.dataset.type"
                " || document.activeElement.className || document.activeElement.tagName"
            )
        )
        outlined = reader.see("getComputedStyle(document.activeElement).outlineStyle") != "none"
        assert outlined or seen[-1] == "BODY", seen[-1]
    assert seen[0] == "search"
    order = [
        "search",
        "table-button",
        "language",
        "global_company",
        "programme",
        "view-choice",
        "undated",
        "map",
    ]
    places = [seen.index(name) for name in order]
    assert places == sorted(places)
    assert "link" in seen[places[-1] :]  # entities in the pane, behind the map


def test_arrows_and_backspace_reach_every_entity_of_a_component(reader: Reader, view: View) -> None:
    """Depth first, by keys alone: an arrow to where nobody was yet, Backspace where all arrows are done."""
    network: nx.Graph[int] = nx.Graph(list(zip(view.ties.subject, view.ties.object, strict=True)))
    enter_map(reader)
    start = reader.see("Scene.cursor")
    seen, trail = {start}, [start]
    while trail:
        here = trail[-1]
        for arrow in ARROWS:
            reader.browser.press(arrow)
            at = reader.see("Scene.cursor")
            if at != here and at not in seen:
                seen.add(at)
                trail.append(at)
                break
            if at != here:
                reader.browser.press("Backspace")
                assert reader.see("Scene.cursor") == here
        else:
            trail.pop()
            if trail:
                reader.browser.press("Backspace")
                assert reader.see("Scene.cursor") == trail[-1]
    assert seen == nx.node_connected_component(network, start)


def test_page_down_goes_round_the_components(reader: Reader, view: View) -> None:
    network: nx.Graph[int] = nx.Graph(list(zip(view.ties.subject, view.ties.object, strict=True)))
    components = list(nx.connected_components(network))
    enter_map(reader)
    reached = []
    for _ in components:
        reached.append(next(i for i, c in enumerate(components) if reader.see("Scene.cursor") in c))
        reader.browser.press("PageDown")
    assert sorted(reached) == list(range(len(components)))


def test_ring_is_told_and_enter_opens(reader: Reader, view: View) -> None:
    enter_map(reader)
    n = reader.see("Scene.cursor")
    told = reader.texts("#status")[0]
    links = len(
        {e for pair in zip(view.ties.subject, view.ties.object, strict=True) if n in pair for e in pair} - {n}
    )
    kind = view.types[view.entities.type[n]].en
    assert told == f"{view.entities.en[n]}, {kind}, {links} links, {len(view.entities.cases[n])} cases"
    reader.browser.press("Enter")
    assert reader.texts("#pane h2") == [view.entities.en[n]]
    assert reader.see("document.activeElement.id") == "pane"
    reader.browser.press("Escape")
    assert reader.see("State.now.node") is None


def test_ring_is_drawn_around_the_entity(reader: Reader) -> None:
    enter_map(reader)
    reader.see("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")
    drawn = reader.see(
        """(() => {
          const n = Scene.cursor;
          const at = Scene.picture.toScreen({ x: model.entities.x[n], y: model.entities.y[n] });
          const reach = Scene.looks[n].radius * Scene.picture.camera().scale * 1.2 + 6;
          const place = [Math.round(at.x + reach), Math.round(at.y)];
          return [...byId('names').getContext('2d').getImageData(...place, 1, 1).data];
        })()"""
    )
    accent = (0, 0x5A, 0x9C)  # of the light theme; the middle of a ring may lie between two pixels
    assert all(abs(got - wanted) < 16 for got, wanted in zip(drawn, accent, strict=False))


def test_keys_work_from_everywhere_but_not_while_typing(reader: Reader) -> None:
    reader.browser.press("/")
    assert reader.see("document.activeElement.id") == "search"
    reader.browser.type("t?/")
    assert reader.see("byId('search').value") == "t?/"
    assert not reader.see("byId('help').open")
    reader.browser.press("Escape")
    reader.see("document.activeElement.blur()")
    reader.browser.press("?")
    assert reader.see("byId('help').open")
    assert "Backspace" in reader.texts("#help")[0]
    reader.browser.press("Escape")
    assert not reader.see("byId('help').open")
    before = reader.see("Scene.picture.camera().scale")
    reader.browser.press("+")
    assert reader.see("Scene.picture.camera().scale") > before
    reader.browser.press("0")
    assert abs(reader.see("Scene.picture.camera().scale") / before - 1) < 0.01
