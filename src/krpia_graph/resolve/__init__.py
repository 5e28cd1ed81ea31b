"""Findings in, cases out: who is who, decided by names and context and never by likeness."""

from krpia_graph.resolve.cases import resolve

__all__ = ["resolve"]
