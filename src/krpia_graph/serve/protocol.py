"""An HTTP request in, the query it asks out, or a refusal with its status (SPARQL 1.1 Protocol, 2.1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from krpia_graph.serve.negotiation import GRAPHS, TABLES, Offer, choose, named

LONGEST_BODY = 256 * 1024  # bytes: a query of 64 KiB with every byte percent-encoded, and its graphs
MOST_FIELDS = 100
MOST_GRAPHS = 64

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]*')
_PROLOGUE = re.compile(
    r"(?:\s++|#[^\r\n]*+|PREFIX\s++[^\s<]*+\s*+<[^<>]*+>|BASE\s*+<[^<>]*+>)", re.IGNORECASE
)
_FORM = re.compile(r"(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_NO_UPDATES = "this endpoint only answers queries; it takes no updates"


class Refusal(Exception):  # noqa: N818 (an answer, not a fault)
    """A request that is not answered: the HTTP status, and one line that says why and what to do."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its dataset and the formats to answer in; `answers_graph` tells which of them counts."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    table: Offer
    graph: Offer
    answers_graph: bool


def read_request(method: str, url_query: str, content_type: str, body: bytes, accept: str) -> Asked | None:
    """What a request asks; None where a GET has no query and so asks for the description of the service.

    Raises Refusal with status 400, 403, 406 or 415.
    """
    fields = parse_fields(url_query)
    if method == "POST":
        fields += _posted(content_type, body)
    texts = [value for name, value in fields if name == "query"]
    if any(name == "update" for name, _ in fields):
        raise Refusal(403, _NO_UPDATES)
    if len(texts) > 1:
        raise Refusal(400, f"{len(texts)} parameters named query; send one")
    if not texts and method != "POST":
        return None
    if not texts or not texts[0].strip():
        raise Refusal(400, "no query; send one as the parameter query or as application/sparql-query")
    answers_graph = query_form(texts[0]) in ("CONSTRUCT", "DESCRIBE")
    wanted = [value for name, value in fields if name == "format"]
    offer = _format(answers_graph, wanted[-1] if wanted else "", accept)
    return Asked(
        texts[0],
        _graphs(fields, "default-graph-uri"),
        _graphs(fields, "named-graph-uri"),
        table=TABLES[0] if answers_graph else offer,
        graph=offer if answers_graph else GRAPHS[0],
        answers_graph=answers_graph,
    )


def check_content(content_type: str) -> None:
    """Raises Refusal where a posted body is of no kind that can hold a query."""
    kind, parameters = _media_type(content_type)
    if kind == UPDATE:
        raise Refusal(403, _NO_UPDATES)
    if kind not in (FORM, QUERY):
        shown = f"a body of type {kind}" if kind else "a body without Content-Type"
        raise Refusal(415, f"{shown}; send {QUERY} or {FORM}", {"Accept-Post": f"{QUERY}, {FORM}"})
    charset = parameters.get("charset", "utf-8")
    if charset not in ("utf-8", "utf8"):
        raise Refusal(415, f"a body in {charset}; send UTF-8")


def parse_fields(text: str) -> list[tuple[str, str]]:
    """The names and values of a query string or a form; Refusal where they are not UTF-8 or too many."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise Refusal(400, "a parameter is not UTF-8") from None
    except ValueError:
        raise Refusal(400, f"too many parameters; send at most {MOST_FIELDS}") from None


def query_form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; empty where the text begins otherwise, for the engine to complain.

    >>> query_form("PREFIX : <http://example.org/> # a comment\\nask {}")
    'ASK'
    """
    place = 0
    while found := _PROLOGUE.match(text, place):
        place = found.end()
    form = _FORM.match(text, place)
    return form[1].upper() if form else ""


def _posted(content_type: str, body: bytes) -> list[tuple[str, str]]:
    check_content(content_type)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"the body is not UTF-8 (byte {error.start})") from None
    return parse_fields(text) if _media_type(content_type)[0] == FORM else [("query", text)]


def _media_type(content_type: str) -> tuple[str, dict[str, str]]:
    kind, *rest = (part.strip() for part in content_type.split(";"))
    pairs = (part.partition("=") for part in rest)
    return kind.lower(), {name.strip().lower(): value.strip(' "').lower() for name, _, value in pairs}


def _graphs(fields: Sequence[tuple[str, str]], kind: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(value for name, value in fields if name == kind))
    if len(found) > MOST_GRAPHS:
        raise Refusal(400, f"{len(found)} graphs; send at most {MOST_GRAPHS}")
    for iri in found:
        if not _IRI.fullmatch(iri):
            raise Refusal(400, f"{kind}: {iri[:200]!r} is no absolute IRI")
    return found


def _format(answers_graph: bool, wanted: str, accept: str) -> Offer:
    """The format to answer in: the one `wanted` by its short name, else what the client likes best."""
    offers = GRAPHS if answers_graph else TABLES
    chosen = named(wanted, offers) if wanted else choose(accept, offers)
    if chosen is None:
        what = "a graph" if answers_graph else "a table"
        types = dict.fromkeys(offer.content_type.partition(";")[0] for offer in offers[:-2])
        raise Refusal(406, f"this query answers {what}; accept one of {', '.join(types)}")
    return chosen
