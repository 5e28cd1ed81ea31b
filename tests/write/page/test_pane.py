"""The pane: facts, evidence and how sure it is, citations, surroundings and paths."""

import re

import networkx as nx
from page_reader import Reader

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.schema import View


def number(view: View, name: str) -> int:
    return view.entities.id.index(name)


def test_pane_says_beside_each_sentence_which_rule_found_its_names(
    reader: Reader, graph: KnowledgeGraph
) -> None:
    sure = graph.confidence.rules["name", "lexicon"]
    figures = {
        "en": f"names found by: lexicon (confidence {sure.mean:.3f}, at least {sure.low:.3f})",
        "ko": f"이름을 찾은 규칙: lexicon (신뢰도 {sure.mean:.3f}, 하한 {sure.low:.3f})",
    }
    for language, figure in figures.items():
        reader.open(f"lang={language}&node=drug:keytruda")
        notes = reader.texts("#pane .found")
        assert set(notes) == {figure}
        marked = reader.see(
            "[...document.querySelectorAll('#pane blockquote')].filter((q) => q.querySelector('mark')).length"
        )
        assert len(notes) == marked > 0


def test_pane_says_how_sure_a_line_its_cases_and_their_relations_are(reader: Reader, view: View) -> None:
    tie = next(i for i, sure in enumerate(view.ties.sure) if sure and view.ties.relations[i])
    reader.see(f"Choice.tie({tie})")
    line, *cases = reader.texts("#pane .sure")
    assert re.fullmatch(r"This line: confidence 0\.\d{3}, at least 0\.\d{3}", line)
    assert cases
    assert all(re.fullmatch(r"This case: confidence 0\.\d{3}, at least 0\.\d{3}", text) for text in cases)
    rules = reader.see("[...document.querySelectorAll('#pane .case .chips [title]')].map((n) => n.title)")
    assert rules
    assert all(re.fullmatch(r"[\w.-]+ \(confidence 0\.\d{3}, at least 0\.\d{3}\)", text) for text in rules)


def test_pane_gives_heading_source_and_position_of_a_quote(
    reader: Reader, graph: KnowledgeGraph, view: View
) -> None:
    case = next(c for c in graph.cases.values() if c.header == "MSD Korea")
    reader.open(f"node={case.participants[0].entity}")
    article = f"#pane [data-case='{case.id}']"
    assert reader.texts(f"{article} h4") == [f"{case.category} › {case.header}"]
    for name in case.statements:
        statement = graph.statements[name]
        beside = reader.texts(f"{article} .quote:has([data-statement='{name}']) p")[0]
        source = view.sources.path[view.statements.source[view.statements.id.index(name)]]
        assert beside.startswith(f"{source}, characters {statement.start}–{statement.end}")


def test_citation_holds_quote_source_place_and_hash(reader: Reader, graph: KnowledgeGraph) -> None:
    reader.open("node=drug:keytruda")
    reader.press_on("#pane .cite")
    reader.browser.wait_for("byId('status').textContent === 'Citation copied'")
    cited = reader.browser.clipboard()
    name = next(iter(reader.quotes()))
    statement = graph.statements[name]
    source = next(s for s in graph.sources if s.id == statement.source)
    quote, titles, *address, place = cited.split("\n")
    assert quote == f"“{statement.text}”"
    assert titles.endswith(f"{source.publisher}: {source.title}")
    retrieved = f"retrieved {source.retrieved}" if source.retrieved else ""
    assert address == list(filter(None, [", ".join(filter(None, [source.url, retrieved]))]))
    assert place == f"{source.path}, characters {statement.start}–{statement.end}, SHA-256 {source.sha256}"


def test_two_steps_light_what_is_two_ties_away_and_hide_nothing(reader: Reader, view: View) -> None:
    network: nx.Graph[int] = nx.Graph(list(zip(view.ties.subject, view.ties.object, strict=True)))
    start = number(view, "drug:keytruda")
    for steps in (1, 2):
        reader.open(f"node=drug:keytruda&steps={steps}")
        lit = reader.see("Scene.looks.flatMap((look, n) => (look.opacity === 1 ? [n] : []))")
        assert set(lit) == set(nx.single_source_shortest_path_length(network, start, cutoff=steps))
        assert reader.shown("nodes") == list(range(len(view.entities.id)))


def test_path_between_two_picks_is_a_shortest_one_with_the_evidence_along_it(
    reader: Reader, view: View
) -> None:
    network: nx.Graph[int] = nx.Graph(list(zip(view.ties.subject, view.ties.object, strict=True)))
    ends = [number(view, name) for name in ("korean_company:yuhan", "global_company:msd")]
    reader.click_node(ends[0])
    reader.press_on("#path-from")
    assert "Now choose where the path" in reader.texts("#pane .notice")[0]
    reader.click_node(ends[1])
    steps = reader.texts("#pane .path > li > h3")
    assert len(steps) == nx.shortest_path_length(network, *ends)
    assert steps[0].startswith("Yuhan")
    assert steps[-1].endswith("MSD")
    quoted = reader.see(
        "[...document.querySelectorAll('#pane .path > li')]"
        ".map((step) => step.querySelectorAll('blockquote').length)"
    )
    assert all(count > 0 for count in quoted)
    lit = reader.see("Scene.looks.flatMap((look, n) => (look.opacity === 1 ? [n] : []))")
    assert len(lit) == len(steps) + 1


def test_path_says_where_there_is_none(reader: Reader) -> None:
    reader.open("path=global_company:msd&path=global_company:abbott-korea")
    assert reader.texts("#pane .quiet")[0] == "No path through what is shown."


def test_language_switch_changes_interface_and_names(
    reader: Reader, graph: KnowledgeGraph, view: View
) -> None:
    reader.press_on("#language")
    reader.click_node(number(view, "global_company:msd"))
    pane = reader.texts("#pane")[0]
    assert graph.entities["global_company:msd"].label_ko in pane
    assert graph.vocabulary.entity_types["global_company"].label.ko in pane
    assert reader.see("document.documentElement.lang") == "ko"


def test_every_word_of_the_page_is_in_both_languages(reader: Reader) -> None:
    keys = reader.see(
        "Object.fromEntries(Object.entries(Words.strings).map(([l, s]) => [l, Object.keys(s)]))"
    )
    assert keys["en"] == keys["ko"]
    empty = reader.see(
        "Object.values(Words.strings).flatMap((s) => Object.values(s)).filter((text) => !text).length"
    )
    assert empty == 0


def test_search_finds_names_and_aliases_in_both_languages(reader: Reader, view: View) -> None:
    for query, name in (("yuhan", "korean_company:yuhan"), ("키트루다", "drug:keytruda")):
        reader.see("byId('search').focus()")
        reader.browser.type(query)
        reader.browser.wait_for("!byId('suggestions').hidden")
        reader.browser.press("ArrowDown")
        reader.browser.press("Enter")
        reader.browser.wait_for(f"State.now.node === {number(view, name)}")
    assert "Keytruda" in reader.texts("#status")[0]
    reader.browser.press("Escape")
    assert reader.see("State.now.node") is None
