"""Every example in README.md and below docs/ is run, and what it shows must be what comes out.

| block in a document | what is done with it, in a new folder that holds a copy of `data/` |
|---|---|
| `python` | run; with `>>>` what it prints is compared, where `...` stands for any text |
| `console` | each `$ krpia-graph ...` is run and its output compared; a line `...` stands for any lines |
| a language and a path | the text is appended to that file |
| `diff` and a path | the lines with `-` are replaced by those with `+`, once, in that file |
"""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

import pytest
from sybil import Document, Example, Region
from sybil.example import SybilFailure
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer

from krpia_graph.analyse import MEASURES
from krpia_graph.engine import ENGINES
from krpia_graph.read import READERS
from krpia_graph.read.domain import read_domain
from krpia_graph.write import FORMATS

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SHOWN = 60  # lines of an output that does not fit
PROGRAM = Path(sysconfig.get_path("scripts"), "krpia-graph")
# The registries hold values of different types; only their keys are put back.
REGISTRIES: tuple[dict[str, object], ...] = (MEASURES, ENGINES, READERS, FORMATS)  # type: ignore[assignment]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterable[Path]:
    """A new folder to work in; what an example registers is gone afterwards."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    before = [dict(registry) for registry in REGISTRIES]
    yield tmp_path
    for registry, entries in zip(REGISTRIES, before, strict=True):
        registry.clear()
        registry.update(entries)


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_the_examples_of_a_document(path: Path, folder: Path) -> None:
    failures = run_examples(path)
    assert not failures, "\n".join([f"in {folder}:", *failures])


def run_examples(path: Path) -> list[str]:
    """Run the examples in their order, and give what went wrong."""
    document = Document.parse(
        str(path),
        PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE),
        CodeBlockParser("console", run_console),
        file_blocks,
    )
    failures = []
    for example in document:
        try:
            example.evaluate()
        except SybilFailure as failure:
            failures.append(f"{relative(path)}:{example.line}: {failure.result}")
    return failures


def run_console(example: Example) -> str:
    """Run the commands of a block; the text is what differs, empty where nothing does."""
    differences = []
    for command, expected in commands(str(example.parsed)):
        words = shlex.split(command)
        if words[0] != "krpia-graph":
            return f"a console block runs krpia-graph, not {words[0]}; name its language `sh`"
        found = output([str(PROGRAM), *words[1:]])
        if not fits(expected, found):
            shown = "".join(found.splitlines(keepends=True)[:SHOWN])
            differences.append(f"$ {command}\nexpected:\n{expected}\nfound:\n{shown}")
    return "\n".join(differences)


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the lines under it."""
    parts = re.split(r"^\$ (.+)\n", block + "\n", flags=re.MULTILINE)
    assert not parts[0].strip(), "a console block begins with a command"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def output(command: list[str]) -> str:
    """What a command writes, both streams, without colours and as wide as in a pipe."""
    colours = {"FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"}
    variables = {name: value for name, value in os.environ.items() if name not in colours}
    variables["PYTHONIOENCODING"] = "utf-8"
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=variables, encoding="utf-8"
    )
    return done.stdout


def fits(expected: str, found: str) -> bool:
    """Whether lines are those expected, blanks at their ends aside.

    `...` stands for any text in its line, and alone in a line for any lines, none too.
    """
    pattern = ""
    for line in expected.strip("\n").splitlines():
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*".join(re.escape(part) for part in line.rstrip().split("...")) + r"[ \t]*\n"
    return re.fullmatch(pattern, found.strip("\n") + "\n") is not None


def file_blocks(document: Document) -> Iterable[Region]:
    """The blocks that name a file behind their language."""
    for region in FencedCodeBlockLexer(r"\w+ +[\w./-]+")(document):
        language, path = region.lexemes["language"].split()
        region.parsed = (language, path, str(region.lexemes["source"]))
        region.evaluator = change_file
        yield region


def change_file(example: Example) -> str:
    """Append the block to its file, or change the file by it; the text is what went wrong."""
    language, name, block = example.parsed
    path = Path(name)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    after = before + block
    if language == "diff":
        lines = block.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        if before.count(old) != 1:
            return f"{name} holds these lines {before.count(old)} times:\n{old}"
        after = before.replace(old, new)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(after, encoding="utf-8")
    return ""


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_a_link_leads_to_a_file(path: Path) -> None:
    text = re.sub(r"^(```+).*?^\1", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_data_model_shows_the_edge_types_and_roles_of_the_vocabulary() -> None:
    vocabulary = read_domain().vocabulary
    organisations = vocabulary.organisation_types

    def ends(types: Iterable[str]) -> str:
        return ", ".join(sorted({"organisation" if t in organisations else t for t in types}, key=case_first))

    edges = [
        f"| `{name}` | {edge.label.en} | {ends(edge.domain)} | {ends(edge.range)} |"
        for name, edge in vocabulary.edge_types.items()
    ]
    roles = [
        f"| `{name}` | {role.slot} | `{role.edge}` "
        + "".join("| yes " if flag else "| " for flag in (role.tie, role.lead, role.covers))
        + "|"
        for name, role in vocabulary.roles.items()
    ]
    lines = (ROOT / "docs" / "data-model.md").read_text(encoding="utf-8").splitlines()
    assert rows(lines, "| edge type |", cells=4) == edges
    assert rows(lines, "| role |", cells=6) == roles


def case_first(kind: str) -> tuple[bool, str]:
    return kind != "case", kind


def rows(lines: list[str], head: str, cells: int) -> list[str]:
    """The rows of the table whose head begins so, each up to a number of cells."""
    first = next(i for i, line in enumerate(lines) if line.startswith(head)) + 2
    table = takewhile(lambda line: line.startswith("|"), lines[first:])
    return ["|".join(line.split("|")[: cells + 1]) + "|" for line in table]


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("one\ntwo", "one\ntwo\n"),
        ("one", "one   \n"),
        ("...\ntwo", "two"),
        ("one\n...", "one\n\nthree"),
        ("a ... z", "a b (c) z"),
    ],
)
def test_output_that_fits(expected: str, found: str) -> None:
    assert fits(expected, found)


@pytest.mark.parametrize(
    ("expected", "found"),
    [("one", "one\ntwo"), ("one\n...", "two\none"), ("a ... z", "a\nz"), ("1.5", "125"), ("", "one")],
)
def test_output_that_does_not_fit(expected: str, found: str) -> None:
    assert not fits(expected, found)


def test_a_false_example_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", folder)
    document = folder / "example.md"
    document.write_text(
        "```python\n>>> 1 + 1\n3\n```\n\n"
        "```console\n$ krpia-graph check\nall wrong\n```\n\n"
        "```console\n$ rm data\n```\n\n"
        "```toml data/vocabulary.toml\n[no\n```\n\n"
        "```console\n$ krpia-graph check --data data\n...\n```\n\n"
        "```diff data/vocabulary.toml\n-no such line\n+another\n```\n",
        encoding="utf-8",
    )
    lines = [int(failure.split(":")[1]) for failure in run_examples(document)]
    assert lines == [2, 6, 11, 24]
