"""A store and a question in, the results of the engine out, on a stack that no allowed query runs off.

The engine recurses over a query, and a stack that ends takes the process with it. Measured with pyoxigraph
0.5.13: the worst text of 64 KiB (nested calls or braces) needs more than 64 and less than 256 MiB of stack,
200 nested brackets more than 1 MiB. So a query runs on a thread whose stack is larger than that; only what is
used of it takes memory.
"""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from textwrap import shorten

import pyoxigraph as ox

from krpia_graph.model.errors import QueryError

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_STACKS = (512 << 20, 256 << 20, 64 << 20)  # the largest that the machine grants
_stack_size = threading.Lock()
_BASE = "http://localhost/sparql"  # of relative IRIs, which a query without BASE may use; nothing is fetched


@dataclass(frozen=True, slots=True)
class Question:
    """SPARQL text with what the engine needs besides.

    `parameters` sets variables to values, each as kind ("iri", "integer" or "text") and text.
    `default_graphs` and `named_graphs` are those that the protocol names, as IRIs; they stand above those of
    the text (`own_dataset`). With neither, the default graph is the union of all graphs.
    """

    text: str
    prefixes: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, tuple[str, str]] = field(default_factory=dict)
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    own_dataset: tuple[str, ...] = ()


def on_deep_stack(work: Callable[[], None], name: str = "query") -> threading.Thread:
    """A running daemon thread with a stack for deep recursion that does `work`."""
    thread = threading.Thread(target=work, name=name, daemon=True)
    with _stack_size:  # the size is a setting of the process
        before = threading.stack_size()
        for size in _STACKS:
            try:
                threading.stack_size(size)
                thread.start()
                break
            except (RuntimeError, ValueError):
                if size == _STACKS[-1]:
                    raise
            finally:
                threading.stack_size(before)
    return thread


def ask(store: ox.Store, question: Question) -> Results:
    """What the engine answers; rows come as they are asked for. Raises QueryError."""
    bound: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): term(kind, value) for name, (kind, value) in question.parameters.items()
    }
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
        ox.NamedNode(name) for name in question.default_graphs
    ]
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(name) for name in question.named_graphs]
    chosen = bool(default or named)
    try:
        return store.query(
            question.text,
            base_iri=_BASE,
            prefixes=question.prefixes,
            substitutions=bound,
            use_default_graph_as_union=not chosen and not question.own_dataset,
            default_graph=default if chosen else None,
            named_graphs=named if chosen else None,
        )
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise in_words(error) from None


def term(kind: str, value: str) -> ox.NamedNode | ox.Literal:
    """The term that a parameter stands for."""
    if kind == "iri":
        return ox.NamedNode(value)
    return ox.Literal(int(value)) if kind == "integer" else ox.Literal(value)


def in_words(error: Exception) -> QueryError:
    """What the engine says is wrong, in one line."""
    message = str(error)
    if "SELECT projection" in message:  # the engine sets only variables that SELECT returns
        variable = re.search(r"\?\w+", message)
        return QueryError(
            f"SPARQL: the parameter {variable[0] if variable else ''} must stand behind SELECT as well"
        )
    return QueryError(f"SPARQL: {shorten(message, 200, placeholder=' ...')}")
