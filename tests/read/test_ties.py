"""The ties in `ties.csv` are those of the network, and what is no table of ties is refused."""

from pathlib import Path

import pytest

from krpia_graph.analyse.analysis import analyse
from krpia_graph.analyse.comparing import ties_of
from krpia_graph.model.errors import SourceError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Resampling
from krpia_graph.read.ties import read_ties
from krpia_graph.write.records import ties_csv


def test_they_are_those_of_the_network(graph: KnowledgeGraph, tmp_path: Path) -> None:
    analysis = analyse(graph, resampling=Resampling(0), nulls=0)
    (tmp_path / "ties.csv").write_text("".join(ties_csv(analysis)), encoding="utf-8")
    assert read_ties(tmp_path) == ties_of(graph)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,label\n", r"ties\.csv:1: not a table of ties"),
        ("a,b\nmsd\n", r"ties\.csv:2: the row has more or fewer fields"),
        ("a,b\nmsd,kotra,c\n", r"ties\.csv:2: the row has more or fewer fields"),
        ('a,b\n"msd', "unexpected end of data"),
    ],
)
def test_what_is_none_is_told(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_ties(tmp_path)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"ties\.csv: No such file"):
        read_ties(tmp_path)
