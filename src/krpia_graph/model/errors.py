"""The errors a user can meet; each message names the place and suggests the fix.

KrpiaGraphError
├── SourceError        a document cannot be read (missing, binary, empty, broken encoding)
├── DomainError        a file of the domain data (vocabulary, lexicon, rules) contradicts itself
├── UnknownNameError   a measure, query, entity or format that does not exist; lists those that do
├── QueryError         SPARQL that the engine refuses
├── OverLimit          a query that ran out of time or memory before it had a row
├── Busy               more queries at once than there are workers
├── EndpointError      a language model that is not set up, cannot be reached or turns every question down
├── MissingExtraError  a package that is not installed because it is not needed otherwise
└── WriteError         a result cannot be written where it was asked for
"""

from collections.abc import Iterable
from difflib import get_close_matches


class KrpiaGraphError(Exception):
    """Anything that is the input's fault and can be put in one line."""


class SourceError(KrpiaGraphError):
    """A document that cannot be read."""


class DomainError(KrpiaGraphError):
    """Domain data that contradicts itself."""


class QueryError(KrpiaGraphError):
    """A SPARQL query that cannot be run."""


class OverLimit(KrpiaGraphError):  # noqa: N818 (a state of the pool, not of the text)
    """A query that ran out of what it was given; `what` is "time" or "memory"."""

    def __init__(self, what: str, message: str) -> None:
        super().__init__(message)
        self.what = what


class Busy(KrpiaGraphError):  # noqa: N818
    """No worker became free in time; asking again a little later helps."""


class EndpointError(KrpiaGraphError):
    """A language model that cannot be asked."""


class MissingExtraError(KrpiaGraphError):
    """Something that needs a package of one of the extras."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        super().__init__(f"{what} needs {package}; install it with: pip install 'krpia-graph[{extra}]'")


class WriteError(KrpiaGraphError):
    """A result that cannot be written."""


class UnknownNameError(KrpiaGraphError):
    """A name that is not among the valid ones; `also` are further ones to suggest but not to list."""

    def __init__(self, kind: str, name: str, valid: Iterable[str], also: Iterable[str] = ()) -> None:
        listed = sorted(set(valid))
        known = sorted({*listed, *also})
        close = get_close_matches(name.casefold(), [k.casefold() for k in known], n=3, cutoff=0.6)
        likely = [k for k in known if k.casefold() in close]
        hint = f"did you mean {' or '.join(likely)}?" if likely else f"choose from {', '.join(listed[:30])}"
        super().__init__(f"unknown {kind} {name!r}: {hint}")
