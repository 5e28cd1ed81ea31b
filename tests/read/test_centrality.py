"""`centrality.csv` is read back as it was written, and what does not fit is told with its line."""

from pathlib import Path

import pytest

from krpia_graph.analyse import MEASURES, rank
from krpia_graph.model.errors import SourceError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Resampling
from krpia_graph.read.centrality import read_centrality
from krpia_graph.write.records import centrality_csv


@pytest.fixture
def written(graph: KnowledgeGraph, tmp_path: Path) -> Path:
    """A ranking with intervals, as `build` writes it."""
    path = tmp_path / "centrality.csv"
    path.write_text("".join(centrality_csv(rank(graph, resampling=Resampling(5)))), encoding="utf-8")
    return path


def test_it_is_written_again_as_it_was(written: Path) -> None:
    assert "".join(centrality_csv(read_centrality(written))) == written.read_text(encoding="utf-8")


def test_a_folder_stands_for_its_file(written: Path) -> None:
    assert read_centrality(written.parent) == read_centrality(written)


def test_rows_are_those_of_the_ranking(written: Path, graph: KnowledgeGraph) -> None:
    found, ranking = read_centrality(written), rank(graph, resampling=Resampling(5))
    assert found.measures == tuple(MEASURES)
    for row, expected in zip(found, ranking, strict=True):
        assert (row.actor, row.cases, row.dated, row.places) == (
            expected.actor,
            expected.cases,
            expected.dated,
            expected.places,
        )
        for name, value in expected.values.items():  # nine digits are written
            assert row.values[name] == (None if value is None else pytest.approx(value, rel=1e-8))


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("label_ko", "korean", r":1: not the columns .* \('korean' is out of place\)"),
        ("n_cases", "n_deals", r":1: not the columns .* \('n_deals' is out of place\)"),
        ("MSD,엠에스디", "MSD", r":2: the row does not have \d+ fields"),
        (",5,True,9,", ",5,yes,9,", r":2: is_articulation must be True or False, not 'yes'"),
        ("US,1,35", "US,one,35", r":2: component must be a whole number, not 'one'"),
        ("US,1,35", "US,,35", r":2: component must be a whole number, not ''"),
        ("global_company:astrazeneca,", "global_company:msd,", r":3: global_company:msd stands twice"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(
    written: Path, before: str, after: str, message: str
) -> None:
    text = written.read_text(encoding="utf-8")
    assert before in text
    written.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_centrality(written)


@pytest.mark.parametrize("value", ["nan", "many", "1e999"])
def test_a_value_is_a_number(written: Path, value: str) -> None:
    header, first, rest = written.read_text(encoding="utf-8").split("\n", 2)
    cells = first.split(",")
    cells[header.split(",").index("pagerank")] = value
    written.write_text("\n".join((header, ",".join(cells), rest)), encoding="utf-8")
    with pytest.raises(SourceError, match=f":2: pagerank must be a number, not '{value}'"):
        read_centrality(written)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"centrality\.csv: No such file .* build` writes it"):
        read_centrality(tmp_path)


def test_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "centrality.csv"
    path.write_bytes(b"\xb0\xa1")
    with pytest.raises(SourceError, match="can't decode"):
        read_centrality(path)
