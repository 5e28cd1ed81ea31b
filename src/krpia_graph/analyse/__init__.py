"""A knowledge graph in, the position of its organisations out; counts in, how sure its findings are out."""

from krpia_graph.analyse.analysis import analyse
from krpia_graph.analyse.backtest import backtest
from krpia_graph.analyse.case_ties import CaseTies, case_ties
from krpia_graph.analyse.comparing import compare
from krpia_graph.analyse.confidence import estimate_confidence, tallies_of
from krpia_graph.analyse.measures import MEASURES
from krpia_graph.analyse.network import Network
from krpia_graph.analyse.paths import path
from krpia_graph.analyse.prediction import PREDICTORS, predict
from krpia_graph.analyse.ranking import DEFAULT_MEASURE, rank
from krpia_graph.analyse.whole import whole_network

__all__ = [
    "DEFAULT_MEASURE",
    "MEASURES",
    "PREDICTORS",
    "CaseTies",
    "Network",
    "analyse",
    "backtest",
    "case_ties",
    "compare",
    "estimate_confidence",
    "path",
    "predict",
    "rank",
    "tallies_of",
    "whole_network",
]
