"""The verb `audit`: the account and the findings, for a person and as JSON, and its exit code."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from command_line import Run

from krpia_graph import pipeline
from krpia_graph.model.case import Resolution
from krpia_graph.model.document import Reading
from krpia_graph.read import read

LINES = [f"MSD•Genexine · Joint study number {number} of Keytruda" for number in range(5)]


@pytest.fixture
def audit(run: Run) -> Run:
    """Runs the verb."""
    return partial(run, "audit")


@pytest.fixture
def page(write_page: Callable[..., Path]) -> Path:
    return write_page("\n".join([*LINES, LINES[0]]))


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that says nothing of markers."""

    def without_noise(path: Path, reader: str = "") -> Reading:
        return replace(read(path, reader), noise=())

    monkeypatch.setattr(pipeline, "read", without_noise)


@pytest.fixture
def liar(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extraction whose mentions stand elsewhere."""
    honest = pipeline.understand

    def lie(reading: Reading, *settings: Any) -> pipeline.Shard:
        shard = honest(reading, *settings)
        mentions = tuple(replace(m, start=m.start - 1, end=m.end - 1) for m in shard.resolution.mentions)
        resolution: Resolution = replace(shard.resolution, mentions=mentions)
        return replace(shard, resolution=resolution)

    monkeypatch.setattr(pipeline, "understand", lie)


def test_accounts_for_the_page_that_comes_along(audit: Run) -> None:
    code, output, errors = audit()
    assert (code, errors) == (0, "")
    assert "krpia-open-innovation.txt, read as krpia_page\n" in output
    assert " that are not blank, 0 of them unread\n" in output
    assert ", all in a statement or in noise\n" in output
    assert output.endswith("\n0 findings, 0 faults\n")


@pytest.mark.usefixtures("forgetful")
def test_shows_a_few_findings_of_each_kind(audit: Run, page: Path) -> None:
    code, output, _ = audit(page)
    assert code == 0
    lines = output.splitlines()
    head = next(i for i, line in enumerate(lines) if line.startswith("unread_characters: "))
    assert lines[head].endswith("(question, 6)")
    assert [line.split(" ", 3)[3] for line in lines[head + 1 : head + 4]] == [
        f"page.txt:{number}: ·" for number in (6, 7, 8)
    ]
    assert lines[head + 4] == "  and 3 more; --all lists them"
    assert "statement_twice: " in output
    assert "(advice, 1)" in output
    assert "1 of them unread" in output
    assert lines[-1] == "9 findings, 0 faults"


@pytest.mark.usefixtures("forgetful")
def test_shows_all(audit: Run, page: Path) -> None:
    _, output, _ = audit(page, "--all")
    assert output.count(": ·\n") == 6
    assert "more; --all" not in output


@pytest.mark.usefixtures("forgetful")
def test_json_has_everything(audit: Run, page: Path) -> None:
    code, output, _ = audit(page, "--json")
    found = json.loads(output)
    assert code == 0
    assert found["totals"] == {
        "unread_line": 1,
        "unread_characters": 6,
        "statement_twice": 1,
        "no_provenance": 1,
    }
    (source,) = found["sources"]
    assert (source["path"], source["reader"], source["unread"]) == ("page.txt", "krpia_page", 1)
    assert source["statement_lines"] == {"bullet": 6, "heading": 1, "paragraph": 1}
    assert source["coverage"] == pytest.approx(source["covered"] / source["characters"], abs=1e-6)
    text = page.read_text(encoding="utf-8")
    for finding in found["findings"]:
        assert finding.keys() == {"id", "kind", "message", "path", "line", "span"}
        if finding["kind"].startswith("unread"):
            start, end = finding["span"]
            assert text[start:end] == finding["message"]
    assert len(found["findings"]) == 9


@pytest.mark.usefixtures("liar")
def test_a_fault_ends_with_1(audit: Run, page: Path) -> None:
    code, output, _ = audit(page)
    assert code == 1
    assert "wrong_span: " in output
    assert "(fault, 18)" in output
    assert output.endswith(", 18 faults\n")
    assert audit(page, "--json")[0] == 1


def test_bad_input_is_one_line(audit: Run, tmp_path: Path) -> None:
    code, output, errors = audit(tmp_path / "gone.txt")
    assert (code, output) == (2, "")
    assert errors.count("\n") == 1
    assert "no such file" in errors
