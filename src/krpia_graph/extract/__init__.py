"""Statements in, findings out: which names, relations, periods and amounts stand where."""

from krpia_graph.extract.findings import Extractor

__all__ = ["Extractor"]
