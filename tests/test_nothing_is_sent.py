"""Without `--extractor llm` nothing goes over the network, whatever the environment names."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from asked_news import ANSWERS, NEWS, environment
from model_server import Server, serving

from krpia_graph.pipeline import build


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.about(ANSWERS)
        yield running


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


GUARDED = """
import sys
def guard(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        print(event, file=sys.stderr)
        raise SystemExit(9)
sys.addaudithook(guard)
from krpia_graph.cli import main
main()
"""


def guarded(server: Server, folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """The command line, with a model in its environment, in a process that the network ends."""
    return subprocess.run(
        [sys.executable, "-c", GUARDED, *map(str, words)],
        env=os.environ | environment(server.url, folder / "cache"),
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
    )


class TestNothingIsSentUnlessAsked:
    @pytest.mark.parametrize(
        "words",
        [
            ("build", "news.txt"),
            ("build", "news.txt", "--extractor", "rules"),
            ("extract", "news.txt"),
            ("evaluate",),
            ("audit", "news.txt"),
            ("explain", "KOTRA"),
        ],
        ids=" ".join,
    )
    def test_by_any_verb(self, server: Server, news: Path, words: tuple[str, ...]) -> None:
        done = guarded(server, news.parent, *words)
        assert (done.returncode, done.stderr) == (0, "")
        assert server.bodies == []

    def test_and_the_guard_would_see_it(self, server: Server, news: Path) -> None:
        done = guarded(server, news.parent, "build", "news.txt", "--extractor", "llm")
        assert (done.returncode, done.stderr.splitlines()[0]) == (9, "socket.getaddrinfo")
        assert server.bodies == []

    def test_nor_from_a_warm_cache(
        self,
        server: Server,
        news: Path,
        asked_data: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        for name, value in environment(server.url, tmp_path / "cache").items():
            monkeypatch.setenv(name, value)
        build([news], data=asked_data, extractor="llm")
        done = guarded(server, tmp_path, "build", "news.txt", "--extractor", "llm", "--data", asked_data)
        assert (done.returncode, done.stderr.count("(3 from the cache)")) == (0, 1)
