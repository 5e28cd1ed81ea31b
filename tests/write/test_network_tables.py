"""The tables of a network: cells for a person, CSV with all digits, and Markdown, byte by byte."""

import csv
from io import StringIO

import pytest

from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.portrait import Figure, Mixing, Portrait, WholeNetwork
from krpia_graph.write.network_tables import figure_table, network_format, tables

MIXING = (Mixing("country", "", "K|R", 2, 1.5),)
CLUSTERING = Figure("transitivity", 0.123456789123, 0.25, 0.1, 0.4, 0.493827156, 0.01)
SORTING = Figure("degree_assortativity", -0.5, -0.25, -0.5, 0.0, None, 0.2)
COUNTS = tuple(
    Figure(name, 2.0)
    for name in ("cases", "nodes", "edges", "new_ties", "repeated_ties", "components", "main_component_share")
)
WHOLE = WholeNetwork(
    portraits=(
        Portrait("stated", None, 2, (CLUSTERING, SORTING), MIXING),
        Portrait("star", None, 2, (Figure("transitivity", None), SORTING)),
    ),
    slices=(Portrait("stated", (None, 2012), 2, COUNTS), Portrait("stated", (2013, 2015), 2, COUNTS)),
    warnings=("transitivity: beware",),
    nulls=7,
    seed=3,
)
MARKDOWN = """## The whole network, by case model

| figure | stated | by chance | star | by chance |
| --- | --- | --- | --- | --- |
| transitivity | 0.1235* | 0.49 |  |  |
| degree_assortativity | -0.5 | (-0.25) | -0.5 | (-0.25) |

## Who is tied with whom (stated)

| attribute | one | other | ties | weight |
| --- | --- | --- | --- | --- |
| country | unknown | K\\|R | 2 | 1.5 |

## Slices of time (stated)

| years | cases | nodes | edges | new_ties | repeated_ties | components | main_component_share |
| --- | --- | --- | --- | --- | --- | --- | --- |
| to 2012 | 2 | 2 | 2 | 2 | 2 | 2 | 2 |
| 2013-2015 | 2 | 2 | 2 | 2 | 2 | 2 | 2 |

## How to read it

"""


def test_beside_a_value_stands_what_chance_gives() -> None:
    table = figure_table(WHOLE)
    assert table.columns == ("figure", "stated", "by chance", "star", "by chance")
    assert table.rows == (
        ("transitivity", "0.1235*", "0.49", "", ""),
        ("degree_assortativity", "-0.5", "(-0.25)", "-0.5", "(-0.25)"),
    )


def test_markdown() -> None:
    text = "".join(network_format(".md")(WHOLE))
    assert text.startswith(MARKDOWN)
    assert "weights newman; 7 null networks, seed 3\n" in text
    assert text.endswith("\n## Warnings\n\n- transitivity: beware\n")


def test_csv_has_all_digits_and_empty_cells_where_there_is_no_value() -> None:
    text = "".join(network_format(".csv")(WHOLE))
    rows = list(csv.DictReader(StringIO(text)))
    assert text.splitlines()[0] == "case_model,first_year,last_year,name,value,null,low,high,ratio,p"
    assert text.splitlines()[1] == "stated,,,transitivity,0.123456789,0.25,0.1,0.4,0.493827156,0.01"
    assert [row["value"] for row in rows if row["name"] == "transitivity"] == ["0.123456789", ""]
    assert [row["value"] for row in rows if row["name"] == "weight by country:  - K|R"] == ["1.5"]
    assert {(row["first_year"], row["last_year"]) for row in rows} == {
        ("", ""),
        ("", "2012"),
        ("2013", "2015"),
    }


def test_what_is_not_there_has_no_table() -> None:
    plain = WholeNetwork((Portrait("stated", None, 0, (CLUSTERING,)),))
    assert [table.title for table in tables(plain)] == ["the whole network, by case model"]


def test_another_suffix_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"\.csv"):
        network_format(".xls")
