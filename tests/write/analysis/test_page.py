"""The page of a report: verbatim evidence behind every actor, links that lead there, nothing from outside."""

import re
from collections import Counter
from pathlib import Path

import pytest
from chromium import Chromium
from selectolax.lexbor import LexborHTMLParser, LexborNode

from krpia_graph.analyse.analysis import analyse
from krpia_graph.model.analysis import Analysis
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens, Resampling
from krpia_graph.write.analysis.plots import PLOTS
from krpia_graph.write.analysis.report import report_html
from krpia_graph.write.analysis.words import words_of

PLAIN = Resampling(count=0)


def one(root: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first element of a selector, which must be there."""
    found = root.css_first(selector)
    assert found is not None, selector
    return found


def words_below(tree: LexborHTMLParser, heading: str) -> str:
    """The text of the section that a heading stands over."""
    parent = one(tree, heading).parent
    assert parent is not None
    return parent.text()


class TestEvidence:
    def test_every_quote_is_the_document_at_its_place(self, tree: LexborHTMLParser, page: Path) -> None:
        text = page.read_bytes().decode()
        quotes = tree.css("blockquote")
        assert len(quotes) > 200
        for quote in quotes:
            start, end = int(str(quote.attributes["data-start"])), int(str(quote.attributes["data-end"]))
            assert quote.text() == text[start:end]

    def test_each_actor_has_a_section_with_each_of_its_cases(
        self, tree: LexborHTMLParser, analysis: Analysis
    ) -> None:
        sections = tree.css("section.actor")
        assert len(sections) == len(analysis.ranking)
        for section, row in zip(sections, analysis.ranking, strict=True):
            assert one(section, "h3").text() == row.label
            assert {code.text() for code in section.css("code")} == set(row.cases)

    def test_the_partners_of_an_actor_are_those_of_its_ties(
        self, tree: LexborHTMLParser, analysis: Analysis
    ) -> None:
        section = one(tree, "#actor-1")
        found = [heading.text() for heading in section.css("h5")]
        ties = analysis.ties_of(analysis.ranking[0].actor.id)
        assert found == [tie.other(analysis.ranking[0].actor.id).label for tie in ties]
        assert len(found) == analysis.ranking[0].partners

    def test_every_case_is_listed_by_its_year(self, tree: LexborHTMLParser, analysis: Analysis) -> None:
        lists = {one(tree, f"#cases-{year.year}"): year.cases for year in analysis.years if year.cases}
        lists[one(tree, "#cases-undated")] = analysis.undated
        for heading, cases in lists.items():
            below = heading.next
            while below is not None and below.tag != "ul":
                below = below.next
            assert below is not None
            assert [code.text() for code in below.css("code")] == list(cases)

    def test_the_source_is_named_with_its_fingerprint(
        self, tree: LexborHTMLParser, graph: KnowledgeGraph
    ) -> None:
        cited = {case.source for case in graph.cases.values()}
        (source,) = [source for source in graph.sources if source.id in cited]
        assert f"SHA-256 {source.sha256}" in words_below(tree, "#sources")


class TestLinks:
    def test_every_link_leads_to_a_place_of_the_page_or_to_a_source(self, tree: LexborHTMLParser) -> None:
        places = {str(node.attributes["id"]) for node in tree.css("[id]")}
        links = [str(a.attributes["href"]) for a in tree.css("a[href]")]
        inside = [link for link in links if link.startswith("#")]
        assert {link[1:] for link in inside} <= places
        assert all(re.match("https?://", link) for link in set(links) - set(inside))

    def test_no_two_elements_share_an_id(self, tree: LexborHTMLParser) -> None:
        ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
        assert ids.most_common(1)[0][1] == 1

    def test_each_row_of_the_ranking_leads_to_its_actor(
        self, tree: LexborHTMLParser, analysis: Analysis
    ) -> None:
        rows = tree.css("tr[id^=row-]")
        assert len(rows) == 20
        for row, ranked in zip(rows, analysis.ranking, strict=False):
            link = one(row, "a")
            assert link.text() == ranked.label
            assert one(tree, f"{link.attributes['href']} h3").text() == ranked.label

    @pytest.mark.parametrize("name", ["ranked", "brokers", "cores", "degrees", "ego"])
    def test_marks_and_names_of_a_plot_lead_to_the_actor(self, tree: LexborHTMLParser, name: str) -> None:
        links = tree.css(f".plot-{name} a")
        assert links
        for link in links:
            assert str(link.attributes["href"]).startswith("#actor-")
            target = one(tree, f"{link.attributes['href']} h3").text()
            assert link.attributes.get("aria-label", target) == target

    def test_the_bars_of_a_year_lead_to_its_cases(self, tree: LexborHTMLParser, analysis: Analysis) -> None:
        found = {link.attributes["href"] for link in tree.css(".plot-by_year a")}
        assert found == {f"#cases-{year.year}" for year in analysis.years if year.cases}

    def test_the_keyboard_comes_to_each_actor_of_a_plot_once(self, tree: LexborHTMLParser) -> None:
        for plot in PLOTS:
            reached = [
                a.attributes["href"] for a in tree.css(f".plot-{plot} a") if "tabindex" not in a.attributes
            ]
            assert len(reached) == len(set(reached))


class TestSealed:
    def test_the_policy_allows_the_two_styles_and_no_script(self, tree: LexborHTMLParser) -> None:
        policy = one(tree, "meta[http-equiv]").attributes["content"] or ""
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert policy.count("'sha256-") == len(tree.css("style")) == 2
        assert "script" not in policy
        assert tree.css("script, [style], use, image, img, iframe, object") == []

    def test_a_browser_asks_for_nothing_and_has_nothing_to_complain_of(
        self, browser: Chromium, report: Path
    ) -> None:
        browser.offline(False)
        browser.open(report / "report.html")
        assert browser.requests() == []
        assert browser.complaints() == []
        assert browser.evaluate("document.fonts.check('12px KG')")

    @pytest.mark.parametrize("width", [1280, 390])
    def test_the_page_is_no_wider_than_the_window(self, browser: Chromium, report: Path, width: int) -> None:
        browser.resize(width, 800)
        browser.open(report / "report.html")
        assert browser.evaluate("document.documentElement.scrollWidth") <= width


class TestWords:
    @pytest.mark.parametrize("language", ["en", "ko"])
    def test_the_language_is_said_and_spoken(
        self, graph: KnowledgeGraph, analysis: Analysis, language: str
    ) -> None:
        tree = LexborHTMLParser("".join(report_html(graph, analysis, language)))
        assert one(tree, "html").attributes["lang"] == language
        assert one(tree, "h1").text() == words_of(language).title

    def test_both_languages_say_the_same_things(self) -> None:
        english, korean = words_of("en"), words_of("ko")
        plural = {name for name in english.sentences if name.endswith("_one") and name != "sure_one"}
        assert english.sentences.keys() - plural - {"one_measure"} == korean.sentences.keys() - {
            "one_measure"
        }
        assert english.choices.keys() == korean.choices.keys()
        gaps = re.compile(r"{\w*(?::[^}]*)?}")
        for name, sentence in korean.sentences.items():
            assert sorted(gaps.findall(sentence)) == sorted(gaps.findall(english.sentences[name])), name

    def test_another_language(self, graph: KnowledgeGraph, analysis: Analysis) -> None:
        with pytest.raises(UnknownNameError, match="unknown language 'fr': choose from en, ko"):
            "".join(report_html(graph, analysis, "fr"))


@pytest.mark.parametrize(
    "lens",
    [
        *(Lens(projection=name) for name in ("bipartite", "companies", "drugs", "regions", "directed")),
        Lens(level="legal", case_model="clique", weights="recency"),
        Lens(years=(1900, 1901)),
        Lens(ego="MSD"),
    ],
    ids=lambda lens: "-".join(map(str, (lens.projection, lens.level, lens.years, lens.ego))),
)
def test_any_lens_has_a_page(graph: KnowledgeGraph, lens: Lens) -> None:
    tree = LexborHTMLParser("".join(report_html(graph, analyse(graph, lens=lens, resampling=PLAIN, nulls=2))))
    assert len(tree.css("figure.plate > h3")) == len(PLOTS)
    assert words_of("en").not_drawn in words_below(tree, "#concluded")
