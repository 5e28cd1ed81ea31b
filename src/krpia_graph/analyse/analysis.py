"""A knowledge graph and a lens in, everything that a report of its network shows out."""

from krpia_graph.analyse.case_ties import case_ties
from krpia_graph.analyse.measures import MEASURES, PIVOTS, SEED, is_exact
from krpia_graph.analyse.ranking import DEFAULT_MEASURE, rank
from krpia_graph.analyse.series import between_types, by_year, degrees
from krpia_graph.analyse.tie_table import tie_rows
from krpia_graph.analyse.weights import undated
from krpia_graph.analyse.whole import NULLS, whole_network
from krpia_graph.model.analysis import Analysis, Estimate
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens, Resampling

DRAWN = Resampling()
LIBRARIES = {"louvain": "networkx", "leiden": "networkit"}  # of the ways to find communities


def analyse(
    graph: KnowledgeGraph,
    measure: str = DEFAULT_MEASURE,
    lens: Lens = PLAIN,
    resampling: Resampling = DRAWN,
    nulls: int = NULLS,
) -> Analysis:
    """The actors of the network by a measure, with intervals for their ranks, its ties, and its series.

    `nulls`: how many null networks the figures of the whole network are held against; with 0 there are none.
    Raises UnknownNameError for a measure or a name of the lens that does not exist.
    """
    ranking = rank(graph, measure, lens=lens, resampling=resampling)
    cases = case_ties(graph, lens)
    network = cases.network()
    exact = is_exact(network)
    return Analysis(
        ranking=ranking,
        ties=tie_rows(graph, cases),
        cases=tuple(case.id for case in cases.cases),
        undated=undated(cases.cases),
        years=by_year(cases),
        mixing=between_types(network),
        degrees=degrees(network),
        directed=network.directed,
        estimate=Estimate(None, None) if exact else Estimate(PIVOTS, SEED),
        meanings={name: measure.meaning for name, measure in MEASURES.items()},
        communities=LIBRARIES[lens.communities],
        whole=whole_network(graph, lens, nulls) if nulls else None,
    )
