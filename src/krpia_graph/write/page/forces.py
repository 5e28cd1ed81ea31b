"""Ties of a large component in, places out by ForceAtlas2: partners near one another, everybody else apart.

Jacomy, Venturini, Heymann and Bastian 2014, "ForceAtlas2, a Continuous Graph Layout Algorithm". One thread
and a fixed start; the forces used need no function whose last digit differs between machines.
"""

import numpy as np
import numpy.typing as npt
from crategraph_forceatlas2 import infer_settings, layout

from krpia_graph.write.page.stress import scattered

Points = npt.NDArray[np.float64]  # one row (x, y) for each node

STEPS = 100  # three times as many bring ties no nearer: docs/decisions/0020


def force_layout(count: int, ties: npt.NDArray[np.int64], length: float) -> Points:
    """Places of `count` nodes that the `ties` join to one component, their mean length `length`."""
    settings = infer_settings(count) | {"linLogMode": False}
    placed = layout(count, ties.tolist(), init=scattered(count), iterations=STEPS, threads=1, **settings)
    points: Points = np.asarray(placed, dtype=np.float64)
    lengths = np.sqrt(((points[ties[:, 0]] - points[ties[:, 1]]) ** 2).sum(axis=1))
    return points * (length / max(float(lengths.mean()), 1e-9))
