"""A network and the group of each node in, the diversity of the partners of each node out."""

from krpia_graph.kernels.csr import Csr, Numbers, Values
from krpia_graph.kernels.groups import checked, dispersion
from krpia_graph.kernels.shares import mutual
from krpia_graph.kernels.triangles import tied


def diversity(graph: Csr, groups: Numbers, weighted: bool = False) -> Values:
    """Blau's index: 1 - the sum over the groups of the square of the share of partners that belong to it.

    0 if all partners are of one group, at most 1 - 1 / groups; NaN without partners of known group. It is the
    chance that two partners, drawn one after the other with replacement, are of different groups. A partner
    counts once, whichever way the tie leads; `weighted`, as much as its ties weigh (then the formula is that
    of `participation`). Partners of unknown group (-1) and loops are left out. Blau 1977, "Inequality and
    Heterogeneity". Raises ValueError for groups that are not one a node.
    """
    return dispersion(mutual(graph) if weighted else tied(graph), checked(graph, groups))
