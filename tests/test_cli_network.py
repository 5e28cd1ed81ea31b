"""The verb `network`: tables with warnings, JSON, files, the same bytes each time, and what it refuses."""

import json
from functools import partial
from pathlib import Path

import pytest
from command_line import Run, command


@pytest.fixture
def network(run: Run) -> Run:
    """Runs the verb with few null networks."""
    return partial(run, "network", "--nulls", 5)


def test_a_row_a_figure_and_the_warnings_below(network: Run) -> None:
    code, out, err = network()
    assert (code, err) == (0, "")
    lines = out.splitlines()
    (row,) = (line for line in lines if "degree_assortativity" in line and "│" in line)
    assert [cell for cell in row.split() if cell.strip("*").lstrip("-").startswith("0.5")]
    warned = [line for line in lines if line.startswith("warning: ")]
    assert lines[-len(warned) :] == warned
    assert any("degree_assortativity: its sign is the case model's doing" in line for line in warned)


def test_json_has_all_of_it(network: Run) -> None:
    code, out, _ = network("--json", "--by", "year", "--case-model", "clique", "--seed", 4)
    found = json.loads(out)
    assert code == 0
    assert [portrait["case_model"] for portrait in found["portraits"]] == ["clique", "stated", "star"]
    assert (found["nulls"], found["seed"], found["lens"]["case_model"]) == (5, 4, "clique")
    assert len(found["undated"]) == 34
    assert found["slices"][-1]["years"] == [None, 2020]
    assert any("sign" in warning for warning in found["warnings"])
    values = {figure["name"]: figure["value"] for figure in found["portraits"][0]["figures"]}
    assert values["nodes"] == 56
    assert values["edges"] > 80  # of a clique; those that are stated are some fifty


def test_the_lens_is_that_of_the_options(network: Run) -> None:
    words = ("--level", "legal", "--weights", "count", "--projection", "bipartite", "--json")
    found = json.loads(network(*words)[1])
    assert found["lens"] | {"level": "legal", "weights": "count", "projection": "bipartite"} == found["lens"]
    nodes = {figure["name"]: figure["value"] for figure in found["portraits"][0]["figures"]}["nodes"]
    assert nodes > 56


@pytest.mark.parametrize(("name", "start"), [("n.csv", "case_model,"), ("new/n.MD", "## The whole network")])
def test_a_file(network: Run, tmp_path: Path, two_cases: Path, name: str, start: str) -> None:
    code, out, _ = network("--source", two_cases, "--to", tmp_path / name, "--by", "window", "--window", 2)
    assert code == 0
    assert out.splitlines()[0] == f"wrote {tmp_path / name}"
    assert "1 of 2 cases name no year" in out
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    words = ("network", "--nulls", 5, "--json", "--by", "window")
    one, other = (command(*words, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert one.returncode == 0
    assert one.stdout == other.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--case-model", "cliqe"), "did you mean clique?"),
        (("--by", "decade"), "choose from window, year"),
        (("--projection", "graph"), "unknown projection 'graph'"),
        (("--to", "n.xlsx"), "choose from .csv, .md"),
    ],
)
def test_a_name_that_does_not_exist_is_refused_with_those_that_do(
    network: Run, words: tuple[str, ...], message: str
) -> None:
    code, out, err = network(*words)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err
