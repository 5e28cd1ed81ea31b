"""Make the environment in `.venv`, then run krpia-graph or the checks in it; needs only Python 3.11 or newer.

python3 run.py              build the graph into out/
python3 run.py test         run every check of the project
python3 run.py WORD ...     the same as `krpia-graph WORD ...`, for example: rank betweenness
"""

import hashlib
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (this file parses on Python 3.6, so that this line can speak)
    sys.exit(f"run.py: krpia-graph needs Python 3.11 or newer; this is Python {sys.version.split()[0]}")

ROOT = Path(__file__).resolve().parent
STAMP = ".venv/run.json"  # says what the environment was made from
SUITES = ".venv/suites"  # what tests read and the project does not hold
AXE = "axe-playwright-python==0.1.8"  # holds axe-core, which tests look for barriers with
RECIPE = 1  # raise it when the way the environment is made changes: every environment is then made anew


class SetupError(Exception):
    """The environment cannot be made; the message ends with what to do."""


def main(words: list[str]) -> int:
    """Do what `words` ask for, in an environment that is made first where needed; gives the exit code."""
    testing = words == ["test"]
    try:
        if words[:1] == ["test"] and not testing:
            raise SetupError("`test` runs every check and takes no further words")
        prepare(ROOT, dev=testing)
        if testing:
            fetch_suites(ROOT)
    except SetupError as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 2
    return run_checks(ROOT, checks(ROOT)) if testing else call(ROOT, ["krpia-graph", *command_words(words)])


def command_words(words: list[str]) -> list[str]:
    """The words for the command line; without any, those that build the graph into `out/` of the checkout."""
    if words:
        return words
    return ["build"] if Path.cwd() == ROOT else ["build", "--to", str(ROOT / "out")]


def checks(root: Path) -> dict[str, list[str]]:
    """Every check as the command to run, by the name it has in the summary."""
    found = {
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "mypy": ["mypy"],
        "lint-imports": ["lint-imports"],
        "pytest": ["pytest", "--numprocesses", "auto", "--dist", "worksteal"],
    }
    notebooks = sorted(str(path.relative_to(root)) for path in root.glob("notebooks/*.ipynb"))
    if notebooks:
        found["notebooks"] = ["pytest", "--nbmake", *notebooks]
    return found


def run_checks(root: Path, commands: dict[str, list[str]]) -> int:
    """Run all `commands` in `root`, whichever fail, and name those; 0 if none did, else 1."""
    failed = []
    for name, command in commands.items():
        print(f"\n== {name}: {' '.join(command)}", flush=True)
        if call(root, command, folder=root) != 0:
            failed.append(name)
    print("\nfailed: " + ", ".join(failed) if failed else "\nall checks passed", flush=True)
    return 1 if failed else 0


