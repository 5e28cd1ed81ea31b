"""Annotations and findings in, how far they agree out: scores, and judgements for the counts of each rule."""

from krpia_graph.evaluate.judgements import judge
from krpia_graph.evaluate.matching import goes_by, match_cases
from krpia_graph.evaluate.scores import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate", "goes_by", "judge", "match_cases"]
