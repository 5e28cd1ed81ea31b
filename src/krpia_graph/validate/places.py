"""The text of an RDF file and the names of a thing in, the line where the file speaks of it out."""

import re
from collections.abc import Sequence

_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w-]*:)\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)


class Lines:
    """The lines of one file, to be searched for things by their IRI."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._prefixes = {namespace: prefix for prefix, namespace in _PREFIX.findall(text)}

    def find(self, node: str, path: str = "", value: str = "") -> int:
        """The line that gives the property `path` of the thing, else the line that begins with the thing.

        IRIs are given in full, `value` is the text of a literal or an IRI. 0 where no line names the thing.
        """
        names = self._forms(node)
        first = 0
        for number, line in enumerate(self._lines, start=1):
            if self._begins(line, names):
                first = first or number
                if not path:
                    return number
                if found := self._within(number, self._forms(path), self._forms(value) if value else []):
                    return found
        return first or self._anywhere(names)

    def _within(self, start: int, paths: Sequence[str], values: Sequence[str]) -> int:
        """The line of the property in the statement that begins at `start`; one with the value goes first."""
        found = 0
        for number, line in enumerate(self._lines[start - 1 :], start=start):
            if any(form in line for form in paths):
                if not values or any(form in line for form in values):
                    return number
                found = found or number
            if line.rstrip().endswith(".") or (number > start and not line.strip()):
                break
        return found if not values else 0 if self._is_one_a_line(start) else found

    def _is_one_a_line(self, start: int) -> bool:
        return self._lines[start - 1].rstrip().endswith(".")

    def _begins(self, line: str, names: Sequence[str]) -> bool:
        stripped = line.lstrip(' {"')
        return any(
            stripped.startswith(name) and stripped[len(name) : len(name) + 1] in ("", " ", "\t", '"')
            for name in names
        ) or any(f'"@id": "{name}"' in line or f'rdf:about="{name}"' in line for name in names)

    def _anywhere(self, names: Sequence[str]) -> int:
        return next((n for n, line in enumerate(self._lines, 1) if any(name in line for name in names)), 0)

    def _forms(self, text: str) -> list[str]:
        """How a file may write an IRI, or the text of a literal."""
        cut = max(text.rfind("#"), text.rfind("/")) + 1
        prefix = self._prefixes.get(text[:cut])
        return [f"<{text}>", *([prefix + text[cut:]] if prefix is not None else []), text]
