"""Nothing in, what networkx says of the backend "krpia" in the documentation of its functions out.

A package of its own, because `import networkx` loads it: inside `krpia_graph` it would load all of that.
"""

from typing import Any


def info() -> dict[str, Any]:
    """The entry `networkx.backend_info`: what the backend is and which functions it has."""
    hops = "In hops: refused with weights."
    burt = "Refused with `nodes`, parallel edges or loops."
    return {
        "backend_name": "krpia",
        "project": "krpia-graph",
        "package": "krpia_graph",
        "short_summary": "Centrality on arrays, with numpy and SciPy only.",
        "functions": {
            "betweenness_centrality": {"additional_docs": hops + " Refused with `endpoints`."},
            "constraint": {"additional_docs": burt},
            "effective_size": {"additional_docs": burt + " Right with weights, as networkx 3.6.1 is not."},
            "eigenvector_centrality": {"additional_docs": "Refused with `nstart`."},
            "harmonic_centrality": {"additional_docs": hops + " Refused with `nbunch` or `sources`."},
            "katz_centrality": {"additional_docs": "Refused with `nstart`, and with a `beta` for each node."},
            "pagerank": {"additional_docs": "Refused with `personalization`, `nstart` or `dangling`."},
        },
    }
