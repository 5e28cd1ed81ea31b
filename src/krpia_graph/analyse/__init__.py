"""A knowledge graph in, the position of its organisations out; counts in, how sure its findings are out."""

from krpia_graph.analyse.confidence import estimate_confidence, tallies_of
from krpia_graph.analyse.measures import MEASURES
from krpia_graph.analyse.network import organisation_network
from krpia_graph.analyse.ranking import DEFAULT_MEASURE, rank

__all__ = ["DEFAULT_MEASURE", "MEASURES", "estimate_confidence", "organisation_network", "rank", "tallies_of"]
