"""A network and the community of each node in, out how evenly each node is tied to the communities."""

from krpia_graph.kernels.csr import Csr, Numbers, Values
from krpia_graph.kernels.groups import checked, dispersion
from krpia_graph.kernels.shares import mutual


def participation(graph: Csr, communities: Numbers) -> Values:
    """The participation coefficient: 1 - the sum over the communities s of (k_is / k_i)^2.

    k_is is the weight of the ties between node i and community s, both directions together, k_i that of all
    its ties. 0 if all lead to one community, at most 1 - 1 / communities if they spread evenly; NaN without
    ties. Ties to nodes of unknown community (-1) are left out, loops too; weights have to be positive.
    Guimerà & Amaral 2005, "Functional cartography of complex metabolic networks". Raises ValueError for
    communities that are not one a node.
    """
    return dispersion(mutual(graph), checked(graph, communities))
