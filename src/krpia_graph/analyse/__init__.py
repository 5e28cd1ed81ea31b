"""A knowledge graph in, the position of its organisations out."""

from krpia_graph.analyse.measures import MEASURES
from krpia_graph.analyse.network import organisation_network
from krpia_graph.analyse.ranking import DEFAULT_MEASURE, rank

__all__ = ["DEFAULT_MEASURE", "MEASURES", "organisation_network", "rank"]
