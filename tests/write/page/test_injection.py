"""Whatever a document, the lexicon or the vocabulary says, the page shows it as text."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from xml.etree import ElementTree

import pytest
from chromium import Chromium
from page_reader import Reader, write_html, write_large_html
from selectolax.lexbor import LexborHTMLParser
from write.page.hostile import KEPT, OURS, Place, hostile, texts
from write.page.payloads import PAYLOADS, assert_inert

from krpia_graph import figure
from krpia_graph.model.confidence import UNKNOWN
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.vis import network_html

EVERY = frozenset(PAYLOADS)
QUOTES = {"text", "surface"}  # fields that hold a stretch of a document: payloads one behind the other
FEW = 40  # entities, which are laid out in no time

TURNS = sorted({0, 32, 64, 38, 40, 76})  # 38: a long title, 40: url() as a colour, 76: NUL in ids
WRITERS = {"vis": write_html, "sigma": write_large_html}


# ---- the graph of payloads


def text_fields(class_: type) -> Iterator[Place]:
    """Class and field of every text that a value of a class can hold, by the types of the fields."""
    seen: set[type] = set()
    waiting = [class_]
    while waiting:
        class_ = waiting.pop()
        if class_ in seen:
            continue
        seen.add(class_)
        hints = get_type_hints(class_)
        for field in fields(class_):
            parts: set[Any] = set(leaves(hints[field.name]))
            waiting += [part for part in parts if isinstance(part, type) and is_dataclass(part)]
            if str in parts:
                yield class_.__name__, field.name


def leaves(hint: Any) -> Iterator[Any]:
    """The plain types within a type; none within a `Literal`."""
    if get_origin(hint) is Literal:
        return
    inner = get_args(hint)
    if not inner and hint not in (NoneType, Ellipsis):
        yield hint
    for part in inner:
        yield from leaves(part)


def few_cases(graph: KnowledgeGraph) -> KnowledgeGraph:
    """A part of a graph in which every kind of finding still stands."""
    chosen = {type(mark): case.id for case in graph.cases.values() for mark in case.marks}.values()
    edges = [edge for edge in graph.edges if all(e.case in chosen for e in edge.evidence)]
    ends = {end for edge in edges for end in (edge.subject, edge.object)}
    cited = {e.statement for edge in edges for e in edge.evidence}
    return replace(
        graph,
        cases={name: case for name, case in graph.cases.items() if name in chosen},
        edges=tuple(edges),
        entities={name: entity for name, entity in graph.entities.items() if name in ends},
        statements={name: statement for name, statement in graph.statements.items() if name in cited},
        confidence=replace(
            graph.confidence, cases=dict.fromkeys(chosen, UNKNOWN), edges={e.key: UNKNOWN for e in edges}
        ),
    )


def test_no_text_field_of_the_model_is_left_out(graph: KnowledgeGraph) -> None:
    told: dict[Place, set[str]] = defaultdict(set)
    for turn in range(len(PAYLOADS)):
        for place, text in texts(hostile(few_cases(graph), turn)):
            told[place].add(text)
    assert set(told) == set(text_fields(KnowledgeGraph)) - set(KEPT)
    for (class_, field), found in told.items():
        if field in QUOTES:
            missing = [p for p in PAYLOADS if not any(p in text for text in found)]
            assert missing == [], f"{class_}.{field}"
        else:
            assert found >= EVERY, f"{class_}.{field}: {EVERY - found}"
            strange = {t for t in found - EVERY - OURS - {""} if not is_numbered(t)}
            assert strange == set(), f"{class_}.{field}"


@cache
def is_numbered(text: str) -> bool:
    payload, _, number = text.rpartition(" ")
    return payload in EVERY and number.isdigit()


def test_the_graph_of_payloads_hangs_together(graph: KnowledgeGraph) -> None:
    bad = hostile(graph)
    assert len(bad.entities) == len(graph.entities)
    assert len({edge.key for edge in bad.edges}) == len(graph.edges)
    assert all(e.subject in bad.entities or e.subject in bad.cases for e in bad.edges)
    assert all(e.statement in bad.statements for edge in bad.edges for e in edge.evidence)
    for before, case in zip(graph.cases.values(), bad.cases.values(), strict=True):
        for old, new in zip(before.marks, case.marks, strict=True):
            assert (
                new.surface == case.text[new.start - case.start : new.end - case.start]
                or new.start < case.start
            )
            assert graph.confidence.of(old) == bad.confidence.of(new)
        assert all(a.entity in bad.entities and a.role in bad.vocabulary.roles for a in case.arguments)
    assert all(s.end - s.start == len(s.text) for s in bad.statements.values())


def leaky(browser: Chromium, folder: Path, around: str, payload: str) -> Chromium:
    """A page that writes a payload down as it is."""
    path = folder / "leaky.html"
    path.write_text(f"<!doctype html><body>{around.format(payload)}</body>", encoding="utf-8", newline="")
    browser.open(path)
    return browser


def test_payloads_are_caught_where_a_page_lets_them_in(browser: Chromium, tmp_path: Path) -> None:
    markup = [payload for payload in PAYLOADS if re.match(r"(?!<!)[^a-z&=\\]*<.*>", payload)]
    assert len(markup) >= 30
    assert_inert(leaky(browser, tmp_path, "<p>{}</p>", "nothing"))
    for around, payloads in (
        ("<p>{}</p>", markup),
        ('<p title="{}">a</p>', [payload for payload in PAYLOADS if payload.startswith('"')]),
        ("<p title='{}'>a</p>", [payload for payload in PAYLOADS if payload.startswith("' ")]),
        ('<a href="{}">a</a>', [payload for payload in PAYLOADS if re.match(r"\W?\w+\W*:window", payload)]),
    ):
        assert payloads
        for payload in payloads:
            with pytest.raises((AssertionError, RuntimeError)):  # some take the reader elsewhere at once
                assert_inert(leaky(browser, tmp_path, around, payload))


# ---- the page


def test_data_cannot_leave_its_block(graph: KnowledgeGraph) -> None:
    plain = "".join(network_html(graph, limit=FEW))
    for turn in TURNS:
        text = "".join(network_html(hostile(graph, turn), limit=FEW))
        for name in ("view", "vis"):
            found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL)
            assert found
            assert not set("<>&\u2028\u2029") & set(found[1])
            assert json.loads(found[1])
        assert text.count("<script") == plain.count("<script")
        assert text.count("</script") == plain.count("</script")


READ_ALL = """(async () => {
  const rest = () => new Promise((done) => requestAnimationFrame(done));
  for (const table of ["entities", "ties", "cases", null]) {
    const by = { entities: "name", ties: "to", cases: "header" }[table];
    State.change({ table, sort: table ? [by, false] : null });
    document.querySelectorAll("#table tbody button").forEach((button) => button.click());
  }
  for (const [name, terms] of [["views", model.views], ["sizes", Object.keys(model.sizes)]]) {
    for (const term of terms) State.change(name === "views" ? { view: term.id } : { size: term });
  }
  State.change({ view: "all" });
  for (const box of [...document.querySelectorAll("#panel input[type=checkbox]")].slice(0, 12)) {
    byId("panel").querySelector(`input[value="${CSS.escape(box.value)}"]`)?.click();
    await rest();
  }
  State.change(State.unfiltered());
  for (let tie = 0; tie < Math.min(20, model.ties.type.length); tie += 1) Choice.tie(tie);
  for (let n = 0; n < Math.min(20, model.count); n += 1) Choice.node(n, { travel: true });
  Choice.path([0, model.count - 1]);
  for (const { dataset } of [...byId("legend").children]) {
    [...byId("legend").children].find((button) => button.dataset.type === dataset.type).click();
  }
  State.change(State.fromHash(State.toHash()));
  State.change(State.unfiltered());
  JSON.parse(JSON.stringify(Exports.shownData()));
  byId("help-button").click();
  byId("help").close();
  byId("language").click();
  await rest();
  return Drawing.serialised(Drawing.make());
})()"""


def read_everything(browser: Chromium) -> str:
    """What a reader may do; gives the picture as it would be saved."""
    for query in ("<", "href", "__proto__"):
        browser.evaluate("(byId('search').focus(), byId('search').value = '')")
        browser.type(query)
        browser.press("ArrowDown")
        browser.press("Enter")
    for x in range(260, 880, 120):
        for y in range(130, 780, 120):
            browser.hover(x, y)
        browser.click(x, 130 + x % 600)
    return str(browser.evaluate(READ_ALL))


def foreign(picture: ElementTree.Element) -> set[str]:
    """The elements and attributes of a saved picture that a picture has no use for."""
    tags = {element.tag.rpartition("}")[2] for element in picture.iter()}
    names = {name for element in picture.iter() for name in element.attrib}
    drawn = {"svg", "title", "style", "rect", "g", "path", "circle", "polygon", "text"}
    return tags - drawn | {name for name in names if name.startswith("on") or "href" in name}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("turn", TURNS)
def test_whatever_is_read_stays_text(
    browser: Chromium, graph: KnowledgeGraph, tmp_path: Path, turn: int, kind: str
) -> None:
    page = WRITERS[kind](hostile(few_cases(graph), turn), tmp_path, limit=FEW)
    Reader(browser, page).at_a_desk().open()
    for _ in ("en", "ko"):
        assert foreign(ElementTree.fromstring(read_everything(browser))) == set()
        assert_inert(browser)


@pytest.mark.parametrize("kind", WRITERS)
def test_quotes_are_the_payloads_themselves(
    browser: Chromium, graph: KnowledgeGraph, tmp_path: Path, kind: str
) -> None:
    bad = hostile(graph, 1)
    reader = Reader(browser, WRITERS[kind](bad, tmp_path, limit=FEW)).at_a_desk().open()
    reader.press_on("#pane .ranking button")
    shown = reader.quotes()
    assert shown
    assert all(text == bad.statements[name].text for name, text in shown.items())
    assert_inert(browser)


@pytest.mark.parametrize("turn", TURNS)
def test_figure_is_a_picture_and_nothing_else(graph: KnowledgeGraph, turn: int) -> None:
    drawn = figure(hostile(few_cases(graph), turn), limit=FEW).decode("utf-8")
    picture = ElementTree.fromstring(drawn)
    names = {name for element in picture.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on")}
    assert "script" not in {element.tag.rpartition("}")[2] for element in picture.iter()}
    values = [value for element in picture.iter() for value in element.attrib.values()]
    styles = [element.text or "" for element in picture.iter() if element.tag.endswith("style")]
    links = [link for text in (*values, *styles) for link in re.findall(r"url\(['\"]?([^)'\"]*)", text)]
    links += [value for element in picture.iter() for name, value in element.attrib.items() if "href" in name]
    assert [link for link in links if not link.startswith(("#", "data:font/"))] == []


def test_the_title_is_the_text_of_the_heading(graph: KnowledgeGraph) -> None:
    title = "".join(PAYLOADS)
    few = few_cases(graph)
    titled = tuple(replace(source, title=title, publisher="") for source in few.sources[:1])
    html = "".join(network_html(replace(few, sources=(*titled, *few.sources[1:])), limit=1))
    page = LexborHTMLParser(html.partition("<script")[0])
    plain = title.replace("\r\n", "\n")
    assert [node.text() for node in page.css("h1")] == [plain.replace("\0", "")]
    assert [node.text() for node in page.css("head > title")] == [plain.replace("\0", "\ufffd")]
