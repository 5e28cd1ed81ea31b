"""A network in, a score for every pair of its nodes out: how much speaks for a tie that is not there.

Weights and directions are not looked at. Each result is a symmetric n x n array with zeros on its diagonal;
of memory it takes 8 n^2 bytes, a few times over.
"""

import numpy as np
from scipy.sparse import diags_array

from krpia_graph.kernels.csr import Csr, Numbers, Values, from_edges
from krpia_graph.kernels.spectrum import largest_eigenvalue

DAMPING = 0.5  # of Katz: how near its alpha comes to the largest that it converges for


def adamic_adar(network: Csr) -> Values:
    """For each pair the sum of 1/log(degree) over the neighbours that both have.

    Liben-Nowell and Kleinberg, The Link Prediction Problem for Social Networks, 2004.
    """
    degree = _degree(network)
    return _shared(network, 1 / np.log(np.maximum(degree, 2)))  # who is shared by two has a degree of 2


def resource_allocation(network: Csr) -> Values:
    """For each pair the sum of 1/degree over the neighbours that both have.

    Zhou, Lü and Zhang, European Physical Journal B 71, 623, 2009.
    """
    return _shared(network, 1 / np.maximum(_degree(network), 1))


def preferential_attachment(network: Csr) -> Values:
    """For each pair the product of the degrees of the two."""
    degree = _degree(network)
    return _off_diagonal(np.outer(degree, degree))


def katz_index(network: Csr, damping: float = DAMPING) -> Values:
    """For each pair the number of walks between the two, one of length l counting alpha^l.

    `damping` is alpha as a share of 1 over the largest eigenvalue, from which on the sum is infinite.
    Katz 1953, "A New Status Index Derived from Sociometric Analysis".
    """
    largest = largest_eigenvalue(from_edges(network.n, _ends(network)))
    if not largest:
        return np.zeros((network.n, network.n))
    system = np.eye(network.n) - damping / largest * network.hops.toarray()
    found = np.linalg.inv(system)
    return _off_diagonal((found + found.T) / 2)


def _degree(network: Csr) -> Values:
    return np.diff(network.indptr).astype(np.float64)


def _ends(network: Csr) -> Numbers:
    rows = np.repeat(np.arange(network.n), np.diff(network.indptr))
    once = rows < network.indices
    return np.column_stack((rows[once], network.indices[once]))


def _shared(network: Csr, worth: Values) -> Values:
    """For each pair what the neighbours that both have are worth together."""
    return _off_diagonal((network.hops @ diags_array(worth, format="csr") @ network.hops).toarray())


def _off_diagonal(scores: Values) -> Values:
    np.fill_diagonal(scores, 0.0)
    return scores
