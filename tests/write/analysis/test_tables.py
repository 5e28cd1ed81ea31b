"""The tables of a report: parsed by others they are the ranking and the ties."""

import csv
import html
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.analyse import MEASURES
from krpia_graph.analyse.analysis import analyse
from krpia_graph.analyse.weights import WEIGHTS
from krpia_graph.model.analysis import Analysis
from krpia_graph.model.centrality import Place, columns
from krpia_graph.model.errors import MissingExtraError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens, Resampling
from krpia_graph.model.ties import tie_columns
from krpia_graph.write.analysis.tables import chance, number, parquet
from krpia_graph.write.run_record import network_fingerprint, run_json


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")), strict=True))


def test_actors(report: Path, analysis: Analysis) -> None:
    rows = rows_of(report / "centrality.csv")
    assert list(rows[0]) == columns(MEASURES)
    assert [row["id"] for row in rows] == [row.entity for row in analysis.ranking]


def test_ties_with_the_weight_by_every_scheme_and_their_cases(
    report: Path, analysis: Analysis, graph: KnowledgeGraph
) -> None:
    rows = rows_of(report / "ties.csv")
    assert list(rows[0]) == tie_columns(WEIGHTS)
    assert len(rows) == len(analysis.ties) > 40
    for row in rows:
        cases = row["case_ids"].split(";")
        assert set(cases) <= set(graph.cases)
        assert int(row["n_cases"]) == len(cases) == float(row["weight_count"])
        assert row["is_repeated"] == str(len(cases) > 1)
        assert float(row["confidence_lowest"]) <= float(row["confidence_mean"])


def test_markdown_shows_the_first_twenty(report: Path, analysis: Analysis) -> None:
    text = (report / "centrality.md").read_text(encoding="utf-8")
    table = text[text.index("## The first 20") :].splitlines()[4:]
    assert [html.unescape(line.split(" | ")[1]) for line in table] == [
        row.label for row in analysis.ranking[:20]
    ]


class TestRun:
    @pytest.fixture
    def record(self, report: Path) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((report / "run.json").read_text(encoding="utf-8"))
        return found

    def test_it_says_how_the_figures_came_about(self, record: dict[str, Any], graph: KnowledgeGraph) -> None:
        assert record["lens"]["weights"] == "newman"
        assert record["resampling"]["count"] == 20
        assert record["betweenness"] == {"exact": True, "pivots": None, "seed": None}
        assert {s["sha256"] for s in record["sources"]} == {s.sha256 for s in graph.sources}
        assert {"python", "numpy", "scipy", "networkx", "krpia-graph"} <= record["versions"].keys()

    def test_it_names_no_place_of_this_machine(self, report: Path) -> None:
        text = (report / "run.json").read_text(encoding="utf-8")
        assert str(Path.home()) not in text
        assert str(report) not in text

    def test_another_network_has_another_fingerprint(self, analysis: Analysis, graph: KnowledgeGraph) -> None:
        star = analyse(graph, lens=Lens(case_model="star"), resampling=Resampling(count=0), nulls=0)
        ties = analysis.ties
        assert network_fingerprint(ties, "newman") != network_fingerprint(star.ties, "newman")
        assert network_fingerprint(ties, "newman") != network_fingerprint(ties, "count")
        assert network_fingerprint(reversed(ties), "newman") == network_fingerprint(ties, "newman")
        assert "".join(run_json(graph, star, "")).endswith("}\n")


class TestParquet:
    def test_the_same_records_come_back(self, analysis: Analysis) -> None:
        pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow (the extra frames) is not installed")
        for records in (analysis.ranking.records(), [tie.record() for tie in analysis.ties]):
            data = b"".join(parquet(records))
            assert data == b"".join(parquet(records))
            assert pq.read_table(io.BytesIO(data)).to_pylist() == records

    def test_without_pyarrow_the_message_says_how_to_get_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(MissingExtraError, match=r"pip install 'krpia-graph\[frames\]'"):
            parquet([{"a": 1}])


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0 %"), (0.002, "< 1 %"), (0.875, "88 %"), (0.998, "> 99 %"), (1.0, "100 %")]
)
def test_a_chance_is_never_rounded_to_none_or_all(share: float, text: str) -> None:
    assert chance(Place(1, 1, 2, share)) == text


@given(st.floats(-1e6, 1e6))
def test_a_number_is_read_back_as_nearly_the_same(value: float) -> None:
    assert float(number(value)) == pytest.approx(value, abs=5e-4)
    assert (float(number(value)) == 0) == (value == 0)
