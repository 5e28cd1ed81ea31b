"""Terms in, their short forms out, remembered for as long as there is room."""

import re
from collections.abc import Callable, Mapping

_ROOM = 32_768
_PARTS = re.compile(r"<([^ ]*[/#])([A-Za-z0-9_][A-Za-z0-9_-]*)>")


class Forms(dict[str, str]):
    """`forms[term]` is what `form(term)` gives. A mapping, as looking up is cheaper than calling.

    It forgets everything when it holds `_ROOM` terms, so that it does not grow with the data. `form` itself
    is for a term that will not come again, such as a subject.
    """

    def __init__(self, form: Callable[[str], str]) -> None:
        super().__init__()
        self.form = form

    def __missing__(self, term: str) -> str:
        if len(self) >= _ROOM:
            self.clear()
        self[term] = found = self.form(term)
        return found


def prefixer(prefixes: Mapping[str, str]) -> Callable[[str], str | None]:
    """A function from the term of an IRI to its prefixed name, or None where it has none.

    Behind the term there may be more. The namespace must end where the IRI has its last `#` or `/`, and the
    local part must be one that no syntax has to escape.
    """
    by_namespace = {namespace: f"{prefix}:" for prefix, namespace in prefixes.items()}

    def short(term: str) -> str | None:
        found = _PARTS.match(term)
        prefix = by_namespace.get(found[1]) if found else None
        return prefix + found[2] if found and prefix else None

    return short
