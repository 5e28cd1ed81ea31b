"""Findings of the rules in, the same with what a language model adds out; only this stage sends anything."""

from krpia_graph.llm.extractor import LlmExtractor
from krpia_graph.llm.settings import Settings, settings_from

__all__ = ["LlmExtractor", "Settings", "settings_from"]
