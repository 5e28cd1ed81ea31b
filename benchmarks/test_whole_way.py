"""How fast the way from a document to the graph is, and whether its cost a statement stays when texts grow.

The texts are the stored page, as it is and repeated. A repeated bullet has the digest of the first in its id
and a number behind, so that every copy is a case of its own. Entities do not grow, only the evidence does.
"""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from krpia_graph import build
from krpia_graph.extract import Extractor
from krpia_graph.extract.names import NameFinder, Text
from krpia_graph.pipeline import default_sources
from krpia_graph.read import read
from krpia_graph.read.domain import read_domain
from krpia_graph.read.folder import data_folder
from krpia_graph.resolve import resolve

Result = TypeVar("Result")

PAGE = default_sources()[0]
ROUNDS = 3
MOST = 2.0  # times the cost a statement at 1,000, on a machine with other work


def repeated(statements: int, folder: Path) -> tuple[Path, int]:
    """The page as often as it takes to make so many statements, and how many it makes."""
    once = len(read(PAGE).statements)
    copies = -(-statements // once)
    text = PAGE.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    path = folder / f"page-{statements}.txt"
    path.write_text(text * copies, encoding="utf-8", newline="")
    assert len(read(path).statements) == once * copies
    return path, once * copies


def seconds(path: Path) -> float:
    """Seconds of the processor: the work runs in one thread, and others may run beside it."""
    start = time.process_time()
    build([path])
    return time.process_time() - start


def measure(benchmark: BenchmarkFixture, work: Callable[[], Result], rounds: int = ROUNDS) -> Result:
    """Time the work, and give the result of its last round."""
    run: Callable[..., Result] = benchmark.pedantic
    return run(work, rounds=rounds)


def report(benchmark: BenchmarkFixture, statements: int) -> None:
    """Add statements a second, by the fastest round, to what the benchmark keeps."""
    if benchmark.stats is not None:  # with --benchmark-disable there is nothing to report
        fastest = benchmark.stats.stats.min
        benchmark.extra_info["statements"] = statements
        benchmark.extra_info["statements a second"] = round(statements / fastest)
        benchmark.extra_info["microseconds a statement"] = round(fastest / statements * 1e6)


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Domain data read and compiled: that is once a process and has a benchmark of its own."""
    build()


@pytest.mark.parametrize("statements", [1, 1_000, 10_000])
def test_whole_way(benchmark: BenchmarkFixture, statements: int, tmp_path: Path) -> None:
    path, number = repeated(statements, tmp_path)
    graph = measure(benchmark, lambda: build([path]))
    assert len(graph.cases) == len(build().cases) * number // len(read(PAGE).statements)
    assert {edge.relation for edge in graph.edges} == {edge.relation for edge in build().edges}
    report(benchmark, number)


def test_cost_a_statement_stays(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    short, few = repeated(1_000, tmp_path)
    long, many = repeated(10_000, tmp_path)
    at_few = min(seconds(short) for _ in range(ROUNDS)) / few
    at_many = measure(benchmark, lambda: min(seconds(long) for _ in range(ROUNDS)), rounds=1) / many
    benchmark.extra_info["cost a statement, 10,000 to 1,000"] = round(at_many / at_few, 2)
    assert at_many / at_few < MOST


@pytest.mark.parametrize("stage", ["read", "extract", "resolve"])
def test_stage(benchmark: BenchmarkFixture, stage: str, tmp_path: Path) -> None:
    path, number = repeated(10_000, tmp_path)
    domain = read_domain()
    extractor = Extractor(domain)
    reading = read(path)
    found = extractor.extract(reading)
    work: dict[str, Callable[[], object]] = {
        "read": partial(read, path),
        "extract": partial(extractor.extract, reading),
        "resolve": partial(resolve, found, domain),
    }
    measure(benchmark, work[stage])
    report(benchmark, number)


def test_name_finding(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    path, number = repeated(10_000, tmp_path)
    finder = NameFinder(read_domain().lexicon.names)
    text = Text.of(path.read_text(encoding="utf-8"))
    hits = measure(benchmark, lambda: finder.find(text))
    assert hits
    report(benchmark, number)
    if benchmark.stats is not None:
        benchmark.extra_info["characters a second"] = round(len(text.original) / benchmark.stats.stats.min)


def test_reading_and_compiling_the_domain(benchmark: BenchmarkFixture) -> None:
    def start() -> Extractor:
        read_domain.cache_clear()
        return Extractor(read_domain(data_folder()))

    measure(benchmark, start)
