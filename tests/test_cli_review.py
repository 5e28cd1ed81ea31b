"""The verb `review`: questions in the terminal, the table for a spreadsheet, and answers that do not fit."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from krpia_graph.cli import main
from krpia_graph.pipeline import build
from krpia_graph.write.decisions import REVIEW_COLUMNS

Review = Callable[..., tuple[int, str, str]]

TEXT = """Cases
Handok•Unheard Pharma · Co-promotion of Keytruda since 1897
· MOU with Yuhan Corporatoin Inc. and Unheard Pharma
Genewel · Collaboration with Merck
"""
REASONS = ["unknown_organisation", "unparsed_date", "fuzzy_alias", "unknown_organisation", "ambiguous_name"]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The file that the decisions go into."""
    return tmp_path / "kept" / "decisions.jsonl"


@pytest.fixture
def review(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], page: Path, kept: Path
) -> Review:
    """Runs `review` on the page with lines of answers: exit code, output, errors."""

    def run(*words: object, answers: str = "") -> tuple[int, str, str]:
        argv = ["krpia-graph", "review", page, "--decisions", kept, *words]
        monkeypatch.setattr(sys, "argv", [str(word) for word in argv])
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        with pytest.raises(SystemExit) as end:
            main()
        captured = capsys.readouterr()
        assert isinstance(end.value.code, int | None)
        return end.value.code or 0, captured.out, captured.err

    return run


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fill(path: Path, *answers: dict[str, str]) -> None:
    """Fill in the rows of a table, in order; an empty answer leaves its row open."""
    table = rows(path)
    for row, answer in zip(table, answers, strict=False):
        row.update(answer)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, REVIEW_COLUMNS)
        writer.writeheader()
        writer.writerows(table)


class TestTerminal:
    def test_it_shows_the_sentence_the_reason_and_the_candidates(self, review: Review) -> None:
        code, out, err = review(answers="skip\nskip\nskip\n\ns\n")
        assert (code, err) == (0, "")
        assert "page.txt 13-27, 1 of 5: unknown_organisation" in out
        assert "Handok•>>Unheard Pharma<<" in out
        assert "MOU with >>Yuhan Corporatoin Inc.<< and Unheard Pharma" in out
        assert "1. korean_company:yuhan (Yuhan Corporation)" in out
        assert "0 decisions added to " in out.splitlines()[-1]

    def test_every_answer_is_one_line_of_the_file(self, review: Review, page: Path, kept: Path) -> None:
        answers = "accept all\nreject # no date\nlink 1\nlink merck kgaa\n"
        assert review("--by", "Kim", answers=answers)[0] == 0
        assert [(d["surface"], d["action"], d["entity"], d["note"], d["by"]) for d in lines(kept)] == [
            ("Unheard Pharma", "accept", "", "", "Kim"),
            ("Unheard Pharma", "accept", "", "", "Kim"),
            ("1897", "reject", "", "no date", "Kim"),
            ("Yuhan Corporatoin Inc.", "link", "korean_company:yuhan", "", "Kim"),
            ("Merck", "link", "global_company:merck-kgaa", "", "Kim"),
        ]
        keys = "document source start end surface action reason entity label by note"
        assert all(" ".join(d) == keys for d in lines(kept))
        graph = build([page], decisions=kept)
        assert graph.doubts == ()
        assert {"korean_company:yuhan", "global_company:merck-kgaa"} <= graph.entities.keys()

    def test_what_is_decided_is_not_asked_again(self, review: Review) -> None:
        review(answers="accept all\nr\nlink 1\nlink merck kgaa\n")
        code, out, _ = review(answers="")
        assert code == 0
        assert "1 of" not in out

    def test_quitting_or_no_more_input_keeps_what_was_decided(self, review: Review, kept: Path) -> None:
        for answers in ("accept\nquit\naccept\n", "accept\n"):
            code, out, err = review(answers=answers)
            assert (code, err) == (0, "")
            assert "1 decision added to" in out
        assert len(lines(kept)) == 2

    def test_new_makes_an_entity(self, review: Review, kept: Path, page: Path) -> None:
        review(answers="new all institution Unheard Institute\n")
        first, second = lines(kept)
        assert (first["entity"], first["label"]) == ("institution:unheard-institute", "Unheard Institute")
        assert second["entity"] == first["entity"]
        assert build([page], decisions=kept).find("Unheard Institute").type == "institution"

    @pytest.mark.parametrize(
        ("reason", "answer", "message"),
        [
            ("fuzzy_alias", "merge 1", "unknown answer 'merge'"),
            ("fuzzy_alias", "acept", "did you mean accept?"),
            ("fuzzy_alias", "link", "link needs an id"),
            ("fuzzy_alias", "link 2", "unknown entity '2'"),
            ("fuzzy_alias", "link Yuhan Corporatio", "did you mean"),
            ("fuzzy_alias", "link Merck", "names several: global_company:"),
            ("fuzzy_alias", "new", "new needs a type and a label"),
            ("fuzzy_alias", "new planet Mars", "unknown entity type 'planet'"),
            ("fuzzy_alias", "new korean_company Yuhan", "is listed already: link it"),
            ("ambiguous_name", "accept", "accept does not say which of 2"),
            ("unparsed_date", "link 1", "unparsed_date is about the statement"),
            ("fuzzy_alias", "help", "a first letter is enough"),
        ],
    )
    def test_an_answer_that_does_not_fit_is_asked_again(
        self, review: Review, kept: Path, reason: str, answer: str, message: str
    ) -> None:
        code, out, err = review("--reason", reason, answers=f"{answer}\nreject\n")
        assert (code, err) == (0, "")
        assert message in out
        assert [d["action"] for d in lines(kept)] == ["reject"]

    def test_the_day_is_written_only_when_asked_for(self, review: Review, kept: Path) -> None:
        review("--dated", answers="accept\n")
        (decision,) = lines(kept)
        assert len(decision["date"]) == 10

    def test_a_stale_decision_is_shown_and_can_be_put_to_rest(
        self, review: Review, page: Path, kept: Path
    ) -> None:
        review("--reason", "ambiguous_name", answers="link merck kgaa\n")
        page.write_text(f"{TEXT}· MOU with KOTRA\n", encoding="utf-8")
        _, out, _ = review("--reason", "stale_decision", answers="accept\n")
        assert ">>Merck<<" in out
        assert {d.reason for d in build([page], decisions=kept).doubts} == set(REASONS)

    def test_through_a_pipe(self, page: Path, kept: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "krpia_graph", "review", page, "--decisions", kept],
            input="accept\nquit\n",
            capture_output=True,
            encoding="utf-8",
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert len(lines(kept)) == 1


