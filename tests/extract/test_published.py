"""The day of publication: kept with the news, apart from the dates of the deal."""

from pathlib import Path

import pytest

from krpia_graph.model.case import Case
from krpia_graph.pipeline import process

STORY = "MSD signed a supply contract with Celltrion on May 3, 2019."


def cases(tmp_path: Path, text: str, name: str = "news.txt") -> list[Case]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (shard,) = process([path])
    for case in shard.resolution.cases:
        if case.reported:
            there = shard.reading.document.text[case.reported.start : case.reported.end]
            assert there == case.reported.surface
    return list(shard.resolution.cases)


@pytest.mark.parametrize(
    "head",
    [
        "By Jane Doe\nPublished June 4, 2019, 10:50\n\n",
        "Deal signed\nUpdated 2019.06.04 17:20\n\n",
        "SEOUL, June 4, 2019 /PRNewswire/ -- ",
        "(Seoul=News) 입력 2019-06-04 08:50\n",
        "date [2019-06-04]\n\n",
    ],
)
def test_it_stands_in_byline_dateline_or_stamp(tmp_path: Path, head: str) -> None:
    (case,) = cases(tmp_path, head + STORY + "\n")
    assert case.reported and case.reported.edtf == "2019-06-04"
    assert [period.edtf for period in case.periods] == ["2019-05-03"]


def test_a_text_that_does_not_say_has_none(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, STORY + "\n")
    assert case.reported is None


def test_what_was_agreed_before_is_no_news(tmp_path: Path) -> None:
    told = cases(
        tmp_path,
        f"Published June 4, 2019, 10:50\n\n{STORY} Pfizer had signed a licence agreement with Genexine.\n",
    )
    assert [bool(case.reported) for case in told] == [True, False]


def test_in_markup_it_is_where_it_says(tmp_path: Path) -> None:
    stamp = "<p>Published <b>June&nbsp;4</b>, 2019, 10:50</p>"
    page = f"<html><body><h1>Deal</h1>{stamp}<p>{STORY}</p></body></html>"
    (case,) = cases(tmp_path, page, "page.html")
    assert case.reported and case.reported.edtf == "2019-06-04"
