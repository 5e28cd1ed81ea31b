"""The shape of the code: layers, documentation and length of modules, and what no file may hold."""

import ast
import os
import re
import subprocess
import sysconfig
from pathlib import Path

import jupytext  # type: ignore[import-untyped]  # it ships no types
import pytest

import krpia_graph

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src" / "krpia_graph").rglob("*.py"))
OTHERS = ROOT / "src" / "krpia_graph" / "serve" / "vendor"  # files of others, which stay as they are
LONGEST = 400  # lines of a module

UNWANTED = {
    "an unfinished note": re.compile(r"\b(TO[D]O|FIX[M]E)\b"),
    "an address of a package index": re.compile(
        r"pypi[.]org|pythonhosted[.]org|(index-ur[l]|find-link[s])\b"
    ),
    "a path of one machine": re.compile(r"(?<![\w./:*-])(/(home|root|Users|work)/|[A-Z]:\\Users\\)\w"),
}
MADE = {"out", "build", "dist", "__pycache__", "node_modules"}  # folders of results, not of the project


def project_files() -> list[Path]:
    """Every file of the project, hidden ones too; hidden folders hold caches, all but that of the checks."""
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name not in MADE and not name.endswith(".egg-info") and (name[0] != "." or name == ".ci")
        ]
        found += [Path(folder, name) for name in files if name != ".git"]  # a file in a second work tree
    return sorted(found)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_a_layer_imports_only_those_below_it() -> None:
    command = Path(sysconfig.get_path("scripts"), "lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_module_says_what_it_is_in_a_sentence(module: Path) -> None:
    text = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    first = text.split("\n\n", 1)[0]
    assert len(first.split()) >= 3
    assert first.endswith((".", ":", "?"))


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_module_is_not_too_long(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("what", UNWANTED)
def test_no_file_holds(what: str) -> None:
    assert MODULES
    found = []
    for path in project_files():
        if path.is_relative_to(OTHERS):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if UNWANTED[what].search(line):
                found.append(f"{relative(path)}:{number}: {line.strip()[:80]}")
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("an unfinished note", "# TO" + "DO: later"),
        ("an address of a package index", "https://pypi" + ".org/simple"),
        ("an address of a package index", "pip install --index-" + "url somewhere"),
        ("a path of one machine", 'open("' + "/home" + '/me/file.txt")'),
        ("a path of one machine", "C:" + "\\Users\\me"),
    ],
)
def test_the_patterns_find_what_they_name(what: str, text: str) -> None:
    assert UNWANTED[what].search(text)


@pytest.mark.parametrize("text", ["https://example.org/home/index.html", "src/root/x", "see /tmp/x", "to do"])
def test_the_patterns_leave_the_rest(text: str) -> None:
    assert not any(pattern.search(text) for pattern in UNWANTED.values())


def test_a_notebook_and_its_script_have_the_same_cells() -> None:
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for script in (notebook.with_suffix(suffix) for suffix in (".py", ".md")):
            if script.exists():
                assert cells(notebook) == cells(script), f"jupytext --sync {relative(script)}"


def cells(path: Path) -> list[tuple[str, str]]:
    """The kind and the text of each cell."""
    return [(cell.cell_type, cell.source.strip()) for cell in jupytext.read(path).cells]


def test_the_public_names_are_sorted_and_there() -> None:
    names = krpia_graph.__all__
    assert names == sorted(names, key=order)
    assert [name for name in names if not hasattr(krpia_graph, name)] == []


def order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as the style rule for `__all__` wants them."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2), name
