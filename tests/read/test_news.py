"""News and press releases: title, headings, bullets, sentences, and what stands around them as noise."""

import pytest

from krpia_graph.model.document import Document, Reading, Source
from krpia_graph.read.line_kinds import dateline, noise_kind
from krpia_graph.read.news import read_news


def read_text(text: str) -> Reading:
    return read_news(Document(Source("news", "news.txt", "", "", "", "", "en", ""), text))


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(statement.kind, statement.text) for statement in reading.statements]


def noise(reading: Reading) -> list[tuple[str, str]]:
    return [(n.kind, reading.document.text[n.start : n.end]) for n in reading.noise]


def test_an_article_as_a_news_site_shows_it() -> None:
    reading = read_text(
        "Monday, June 1, 2020\nHanmi Gets It Back\nBy Choi Moon-hee\nMay 15, 2020, 10:50\n\n"
        "(Photo) Two presidents after they had signed in 2012.\n\n"
        "SEOUL -- Sanofi wants out. Hanmi looks on.\n\n"
        "About Hanmi\nHanmi is a company.\n\nCopyright © News. Prohibited from unauthorized reproduction\n"
    )
    assert told(reading) == [
        ("title", "Hanmi Gets It Back"),
        ("sentence", "Two presidents after they had signed in 2012."),
        ("sentence", "Sanofi wants out."),
        ("sentence", "Hanmi looks on."),
        ("heading", "About Hanmi"),
        ("sentence", "Hanmi is a company."),
    ]
    assert [kind for kind, _ in noise(reading)] == [
        "byline", "byline", "byline", "caption", "dateline", "copyright"
    ]  # fmt: skip


def test_a_sentence_stands_under_the_first_of_its_paragraph_and_that_under_the_heading() -> None:
    reading = read_text("A title\n\nOne is. Two is. Three is.\n")
    title, one, two, three = reading.statements
    assert (one.parent, two.parent, three.parent, one.section) == (title.id, one.id, one.id, "A title")


@pytest.mark.parametrize("mark", ["•", "△", "▲", "-", "*", "·", "※"])
def test_a_line_with_a_bullet_is_one_statement(mark: str) -> None:
    reading = read_text(f"A title\n{mark} One thing. Another thing.\n")
    assert told(reading)[1] == ("bullet", "One thing. Another thing.")
    assert noise(reading) == [("marker", mark)]


def test_an_arrow_is_a_detail_of_the_bullet_above() -> None:
    reading = read_text("• one\n→ more\n\nProse is here.\n→ alone\n")
    assert told(reading) == [
        ("bullet", "one"),
        ("detail", "more"),
        ("sentence", "Prose is here."),
        ("bullet", "alone"),
    ]


def test_a_lozenge_opens_a_section_of_a_korean_article() -> None:
    reading = read_text(
        "◇코스피 제약사\n삼성바이오로직스이고 △셀트리온 1031억원 차례다.\n◇ 한미약품이 계약했다.\n"
    )
    assert told(reading) == [
        ("heading", "코스피 제약사"),
        ("sentence", "삼성바이오로직스이고 △셀트리온 1031억원 차례다."),
        ("bullet", "한미약품이 계약했다."),
    ]


def test_lines_of_a_wrapped_text_are_one_paragraph() -> None:
    reading = read_text(
        "Title of it\n\nSixteen types of anticancer drugs made by Korea United\n"
        "Pharmaceuticals are to be sold in Mexico by\nMedimex. More will follow.\n"
    )
    assert told(reading)[1:] == [
        (
            "sentence",
            "Sixteen types of anticancer drugs made by Korea United\n"
            "Pharmaceuticals are to be sold in Mexico by\nMedimex.",
        ),
        ("sentence", "More will follow."),
    ]


def test_a_row_of_figures_is_no_heading() -> None:
    assert told(read_text("Title\nMarket size 19,508 21,004\nA sentence.\n"))[1][0] == "paragraph"


def test_a_heading_has_something_under_it() -> None:
    assert told(read_text("Hanmi and its subsidiary are"))[0][0] == "sentence"