def prepare(root: Path, dev: bool) -> None:
    """Make or update the environment of `root` where it has to be. Raises SetupError."""
    todo, stamp = plan(root, dev)
    if todo == "nothing":
        return
    note = root / STAMP
    note.unlink(missing_ok=True)  # an interrupted run leaves no stamp, and the next one begins anew
    if todo == "make":
        make(root)
    else:
        print("bringing the environment in .venv up to date", file=sys.stderr, flush=True)
    pip = [str(program(root, "python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    what = ".[dev]" if stamp["dev"] else "."
    quietly(root, [*pip, "--constraint", "constraints.txt", "--editable", what])
    note.write_text(json.dumps(stamp), encoding="utf-8")


def fetch_suites(root: Path) -> None:
    """Bring beside the environment what tests read and the project does not hold; nothing of it is installed.

    These are the source distribution of rdflib, for the test suites of the W3C in it, and a wheel for its
    axe-core. Without one of them its tests are skipped, so that a machine without a network runs the others.
    """
    pins = (root / "constraints.txt").read_text(encoding="utf-8").split()
    rdflib = next((pin for pin in pins if pin.startswith("rdflib==")), "")
    if rdflib:
        lack = "no test suites of the W3C, their tests are skipped"
        bring(root, rdflib, f"{rdflib.replace('==', '-')}.tar.gz", "--no-binary", lack)
    wheel = f"{AXE.replace('-', '_').replace('==', '-')}-py3-none-any.whl"
    bring(root, AXE, wheel, "--only-binary", "no axe-core, the tests of accessibility are skipped")


def bring(root: Path, pin: str, file: str, form: str, lack: str) -> None:
    """Bring one file of a pinned package into the folder of suites, or say what its `lack` means."""
    if (root / SUITES / file).is_file():
        return
    pip = [str(program(root, "python")), "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    try:
        quietly(root, [*pip, "--no-deps", form, pin.partition("==")[0], "--dest", SUITES, pin])
    except SetupError as error:
        said = str(error).splitlines()[-2]  # the last line is advice that does not hold here
        print(f"run.py: {lack}: {said}", file=sys.stderr, flush=True)


def plan(root: Path, dev: bool) -> tuple[str, dict[str, object]]:
    """Whether to "make" the environment, "install" into it or do "nothing", and the stamp to leave in it."""
    try:
        seen = json.loads((root / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        seen = {}
    files = [(root / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    stamp = {
        "made": [str(root), sys.implementation.cache_tag, RECIPE],
        "installed": hashlib.sha256(b"\0".join(files)).hexdigest(),
        "dev": dev or seen.get("dev", False),  # what is installed stays so
    }
    if seen.get("made") != stamp["made"] or not starts(root):
        return "make", stamp
    return ("nothing" if seen == stamp else "install"), stamp


def starts(root: Path) -> bool:
    """Whether the Python of the environment runs and the command of the project is there."""
    try:
        code = subprocess.run([program(root, "python"), "-c", ""], capture_output=True).returncode
    except OSError:
        return False
    return code == 0 and program(root, "krpia-graph").is_file()


def make(root: Path) -> None:
    """An environment that holds pip, in place of the one that is there. Raises SetupError."""
    has = {name: bool(getattr(find_spec(name), "origin", "")) for name in ("venv", "ensurepip", "pip")}
    if not has["venv"] or not (has["ensurepip"] or has["pip"]):
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise SetupError(f"this Python lacks venv or pip; on Debian or Ubuntu: sudo apt install {package}")
    print("making the environment in .venv (about a minute, once)", file=sys.stderr, flush=True)
    venv = [sys.executable, "-m", "venv", "--clear", str(root / ".venv")]
    if has["ensurepip"]:
        quietly(root, venv)
    else:  # Debian without its venv package: the pip of the system installs a pip into the environment
        quietly(root, [*venv, "--without-pip"])
        pip = [sys.executable, "-m", "pip", "--python", str(program(root, "python"))]
        quietly(root, [*pip, "install", "--quiet", "--disable-pip-version-check", "pip"])


def quietly(root: Path, command: list[str]) -> None:
    """Run `command` in `root` without showing it. Raises SetupError with its last lines if it fails."""
    # The pins hold for the build backend too: older pips read the first variable for it, newer the second.
    pins = {"PIP_CONSTRAINT": "constraints.txt", "PIP_BUILD_CONSTRAINT": "constraints.txt"}
    done = subprocess.run(command, cwd=root, env={**os.environ, **pins}, capture_output=True)
    if done.returncode != 0:
        last = (done.stdout + done.stderr).decode(errors="replace").strip().splitlines()[-12:]
        advice = "mend what these lines name (no network?) and run the same command again"
        raise SetupError("\n".join(["could not make the environment:", *last, advice]))


def program(root: Path, name: str) -> Path:
    """Where the program `name` of the environment is."""
    return root / ".venv" / (f"Scripts/{name}.exe" if os.name == "nt" else f"bin/{name}")


def call(root: Path, command: list[str], folder: Path | None = None) -> int:
    """Run a program of the environment as if `.venv` were activated; gives its exit code as a shell does."""
    first = program(root, command[0])
    path = os.pathsep.join([str(first.parent), os.environ.get("PATH", os.defpath)])
    variables = {**os.environ, "PATH": path, "VIRTUAL_ENV": str(root / ".venv")}
    code = subprocess.run([str(first), *command[1:]], cwd=folder, env=variables).returncode
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
