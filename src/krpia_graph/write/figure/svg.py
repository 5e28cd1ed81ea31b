"""An SVG of matplotlib in, one that needs nothing from elsewhere out: the font in it, no document type."""

import base64
import re

_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^>]*>\s*")
_NO_TURN = re.compile(r' transform="rotate\(-?0 [-0-9. ]+\)"')
_FIRST_STYLE = '<style type="text/css">'


def self_contained(svg: str, family: str, woff2: bytes) -> str:
    """The SVG with a font of that name in its first style sheet.

    The document type is an address of the W3C, which viewers may ask for and parsers refuse.
    """
    data = base64.b64encode(woff2).decode("ascii")
    face = f'@font-face{{font-family:"{family}";src:url(data:font/woff2;base64,{data}) format("woff2")}}'
    head, style, rest = svg.partition(_FIRST_STYLE)
    return _DOCUMENT_TYPE.sub("", head, count=1) + style + face + _NO_TURN.sub("", rest)
