"""Names in, readable ids out."""

import hashlib
import re
import unicodedata


def slug(name: str) -> str:
    """A readable ASCII id for a name; a name without ASCII letters gets a digest instead.

    >>> slug("KRPIA Open Innovation (2020)")
    'krpia-open-innovation-2020'
    >>> slug("제일약품")
    'name-1bfe26f0'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    readable = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    letters = sum(c.isalnum() for c in name)
    if readable and len(re.sub("-", "", readable)) * 2 >= letters:
        return readable
    digest = hashlib.sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()[:8]
    return f"{readable}-{digest}" if readable else f"name-{digest}"
