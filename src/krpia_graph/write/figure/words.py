"""A language in, the words of a figure in it out."""

from dataclasses import dataclass

from krpia_graph.write.figure.periods import Period


@dataclass(frozen=True)
class Words:
    """What stands in a figure and its caption; lines by the groups of ties, sizes by measure."""

    lines: dict[str, str]
    sizes: dict[str, str]
    undated: str
    before: str
    from_on: str
    faint: str
    counts: tuple[tuple[str, str], ...]  # of entities, ties and cases; of one, and of more
    left_out: str
    layout: str
    sources: str
    more: str


WORDS = {
    "en": Words(
        lines={
            "partner": "partners in a case",
            "about": "what a case is about",
            "shared": "named in the same case",
            "lexicon": "from the lexicon",
        },
        sizes={
            "cases": "size: number of cases",
            "degree": "size: number of neighbours",
            "betweenness": "size: betweenness",
        },
        undated="undated",
        before="before {}",
        from_on="{} or later",
        faint="not in the period",
        counts=(("{} entity", "{} entities"), ("{} tie", "{} ties"), ("{} case", "{} cases")),
        left_out="{} with fewer cases left out",
        layout="layout of {creator}, the same on every run and on the page",
        sources="sources",
        more="{} more",
    ),
    "ko": Words(
        lines={
            "partner": "사례의 협력 당사자",
            "about": "사례의 대상",
            "shared": "같은 사례에 언급됨",
            "lexicon": "어휘집의 관계",
        },
        sizes={
            "cases": "크기: 사례 수",
            "degree": "크기: 이웃 수",
            "betweenness": "크기: 매개 중심성",
        },
        undated="날짜 없음",
        before="{}년 이전",
        from_on="{}년 이후",
        faint="해당 기간 밖",
        counts=(("개체 {}개", "개체 {}개"), ("관계 {}개", "관계 {}개"), ("사례 {}건", "사례 {}건")),
        left_out="사례가 적은 {}개 제외",
        layout="배치: {creator}, 실행할 때마다 같고 웹 페이지와 같음",
        sources="출처",
        more="외 {}개",
    ),
}


def period_name(period: Period, words: Words) -> str:
    """The years of a period, in words."""
    if period.undated:
        return words.undated
    if period.first is None and period.last is not None:
        return words.before.format(period.last + 1)
    if period.last is None:
        return words.from_on.format(period.first)
    return str(period.first) if period.first == period.last else f"{period.first}–{period.last}"