class TestTable:
    def test_the_open_doubts_with_columns_to_fill(self, review: Review, tmp_path: Path) -> None:
        code, out, _ = review("--export", tmp_path / "review.csv")
        assert code == 0
        assert "5 open doubts" in out
        table = rows(tmp_path / "review.csv")
        assert list(table[0]) == list(REVIEW_COLUMNS)
        assert [row["reason"] for row in table] == REASONS
        assert not any(row[column] for row in table for column in REVIEW_COLUMNS[-5:])
        assert table[2]["candidates"] == "korean_company:yuhan (Yuhan Corporation)"

    def test_filled_in_it_gives_what_the_terminal_gives(
        self, review: Review, tmp_path: Path, kept: Path
    ) -> None:
        table = tmp_path / "review.csv"
        review("--export", table)
        fill(
            table,
            {"action": "new", "entity": "institution", "label": "Unheard Institute", "by": "Lee"},
            {},
            {"action": "Link", "entity": "Yuhan"},
            {"action": "accept", "note": "a company"},
        )
        assert "3 decisions added" in review("--import", table)[1]
        found = lines(kept)
        assert [(d["action"], d["entity"], d["by"], d["note"]) for d in found] == [
            ("new", "institution:unheard-institute", "Lee", ""),
            ("link", "korean_company:yuhan", "", ""),
            ("accept", "", "", "a company"),
        ]
        assert "0 decisions added" in review("--import", table)[1]
        kept.unlink()
        review(answers="new institution Unheard Institute\n\nlink 1\naccept # a company\nq\n")
        assert [{**d, "by": ""} for d in lines(kept)] == [{**d, "by": ""} for d in found]

    @pytest.mark.parametrize(
        ("answer", "message"),
        [
            ({"action": "merge"}, "'merge' is no action"),
            ({"action": "link", "entity": "Nobody"}, "unknown entity 'Nobody'"),
            ({"action": "accept", "start": "x"}, "must be whole numbers"),
            ({"action": "accept", "start": "14"}, "other words stand at 14"),
            ({"action": "accept", "reason": "mood"}, "'mood' is no reason"),
            ({"action": "accept", "document": "0"}, "none of those given"),
        ],
    )
    def test_a_row_that_does_not_fit_is_named_and_nothing_is_written(
        self, review: Review, tmp_path: Path, kept: Path, answer: dict[str, str], message: str
    ) -> None:
        table = tmp_path / "review.csv"
        review("--export", table)
        fill(table, {"action": "accept"}, {"action": "accept"}, answer)
        code, _, err = review("--import", table)
        assert code == 2
        assert err.startswith(f"krpia-graph: {table}:4: ")
        assert message in err
        assert lines(kept) == []

    def test_a_table_of_another_kind(self, review: Review, tmp_path: Path) -> None:
        (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
        code, _, err = review("--import", tmp_path / "other.csv")
        assert (code, err.count("\n")) == (2, 1)
        assert "other.csv:1: no column 'document'" in err


class TestBadInput:
    def test_an_unknown_reason(self, review: Review) -> None:
        code, _, err = review("--reason", "mood")
        assert code == 2
        assert "unknown reason 'mood'" in err

    def test_a_place_that_cannot_be_written(self, review: Review, tmp_path: Path) -> None:
        code, _, err = review("--decisions", tmp_path)
        assert (code, err.count("\n")) == (2, 1)
        assert "name another file with --decisions" in err

    def test_a_bad_line_in_the_file(self, review: Review, kept: Path) -> None:
        kept.parent.mkdir()
        kept.write_text("{}\n", encoding="utf-8")
        code, _, err = review()
        assert code == 2
        assert f"{kept}:1: " in err
