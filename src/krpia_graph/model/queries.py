"""Named SPARQL queries and what a query answers, as plain values."""

from dataclasses import dataclass

Value = str | int | float | bool | None


KINDS = ("entity", "integer", "text")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a named query that the caller sets to a value of its `kind`, by default an entity."""

    name: str
    description: str
    kind: str = "entity"


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A competency question: `name` is that of its file, `text` the SPARQL with its comments.

    Title and description are in English and, with `_ko`, in Korean.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    title_ko: str = ""
    description_ko: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, one value for each variable.

    IRIs and texts are strings, numbers are numbers, and a variable that is not bound is None. ASK gives the
    one variable `answer`; CONSTRUCT and DESCRIBE give `subject`, `predicate` and `object`.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
