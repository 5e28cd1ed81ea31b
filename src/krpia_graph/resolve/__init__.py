"""Findings in, cases out: who is who, decided by names and context and never by likeness."""

from krpia_graph.resolve.cases import resolve
from krpia_graph.resolve.decisions import replay

__all__ = ["replay", "resolve"]
