"""An analysis and its graph in, `run.json` out: what one must know to get the same figures again."""

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.ties import Tie

_LIBRARIES = ("krpia-graph", "numpy", "scipy", "networkx")


def run_json(graph: KnowledgeGraph, analysis: Analysis, fingerprint: str) -> Iterator[str]:
    """The record as JSON, without time and machine; `fingerprint` is that of the graph."""
    ranking = analysis.ranking
    libraries = dict.fromkeys((*_LIBRARIES, analysis.communities))
    record: dict[str, Any] = {
        "measure": ranking.measure,
        "lens": asdict(ranking.lens),
        "resampling": asdict(ranking.resampling) if ranking.resampling else None,
        "betweenness": {"exact": ranking.exact, **asdict(analysis.estimate)},
        "communities": analysis.communities,
        "network": {
            "actors": len(ranking),
            "ties": len(analysis.ties),
            "cases": len(analysis.cases),
            "undated_cases": len(analysis.undated),
            "sha256": network_fingerprint(analysis.ties, ranking.lens.weights),
        },
        "graph": {"sha256": fingerprint, "cases": len(graph.cases), "entities": len(graph.entities)},
        "sources": [{"id": source.id, "sha256": source.sha256} for source in graph.sources],
        "versions": {"python": platform.python_version(), **{name: version(name) for name in libraries}},
    }
    yield json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def network_fingerprint(ties: Iterable[Tie], scheme: str) -> str:
    """The SHA-256 of the sorted ties, each a JSON list of both ids and the weight by the scheme."""
    lines = sorted(json.dumps([tie.a.id, tie.b.id, tie.weights[scheme]]) for tie in ties)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
