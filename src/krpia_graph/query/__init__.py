"""A knowledge graph and a SPARQL query in, rows of plain values out.

The query runs over the triples of the export, so that what it answers here it answers anywhere the exported
file is loaded: in this process, or with a limit of time in one that can be killed (`pool`).
"""

import shutil
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

import pyoxigraph as ox

from krpia_graph.model.errors import OverLimit, QueryError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.queries import Answer, NamedQuery
from krpia_graph.query.answers import answer, answer_in
from krpia_graph.query.engine import Question, ask, in_words, on_deep_stack
from krpia_graph.query.guard import check_graphs
from krpia_graph.query.limits import Limits
from krpia_graph.query.naming import finder, question
from krpia_graph.query.pool import Pool
from krpia_graph.query.store import graphs_of, load, make_store
from krpia_graph.read.queries import read_queries
from krpia_graph.write.rdf.names import prefixes

_NO_BOUND = 1 << 40  # rows and bytes: what is asked for in Python is wanted whole


def queries() -> tuple[NamedQuery, ...]:
    """The named queries that come with the package, by name."""
    return tuple(read_queries().values())


def query(
    graph: KnowledgeGraph, text_or_name: str, /, *, timeout: float | None = None, **parameters: str | int
) -> Answer:
    """The answer to a named query or to SPARQL text (SELECT, ASK, CONSTRUCT, DESCRIBE).

    A parameter sets a variable of the query: to an entity, given by id, label or alias in either language, or
    to the number or text that a named query says it takes. The prefixes of the export need not be declared.
    Nothing leaves the machine: SERVICE, updates, and FROM of a graph that is not here are refused.

    With `timeout`, in seconds, the query runs in a process of its own that is killed at the end of that time
    (its start, some 0.3 seconds once a graph, does not count); without, it runs here, as long as it takes.
    Raises QueryError for SPARQL that cannot be run, OverLimit where time or memory were not enough, and
    UnknownNameError for a query, parameter or entity that does not exist.
    """
    asked = question(text_or_name, parameters, prefixes(graph.vocabulary), finder(graph))
    found = _kept(graph)
    check_graphs(asked.own_dataset, found.graphs)
    if timeout is None:
        return _here(found.store, asked)
    limits = Limits(timeout, rows=_NO_BOUND, bytes=_NO_BOUND)
    result = found.workers(graph).run(asked, "json", "nt", limits)
    with result.body as body:
        if result.cut:
            raise OverLimit("time", f"SPARQL: only {result.rows} rows within {timeout:g} seconds")
        return answer_in(body, result.media_type, asked.parameters)


def _here(store: ox.Store, asked: Question) -> Answer:
    """The answer, from a thread whose stack is deep enough for any query that is let through."""
    found: list[Answer | BaseException] = []

    def work() -> None:
        try:
            found.append(answer(ask(store, asked), asked.parameters))
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            found.append(in_words(error))
        except BaseException as error:  # it belongs to whoever waits
            found.append(error)

    on_deep_stack(work).join()
    if isinstance(found[0], BaseException):
        raise found[0]
    return found[0]


@dataclass
class _Kept:
    """What is kept to ask one graph again, until the graph goes."""

    store: ox.Store
    graphs: tuple[str, ...]
    opened: list[Pool] = field(default_factory=list)
    folder: list[Path] = field(default_factory=list)

    def workers(self, graph: KnowledgeGraph) -> Pool:
        if not self.opened:
            self.folder.append(Path(mkdtemp(prefix="krpia-graph-")))
            make_store(graph, self.folder[0] / "store")
            pool = Pool(self.folder[0] / "store", Limits(), 1, self.graphs, prefixes(graph.vocabulary))
            self.opened.append(pool)
        return self.opened[0]

    def close(self) -> None:
        for pool in self.opened:
            pool.close()
        for folder in self.folder:
            shutil.rmtree(folder, ignore_errors=True)


_graphs: dict[int, _Kept] = {}


def _kept(graph: KnowledgeGraph) -> _Kept:
    """The triples of a graph in memory, loaded at the first query and dropped with the graph."""
    if id(graph) not in _graphs:
        store = ox.Store()
        load(store, graph)
        _graphs[id(graph)] = _Kept(store, graphs_of(store))
        weakref.finalize(graph, _forget, id(graph))
    return _graphs[id(graph)]


def _forget(key: int) -> None:
    _graphs.pop(key).close()


__all__ = ["Answer", "QueryError", "queries", "query"]
