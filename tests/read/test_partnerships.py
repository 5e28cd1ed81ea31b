"""The partners in `edges.csv` are those of the graph, and what is no table of edges is refused."""

from pathlib import Path

import pytest

from krpia_graph.model.errors import SourceError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.read.partnerships import read_partnerships
from krpia_graph.write.records import edges_csv


def test_they_are_those_of_the_graph(graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text("".join(edges_csv(graph)), encoding="utf-8")
    expected = {(e.subject, e.object) for e in graph.edges if e.relation == "partners_with"}
    assert read_partnerships(tmp_path) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,label\n", r"edges\.csv:1: not a table of edges"),
        ("subject,relation,object\na,partners_with\n", r"edges\.csv:2: the row has more or fewer fields"),
        ("subject,relation,object\na,partners_with,b,c\n", r"edges\.csv:2: the row has more or fewer fields"),
        ('subject,relation,object\n"a', "unexpected end of data"),
    ],
)
def test_what_is_none_is_told(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_partnerships(tmp_path)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"edges\.csv: No such file"):
        read_partnerships(tmp_path)
