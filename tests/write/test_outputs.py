"""The files of a build: tables and lines that parse, words that stand where they say, whole or not at all."""

import csv
import gzip
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from krpia_graph.analyse import rank
from krpia_graph.model.case import SLOTS, Mark
from krpia_graph.model.errors import UnknownNameError, WriteError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write import FORMATS, write
from krpia_graph.write.atomic import write_files
from krpia_graph.write.export import Export
from krpia_graph.write.records import cases_jsonl, edges_csv, entities_csv, mentions_csv
from krpia_graph.write.report import report_md

FIGURES = ("confidence", "confidence_low")
PLACE = {"surface", "start", "end", "rule", *FIGURES}
CASE = ["id", "source", "category", "header", "text", "start", "end", *FIGURES, "relations", *SLOTS]
CASE += ["periods", "durations", "amounts", "counts", "facets", "reported"]
VALUES = {
    "relations": {"type"},
    "periods": {"edtf"},
    "durations": {"iso8601"},
    "amounts": {"value", "currency", "role"},
    "counts": {"minimum", "maximum", "region"},
    "facets": {"name", "value"},
}


def table(chunks: Iterator[str]) -> list[dict[str, str]]:
    """The rows of a CSV table, every one with all columns."""
    text = "".join(chunks)
    assert "\r" not in text
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert rows
    assert not [row for row in rows if None in row or None in row.values()]
    return rows


@pytest.fixture(scope="module")
def text(page: Path) -> str:
    return page.read_bytes().decode()


@pytest.fixture(scope="module")
def cases(graph: KnowledgeGraph) -> list[dict[str, Any]]:
    return [json.loads(line) for line in "".join(cases_jsonl(graph)).splitlines()]


class TestCases:
    def test_one_case_a_line_in_the_order_of_the_page(
        self, cases: list[dict[str, Any]], graph: KnowledgeGraph
    ) -> None:
        assert [case["id"] for case in cases] == list(graph.cases)
        assert [case["start"] for case in cases] == sorted(case["start"] for case in cases)

    def test_keys_are_those_that_are_documented_in_a_fixed_order(self, cases: list[dict[str, Any]]) -> None:
        for case in cases:
            assert list(case) == CASE
            for name, keys in VALUES.items():
                assert all(set(value) == keys | PLACE for value in case[name])
            for slot in SLOTS:
                for argument in case[slot]:
                    assert set(argument) == {"entity", "type", "label", "role", "mentions"}
                    assert argument["mentions"]
                    assert all(set(mention) == PLACE for mention in argument["mentions"])
        assert [name for name in (*VALUES, *SLOTS) if not any(case[name] for case in cases)] == []

    def test_text_and_surfaces_are_the_document_at_their_spans(
        self, cases: list[dict[str, Any]], text: str
    ) -> None:
        seen = 0
        for case in cases:
            assert text[case["start"] : case["end"]] == case["text"]
            placed = [value for name in VALUES for value in case[name]]
            placed += [mention for slot in SLOTS for a in case[slot] for mention in a["mentions"]]
            for value in placed:
                assert text[value["start"] : value["end"]] == value["surface"] != ""
                assert value["rule"]
                seen += 1
        assert seen > 300

    def test_the_case_and_all_that_stands_for_its_words_say_how_sure_they_are(
        self, cases: list[dict[str, Any]], graph: KnowledgeGraph
    ) -> None:
        for record, case in zip(cases, graph.cases.values(), strict=True):
            written = [record, *(value for name in VALUES for value in record[name])]
            written += [mention for slot in SLOTS for a in record[slot] for mention in a["mentions"]]
            values = (case.periods, case.durations, case.amounts, case.counts, case.facets)
            mentions = [mention for argument in case.arguments for mention in argument.mentions]
            beliefs = [graph.confidence.of_case(case.id)]
            marks: list[Mark] = [*case.relations, *(mark for slot in values for mark in slot), *mentions]
            beliefs += [graph.confidence.of(mark) for mark in marks]
            assert [(w["confidence"], w["confidence_low"]) for w in written] == [
                (belief.mean, belief.low) for belief in beliefs
            ]

    def test_letters_of_any_script_stand_as_they_are(self, graph: KnowledgeGraph) -> None:
        assert "‘Lazertinib’" in "".join(cases_jsonl(graph))


