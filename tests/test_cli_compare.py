"""The verb `compare`: two builds, two documents, two periods; for a person and as JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Run

OLD = "MSD•Genexine · Joint study (2015)\nMSD•Handok · Joint study (2016)\nMSD•Boryung · Supply"
NEW = "MSD•Genexine · Joint study (2018)\nNovartis•Handok · Joint study (2019)"


@pytest.fixture
def both(write_page: Callable[..., Path]) -> tuple[Path, Path]:
    return write_page(OLD, "old.txt"), write_page(NEW, "new.txt")


def test_a_person_reads_who_came_and_who_went(run: Run, both: tuple[Path, Path]) -> None:
    code, output, errors = run("compare", *both, "--resamples", 20)
    lines = output.splitlines()
    assert (code, errors) == (0, "")
    assert lines[0].endswith("old.txt (4 actors, 3 ties) -> " + str(both[1]) + " (4 actors, 2 ties)")
    assert lines[1:3] == ["entered: 1: Novartis", "left: 1: Boryung"]
    assert lines[-1] == "the first 4: 3 the same; ties in both, as a share of those in either: 0.250"


def test_two_folders_give_what_their_documents_give(run: Run, both: tuple[Path, Path]) -> None:
    folders = []
    for path in both:
        folders.append(Path(f"{path.stem}-build").resolve())
        assert run("build", path, "--to", folders[-1])[0] == 0
    of_documents, of_folders = (
        json.loads(run("compare", *places, "--resamples", 0, "--json")[1]) for places in (both, folders)
    )
    for side in ("old", "new"):
        del of_documents[side]["name"], of_folders[side]["name"]
    assert of_documents == of_folders
    assert of_folders["moved"] is None


def test_two_periods_leave_out_what_has_no_date(run: Run, both: tuple[Path, Path]) -> None:
    words = ("--periods", "2015/2016", "2018/..", "-s", both[0], "-s", both[1])
    code, output, _ = run("compare", *words, "--resamples", 20)
    assert code == 0
    assert output.startswith("2015/2016 (3 actors, 2 ties) -> 2018/.. (4 actors, 2 ties)\n")
    assert "1 of 5 cases have no date and are in neither: old-" in output
    found = json.loads(run("compare", *words, "--resamples", 20, "--json")[1])
    assert len(found["undated_cases"]) == 1
    assert [row["label"] for row in found["entered"]] == ["Novartis"]
    assert found["jaccard_of_ties"] == pytest.approx(1 / 3)
    assert {move["verdict"] for move in found["moves"]} == {"within the noise"}


def test_nothing_moved_beyond_the_noise_on_the_page(run: Run) -> None:
    _, output, _ = run("compare", "--periods", "2008/2017", "2018/2020", "--resamples", 100)
    assert "\nmoved: 0; 11 other changes are within the noise\n" in output
    assert "34 of 53 cases have no date and are in neither" in output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "give two folders or documents"),
        (("one",), "give two folders or documents"),
        (("one", "two", "--periods", "2015", "2016"), "not both"),
        (("--periods", "2015", "20x6"), "'20x6' are no years"),
        (("--periods", "2015/2012", "2016"), "the first year comes after the last"),
        ((".", "."), "build` writes it"),
        ((".", ".", "--level", "legal"), "are for documents"),
        (("one.txt", "two.txt"), "one.txt"),
    ],
)
def test_what_cannot_be_compared_is_exit_code_2(run: Run, words: tuple[str, ...], message: str) -> None:
    code, output, errors = run("compare", *words)
    assert (code, output) == (2, "")
    assert message in errors
