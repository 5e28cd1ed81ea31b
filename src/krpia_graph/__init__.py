"""Pharma partnerships as a knowledge graph in which every edge can show the sentence it came from."""

from krpia_graph.analyse import backtest, compare, path, predict, rank, whole_network
from krpia_graph.check import check
from krpia_graph.model.errors import KrpiaGraphError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens, Resampling
from krpia_graph.pipeline import build
from krpia_graph.query import query
from krpia_graph.write import write
from krpia_graph.write.figure import figure
from krpia_graph.write.rdflib_graph import to_rdflib

__all__ = [
    "KnowledgeGraph",
    "KrpiaGraphError",
    "Lens",
    "Resampling",
    "backtest",
    "build",
    "check",
    "compare",
    "figure",
    "path",
    "predict",
    "query",
    "rank",
    "to_rdflib",
    "whole_network",
    "write",
]
