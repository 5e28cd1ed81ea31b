"""Random networks with a group for every node, some of them unknown."""

from typing import Any

import numpy as np
from hypothesis import strategies as st
from kernels.networks import networks

from krpia_graph.kernels.csr import Numbers


@st.composite
def grouped(
    draw: st.DrawFn, directed: bool | None = None, unknown: bool = True, weights: bool = True
) -> tuple[Any, Numbers]:
    """A network without loops and parallel edges, and the groups of its nodes in their order."""
    graph = draw(networks(directed=directed, loops=False, multi=False, weights=weights))
    group = st.integers(-1 if unknown else 0, 3)
    groups = draw(st.lists(group, min_size=len(graph), max_size=len(graph)))
    return graph, np.array(groups, dtype=np.int64)
