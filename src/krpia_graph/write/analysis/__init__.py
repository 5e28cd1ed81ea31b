"""An analysis and its graph in, the files of its report out: a page with plots, tables, RDF, the run.

To add a plot, add a module in `plots` and an entry to `PLOTS`.
"""

from krpia_graph.write.analysis.files import report_files
from krpia_graph.write.analysis.piece import plot_html
from krpia_graph.write.analysis.plots import PLOTS

__all__ = ["PLOTS", "plot_html", "report_files"]
