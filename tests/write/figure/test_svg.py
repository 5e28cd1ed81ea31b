"""The figure as SVG: text that is text, in a font that is in it; what is named, told and left out."""

import re
import xml.etree.ElementTree as ET
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pytest
from figures import Draw, assert_inert, texts_of
from fontTools.ttLib import TTFont

from krpia_graph import figure
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.figure import Options

POINTS = 72 / 25.4
KINDS = [
    Options("svg"),
    Options("svg", language="ko"),
    Options("svg", 89.0),
    Options("svg", 89.0, "ko"),
    Options("svg", size="betweenness"),
    Options("svg", by_period=True),
    Options("svg", 89.0, "ko", by_period=True),
]


def name_of(options: Options) -> str:
    return "-".join(map(str, (options.width_mm, options.language, options.size, options.by_period)))


@pytest.mark.parametrize("options", KINDS, ids=name_of)
class TestSvg:
    def test_no_text_lies_over_another_or_over_the_border(self, drawn: Draw, options: Options) -> None:
        texts = texts_of(drawn(options).content)
        assert len(texts) > 40
        over = [
            (one.text, other.text)
            for one, other in combinations(texts, 2)
            if min(one.box[2], other.box[2]) - max(one.box[0], other.box[0]) > 0.01
            and min(one.box[3], other.box[3]) - max(one.box[1], other.box[1]) > 0.01
        ]
        assert over == []
        _, _, width, height = map(float, ET.fromstring(drawn(options).content).attrib["viewBox"].split())
        out = [t.text for t in texts if min(t.box) < 0 or t.box[2] > width or t.box[3] > height]
        assert out == []

    def test_text_is_five_to_seven_points_high(self, drawn: Draw, options: Options) -> None:
        assert {text.size for text in texts_of(drawn(options).content)} <= {5.0, 6.0, 7.0}

    def test_it_is_as_wide_as_was_asked(self, drawn: Draw, options: Options) -> None:
        root = ET.fromstring(drawn(options).content)
        assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(options.width_mm * POINTS)

    def test_the_font_in_it_has_the_characters_of_its_texts(self, drawn: Draw, options: Options) -> None:
        content = drawn(options).content
        (data,) = re.findall(rb"url\(data:font/woff2;base64,([A-Za-z0-9+/=]+)\)", content)
        font = TTFont(BytesIO(b64decode(data)))
        used = {character for text in texts_of(content) for character in text.text}
        assert set(map(chr, font.getBestCmap())) == used
        families = re.findall(rb"font-family: ([^;]+);", content)
        assert set(families) == {families[0]}
        assert families[0].startswith(b"'KG', 'Pretendard', 'Noto Sans KR'")
        assert families[0].endswith(b", sans-serif")

    def test_nothing_comes_from_elsewhere(self, drawn: Draw, options: Options) -> None:
        assert_inert(drawn(options).content)


class TestNames:
    def test_the_organisations_with_most_cases_are_named(self, drawn: Draw) -> None:
        for options in (Options("svg"), Options("svg", 89.0)):
            whole = " ".join(text.text for text in texts_of(drawn(options).content))
            for name in ("MSD", "AstraZeneca Korea", "Pfizer Korea", "Novartis Korea", "South Korea"):
                assert name in whole

    def test_most_entities_of_the_page_are_named_over_two_columns(self, drawn: Draw) -> None:
        assert drawn(Options("svg")).names >= 100
        assert drawn(Options("svg", language="ko")).names >= 100

    def test_korean_names_where_there_are_some(self, drawn: Draw) -> None:
        texts = {text.text for text in texts_of(drawn(Options("svg", language="ko")).content)}
        assert {"엠에스디", "한국노바티스", "글로벌 기업 (31)"} <= texts
        assert "KOIN" in texts  # has no Korean name


class TestLegend:
    def test_it_has_the_types_lines_and_sizes_that_are_drawn(self, drawn: Draw) -> None:
        texts = [text.text for text in texts_of(drawn(Options("svg")).content)]
        assert texts[-15:] == [
            "Global company (31)",
            "Korean company (18)",
            "Institution (20)",
            "Drug (28)",
            "Region (14)",
            "Disease (13)",
            "Programme (17)",
            "partners in a case",
            "what a case is about",
            "named in the same case",
            "from the lexicon",
            "size: number of cases",
            "1",
            "5",
            "11",
        ]

    def test_it_has_nothing_else(self, graph: KnowledgeGraph) -> None:
        only = {name: case for name, case in graph.cases.items() if case.drugs}
        texts = {t.text for t in texts_of(figure(replace(graph, cases=only, edges=()), limit=3))}
        assert not {"partners in a case", "from the lexicon"} & texts
        assert "named in the same case" in texts


class TestPeriods:
    def test_a_panel_says_how_much_its_period_has(self, drawn: Draw, graph: KnowledgeGraph) -> None:
        texts = [text.text for text in texts_of(drawn(Options("svg", by_period=True)).content)]
        titles = [text for text in texts if "n = " in text]
        assert [title.partition(":")[0] for title in titles] == [
            "before 2010",
            "2010–2014",
            "2015–2019",
            "2020 or later",
            "undated",
        ]
        undated = [case for case in graph.cases.values() if not case.periods]
        entities = {a.entity for case in undated for a in case.arguments}
        assert f"n = {len(entities)}," in titles[-1]

    def test_what_is_outside_of_the_period_is_grey(self, drawn: Draw) -> None:
        content = drawn(Options("svg", by_period=True)).content
        assert content.count(b'id="faint-entities-global_company"') == 5
        assert "not in the period" in {text.text for text in texts_of(content)}
        assert b"faint" not in drawn(Options("svg")).content
