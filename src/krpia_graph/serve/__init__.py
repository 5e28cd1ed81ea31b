"""A knowledge graph or an RDF file in, a SPARQL endpoint with a page to ask from out."""

from krpia_graph.serve.dataset import Dataset, prepare
from krpia_graph.serve.server import Settings, run

__all__ = ["Dataset", "Settings", "prepare", "run"]