class TestTables:
    def test_entities(self, graph: KnowledgeGraph) -> None:
        rows = table(entities_csv(graph))
        columns = ("id", "type", "kind", "label_en", "label_ko", "country", "aliases", "cases", "identifiers")
        assert tuple(rows[0]) == columns
        assert [row["id"] for row in rows] == sorted(graph.entities)
        by_id = {row["id"]: row for row in rows}
        assert by_id["korean_company:hanmi-pharmaceutical"]["label_ko"] == "한미약품"
        assert by_id["global_company:msd"]["cases"] == "9"
        assert by_id["global_company:pfizer"]["cases"] == "0"
        assert "iso3166-1-alpha2:KR" in by_id["region:kr"]["identifiers"].split(";")

    def test_edges_carry_the_words_behind_them(self, graph: KnowledgeGraph) -> None:
        rows = table(edges_csv(graph))
        columns = ("subject", "relation", "object", "role", "relations", "cases", "statements", "quotes")
        assert tuple(rows[0]) == (*columns, *FIGURES)
        assert len(rows) == len(graph.edges)
        for row, edge in zip(rows, graph.edges, strict=True):
            assert (row["subject"], row["relation"], row["object"]) == (
                edge.subject,
                edge.relation,
                edge.object,
            )
            statements = row["statements"].split(";")
            assert row["quotes"] == "\n".join(graph.statements[s].text for s in statements) != ""
            assert row["cases"].split(";") == (list(edge.cases) or [""])
            belief = graph.confidence.edges.get(edge.key)
            assert (belief is None) == (not edge.cases)
            assert row["confidence"] == (f"{belief.mean:.3f}" if belief else "")
            assert row["confidence_low"] == (f"{belief.low:.3f}" if belief else "")

    def test_mentions_stand_where_they_say(self, graph: KnowledgeGraph, text: str) -> None:
        rows = table(mentions_csv(graph))
        columns = ("source", "start", "end", "surface", "type", "entity", "label", "case", "role", "rule")
        assert tuple(rows[0]) == (*columns, *FIGURES)
        for row in rows:
            assert text[int(row["start"]) : int(row["end"])] == row["surface"]
            assert graph.entities[row["entity"]].label_en == row["label"]
            assert row["entity"].startswith(row["type"] + ":")
            belief = graph.confidence.rules["name", row["rule"]]
            assert (row["confidence"], row["confidence_low"]) == (f"{belief.mean:.3f}", f"{belief.low:.3f}")
        mentions = [m for c in graph.cases.values() for a in c.arguments for m in a.mentions]
        assert len(rows) == len(mentions)


class TestReport:
    def test_it_says_what_was_built_and_what_was_not_understood(self, graph: KnowledgeGraph) -> None:
        report = "".join(report_md(graph, rank(graph)))
        assert str(graph) in report
        assert "Fingerprint" not in report
        assert (
            f"| krpia-open-innovation.txt | Open Innovation | KRPIA | 53 | {graph.sources[0].sha256[:16]} |"
            in report
        )
        assert "| 1 | MSD | global_company | 9 |" in report
        assert "| statements: bullet | 53 |" in report
        assert len([line for line in report.splitlines() if line.startswith("- ")]) == len(graph.doubts)

    def test_it_gives_the_fingerprint_of_the_statements(self, graph: KnowledgeGraph) -> None:
        found = Export(graph).fingerprint
        assert found == hashlib.sha256("".join(Export(graph).file(".nq")).encode()).hexdigest()
        report = "".join(report_md(graph, rank(graph), fingerprint=found))
        assert f"Fingerprint of the statements (SHA-256 of `graph.nq`): `{found}`" in report


