"""What is wrong with an export: which thing, which rule it breaks, and the words of the source behind it."""

from dataclasses import dataclass

from krpia_graph.model.terms import Label


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document that a thing rests on; `start` and `end` are code points, as they are written."""

    document: str
    start: str
    end: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in an export that breaks a rule.

    `rule` is the name of a shape or of a check, `must` says in words what holds in a valid export. `path` and
    `value` are the property and the value that break it; one that is missing leaves `value` empty. IRIs are
    shortened by the prefixes of the export. `file` is empty and `line` 0 where the place is not known.
    """

    node: str
    label: str
    rule: str
    must: Label
    path: str = ""
    value: str = ""
    quotes: tuple[Quote, ...] = ()
    file: str = ""
    line: int = 0
