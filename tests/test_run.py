"""The newcomer's command: which program runs for which words, and when the environment is made anew."""

import ast
import importlib.util
import io
import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path
from types import ModuleType

import accessibility
import pytest

SCRIPT = Path(__file__).parent.parent / "run.py"

# A project with a build backend of its own: it installs without a network.
BACKEND = r"""
import pathlib, zipfile

INFO = "krpia_graph-1.dist-info"
FILES = {
    "krpia_graph.py": "import sys\ndef main():\n    print(sys.argv[1:])\n    return len(sys.argv[1:])\n",
    f"{INFO}/METADATA": "Metadata-Version: 2.1\nName: krpia-graph\nVersion: 1\nProvides-Extra: dev\n",
    f"{INFO}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    f"{INFO}/entry_points.txt": "[console_scripts]\nkrpia-graph = krpia_graph:main\n",
}
FILES[f"{INFO}/RECORD"] = "".join(f"{name},,\n" for name in [*FILES, f"{INFO}/RECORD"])

def build_editable(folder, config_settings=None, metadata_directory=None):
    with pathlib.Path("installs.txt").open("a") as log:
        log.write("once\n")
    with zipfile.ZipFile(pathlib.Path(folder) / "krpia_graph-1-py3-none-any.whl", "w") as wheel:
        for name, text in FILES.items():
            wheel.writestr(name, text)
    return "krpia_graph-1-py3-none-any.whl"
"""
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def load(script: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_script", script)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


run = load(SCRIPT)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in a path with a space, with the files that say what is installed."""
    root = tmp_path.resolve() / "a check-out"
    root.mkdir()
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (root / "constraints.txt").write_text("", encoding="utf-8")
    return root


@pytest.fixture
def installed(checkout: Path) -> Path:
    """The same with an environment that starts, the command in it, and the stamp a run leaves."""
    venv.create(checkout / ".venv")
    run.program(checkout, "krpia-graph").touch()
    leave_stamp(checkout, dev=False)
    return checkout


def leave_stamp(root: Path, dev: bool) -> None:
    (root / run.STAMP).write_text(json.dumps(run.plan(root, dev)[1]), encoding="utf-8")


class TestWords:
    def test_words_go_to_the_command_line_as_they_are(self) -> None:
        assert run.command_words(["rank", "betweenness"]) == ["rank", "betweenness"]

    def test_without_words_the_graph_is_built(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(run.ROOT)
        assert run.command_words([]) == ["build"]

    def test_called_from_elsewhere_the_checkout_still_gets_the_graph(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert run.command_words([]) == ["build", "--to", str(run.ROOT / "out")]

    def test_test_takes_no_further_words(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run.main(["test", "mypy"]) == 2
        assert capsys.readouterr().err == "run.py: `test` runs every check and takes no further words\n"


class TestChecks:
    def test_without_notebooks_there_is_no_check_of_them(self, tmp_path: Path) -> None:
        assert list(run.checks(tmp_path)) == ["ruff check", "ruff format", "mypy", "lint-imports", "pytest"]

    def test_notebooks_are_named_one_by_one(self, tmp_path: Path) -> None:
        (tmp_path / "notebooks").mkdir()
        for name in ("b.ipynb", "a.ipynb", "a.py"):
            (tmp_path / "notebooks" / name).touch()
        command = run.checks(tmp_path)["notebooks"]
        assert command == [
            "pytest",
            "--nbmake",
            str(Path("notebooks/a.ipynb")),
            str(Path("notebooks/b.ipynb")),
        ]

    def test_all_run_whichever_fail(self, checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
        venv.create(checkout / ".venv")
        commands = {
            "first": ["python", "-c", "print('one'); raise SystemExit(3)"],
            "second": ["python", "-c", "print('two')"],
            "third": ["python", "-c", "raise SystemExit(1)"],
        }
        assert run.run_checks(checkout, commands) == 1
        shown = capfd.readouterr().out
        assert shown.index("== first") < shown.index("one") < shown.index("== second") < shown.index("two")
        assert shown.endswith("failed: first, third\n")

    def test_the_last_line_says_that_all_passed(
        self, checkout: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        venv.create(checkout / ".venv")
        assert run.run_checks(checkout, {"only": ["python", "-c", ""]}) == 0
        assert capfd.readouterr().out.endswith("\nall checks passed\n")


class TestPlan:
    def test_without_an_environment_it_is_made(self, checkout: Path) -> None:
        assert run.plan(checkout, dev=False)[0] == "make"

    def test_the_same_inputs_need_nothing(self, installed: Path) -> None:
        assert run.plan(installed, dev=False)[0] == "nothing"

    @pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
    def test_changed_inputs_are_installed(self, installed: Path, name: str) -> None:
        with (installed / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        assert run.plan(installed, dev=False)[0] == "install"

    def test_the_checks_add_their_packages(self, installed: Path) -> None:
        assert run.plan(installed, dev=True)[0] == "install"

    def test_after_the_checks_a_plain_run_needs_nothing(self, installed: Path) -> None:
        leave_stamp(installed, dev=True)
        assert run.plan(installed, dev=False)[0] == "nothing"

    def test_a_moved_environment_is_made_anew(self, installed: Path) -> None:
        moved = installed.rename(installed.with_name("moved"))
        assert run.plan(moved, dev=False)[0] == "make"

    @pytest.mark.parametrize("name", ["python", "krpia-graph"])
    def test_a_broken_environment_is_made_anew(self, installed: Path, name: str) -> None:
        run.program(installed, name).unlink()
        assert run.plan(installed, dev=False)[0] == "make"

    @pytest.mark.parametrize("text", ["", "{", '{"made": ["elsewhere"]}'])
    def test_an_unfinished_environment_is_made_anew(self, installed: Path, text: str) -> None:
        (installed / run.STAMP).write_text(text, encoding="utf-8")
        assert run.plan(installed, dev=False)[0] == "make"

    def test_another_recipe_makes_it_anew(self, installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(run, "RECIPE", run.RECIPE + 1)
        assert run.plan(installed, dev=False)[0] == "make"


class TestSuites:
    """Pip stands for itself here; only its index is a folder."""

    @pytest.fixture
    def index(self, installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A project that pins rdflib, and a folder in the place of the network."""
        subprocess.run([run.program(installed, "python"), "-m", "ensurepip"], check=True, capture_output=True)
        (installed / "constraints.txt").write_text("rdflib==7.6.0\n", encoding="utf-8")
        folder = tmp_path / "index"  # pip would take a space in the path for the end of it
        folder.mkdir()
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
        return folder

    def test_the_pinned_version_is_brought_once(self, installed: Path, index: Path) -> None:
        backend = "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n"
        hook = (
            "import os\ndef prepare_metadata_for_build_wheel(folder, settings=None):\n"
            "    os.makedirs(f'{folder}/rdflib-7.6.0.dist-info')\n"
            "    with open(f'{folder}/rdflib-7.6.0.dist-info/METADATA', 'w') as file:\n"
            "        file.write('Metadata-Version: 2.1\\nName: rdflib\\nVersion: 7.6.0\\n')\n"
            "    return 'rdflib-7.6.0.dist-info'\n"
            "def build_wheel(*_): raise AssertionError\n"
        )
        info = "Metadata-Version: 2.1\nName: rdflib\nVersion: 7.6.0\n"
        with tarfile.open(index / "rdflib-7.6.0.tar.gz", "w:gz") as archive:
            for name, text in (("pyproject.toml", backend), ("backend.py", hook), ("PKG-INFO", info)):
                member = tarfile.TarInfo(f"rdflib-7.6.0/{name}")
                member.size = len(text)
                archive.addfile(member, io.BytesIO(text.encode()))
        run.fetch_suites(installed)
        brought = installed / run.SUITES / "rdflib-7.6.0.tar.gz"
        assert brought.read_bytes() == (index / brought.name).read_bytes()
        (index / brought.name).unlink()
        run.fetch_suites(installed)
        assert brought.is_file()

    def test_without_them_a_line_says_so(
        self, installed: Path, index: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert list(index.iterdir()) == []
        run.fetch_suites(installed)
        suites, axe = capsys.readouterr().err.splitlines()
        assert suites.startswith("run.py: no test suites of the W3C, their tests are skipped: ERROR: ")
        assert axe.startswith("run.py: no axe-core, the tests of accessibility are skipped: ERROR: ")

    def test_the_wheel_of_axe_core_is_brought_and_not_installed(self, installed: Path, index: Path) -> None:
        name, version = run.AXE.split("==")
        info = f"{name.replace('-', '_')}-{version}.dist-info"
        with zipfile.ZipFile(index / accessibility.ARCHIVE.name, "w") as wheel:
            wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
            wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{info}/RECORD", "")
        run.fetch_suites(installed)
        assert (installed / run.SUITES / accessibility.ARCHIVE.name).is_file()
        assert not list((installed / ".venv").rglob(info))


def test_a_failing_step_shows_its_own_last_lines(checkout: Path) -> None:
    code = "import sys; print(*range(90), sep='\\n'); sys.exit('ERROR: no such package')"
    with pytest.raises(run.SetupError) as caught:
        run.quietly(checkout, [sys.executable, "-c", code])
    lines = str(caught.value).splitlines()
    assert lines[-2] == "ERROR: no such package"
    assert len(lines) == 14
    assert "run the same command again" in lines[-1]


def test_without_the_venv_package_one_line_names_it(checkout: Path) -> None:
    code = f"""
import runpy, sys
sys.modules["ensurepip"] = sys.modules["pip"] = None
script = runpy.run_path({str(SCRIPT)!r})
try:
    script["make"](script["Path"]({str(checkout)!r}))
except script["SetupError"] as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    package = f"python3.{sys.version_info[1]}-venv"
    assert done.stdout.splitlines() == [
        f"this Python lacks venv or pip; on Debian or Ubuntu: sudo apt install {package}"
    ]


@pytest.mark.skipif(os.name == "nt", reason="signals are counted this way on POSIX only")
def test_a_signal_counts_as_in_a_shell(checkout: Path) -> None:
    venv.create(checkout / ".venv")
    assert (
        run.call(checkout, ["python", "-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"]) == 143
    )


def test_an_older_python_can_read_it_and_is_refused() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))
    after_imports = next(
        node for node in tree.body[1:] if not isinstance(node, ast.Import | ast.ImportFrom)
    )  # [0] is the docstring
    assert ast.unparse(after_imports).startswith("if sys.version_info < (3, 11):\n    sys.exit(")


def test_the_whole_way_in_a_small_project(checkout: Path, tmp_path: Path) -> None:
    (checkout / "run.py").write_text(SCRIPT.read_text(encoding="utf-8"), encoding="utf-8")
    (checkout / "backend.py").write_text(BACKEND, encoding="utf-8")

    def ask(*words: str) -> tuple[int, str, str, int]:
        command = [sys.executable, str(checkout / "run.py"), *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        installs = (checkout / "installs.txt").read_text(encoding="utf-8").count("once")
        return done.returncode, done.stdout, done.stderr, installs

    made = "making the environment in .venv (about a minute, once)\n"
    updated = "bringing the environment in .venv up to date\n"
    assert ask("rank", "betweenness") == (2, "['rank', 'betweenness']\n", made, 1)
    assert ask("stats") == (1, "['stats']\n", "", 1)
    (checkout / "constraints.txt").write_text("pip>=1\n", encoding="utf-8")
    assert ask() == (3, f"{['build', '--to', str(checkout / 'out')]}\n", updated, 2)
