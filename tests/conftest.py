"""What all tests share: the page that comes with the package, the domain, the graph, and small pages."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import EXECUTABLE, Chromium
from command_line import LINES, Run

from krpia_graph.cli import main
from krpia_graph.model.domain import Domain
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import build
from krpia_graph.read.domain import read_domain
from krpia_graph.read.folder import data_folder

HEAD = "Partnerships\n\nThe companies work together.\n\nCases\n"


@pytest.fixture(scope="session")
def page() -> Path:
    """The KRPIA page as it comes with the package."""
    return data_folder() / "sources" / "krpia-open-innovation.txt"


@pytest.fixture(scope="session")
def domain() -> Domain:
    """Vocabulary, lexicon and rules as they come with the package."""
    return read_domain()


@pytest.fixture(scope="session")
def graph(page: Path) -> KnowledgeGraph:
    """The graph of the page, built once."""
    return build([page])


@pytest.fixture
def write_page(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small page and gives its path.

    `write_page("MSD•Hanmi · Agreement")` puts the lines into a list of cases under a heading;
    `write_page(text, "name.txt")` names the file. A text with a line "Cases" is written as it is.
    """

    def write(text: str, name: str = "page.txt") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = "cases" in (line.strip().casefold() for line in text.splitlines())
        path.write_text(text if whole else f"{HEAD}{text}\n", encoding="utf-8", newline="")
        return path

    return write


@pytest.fixture
def two_cases(write_page: Callable[..., Path]) -> Path:
    """A page with two cases."""
    return write_page(LINES, "small.txt")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command line in this process, in an empty folder: exit code, output, errors."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["krpia-graph", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            main()
        code = end.value.code
        captured = capsys.readouterr()
        assert isinstance(code, int | None)
        return code or 0, captured.out, captured.err

    return run


@pytest.fixture(scope="session")
def asked_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Domain data with few names and rules, in which a language model has something to add.

    Vocabulary and prompt are those of the package.
    """
    folder = tmp_path_factory.mktemp("asked") / "data"
    shutil.copytree(Path(__file__).parent / "data" / "asked", folder)
    shutil.copy(data_folder() / "vocabulary.toml", folder)
    return folder


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of the domain data, without documents and annotations, to be added to or damaged."""
    copy = tmp_path / "data"
    ignored = shutil.ignore_patterns("sources", "gold", "review")
    shutil.copytree(data_folder(), copy, ignore=ignored)
    return copy


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    """A browser without a network, for pages from files; a test sets its window and preferences itself."""
    if EXECUTABLE is None:
        # a machine without one can still run all other tests; .ci/run installs one, so that CI skips none
        pytest.skip("Chromium is not installed: see docs/how-to/run-the-checks.md")
    chromium = Chromium()
    yield chromium
    chromium.close()
