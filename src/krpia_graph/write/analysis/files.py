"""An analysis and its graph in, every file of its report out, by name."""

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.analysis.observations import centrality_ttl
from krpia_graph.write.analysis.report import report_html
from krpia_graph.write.analysis.tables import centrality_md, parquet
from krpia_graph.write.analysis.words import words_of
from krpia_graph.write.atomic import Chunks
from krpia_graph.write.export import Export
from krpia_graph.write.network_tables import network_format
from krpia_graph.write.records import centrality_csv, ties_csv
from krpia_graph.write.run_record import run_json


def report_files(
    graph: KnowledgeGraph,
    analysis: Analysis,
    language: str = "en",
    with_parquet: bool = False,
) -> dict[str, Chunks]:
    """The contents of the files, for `write_files`; the same analysis gives the same bytes.

    `language` is that of the page and of the Markdown, en or ko. Raises UnknownNameError for another one,
    MissingExtraError where Parquet is asked for and pyarrow is not there.
    """
    words_of(language)  # refused before anything is made
    fingerprint = Export(graph).fingerprint
    files: dict[str, Chunks] = {
        "report.html": report_html(graph, analysis, language),
        "centrality.csv": centrality_csv(analysis.ranking),
        "ties.csv": ties_csv(analysis),
        "centrality.md": centrality_md(graph, analysis, language),
        "centrality.ttl": centrality_ttl(graph, analysis, fingerprint),
        "run.json": run_json(graph, analysis, fingerprint),
    }
    if analysis.whole:
        files["network.csv"] = network_format(".csv")(analysis.whole)
    if with_parquet:
        ranking, ties = analysis.ranking, analysis.ties
        files["centrality.parquet"] = parquet(ranking.records())
        files["ties.parquet"] = parquet([tie.record() for tie in ties])
    return files
