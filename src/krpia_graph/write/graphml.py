"""A knowledge graph in, GraphML out, for Gephi, Cytoscape and networkx."""

from collections.abc import Iterator

from krpia_graph.model.graph import KnowledgeGraph


def graphml(graph: KnowledgeGraph) -> Iterator[str]:
    """The multigraph of `graph.to_networkx()` as GraphML, a line at a time; edge keys become edge ids."""
    import networkx as nx

    yield "<?xml version='1.0' encoding='utf-8'?>\n"
    for line in nx.generate_graphml(graph.to_networkx()):
        yield f"{line}\n"
