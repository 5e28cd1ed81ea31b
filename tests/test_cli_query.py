"""The verb `query`: named queries, files and text, the formats of the answer, and its limits."""

import io
import json
import re
import sys
from pathlib import Path

import pytest
import rdflib
from command_line import Run

from krpia_graph.read.folder import data_folder


class TestQuery:
    def test_the_named_ones_are_listed(self, run: Run) -> None:
        _, out, _ = run("query", "list", "--json")
        rows = {row["name"]: row for row in json.loads(out)}
        assert rows.keys() == {path.stem for path in (data_folder() / "queries").glob("*.rq")}
        assert rows["partners"]["parameters"] == "--company"

    @pytest.mark.parametrize("company", [["--company", "MSD"], ["--company=엠에스디"]])
    def test_a_named_one_with_its_parameter(self, company: list[str], run: Run) -> None:
        code, out, err = run("query", "partners", *company, "--json")
        assert (code, err) == (0, "")
        assert {"Samsung Bioepis", "Dong-A ST"} <= {row["name"] for row in json.loads(out)}

    def test_sparql_as_text(self, run: Run, two_cases: Path) -> None:
        text = "SELECT (COUNT(?s) AS ?number) WHERE { ?s a oi:Case }"
        code, out, err = run("query", text, "--source", two_cases, "--json")
        assert (code, err) == (0, "")
        assert json.loads(out) == [{"number": 2}]

    def test_sparql_in_a_file(self, run: Run, two_cases: Path, tmp_path: Path) -> None:
        file = tmp_path / "count.rq"
        file.write_text("# How many?\nSELECT (COUNT(?s) AS ?number) WHERE { ?s a oi:Case }", encoding="utf-8")
        code, out, err = run("query", file, "--source", two_cases, "--json")
        assert (code, err) == (0, "")
        assert json.loads(out) == [{"number": 2}]


class TestQueryOptions:
    @pytest.fixture
    def exported(self, run: Run, two_cases: Path, tmp_path: Path) -> Path:
        assert run("build", two_cases, "--to", tmp_path / "out")[0] == 0
        return tmp_path / "out" / "graph.ttl"

    @pytest.mark.parametrize(
        ("format_", "start"),
        [
            ("csv", "number\r\n2\r\n"),
            ("tsv", "?number\n2\n"),
            ("json", '{"head":{"vars":["number"]}'),
            ("xml", '<?xml version="1.0" encoding="UTF-8"?>\n<sparql '),
        ],
    )
    def test_a_table_in_the_formats_of_the_w3c(
        self, format_: str, start: str, run: Run, two_cases: Path
    ) -> None:
        text = "SELECT (COUNT(?s) AS ?number) WHERE { ?s a oi:Case }"
        code, out, err = run("query", text, "--source", two_cases, "--format", format_)
        assert (code, err) == (0, "")
        assert out.startswith(start)

    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # inside rdflib
    @pytest.mark.parametrize(("format_", "number"), [("ttl", 2), ("nt", 2), ("jsonld", 2)])
    def test_a_graph_in_the_formats_of_rdf(
        self, format_: str, number: int, run: Run, two_cases: Path, tmp_path: Path
    ) -> None:
        text = "CONSTRUCT { ?s a oi:Case } { ?s a oi:Case }"
        code, out, err = run("query", text, "--source", two_cases, "--format", format_)
        assert (code, err) == (0, "")
        (tmp_path / f"cases.{format_}").write_text(out, encoding="utf-8")
        formats = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}
        assert len(rdflib.Graph().parse(tmp_path / f"cases.{format_}", format=formats[format_])) == number

    def test_an_exported_file_answers_like_the_documents(
        self, run: Run, two_cases: Path, exported: Path
    ) -> None:
        for words in (["partners", "--company", "엠에스디"], ["edge-list"], ["unbacked-edges"]):
            asked = run("query", *words, "--source", two_cases, "--json")
            assert asked[0] == 0
            assert run("query", *words, "--graph", exported, "--json") == asked

    def test_an_exported_file_with_another_base(self, run: Run, exported: Path, tmp_path: Path) -> None:
        text = exported.read_text("utf-8").replace("https://w3id.org/krpia-graph/", "https://example.org/")
        (tmp_path / "moved.ttl").write_text(text, encoding="utf-8")
        code, out, _ = run("query", "partners", "--company", "MSD", "-g", tmp_path / "moved.ttl", "--json")
        assert code == 0
        assert "https://example.org/id/org/handok" in {row["partner"] for row in json.loads(out)}

    def test_standard_input(self, run: Run, two_cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("ASK { ?s a oi:Case }"))
        assert run("query", "-", "--source", two_cases, "--json")[1] == '[\n  {\n    "answer": true\n  }\n]\n'

    def test_the_limit_on_rows_shows_the_first_ones(self, run: Run, two_cases: Path) -> None:
        words = ["SELECT ?s { ?s ?p ?o }", "--source", two_cases, "--limit", 3]
        code, out, err = run("query", *words, "--json")
        assert (code, err, len(json.loads(out))) == (0, "only the first 3 rows (--limit)\n", 3)

    def test_time_ends_the_rows_with_an_exit_code_of_its_own(self, run: Run, two_cases: Path) -> None:
        text = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        code, out, err = run("query", text, "--source", two_cases, "--timeout", 0.5, "--format", "csv")
        assert code == 3
        assert re.fullmatch(r"incomplete: [0-9,]+ rows in 0\.5 seconds \(--timeout\)\n", err)
        assert out.endswith("\r\n")

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
    def test_the_memory_that_is_given_holds(self, run: Run, two_cases: Path) -> None:
        text = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f"
        code, out, err = run("query", text, "--source", two_cases, "--memory", 100)
        assert (code, out) == (2, "")
        assert "more than the 100 MiB of memory" in err

    def test_queries_of_a_data_folder(self, run: Run, two_cases: Path, data_copy: Path) -> None:
        (data_copy / "queries" / "own.rq").write_text(
            "# title: Own\n# description: Own.\nASK { ?s a oi:Case }", encoding="utf-8"
        )
        assert "own" in run("query", "list", "--data", data_copy)[1]
        assert "true" in run("query", "own", "--data", data_copy, "--source", two_cases, "--json")[1]
