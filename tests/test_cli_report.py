"""The verb `report`: the files it writes, the same in every run, and wishes that cannot be met."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from command_line import Run, command

FILES = [
    *("centrality.csv", "centrality.md", "centrality.ttl", "network.csv", "report.html", "run.json"),
    "ties.csv",
]


@pytest.fixture
def report(run: Run) -> Run:
    """Runs the verb, with few draws."""
    return partial(run, "report", "--resamples", 5, "--nulls", 2)


def test_a_report_of_documents(report: Run, two_cases: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    code, out, err = report("--source", two_cases, "--to", folder, "--lang", "ko")
    assert (code, err) == (0, "")
    first, second, third = out.splitlines()
    assert first == "actors: 3, ties: 2, cases: 2; ranked by strength"
    assert (
        second
        == f"wrote {folder}: report.html, centrality.csv, ties.csv, centrality.md, centrality.ttl, run.json, "
        "network.csv"
    )
    assert third == f"open {folder / 'report.html'} first"
    assert sorted(path.name for path in folder.iterdir()) == FILES
    assert '<html lang="ko">' in (folder / "report.html").read_text("utf-8")


def test_options_of_the_lens_come_through(report: Run, two_cases: Path) -> None:
    words = ("betweenness", "--case-model", "clique", "--weights", "count", "--years", "2019", "--seed", 7)
    assert report(*words, "--source", two_cases)[0] == 0
    record = Path("report/run.json").read_text("utf-8")
    for said in ('"betweenness"', '"clique"', '"count"', "2019", '"seed": 7', '"cases": 1'):
        assert said in record


def test_two_runs_write_the_same_bytes(two_cases: Path, tmp_path: Path) -> None:
    for folder, seed in (("a", "1"), ("b", "2")):
        words = ("report", "--resamples", 5, "--nulls", 2, "--source", two_cases, "--to", tmp_path / folder)
        assert command(*words, PYTHONHASHSEED=seed, LC_ALL="C").returncode == 0
    for name in FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_parquet_beside_the_tables(report: Run, two_cases: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow (the extra frames) is not installed")
    assert report("--parquet", "--source", two_cases)[0] == 0
    for name in ("centrality", "ties"):
        assert Path(f"report/{name}.parquet").read_bytes().startswith(b"PAR1")


def test_nobody_is_tied(report: Run, write_page: Callable[..., Path]) -> None:
    code, out, err = report("--source", write_page("MSD · Agreement (2019)"))
    assert (code, err) == (0, "")
    assert out.startswith("actors: 1, ties: 0, cases: 1; ranked by strength")
    assert "There is no tie in this network." in Path("report/report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("btweenness",), "unknown measure 'btweenness': did you mean betweenness?"),
        (("--lang", "fr"), "unknown language 'fr': choose from en, ko"),
        (("--weights", "heavy"), "unknown weighting 'heavy'"),
        (("--scheme", "jackknife"), "unknown way of resampling 'jackknife'"),
        (("--years", "now"), "'now' are no years"),
        (("--resamples", "-1"), "--resamples"),
    ],
)
def test_a_wish_that_cannot_be_met(
    report: Run, two_cases: Path, words: tuple[str, ...], message: str
) -> None:
    code, out, err = report("--source", two_cases, *words)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err
    assert list(Path().iterdir()) == []


def test_an_earlier_report_stays_whole_where_a_file_cannot_be_written(report: Run, two_cases: Path) -> None:
    Path("report/run.json").mkdir(parents=True)
    Path("report/report.html").write_text("earlier", encoding="utf-8")
    code, _, err = report("--source", two_cases)
    assert code == 2
    assert "run.json" in err
    assert Path("report/report.html").read_text("utf-8") == "earlier"