class TestEveryFormat:
    @pytest.mark.parametrize("suffix", FORMATS)
    def test_is_written_the_same_twice(self, suffix: str, graph: KnowledgeGraph, tmp_path: Path) -> None:
        path = tmp_path / f"graph{suffix}"
        assert write(graph, str(path)) == path
        first = path.read_bytes()
        write(graph, path)
        assert path.read_bytes() == first
        assert len(first.decode("utf-8")) > 1000
        assert [p.name for p in tmp_path.iterdir()] == [path.name]

    @pytest.mark.parametrize("suffix", FORMATS)
    def test_is_not_written_where_a_folder_is(
        self, suffix: str, graph: KnowledgeGraph, tmp_path: Path
    ) -> None:
        (tmp_path / f"graph{suffix}").mkdir()
        with pytest.raises(WriteError, match="a folder"):
            write(graph, tmp_path / f"graph{suffix}")

    @pytest.mark.parametrize("suffix", FORMATS)
    def test_may_be_compressed(self, suffix: str, graph: KnowledgeGraph, tmp_path: Path) -> None:
        plain, packed = write(graph, tmp_path / f"a{suffix}"), write(graph, tmp_path / f"a.b{suffix}.gz")
        assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()

    @pytest.mark.parametrize("name", ["graph.docx", "graph", "graph.ttl2", "graph.gz"])
    def test_another_is_refused_with_a_list(self, name: str, graph: KnowledgeGraph, tmp_path: Path) -> None:
        with pytest.raises(UnknownNameError) as error:
            write(graph, tmp_path / name)
        assert "format" in str(error.value)
        assert ".ttl" in str(error.value)
        assert list(tmp_path.iterdir()) == []


class TestWhole:
    """What is written replaces the old files, or not at all."""

    @pytest.fixture
    def out(self, tmp_path: Path) -> Path:
        write_files(tmp_path, {"a.txt": ["old a\n"], "b.txt": ["old b\n"]})
        return tmp_path

    @staticmethod
    def state(folder: Path) -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.is_file()}

    def test_chunks_become_files_with_line_feeds(self, out: Path) -> None:
        paths = write_files(out, {"b.txt": ["새 ", "b\n"], "c.txt": []})
        assert paths == [out / "b.txt", out / "c.txt"]
        assert self.state(out) == {"a.txt": "old a\n", "b.txt": "새 b\n", "c.txt": ""}
        assert (out / "b.txt").read_bytes() == "새 b\n".encode()

    @pytest.mark.parametrize("error", [RuntimeError, OSError, KeyboardInterrupt])
    def test_a_writer_that_fails_half_way_leaves_the_old_files(
        self, error: type[BaseException], out: Path
    ) -> None:
        def chunks() -> Iterator[str]:
            yield "new b, first half"
            raise error("half way")

        with pytest.raises((error, WriteError)):
            write_files(out, {"a.txt": ["new a\n"], "b.txt": chunks()})
        assert self.state(out) == {"a.txt": "old a\n", "b.txt": "old b\n"}
        assert [path.name for path in out.iterdir() if path.is_dir()] == []

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such signal")
    def test_a_process_killed_while_it_writes_leaves_the_old_files(self, out: Path) -> None:
        code = """
import sys, time
from pathlib import Path
from krpia_graph.write.atomic import write_files
from krpia_graph.write.export import Export

def chunks():
    yield "new b, first half" * 10_000
    print("writing", flush=True)
    time.sleep(60)

write_files(Path(sys.argv[1]), {"a.txt": ["new a"], "b.txt": chunks()})
"""
        with subprocess.Popen([sys.executable, "-c", code, str(out)], stdout=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stdout.readline() == b"writing\n"
            process.kill()
        assert process.returncode == -signal.SIGKILL
        assert self.state(out) == {"a.txt": "old a\n", "b.txt": "old b\n"}
        # A killed process cannot clean up: its hidden folder stays, and the next run takes no notice of it.
        assert [path.name[:9] for path in out.iterdir() if path.is_dir()] == [".writing-"]
        write_files(out, {"a.txt": ["newer a\n"], "b.txt": ["newer b\n"]})
        assert self.state(out) == {"a.txt": "newer a\n", "b.txt": "newer b\n"}

    def test_a_folder_below_a_file_is_refused_in_one_line(self, out: Path) -> None:
        with pytest.raises(WriteError, match="cannot be written") as error:
            write_files(out / "a.txt" / "deeper", {"c.txt": ["c"]})
        assert str(error.value).startswith(str(out / "a.txt" / "deeper"))
        assert "\n" not in str(error.value)
        assert self.state(out) == {"a.txt": "old a\n", "b.txt": "old b\n"}

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to this user")
    def test_a_closed_folder_is_refused(self, out: Path) -> None:
        out.chmod(0o500)
        try:
            with pytest.raises(WriteError, match="cannot be written"):
                write_files(out, {"a.txt": ["new a\n"]})
        finally:
            out.chmod(0o700)
        assert self.state(out)["a.txt"] == "old a\n"
