"""An Accept header and the media types on offer in, the format to answer in out (RFC 9110, 12.5.1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
_MOST_RANGES = 64  # of one header; browsers send fewer than ten


@dataclass(frozen=True, slots=True)
class Offer:
    """A media type a client may ask for, the format that answers it, and what the answer is called."""

    media_type: str
    format: str
    content_type: str


def _offers(*rows: tuple[str, str, str]) -> tuple[Offer, ...]:
    return tuple(Offer(*row) for row in rows)


_TEXT = "text/plain; charset=utf-8"  # what every browser shows instead of storing it
TABLES = _offers(
    ("application/sparql-results+json", "json", "application/sparql-results+json"),
    ("application/json", "json", "application/json"),
    ("application/sparql-results+xml", "xml", "application/sparql-results+xml"),
    ("application/xml", "xml", "application/xml"),
    ("text/csv", "csv", "text/csv; charset=utf-8"),
    ("text/tab-separated-values", "tsv", "text/tab-separated-values; charset=utf-8"),
    ("text/plain", "tsv", _TEXT),
    ("text/html", "tsv", _TEXT),
)
GRAPHS = _offers(
    ("text/turtle", "ttl", "text/turtle; charset=utf-8"),
    ("application/n-triples", "nt", "application/n-triples"),
    ("application/ld+json", "jsonld", "application/ld+json"),
    ("application/json", "jsonld", "application/json"),
    ("text/plain", "nt", _TEXT),
    ("text/html", "ttl", _TEXT),
)
DESCRIPTIONS = _offers(
    ("text/turtle", "ttl", "text/turtle; charset=utf-8"),
    ("application/n-triples", "nt", "application/n-triples"),
    ("application/ld+json", "jsonld", "application/ld+json"),
    ("text/html", "page", "text/html; charset=utf-8"),
)


def named(format_: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer of a format by its short name (`csv`), where there is one."""
    return next((offer for offer in offers if offer.format == format_), None)


def choose(accept: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer that a client likes best, the earlier one where it does not care; None where it wants none.

    >>> choose("text/csv, */*;q=0.1", TABLES).format
    'csv'
    >>> choose("image/png", TABLES) is None
    True
    """
    ranges = _ranges(accept)
    if not ranges:
        return offers[0]
    best = max(offers, key=lambda offer: _liking(offer.media_type, ranges))  # max keeps the first of equals
    return best if _liking(best.media_type, ranges) > 0 else None


def asks_for(accept: str, media_type: str) -> bool:
    """Whether a header names that media type itself, not by a star."""
    return _ranges(accept).get(media_type, 0.0) > 0


def _ranges(accept: str) -> dict[str, float]:
    """Media range -> quality; what is not of the form of a range is passed over."""
    found: dict[str, float] = {}
    for part in _QUOTED.sub("", accept).split(",")[:_MOST_RANGES]:
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media_range.count("/") != 1:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = float(value) if _QUALITY.fullmatch(value.strip()) else 0.0
        found[media_range] = max(quality, found.get(media_range, 0.0))
    return found


def _liking(media_type: str, ranges: dict[str, float]) -> float:
    """The quality of the most specific range that covers a media type."""
    group = media_type.partition("/")[0]
    for media_range in (media_type, f"{group}/*", "*/*"):
        if media_range in ranges:
            return ranges[media_range]
    return 0.0
