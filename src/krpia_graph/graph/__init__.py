"""Cases in, a knowledge graph out, in which every edge keeps its reasons."""

from krpia_graph.graph.connect import connect

__all__ = ["connect"]
