"""The wheel holds what the package needs and nothing else, and works outside the checkout; all is pinned."""

import importlib.util
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "krpia_graph"


def output_of(command: list[str], folder: Path) -> str:
    """What a command wrote, run without the checkout in reach; fails with both streams shown."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, encoding="utf-8", errors="replace"
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the checkout as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        str(ROOT),
        "--no-deps",
        "--quiet",
        "--wheel-dir",
        str(folder),
    ]
    if importlib.util.find_spec("hatchling"):
        command.append("--no-build-isolation")  # no network then
    output_of(command, folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment that holds the wheel and borrows dependencies from here.

    A path in a `.pth` file goes on the search path, but the `.pth` files in that folder are not read: the
    editable install of the checkout stays out of reach.
    """
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "environment")
    where = {"base": str(folder / "environment"), "platbase": str(folder / "environment")}
    scripts = Path(sysconfig.get_path("scripts", "venv", vars=where))
    packages = Path(sysconfig.get_path("purelib", "venv", vars=where))
    borrowed = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    (packages / "borrowed.pth").write_text("\n".join(sorted(borrowed)), encoding="utf-8")
    install = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    output_of([sys.executable, "-m", "pip", "--python", str(program(scripts, "python")), *install], folder)
    return scripts


def program(scripts: Path, name: str) -> Path:
    return scripts / (f"{name}.exe" if os.name == "nt" else name)


def files_below(folder: Path) -> set[str]:
    """The files below `folder` that belong to the project, relative to it."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_every_file_of_the_package_is_in_the_wheel(names: set[str]) -> None:
    wanted = {f"krpia_graph/{name}" for name in files_below(PACKAGE)}
    assert "krpia_graph/py.typed" in wanted
    assert any(name.startswith("krpia_graph/write/page/static/") for name in wanted)
    assert wanted <= names


def test_every_file_of_the_domain_is_in_the_wheel(names: set[str]) -> None:
    wanted = {f"krpia_graph/data/{name}" for name in files_below(ROOT / "data")}
    assert {"krpia_graph/data/vocabulary.toml", "krpia_graph/data/lexicon/entities.csv"} <= wanted
    folders = {name.split("/")[2] for name in wanted if name.count("/") > 2}
    assert {"lexicon", "queries", "rules", "sources"} <= folders
    assert wanted <= names


def test_nothing_else_is_in_the_wheel(names: set[str]) -> None:
    rest = {name for name in names if not name.startswith("krpia_graph/")}
    rest -= {"krpia_graph_networkx/__init__.py"}  # which `import networkx` loads
    assert {name.split("/", 1)[1] for name in rest} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }
    expected = files_below(PACKAGE) | {f"data/{name}" for name in files_below(ROOT / "data")}
    inside = {name for name in names if name.startswith("krpia_graph/")}
    assert {name.removeprefix("krpia_graph/") for name in inside} == expected


def test_the_installed_package_finds_its_own_data(elsewhere: Path, tmp_path: Path) -> None:
    code = "import krpia_graph.pipeline as p; print(p.__file__); print(len(p.build().edges))"
    place, edges = output_of([str(program(elsewhere, "python")), "-c", code], tmp_path).splitlines()
    assert Path(place).is_relative_to(elsewhere.parent)
    assert int(edges) > 0


def test_the_installed_command_builds_in_an_empty_folder(elsewhere: Path, tmp_path: Path) -> None:
    empty, out = tmp_path / "empty", tmp_path / "out"
    empty.mkdir()
    output_of([str(program(elsewhere, "krpia-graph")), "build", "--to", str(out)], empty)
    assert {"cases.jsonl", "graph.ttl", "network.html"} <= files_below(out)
    assert files_below(empty) == set()


@pytest.fixture
def pins() -> list[str]:
    """The lines of `constraints.txt` after its head."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


class TestPins:
    def test_each_is_a_name_and_a_version(self, pins: list[str]) -> None:
        assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)] == []

    def test_every_dependency_has_one(self, pins: list[str]) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        extras = project["project"]["optional-dependencies"].values()
        wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
        wanted += [requirement for extra in extras for requirement in extra]
        pinned = {normal(line) for line in pins} | {"krpia-graph"}  # an extra may ask for another
        assert [requirement for requirement in wanted if normal(requirement) not in pinned] == []


def normal(requirement: str) -> str:
    """The name in a requirement, in the one spelling that counts for comparison."""
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()
