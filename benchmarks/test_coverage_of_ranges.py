"""How often the range of a rank holds the true rank, by measure and number of cases; takes some minutes.

Cases are made up of companies whose shares are known (tests/analyse/planted_cases.py). The true rank is that
by the mean of a measure over many other sets of as many cases: for measures of weights that is the order of
the shares, for measures of steps what as many cases show of it. No bar: run it
with -s to see the figures; they are in README.md.
"""

from collections import defaultdict

import numpy as np
import pytest
from analyse.planted_cases import planted

from krpia_graph.analyse import MEASURES
from krpia_graph.analyse.resampling import bounds, intervals
from krpia_graph.model.lens import Resampling
from krpia_graph.pipeline import build

BY_WEIGHT = ("strength", "pagerank", "katz", "eigenvector")
BY_STEPS = ("degree", "harmonic", "betweenness")
WORLDS, OTHERS, DRAWS = 20, 300, 120


@pytest.mark.parametrize("cases", [60, 150, 400, 1000])
def test_ranges_hold_the_true_rank(cases: int) -> None:
    means: dict[str, dict[str, float]] = {name: defaultdict(float) for name in (*BY_WEIGHT, *BY_STEPS)}
    for seed in range(OTHERS):
        network = planted(cases, 50_000 + seed).cases.network()
        for name, mean in means.items():
            for actor, value in zip(network.actors, MEASURES[name].compute(network).tolist(), strict=True):
                mean[actor.id] += 0.0 if np.isnan(value) else value / OTHERS
    graph = build()
    for name, mean in means.items():
        held = []
        for seed in range(WORLDS):
            world = planted(cases, 2_000 + seed).cases
            truth, _ = bounds(np.array([mean[actor.id] for actor in world.actors]))
            asked = Resampling(DRAWS, seed=7, measures=(name,))
            found = intervals(world, graph, asked)[name]
            held.append(float(((found.low <= truth) & (truth <= found.high)).mean()))
        print(cases, "cases", name, round(float(np.mean(held)), 3))  # noqa: T201
