"""How long the ranges of ranks take: 500 other sets of the cases of the page, all measures."""

import time

from pytest_benchmark.fixture import BenchmarkFixture

from krpia_graph.analyse import rank
from krpia_graph.model.lens import Resampling
from krpia_graph.pipeline import build

ROUNDS = 3
MOST = 10.0  # seconds


def test_ranges_of_the_page(benchmark: BenchmarkFixture) -> None:
    graph = build()
    seconds: list[float] = []

    def run() -> None:
        start = time.process_time()
        rank(graph, resampling=Resampling(500))
        seconds.append(time.process_time() - start)

    benchmark.pedantic(run, rounds=ROUNDS)  # type: ignore[no-untyped-call]  # it has no types
    benchmark.extra_info["seconds of the processor"] = min(seconds)
    assert min(seconds) < MOST
