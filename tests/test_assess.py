"""What an evaluation leaves with the data: the same figures again, counts of each rule, what reports say."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from krpia_graph.analyse import rank
from krpia_graph.assess import assess, keep
from krpia_graph.model.errors import DomainError, SourceError, WriteError
from krpia_graph.model.evaluation import EvaluationRecord, Score
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import build, write_outputs
from krpia_graph.read.confidence import read_tallies, tallies_file
from krpia_graph.read.evaluation import evaluation_file, read_evaluation
from krpia_graph.read.fingerprint import domain_fingerprint, fingerprint
from krpia_graph.read.folder import data_folder
from krpia_graph.write.report import report_md

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold-dev"
AGAIN = "the rules have changed: krpia-graph evaluate --gold ../shared/gold-dev --record"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one annotated text: a supply, where a reader saw an export as well and no Kanarb."""
    folder = tmp_path / "few"
    folder.mkdir()
    text = "Cases\nMSD · Supply with Genexine of Kanarb\n"
    (folder / "page.txt").write_text(text, encoding="utf-8", newline="")
    parties = {"MSD": "global_company", "Genexine": "korean_company"}
    case = {
        "relation_types": ["supply", "export"],
        "statement": {"start": 12, "end": len(text) - 1},
        "participants": [
            {"text": n, "start": text.index(n), "end": text.index(n) + len(n), "canonical": n, "type": t}
            for n, t in parties.items()
        ],
    }
    (folder / "page.json").write_text(json.dumps({"text_file": "page.txt", "cases": [case]}), "utf-8")
    return folder


class TestRecord:
    def test_it_keeps_figures_and_counts(self, gold: Path, data_copy: Path) -> None:
        result = assess(gold, data_copy)
        assert keep(result, data_copy) == [data_copy / "evaluation.json", data_copy / "confidence.csv"]
        record = read_evaluation(data_copy / "evaluation.json")
        assert record == result.record
        assert record
        assert (record.gold, record.texts) == ("few", 1)
        assert record.scores["relation"] == Score(right=1, missed=1)
        few = {t.rule: t for t in read_tallies(data_copy / "confidence.csv") if t.source == "few"}
        assert (few["lexicon"].accepted, few["lexicon"].rejected) == (2, 1)
        assert (few["bullet"].accepted, few["bullet"].rejected) == (1, 0)

    def test_the_same_again_is_the_same_bytes(self, gold: Path, data_copy: Path) -> None:
        paths = keep(assess(gold, data_copy), data_copy)
        before = [path.read_bytes() for path in paths]
        keep(assess(gold, data_copy), data_copy)
        assert [path.read_bytes() for path in paths] == before
        assert b"\r" not in b"".join(before)

    def test_counts_of_other_texts_stay(self, gold: Path, data_copy: Path) -> None:
        before = read_tallies(tallies_file(data_copy))
        keep(assess(gold, data_copy), data_copy)
        after = read_tallies(tallies_file(data_copy))
        assert before
        assert set(before) == {tally for tally in after if tally.source != "few"} != set(after)

    def test_a_build_uses_the_new_counts(self, gold: Path, data_copy: Path) -> None:
        page = gold / "page.txt"
        before = build([page], data_copy).confidence.tallies["name", "lexicon"]
        keep(assess(gold, data_copy), data_copy)
        after = build([page], data_copy).confidence.tallies["name", "lexicon"]
        assert (after.accepted - before.accepted, after.rejected - before.rejected) == (2, 1)

    def test_what_people_decided_is_left_out(self, gold: Path, data_copy: Path) -> None:
        before = assess(gold, data_copy)
        text = (gold / "page.txt").read_text("utf-8")
        source, *_ = build([gold / "page.txt"], data_copy).sources
        decision = {
            "document": source.sha256,
            "source": "page",
            "start": text.index("MSD"),
            "end": text.index("MSD") + 3,
            "surface": "MSD",
            "action": "reject",
        }
        (data_copy / "review").mkdir()
        (data_copy / "review" / "decisions.jsonl").write_text(json.dumps(decision), encoding="utf-8")
        assert "global_company:msd" not in build([gold / "page.txt"], data_copy).entities
        assert assess(gold, data_copy) == before

    def test_a_folder_without_annotations(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="no annotation files"):
            assess(tmp_path)

    def test_a_folder_that_cannot_be_written(self, gold: Path, data_copy: Path) -> None:
        result = assess(gold, data_copy)
        (data_copy / "evaluation.json").unlink()
        (data_copy / "evaluation.json").mkdir()
        with pytest.raises(WriteError, match="a folder has this name"):
            keep(result, data_copy)

    @pytest.mark.parametrize("content", ["", "{", '{"gold": "few"}', "[]"])
    def test_a_record_that_is_none_is_named(self, content: str, tmp_path: Path) -> None:
        path = tmp_path / "evaluation.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(DomainError, match=r"evaluation\.json: .*evaluate --record"):
            read_evaluation(path)

    def test_no_record(self, tmp_path: Path) -> None:
        assert read_evaluation(tmp_path / "evaluation.json") is None
        assert read_tallies(tmp_path / "confidence.csv") == ()


