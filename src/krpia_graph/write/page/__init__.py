"""A knowledge graph in, the page that people open out: one HTML file with picture and evidence."""

from krpia_graph.write.page.sigma import large_network_html
from krpia_graph.write.page.vis import network_html

__all__ = ["large_network_html", "network_html"]
