"""`krpia-graph map`: how columns are understood, and a mapping to start from."""

import json
from pathlib import Path

import pytest

from krpia_graph.cli import main

TABLE = 'Licensor,"Upfront, US$m",Mood\nAlphabio,65,good\nBeta,1,bad,extra\nC,2,\n'


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    """The exit code of `krpia-graph map WORDS`."""
    monkeypatch.setattr("sys.argv", ["krpia-graph", "map", *map(str, words)])
    with pytest.raises(SystemExit) as done:
        main()
    return int(done.value.code or 0)


def test_each_column_is_shown_with_the_reason(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, table, "--json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {"column": "Licensor", "holds": "participants as licensor", "because of": "name"},
        {"column": "Upfront, US$m", "holds": "amount as upfront in million USD", "because of": "name"},
        {"column": "Mood", "holds": "ignore", "because of": "nothing"},
    ]


def test_rows_that_do_not_fit_are_named(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, table) == 0
    assert "more values than columns, read without cells: line 3" in capsys.readouterr().out


def test_a_suggestion_is_a_mapping_that_says_the_same(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    beside = table.with_suffix(".mapping.yaml")
    beside.touch()  # as a shell does before `> deals.mapping.yaml`
    assert run(monkeypatch, table, "--suggest") == 0
    suggested = capsys.readouterr().out
    assert '"Mood": ignore  # not known' in suggested
    beside.write_text(suggested, encoding="utf-8")
    assert run(monkeypatch, table, "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert [row["holds"] for row in shown] == [
        "participants as licensor",
        "amount as upfront in million USD",
        "ignore",
    ]
    assert {row["because of"] for row in shown} == {"mapping"}


def test_a_mapping_that_does_not_fit_is_one_line(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping = table.with_name("other.yaml")
    mapping.write_text("columns:\n  Mood: regoin\n", encoding="utf-8")
    assert run(monkeypatch, table, "--mapping", mapping) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "other.yaml:2: column 'Mood': unknown meaning 'regoin': did you mean region" in line
