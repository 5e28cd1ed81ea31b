"""How long places and betweenness take as networks grow, up to 20,000 nodes and 60,000 ties."""

import gc
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from made_up_ties import made_up_ties, name
from pytest_benchmark.fixture import BenchmarkFixture

from krpia_graph.write.page.layout import positions
from krpia_graph.write.page.room import Name
from krpia_graph.write.page.sizes import sizes

TIES = {141: 218, 1_000: 2_000, 1_500: 3_500, 5_000: 13_000, 20_000: 60_000}  # nodes -> ties
MOST_SECONDS = 60.0  # of the processor, at 20,000 nodes


@pytest.mark.parametrize("nodes", TIES)
def test_first_picture(benchmark: BenchmarkFixture, nodes: int) -> None:
    ties = made_up_ties(nodes, TIES[nodes])
    degree = Counter(end for tie in ties for end in tie)
    cases = {name(node): 1 + degree[name(node)] // 3 for node in range(nodes)}
    seconds: dict[str, float] = {}

    def draw() -> None:
        gc.collect()
        start = time.process_time()
        measured = sizes(cases, ties)
        between = time.process_time()
        room = {n: max(size[n].radius for size in measured.values()) for n in cases}
        names = {n: Name(120.0 + i % 90, 31.0 * (1 + i % 2), 12, c) for i, (n, c) in enumerate(cases.items())}
        places = positions(room, ties, names)
        seconds.update(sizes=between - start, places=time.process_time() - between)
        found = np.array(list(places.values()))
        ends = np.array([(places[a], places[b]) for a, b in ties], dtype=float)
        lengths = np.linalg.norm(ends[:, 0] - ends[:, 1], axis=1)
        across = np.linalg.norm(found - found[::-1], axis=1)  # pairs that have nothing to do with each other
        seconds["ties against pairs"] = float(lengths.mean() / across.mean())

    run: Callable[..., Any] = benchmark.pedantic
    run(draw, rounds=1)
    benchmark.extra_info |= {measure: round(value, 2) for measure, value in seconds.items()}
    print(nodes, benchmark.extra_info)  # noqa: T201
    assert seconds["sizes"] + seconds["places"] < MOST_SECONDS
