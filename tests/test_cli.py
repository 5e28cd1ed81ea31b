"""The command line: every verb, its JSON, and bad input answered in one line."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import LINES, Run
from scipy.stats import beta

from krpia_graph.analyse import MEASURES
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import build

FIGURES = ("confidence", "confidence_low")


class TestBuild:
    def test_it_writes_the_files_and_says_what_it_did(
        self, run: Run, two_cases: Path, tmp_path: Path
    ) -> None:
        code, out, err = run("build", two_cases, "--to", tmp_path / "out")
        assert (code, err) == (0, "")
        lines = out.splitlines()
        assert lines[0] == "read small.txt: 2 headers, 2 bullets, 0 details"
        assert lines[1].startswith("built 2 cases, ")
        assert lines[-1] == f"open {tmp_path / 'out' / 'network.html'} first"
        assert (tmp_path / "out" / "report.md").is_file()

    def test_by_default_into_out(self, run: Run, two_cases: Path) -> None:
        assert run("build", two_cases)[0] == 0
        assert (Path("out") / "graph.ttl").is_file()

    def test_it_points_at_the_doubts(self, run: Run, write_page: Callable[..., Path]) -> None:
        _, out, _ = run("build", write_page("Nobody · Nothing"), "--to", "out")
        assert "3 doubts are listed in report.md" in out
        assert "Nobody" in Path("out/report.md").read_text("utf-8")


class TestExtract:
    def test_one_json_object_a_document(self, run: Run, two_cases: Path, page: Path) -> None:
        code, out, err = run("extract", two_cases, page)
        assert (code, err) == (0, "")
        first, second = map(json.loads, out.splitlines())
        assert first["source"]["id"] == "small"
        assert second["reader"] == "krpia_page"
        assert len(second["cases"]) == 53
        text = page.read_bytes().decode()
        for place in (*second["statements"], *second["mentions"]):
            assert text[place["start"] : place["end"]] == place.get("surface", place.get("text"))
        graph = build([page])
        for mention in second["mentions"]:
            assert mention["confidence"] == graph.confidence.rules["name", mention["rule"]].mean
        for case in second["cases"]:
            assert case["confidence_low"] == graph.confidence.of_case(case["id"]).low


class TestEvaluate:
    def test_a_table_of_scores(self, run: Run) -> None:
        code, out, err = run("evaluate")
        assert (code, err) == (0, "")
        assert "mention:drug" in out
        assert "F1" in out

    def test_json(self, run: Run) -> None:
        code, out, _ = run("evaluate", "--json")
        scores = {row["measure"]: row for row in json.loads(out)["scores"]}
        assert code == 0
        assert scores["case"] == {
            "measure": "case",
            "right": 53,
            "false": 0,
            "missed": 0,
            "precision": 1.0,
            "recall": 1.0,
            "F1": 1.0,
        }

    def test_errors_are_shown_with_their_place(self, run: Run, tmp_path: Path) -> None:
        gold = {
            "text_file": "deal.txt",
            "cases": [{"relation_types": ["supply"], "statement": {"start": 12, "end": 19}}],
        }
        (tmp_path / "deal.json").write_text(json.dumps(gold), encoding="utf-8")
        (tmp_path / "deal.txt").write_text("Cases\nMSD · Licence for Kanarb\n", encoding="utf-8")
        _, out, _ = run("evaluate", "--gold", tmp_path, "--errors")
        assert "deal.txt:12 relation missed supply: Cases MSD · [Licence] for Kanarb" in out
        _, out, _ = run("evaluate", "--gold", tmp_path, "--errors", "--json")
        errors = json.loads(out)["errors"]
        assert {"relation", "slot:drugs"} <= {error["measure"] for error in errors}

    @staticmethod
    def annotated(folder: Path, party: bool) -> Path:
        """A folder with one annotated text, where the reader made MSD a party of the case or did not."""
        text = "Cases\nMSD · Supply of Kanarb\n"
        msd, kanarb = (
            {"text": n, "start": text.index(n), "end": text.index(n) + len(n), "canonical": n, "type": t}
            for n, t in {"MSD": "global_company", "Kanarb": "drug"}.items()
        )
        statement = {"start": 12, "end": len(text) - 1}
        case = {"relation_types": ["supply"], "statement": statement, "drugs": [kanarb]}
        gold = {"text_file": "deal.txt", "cases": [case | ({"participants": [msd]} if party else {})]}
        folder.mkdir()
        (folder / "deal.json").write_text(json.dumps(gold | {"other_mentions": [msd]}), encoding="utf-8")
        (folder / "deal.txt").write_text(text, encoding="utf-8")
        return folder

    def test_recording(self, run: Run, tmp_path: Path, data_copy: Path) -> None:
        gold = self.annotated(tmp_path / "mine", party=False)
        code, out, err = run("evaluate", "--gold", gold, "--data", data_copy, "--record")
        assert (code, err) == (0, "")
        assert f"recorded mine in {data_copy / 'evaluation.json'}, {data_copy / 'confidence.csv'}" in out
        assert "nothing was rejected" not in out
        counts = (data_copy / "confidence.csv").read_text("utf-8")
        assert "name,lexicon,2,0,mine\n" in counts
        assert "case,bullet,0,1,mine\n" in counts
        assert run("check", "--data", data_copy)[0] == 0
        run("build", gold / "deal.txt", "--data", data_copy)
        assert "On the 1 annotated texts of `mine`" in Path("out/report.md").read_text("utf-8")

    def test_recording_beside_json(self, run: Run, tmp_path: Path, data_copy: Path) -> None:
        gold = self.annotated(tmp_path / "mine", party=False)
        _, out, _ = run("evaluate", "--gold", gold, "--data", data_copy, "--record", "--json")
        assert json.loads(out)["scores"]
        assert json.loads((data_copy / "evaluation.json").read_text("utf-8"))["gold"] == "mine"

    def test_texts_that_taught_the_rules_say_little(self, run: Run, tmp_path: Path, data_copy: Path) -> None:
        gold = self.annotated(tmp_path / "mine", party=True)
        _, out, _ = run("evaluate", "--gold", gold, "--data", data_copy, "--record")
        assert "nothing was rejected" in out


class TestCheck:
    def test_the_shipped_data_agree(self, run: Run) -> None:
        assert run("check") == (0, "vocabulary, lexicon and rules agree\n", "")
        assert run("check", "--json") == (0, "[]\n", "")

    def test_a_problem_is_a_line_and_exit_code_1(self, run: Run, data_copy: Path) -> None:
        names = data_copy / "lexicon" / "names.csv"
        line = names.read_text("utf-8").count("\n") + 1
        with names.open("a", encoding="utf-8", newline="") as file:
            file.write("drug:kanarb,Kanarbol,en,shiny,x\n")
        code, out, err = run("check", "--data", data_copy)
        assert (code, err) == (1, "")
        found, last = out.splitlines()
        assert found.startswith(f"lexicon/names.csv:{line}: 'shiny' is no flag")
        assert "1 problem" in last
        code, out, _ = run("check", "--data", data_copy, "--json")
        (problem,) = json.loads(out)
        assert (code, problem["file"], problem["line"]) == (1, "lexicon/names.csv", line)


class TestShow:
    @pytest.mark.parametrize(
        ("what", "keys"),
        [
            ("statements", ["source", "start", "end", "kind", "heading", "text"]),
            ("cases", ["id", "relations", "participants", "drugs", "periods", *FIGURES, "text"]),
            ("entities", ["id", "type", "label", "label_ko", "cases"]),
            ("edges", ["subject", "relation", "object", "role", "relations", "cases", *FIGURES]),
            ("rules", ["kind", "rule", "here", "accepted", "rejected", *FIGURES]),
        ],
    )
    def test_a_list_as_table_and_as_json(self, what: str, keys: list[str], run: Run, two_cases: Path) -> None:
        code, out, err = run("show", what, "--source", two_cases, "--json")
        rows = json.loads(out)
        assert (code, err) == (0, "")
        assert rows
        assert {tuple(row) for row in rows} == {tuple(keys)}
        code, out, err = run("show", what, "--source", two_cases)
        assert (code, err) == (0, "")
        assert all(key in out for key in keys)
        assert len([line for line in out.splitlines() if line.startswith("│")]) == len(rows)

    def test_the_cases_of_the_page(self, run: Run) -> None:
        _, out, _ = run("show", "cases", "--json")
        assert len(json.loads(out)) == 53

    def test_nothing_to_list(self, run: Run, write_page: Callable[..., Path]) -> None:
        source = write_page("Nobody · Nothing")
        assert run("show", "edges", "--source", source) == (0, "nothing found\n", "")
        assert run("show", "edges", "--source", source, "--json") == (0, "[]\n", "")

    def test_the_rules_with_their_counts(
        self, run: Run, data_copy: Path, write_page: Callable[..., Path]
    ) -> None:
        counts = "kind,rule,accepted,rejected,source\nname,lexicon,30,1,a\nname,lexicon,8,1,b\n"
        (data_copy / "confidence.csv").write_text(counts, encoding="utf-8")
        source = write_page("MSD · Supply of Kanarb")
        _, out, _ = run("show", "rules", "--source", source, "--data", data_copy, "--json")
        rows = {(row["kind"], row["rule"]): row for row in json.loads(out)}
        assert rows["name", "lexicon"] == {
            "kind": "name",
            "rule": "lexicon",
            "here": 2,
            "accepted": 38,
            "rejected": 2,
            "confidence": round(39 / 42, 3),
            "confidence_low": round(float(beta(39, 3).ppf(0.05)), 3),
        }
        assert rows["relation", "supply.word"]["confidence"] == 0.5
        assert rows["case", "bullet"]["here"] is None

    def test_words_of_a_document_are_no_markup(self, run: Run, write_page: Callable[..., Path]) -> None:
        _, out, _ = run("show", "cases", "--source", write_page("MSD · Supply of [red]Kanarb[/red] [1]"))
        assert "Supply of [red]Kanarb[/red] [1]" in out


class TestExplain:
    def test_the_ties_of_an_entity_and_the_sentences_behind_them(self, run: Run) -> None:
        code, out, err = run("explain", "엠에스디")
        assert (code, err) == (0, "")
        assert out.startswith("MSD (엠에스디), Global company\n")
        assert "MSD partners with Samsung Bioepis (collaboration, commercialization)" in out
        assert "Collaboration agreement for global commercialization of biosimilar products" in out

    def test_json(self, run: Run, page: Path) -> None:
        code, out, _ = run("explain", "MSD", "--json")
        found: dict[str, Any] = json.loads(out)
        assert (code, found["id"], found["label_ko"]) == (0, "global_company:msd", "엠에스디")
        text = page.read_bytes().decode()
        quotes = [
            q for tie in found["ties"] for q in tie["because"] if q["source"] == "krpia-open-innovation"
        ]
        assert len(quotes) > 20
        assert [q for q in quotes if text[q["start"] : q["end"]] != q["text"]] == []
        names = [name for q in quotes for name in q["found"]]
        assert [n for n in names if text[n["start"] : n["end"]] != n["surface"]] == []
        assert {"MSD"} < {name["surface"] for name in names}
        assert all(0 < name["confidence_low"] <= name["confidence"] < 1 for name in names)
        assert all((tie["confidence"] is None) == (not tie["cases"]) for tie in found["ties"])

    def test_each_tie_and_each_sentence_says_how_sure_it_is(self, run: Run) -> None:
        _, out, _ = run("explain", "KOTRA")
        ties = [line for line in out.splitlines() if " partners with " in line]
        assert ties
        assert all(re.search(r", confidence 0\.\d{3}, at least 0\.\d{3}$", line) for line in ties)
        assert re.search(r"^    names by lexicon 0\.\d{3}$", out, re.MULTILINE)


def bad_file(folder: Path, content: bytes) -> Path:
    path = folder / "bad.txt"
    path.write_bytes(content)
    return path


class TestBadInput:
    """One line on standard error, exit code 2, no traceback, and what was written before stays."""

    @staticmethod
    def refused(result: tuple[int, str, str], *words: str) -> None:
        code, out, err = result
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert err.startswith("krpia-graph: ")
        assert [word for word in words if word not in err] == []

    @pytest.mark.parametrize(
        "verb", [("build",), ("extract",), ("show", "cases", "--source"), ("rank", "-s")]
    )
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "the file is empty"),
            (b"\xef\xbb\xbf \n", "the file is empty"),
            (b"Cases\n\x00\x01\x02", "a binary file"),
            (b"Cases\nA \xc2\xb7 b\n\xff\xfe", "bad.txt:3: not UTF-8 (byte 0xff)"),
        ],
        ids=["empty", "blank", "binary", "broken UTF-8"],
    )
    def test_a_document_that_cannot_be_read(
        self, verb: tuple[str, ...], content: bytes, message: str, run: Run, tmp_path: Path
    ) -> None:
        path = bad_file(tmp_path, content)
        self.refused(run(*verb, path), message, str(path))

    @pytest.mark.parametrize("verb", ["build", "extract"])
    def test_a_missing_document_and_a_folder(self, verb: str, run: Run, tmp_path: Path) -> None:
        self.refused(run(verb, tmp_path / "missing.txt"), "missing.txt: no such file")
        self.refused(run(verb, tmp_path), f"{tmp_path}: a folder")

    def test_a_sidecar_that_is_no_toml(self, run: Run, two_cases: Path) -> None:
        two_cases.with_suffix(".toml").write_text("title = ", encoding="utf-8")
        self.refused(run("build", two_cases), "small.toml")

    @pytest.mark.parametrize(
        ("words", "wanted"),
        [
            (["rank", "fame"], ["unknown measure 'fame'", *MEASURES]),
            (["rank", "--type", "drug"], ["unknown type of actor in this network 'drug'", "institution"]),
            (["explain", "qqqq"], ["unknown entity 'qqqq'", "choose from"]),
            (["explain", "Hanmy Pharmaceutical"], ["did you mean", "Hanmi Pharmaceutical"]),
            (["explain", "Merck"], ["fits several", "global_company:merck-kgaa", "global_company:msd"]),
            (["show", "dragons"], ["unknown list 'dragons'", "statements", "cases", "entities", "edges"]),
            (["query", "qqqq"], ["unknown query 'qqqq'", "partners"]),
            (["query", "partners"], ["company"]),
            (["query", "partners", "--company", "qqqq"], ["unknown entity 'qqqq'"]),
            (["query", "partners", "--firm", "MSD"], ["unknown query parameter 'firm'", "company"]),
            (["query", "SELECT * WHERE { ?s ?p "], ["SPARQL"]),
            (["query", "CLEAR ALL"], ["SPARQL"]),
            (["query", "ASK {}", "--format", "jsn"], ["unknown format 'jsn'", "did you mean"]),
            (["query", "ASK {}", "--format", "ttl"], ["no form in ttl", "json, xml, csv, tsv"]),
            (["query", "ASK {}", "--graph", "missing.ttl"], ["missing.ttl: no such file"]),
            (["query", "active-in-year", "--year", "x"], ["year is a whole number"]),
            (["query", "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"], ["switched off"]),
            (["query", "SELECT * FROM <file:///x> {}"], ["nothing is fetched"]),
            (
                ["query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.3"],
                ["no row within 0.3 seconds"],
            ),
            (["build", "--reader", "scroll"], ["unknown reader 'scroll'", "krpia_page"]),
            (["build", "--engine", "abacus"], ["unknown engine 'abacus'", "processes", "serial"]),
            (["evaluate", "--gold", "nowhere"], ["nowhere: no annotation files"]),
            (["check", "--data", "nowhere"], ["vocabulary.toml"]),
            (["build", "--data", "nowhere"], ["vocabulary.toml"]),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_a_name_that_does_not_exist(self, words: list[str], wanted: list[str], run: Run) -> None:
        self.refused(run(*words), *wanted)
        assert not Path("out").exists()

    def test_a_missing_query_file_is_named(self, run: Run) -> None:
        self.refused(run("query", "nowhere/missing.rq"), "missing.rq", "no such file")

    def test_data_without_links(self, run: Run, data_copy: Path) -> None:
        (data_copy / "lexicon" / "links.csv").unlink()
        self.refused(run("rank", "--data", data_copy), "links.csv")

    def test_annotations_of_a_missing_text(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text('{"text_file": "a.txt", "cases": []}', encoding="utf-8")
        self.refused(run("evaluate", "--gold", tmp_path), "a.txt: no such file")

    def test_a_place_that_cannot_be_written(self, run: Run, two_cases: Path) -> None:
        self.refused(run("build", two_cases, "--to", two_cases), "cannot be written")
        self.refused(run("build", two_cases, "--to", two_cases / "out"), "cannot be written")
        assert two_cases.read_text("utf-8").endswith(f"{LINES}\n")

    def test_two_documents_of_one_name(self, run: Run, two_cases: Path) -> None:
        self.refused(run("build", two_cases, two_cases), "rename one")

    def test_what_was_written_before_stays(self, run: Run, two_cases: Path, tmp_path: Path) -> None:
        assert run("build", two_cases)[0] == 0
        before = {path.name: path.read_bytes() for path in Path("out").iterdir()}
        for content in (b"", b"Cases\n\xff\xfe", b"\0"):
            self.refused(run("build", bad_file(tmp_path, content)))
        self.refused(run("build", two_cases, "--engine", "abacus"))
        assert {path.name: path.read_bytes() for path in Path("out").iterdir()} == before


def test_the_default_graph_is_that_of_the_page(run: Run, graph: KnowledgeGraph) -> None:
    _, out, _ = run("show", "entities", "--json")
    assert [row["id"] for row in json.loads(out)] == list(graph.entities)