class TestFingerprint:
    def test_names_and_contents_count_and_the_order_does_not(self, tmp_path: Path) -> None:
        for name in "ab":
            (tmp_path / name).write_text(name, encoding="utf-8")
        files = [(name, tmp_path / name) for name in "ab"]
        assert fingerprint(files) == fingerprint(files[::-1])
        assert fingerprint(files) != fingerprint([("a", tmp_path / "b"), ("b", tmp_path / "a")])
        assert fingerprint(files) != fingerprint(files[:1])
        with pytest.raises(DomainError, match="missing"):
            fingerprint([("x", tmp_path / "missing")])

    @pytest.mark.parametrize(
        "name", ["vocabulary.toml", "shapes.toml", "columns.toml", "lexicon/names.csv", "rules/roles.yaml"]
    )
    def test_the_rules_of_the_domain_count(self, name: str, data_copy: Path) -> None:
        before = domain_fingerprint(data_copy)
        assert before == domain_fingerprint()
        with (data_copy / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert domain_fingerprint(data_copy) != before

    def test_counts_and_records_do_not(self, gold: Path, data_copy: Path) -> None:
        before = domain_fingerprint(data_copy)
        keep(assess(gold, data_copy), data_copy)
        assert domain_fingerprint(data_copy) == before

    def test_a_folder_may_do_without_shapes(self, data_copy: Path) -> None:
        before = domain_fingerprint(data_copy)
        (data_copy / "shapes.toml").unlink()
        assert domain_fingerprint(data_copy) == before


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped data with figures made anew."""
    folder = tmp_path_factory.mktemp("made") / "data"
    ignored = shutil.ignore_patterns("sources", "gold", "review", "confidence.csv", "evaluation.json")
    shutil.copytree(data_folder(), folder, ignore=ignored)
    keep(assess(SHARED, folder), folder)
    return folder


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development texts lie beside the project, not in it")
class TestShipped:
    """The figures that come with the package are those that its rules reach."""

    @pytest.mark.parametrize("name", ["confidence.csv", "evaluation.json"])
    def test_they_come_out_again(self, name: str, made: Path) -> None:
        assert (made / name).read_text("utf-8") == (data_folder() / name).read_text("utf-8"), AGAIN


class TestReport:
    RECORD = EvaluationRecord(
        "few",
        3,
        "a",
        "b",
        "0.1.0",
        {"case": Score(3, 1, 1), "slot:drugs": Score(1), "mention:drug": Score(1)},
    )

    def test_it_shows_the_last_evaluation(self, graph: KnowledgeGraph) -> None:
        report = "".join(report_md(graph, rank(graph), self.RECORD, unchanged=True))
        assert "On the 3 annotated texts of `few`, by krpia-graph 0.1.0" in report
        assert "| case | 3 | 1 | 1 | 0.750 | 0.750 | 0.750 |" in report
        assert "| mention:drug | 1 |" in report
        assert "slot:drugs" not in report
        assert "have changed since" not in report

    def test_it_says_that_the_rules_have_changed(self, graph: KnowledgeGraph) -> None:
        report = "".join(report_md(graph, rank(graph), self.RECORD, unchanged=False))
        assert "**Vocabulary, lexicon or rules have changed since**" in report

    def test_it_says_that_there_is_none(self, graph: KnowledgeGraph) -> None:
        report = "".join(report_md(graph, rank(graph)))
        assert "None is recorded with these data." in report

    def test_the_least_sure_cases_come_first(self, graph: KnowledgeGraph) -> None:
        report = "".join(report_md(graph, rank(graph)))
        part = report.partition("## The least sure cases")[2].partition("##")[0]
        rows = [line.split(" | ") for line in part.splitlines() if line.startswith("| 0")]
        lowest = sorted(belief.mean for belief in graph.confidence.cases.values())[:10]
        assert [float(row[0].removeprefix("| ")) for row in rows] == lowest
        expected = sum(belief.mean for belief in graph.confidence.cases.values())
        assert f"Of 53 cases, about {expected:.0f} should be right" in part

    def test_a_graph_without_cases(self, write_page: Callable[..., Path]) -> None:
        nothing = build([write_page("Cases\n")])
        assert "There is no case." in "".join(report_md(nothing, rank(nothing)))

    def test_data_without_counts(self, page: Path, data_copy: Path) -> None:
        (data_copy / "confidence.csv").unlink()
        uncounted = build([page], data_copy)
        assert "Nothing was counted with these data" in "".join(report_md(uncounted, rank(uncounted)))

    def test_a_build_takes_the_record_of_its_data(self, page: Path, data_copy: Path, tmp_path: Path) -> None:
        def report() -> str:
            graph = build([page], data_copy)
            write_outputs(graph, tmp_path / "out", data_copy)
            return (tmp_path / "out" / "report.md").read_text("utf-8")

        keep_record = evaluation_file(data_copy).read_text("utf-8")
        now = json.loads(keep_record) | {"domain_sha256": domain_fingerprint(data_copy)}
        evaluation_file(data_copy).write_text(json.dumps(now), encoding="utf-8")
        assert "are those of today" in report()
        with (data_copy / "rules" / "roles.yaml").open("a", encoding="utf-8") as file:
            file.write("\n# another\n")
        assert "have changed since" in report()
        evaluation_file(data_copy).unlink()
        assert "None is recorded" in report()


def test_the_counts_are_a_table_that_others_read(gold: Path, data_copy: Path) -> None:
    keep(assess(gold, data_copy), data_copy)
    with tallies_file(data_copy).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    kinds = [row["kind"] for row in rows]
    assert kinds[0] == "name"
    assert kinds == sorted(kinds, key=kinds.index)
    assert all(int(row["accepted"]) >= 0 and int(row["rejected"]) >= 0 for row in rows)
