"""An analysis in, its plots out, each as an element for a page that needs nothing from elsewhere.

To add a plot, add a module here and an entry to `PLOTS`; its title and its note are in the wording.
"""

from collections.abc import Callable

from krpia_graph.write.analysis.plots.brokers import brokers
from krpia_graph.write.analysis.plots.by_year import by_year
from krpia_graph.write.analysis.plots.cores import cores
from krpia_graph.write.analysis.plots.degrees import degrees
from krpia_graph.write.analysis.plots.ego import ego
from krpia_graph.write.analysis.plots.mixing import mixing
from krpia_graph.write.analysis.plots.pencil import Subject
from krpia_graph.write.analysis.plots.ranked import ranked

__all__ = ["PLOTS", "Subject", "note"]

PLOTS: dict[str, Callable[[Subject], str]] = {
    "ranked": ranked,
    "brokers": brokers,
    "ego": ego,
    "cores": cores,
    "degrees": degrees,
    "mixing": mixing,
    "by_year": by_year,
}
"""By name, in the order of the page."""


def note(name: str, subject: Subject) -> dict[str, str]:
    """The title of a plot, and what it shows in a sentence."""
    analysis, words = subject.analysis, subject.words
    form = name
    if name == "ranked" and not analysis.ranking.resampling:
        return {
            "title": words.ranked,
            "note": words.ranked_plain.format(measure=words.measure(analysis.ranking.measure)),
        }
    if name == "by_year" and not analysis.years:
        form = "by_year_none"
        return {"title": words.by_year, "note": words.by_year_none}
    first = words.name(analysis.ranking[0].actor) if analysis.ranking else ""
    sentence = words.sentences[f"{form}_note"]
    if name == "by_year" and not analysis.undated:
        sentence = words.by_year_all
    if name == "mixing" and analysis.directed:
        sentence = words.mixing_directed
    return {
        "title": words.sentences[name].format(first),
        "note": sentence.format(
            measure=words.measure(analysis.ranking.measure),
            dated=len(analysis.cases) - len(analysis.undated),
            undated=len(analysis.undated),
        ),
    }
