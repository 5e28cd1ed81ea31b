"""The lint of the domain data: what comes with the package is clean, and every planted fault is found."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from domain_faults import (
    COUNTS,
    DECISIONS,
    ERRORS,
    KEPT,
    LEDGER,
    LINKS,
    PROBLEMS,
    RULES,
    TABLES,
    VOCABULARY,
    Fault,
    counts,
    damaged,
    decision,
    relation_rule,
    role_rule,
)

from krpia_graph.check import Problem, check
from krpia_graph.model.errors import DomainError
from krpia_graph.read.folder import data_folder


def test_the_data_that_come_with_the_package_have_no_problem() -> None:
    assert check() == []


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Vocabulary and rules whole, of the lexicon the rows of a few entities: read in no time."""
    folder = tmp_path_factory.mktemp("few") / "data"
    shutil.copytree(data_folder() / "rules", folder / "rules")
    for name in (VOCABULARY, LEDGER):
        shutil.copy(data_folder() / name, folder)
    (folder / "lexicon").mkdir()
    for name in TABLES:
        with (data_folder() / name).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        ends = (0, 2) if name == LINKS else (0,)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([head, *(row for row in rows if all(row[end] in KEPT for end in ends))])
    return folder


@pytest.fixture
def data(few: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(shutil.copytree(few, tmp_path / "data"))


def test_a_copy_has_none_either(data: Path) -> None:
    """Else the faults below might be of the copy."""
    sound = {
        RULES: lambda _: relation_rule()("") + role_rule()(""),
        COUNTS: counts(
            "name,shape.head,1,2",
            "name,lexicon+llm:some-model,1,0",
            "relation,planted.word,0,0",
            "edge,partners_with.row,3,1",
        ),
        DECISIONS: decision(),
    }
    assert check(damaged(data, sound)) == []


@pytest.mark.parametrize("fault", PROBLEMS.values(), ids=PROBLEMS)
def test_the_check_finds(fault: Fault, data: Path) -> None:
    problems = check(damaged(data, fault.damage))
    found = [problem for problem in problems if fault.message in problem.message]
    assert [problem.file for problem in found] == [fault.file], problems
    if fault.line:
        lines = (data / fault.file).read_text("utf-8").count("\n") + 1
        assert found[0].line == lines + fault.line


@pytest.mark.parametrize("fault", ERRORS.values(), ids=ERRORS)
def test_data_do_not_load_with(fault: Fault, data: Path) -> None:
    with pytest.raises(DomainError) as error:
        check(damaged(data, fault.damage))
    assert fault.message in str(error.value)
    place = str(data / fault.file)
    if fault.line:
        lines = (data / fault.file).read_text("utf-8").count("\n") + 1
        place += f":{lines + fault.line}:"
    assert str(error.value).startswith(place)


@pytest.mark.parametrize("name", [*TABLES, VOCABULARY])
def test_a_missing_file_is_named(name: str, data: Path) -> None:
    (data / name).unlink()
    with pytest.raises(DomainError, match=re.escape(Path(name).name)):
        check(data)


@pytest.mark.parametrize("name", [*TABLES, VOCABULARY])
def test_a_file_of_another_encoding_is_named(name: str, data: Path) -> None:
    (data / name).write_bytes((data / name).read_bytes() + "한미".encode("cp949"))
    with pytest.raises(DomainError, match=re.escape(Path(name).name)):
        check(data)


def test_a_problem_reads_as_file_line_and_message() -> None:
    assert str(Problem("lexicon/names.csv", 7, "is wrong")) == "lexicon/names.csv:7: is wrong"
    assert str(Problem("vocabulary.toml", 0, "is wrong")) == "vocabulary.toml: is wrong"
