"""A plot for a notebook stands by itself: it asks for nothing and leads nowhere."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.analysis import PLOTS, plot_html


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_plot_is_one_figure(
    name: str, language: str, graph: KnowledgeGraph, analysis: Analysis
) -> None:
    made = plot_html(graph, analysis, name, language)
    tree = LexborHTMLParser(made)
    assert len(tree.css("figure > svg")) == 1
    assert all(node.text() for node in tree.css("strong, figcaption"))
    assert not tree.css("script, [href], [src]")
    assert not re.search(r"url\(|@import", made)
    used = {word for node in tree.css("svg [class]") for word in (node.attributes["class"] or "").split()}
    defined = set(re.findall(r"\.([\w-]+) ", made.partition("</style>")[0]))
    assert {word for word in used if word.startswith(("fill-", "stroke-"))} <= defined


def test_an_unknown_plot_lists_the_valid_ones(graph: KnowledgeGraph, analysis: Analysis) -> None:
    with pytest.raises(UnknownNameError, match="brokers"):
        plot_html(graph, analysis, "pie")
