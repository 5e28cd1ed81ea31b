"""What an answer depends on in, its entity tag out, and whether a client already holds it."""

import hashlib
import re

_TAG = re.compile(r'(?:W/)?("[^"]*")')
_CHANGING = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\b", re.IGNORECASE)


def tag(*parts: str) -> str:
    """A strong entity tag, the same for the same parts in the same order.

    >>> tag("a", "b") == tag("ab", "")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(content)}:".encode() + content)
    return f'"{digest.hexdigest()[:32]}"'


def matches(if_none_match: str, etag: str) -> bool:
    """Whether the header `If-None-Match` names that tag.

    A star, any version at all, is passed over: whether there is one, only the query could tell.
    """
    return etag in _TAG.findall(if_none_match)


def may_change(query: str) -> bool:
    """Whether a query may answer otherwise the next time, as by RAND or NOW; better once too often.

    >>> may_change("SELECT (NOW() AS ?t) {}"), may_change("SELECT * { ?s ?p ?o }")
    (True, False)
    """
    return bool(_CHANGING.search(query))
