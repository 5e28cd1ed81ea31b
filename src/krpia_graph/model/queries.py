"""Named SPARQL queries and what a query answers, as plain values."""

from dataclasses import dataclass

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a named query that the caller sets to an entity."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A competency question: `name` is that of its file, `text` the SPARQL with its comments."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, one value for each variable.

    IRIs and texts are strings, numbers are numbers, and a variable that is not bound is None. ASK gives the
    one variable `answer`; CONSTRUCT and DESCRIBE give `subject`, `predicate` and `object`.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