def test_a_byte_order_mark_is_noise() -> None:
    assert noise(read_text("\ufeffA sentence.\n")) == [("byte_order_mark", "\ufeff")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Choi Moon-hee", "byline"),
        ("By Lim Chang-won Posted : March 22, 2019, 14:05 Updated : March 22, 2019, 14:05", "byline"),
        ("By Sohn Ji-young (jys@heraldcorp.com)", "byline"),
        ("By Nov 18, 2024 (Gmt+09:00)", "byline"),
        ("Published : Sept. 15, 2019 - 17:22", "byline"),
        ("Kwak Sung-sun  Published 2019.04.17  17:20  Updated 2019.04.17 17:20", "byline"),
        ("pharmafile | May 11, 2010 | News story | Sales and Marketing", "byline"),
        ("김현수 기자", "byline"),
        ("이예숙 기자 다른기사보기", "byline"),
        ("홍길동 의학전문기자 hong@news.co.kr", "byline"),
        ("입력 2019.04.17 17:20 수정 2019.04.17 17:30", "byline"),
        ("기사입력 : 2014년 02월 05일 11:20", "byline"),
        ("(jys@heraldcorp.com)", "byline"),
        ("[Courtesy of LegoChem Biosciences]", "caption"),
        ("[DONG-A ST]", "caption"),
        ("사진=한미약품 제공", "caption"),
        ("한미약품 본사 전경 (사진=한미약품)", "caption"),
        ("▲한미약품 본사 [사진 제공=한미약품]", "caption"),
        ("Copyright © BusinessKorea. Prohibited from unauthorized reproduction", "copyright"),
        ("<저작권자 ⓒ 헬스위크, 무단 전재 및 재배포 금지>", "copyright"),
        ("HOME > Industry > Talent", "breadcrumb"),
        ("home Korea Pharmaceutical Industry Information", "navigation"),
        ("print dictionary print", "navigation"),
        ("• Link copied", "navigation"),
        ("페이스북 트위터 카카오톡 URL복사", "navigation"),
        ("• KOSPI 2556.61 -8.81 -0.34%", "navigation"),
        ("---", "marker"),
    ],
)
def test_a_line_that_is_no_story(line: str, kind: str) -> None:
    assert noise_kind(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "By contrast, Samsung Bioepis sells it.",
        "By 2024 some $54 million should have come in.",
        "By Samsung's reckoning the deal is worth $5 million.",
        "GSK buys into Dong-A",
        "Home care partnership of MSD and Hanmi",
        "Print media report a deal between MSD and Hanmi.",
        "한미약품 기자간담회 개최",
        "김현수 기자가 한미약품과 계약했다.",
        "Share purchase agreement",
        "Photo products of Bayer are sold to MSD.",
        "MSD, Hanmi sign a deal on March 3, 2019",
        "한미약품, 사진 진단 기술 수출",
    ],
)
def test_a_line_that_may_be_the_story(line: str) -> None:
    assert noise_kind(line) is None


@pytest.mark.parametrize(
    "prefix",
    [
        "SEOUL -- ",
        "HONG KONG – ",
        "SEOUL, March 3 (Yonhap) -- ",
        "YONGIN, South Korea, Aug. 25, 2023 /PRNewswire/ -- ",
        "BASEL, Switzerland and SEOUL, South Korea, May 3, 2018 (GLOBE NEWSWIRE) -- ",
        "Seoul, South Korea – May 3, 2018 – ",
        "(서울=연합뉴스) 김현수 기자 = ",
        "[서울=뉴시스] 송연주 기자 = ",
        "【서울=뉴시스】송연주 기자 = ",
        "[아시아경제 이창환 기자] ",
        "[뉴스토마토 조필현기자] ",
        "[파이낸셜뉴스] ",
        "서울--(뉴스와이어)--2019년 4월 17일 -- ",
    ],
)
def test_a_dateline_is_cut_off(prefix: str) -> None:
    assert dateline(f"{prefix}Takeda takes it over.") == len(prefix)


@pytest.mark.parametrize(
    "text",
    [
        "MSD -- or Merck -- sells it.",
        "GSK – the British firm – buys it.",
        "Hanmi Pharmaceutical – one of Korea's largest – sells it.",
        "(주)한미약품이 계약했다.",
        "[한미약품] 신약 계약을 맺었다.",
        "Seoul National University Hospital - the largest - signs.",
        "Daewoong – Zydus",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert dateline(text) == 0
