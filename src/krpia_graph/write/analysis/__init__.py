"""An analysis and its graph in, the files of its report out: a page with plots, tables, RDF, the run.

To add a plot, add a module in `plots` and an entry to `PLOTS`.
"""

from krpia_graph.write.analysis.files import report_files

__all__ = ["report_files"]
