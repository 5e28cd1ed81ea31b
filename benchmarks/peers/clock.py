"""Work in, the fewest seconds that it took in some rounds out; it needs nothing but Python."""

import gc
import os
import time
from collections.abc import Callable


def fewest(rounds: int, work: Callable[[], object]) -> list[float]:
    """The fewest seconds of the rounds: of the clock, and of all processors, those of child processes too."""
    found = []
    for _ in range(rounds):
        gc.collect()
        start = _now()
        work()
        found.append([after - before for before, after in zip(start, _now(), strict=True)])
    return [min(seconds) for seconds in zip(*found, strict=True)]


def _now() -> tuple[float, float]:
    children = os.times()
    return time.perf_counter(), time.process_time() + children.children_user + children.children_system
