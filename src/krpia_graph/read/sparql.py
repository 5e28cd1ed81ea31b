"""SPARQL text in; nothing out, or an error where it would reach beyond the graph or break the engine."""

import re
from krpia_graph.model.errors import QueryError


def refuse_dangerous(text: str) -> None:
    """Raises QueryError."""
    if re.search(r"\bSERVICE\b", text, re.IGNORECASE):
        raise QueryError("SERVICE would send a request")
