"""Styles, scripts and texts of a page in, what seals it out: a policy that allows only these, a font."""

import base64
import hashlib
from collections.abc import Iterable, Sequence

from krpia_graph.write.fonts import FAMILY, subset


def font_face(texts: Iterable[str]) -> str:
    """The rule of a font that holds the characters of the texts, so that they are drawn on any machine."""
    data = base64.b64encode(subset(texts).woff2).decode("ascii")
    return (
        f'@font-face {{ font-family: {FAMILY}; src: url(data:font/woff2;base64,{data}) format("woff2"); }}\n'
    )


def policy(styles: Sequence[str], scripts: Sequence[str] = (), pictures: str = "data:") -> str:
    """The Content-Security-Policy under which a page runs its own scripts and uses its own style and font.

    `pictures` are the schemes of those that it may show.
    """
    allowed = {"script-src": scripts, "style-src": styles}
    hashes = "; ".join(f"{rule} {' '.join(map(_hash, texts))}" for rule, texts in allowed.items() if texts)
    return (
        f"default-src 'none'; {hashes}; "
        f"img-src {pictures}; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
