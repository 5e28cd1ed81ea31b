"""The verb `diff`: what it prints for a person and as JSON, and its exit code."""

import gzip
import json
import re
import shutil
from functools import partial
from pathlib import Path

import pytest
from command_line import Run

from krpia_graph.pipeline import build
from krpia_graph.write import write

SMALL = Path(__file__).parent / "data" / "small"


@pytest.fixture
def diff(run: Run) -> Run:
    """Runs the verb."""
    return partial(run, "diff")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of the small page."""
    return write(build([SMALL / "small.txt"], data=SMALL), tmp_path_factory.mktemp("old") / "graph.ttl")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export after a curator's day: a company has another name, and the study another partner."""
    data = tmp_path_factory.mktemp("new") / "data"
    shutil.copytree(SMALL, data)
    for path, before, after in (
        (data / "lexicon" / "entities.csv", "한빛제약,KR", "한빛바이오,KR"),
        (data / "small.txt", 'Seoul "North" Hospital (2020.02)', "Hanbit Pharm (2020.02)"),
    ):
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")
    return write(build([data / "small.txt"], data=data), data / "graph.nt")


def test_the_same_export_in_two_formats(diff: Run, old: Path, tmp_path: Path) -> None:
    packed = tmp_path / "graph.nt.gz"
    same = write(build([SMALL / "small.txt"], data=SMALL), tmp_path / "graph.nt")
    packed.write_bytes(gzip.compress(same.read_bytes()))
    assert diff(old, packed) == (0, "no difference\n", "")


def test_a_person_reads_what_changed(diff: Run, old: Path, new: Path) -> None:
    code, output, errors = diff(old, new)
    assert (code, errors) == (1, "")
    id_ = "https://example.org/id"
    lines = output.partition("other things")[0].splitlines()
    changed = [line for line in lines if "small-" not in line and "SHA-256" not in line]
    assert changed == [
        "cases: 1 added, 1 removed (3 -> 3)",
        "  1 of them gone without a row in the ledger",
        "entities: 1 removed, 1 changed (12 -> 11)",
        "  1 of them gone without a row in the ledger",
        f'  - Seoul "North" Hospital  {id_}/org/north-hospital  (no row in the ledger)',
        "  ~ Hanbit:",
        "      alias ko: + 한빛제약",
        "      label ko: 한빛제약 -> 한빛바이오",
        "edges: 3 added, 3 removed (34 -> 34)",
        f"  + Acme Korea - Hanbit (partners with)  {id_}/edge/acme-korea-hanbit-7d49a754",
        f'  - Acme Korea - Seoul "North" Hospital (partners with)  {id_}/edge/'
        "acme-korea-north-hospital-4d0fa84d",
        "  4 more belong to the cases above",
        "documents: 1 changed (2 -> 2)",
        "statements: 1 added, 1 removed (11 -> 11)",
    ]
    assert "  + Acme Korea: Joint study with Hanbit Pharm (2020.02)  " in output


def test_the_summary_counts(diff: Run, old: Path, new: Path) -> None:
    code, output, _ = diff(old, new, "--summary")
    assert code == 1
    assert output.partition("other things")[0].splitlines() == [
        "cases: 1 added, 1 removed (3 -> 3)",
        "  1 of them gone without a row in the ledger",
        "entities: 1 removed, 1 changed (12 -> 11)",
        "  1 of them gone without a row in the ledger",
        "edges: 3 added, 3 removed (34 -> 34)",
        "documents: 1 changed (2 -> 2)",
        "statements: 1 added, 1 removed (11 -> 11)",
    ]


def test_json_has_everything(diff: Run, old: Path, new: Path) -> None:
    code, output, _ = diff(old, new, "--json")
    found = json.loads(output)
    assert code == 1
    assert found["same"] is False
    assert found["counts"]["entity"] == {"old": 12, "new": 11, "removed": 1, "changed": 1}
    (hanbit,) = (c for c in found["changes"] if c["kind"] == "entity" and c["what"] == "changed")
    assert hanbit["old"] == hanbit["new"] == "https://example.org/id/org/hanbit"
    assert hanbit["facts"][1] == {
        "property": "label ko",
        "old": ["한빛제약"],
        "new": ["한빛바이오"],
        "had": 2,
        "has": 2,
    }
    _, output, _ = diff(old, new, "--json", "--summary")
    assert json.loads(output) == {key: value for key, value in found.items() if key != "changes"}


def test_another_base_is_said(diff: Run, old: Path, tmp_path: Path) -> None:
    text = old.read_text(encoding="utf-8")
    other = tmp_path / "other.ttl"
    other.write_text(text.replace("<https://example.org/", "<https://data.example.net/"), encoding="utf-8")
    code, output, _ = diff(old, other)
    assert code == 1
    assert output == (
        "the base differs: https://example.org/ -> https://data.example.net/; "
        "IRIs are compared by what follows it\n"
    )


def test_renames_and_moves_have_lines_of_their_own(diff: Run, old: Path, tmp_path: Path) -> None:
    text = old.read_text(encoding="utf-8")
    row = (
        "<https://example.org/id/org/ktra> <http://purl.org/dc/terms/isReplacedBy>"
        " <https://example.org/id/org/korea-trade> .\n"
    )
    text = re.sub(r"oi:start (\d)", r"oi:start 9\1", text.replace("org:ktra", "org:korea-trade"), count=1)
    other = tmp_path / "other.ttl"
    other.write_text(text + row, encoding="utf-8")
    code, output, _ = diff(old, other)
    assert code == 1
    assert output.splitlines()[:2] == [
        "entities: 1 renamed (12 -> 12)",
        "  = KTRA: renamed, https://example.org/id/org/ktra -> https://example.org/id/org/korea-trade",
    ]
    assert output.splitlines()[2:] == ["moved: 1 place with the same words at other offsets"]


def test_one_more_case_behind_an_edge_is_a_short_line(diff: Run, old: Path, tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "data")
    page = tmp_path / "data" / "small.txt"
    line = "Acme Inc.•Hanbit Pharm · Joint study of Painaway\n"
    page.write_text(page.read_text(encoding="utf-8").rstrip("\n") + f"\n{line}", encoding="utf-8")
    new = write(build([page], data=tmp_path / "data"), tmp_path / "graph.ttl")
    _, output, _ = diff(old, new)
    assert "now 3 cases (was 2): + Acme Inc.•Hanbit Pharm: Joint study of Painaway" in output


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.ttl", "missing.ttl: no such file"),
        ("graph.csv", "unknown RDF format '.csv'"),
        (".", "unknown RDF format"),
    ],
)
def test_trouble_is_one_line_and_exit_code_2(diff: Run, old: Path, name: str, message: str) -> None:
    code, output, errors = diff(old, name)
    assert (code, output) == (2, "")
    assert message in errors
    assert errors.count("\n") == 1
