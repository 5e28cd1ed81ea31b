"""An export in, what is wrong with it out, in words: the shapes and the checks of the vocabulary."""

from krpia_graph.validate.export import validate
from krpia_graph.validate.faults import Fault, Quote

__all__ = ["Fault", "Quote", "validate"]
