"""A dataset and a pool of workers in, the web application that answers over them out."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from krpia_graph.serve.answering import Answering
from krpia_graph.serve.body import read_body
from krpia_graph.serve.caching import matches, tag
from krpia_graph.serve.dataset import Dataset
from krpia_graph.serve.description import describe
from krpia_graph.serve.negotiation import DESCRIPTIONS, asks_for, choose, named
from krpia_graph.serve.page import Page
from krpia_graph.serve.protocol import Refusal, check_content, parse_fields, read_request
from krpia_graph.serve.suggestions import suggest

_READ = ("GET", "HEAD", "OPTIONS")
_ASK = ("GET", "HEAD", "POST", "OPTIONS")
_FRESH = {"Cache-Control": "no-cache"}  # keep it, but ask each time whether it still holds
_EXPOSED = "ETag, Result-Cut, Result-Rows, Retry-After"


@dataclass(frozen=True)
class Endpoint:
    """What the routes share; `origins` says whose pages may read answers: `*`, one origin, or ""."""

    dataset: Dataset
    answering: Answering
    page: Page
    origins: str

    async def sparql(self, request: Request) -> Response:
        """The SPARQL Protocol: an answer, or the description of the service where nothing is asked."""
        accept = _accept(request)
        if request.method == "OPTIONS":
            return self._options(request, _ASK)
        if request.method not in _ASK:
            raise Refusal(
                405, f"{request.method} is not served; send GET or POST", {"Allow": ", ".join(_ASK)}
            )
        body, content_type = b"", request.headers.get("content-type", "")
        if request.method == "POST":
            check_content(content_type)
            body = await read_body(request)
        asked = read_request(request.method, _url_query(request), content_type, body, accept)
        if asked is None:
            return self._describe(request, accept)
        return await self.answering.answer(asked, request)

    async def health(self, _request: Request) -> Response:
        """Whether the endpoint is up, and over what."""
        return JSONResponse(
            {
                "status": "ok",
                "version": version("krpia-graph"),
                "fingerprint": self.dataset.fingerprint,
                "triples": self.dataset.triples,
                "graphs": dict(self.dataset.graphs),
                "workers": self.answering.workers,
                "free": self.answering.free,
            },
            headers={"Cache-Control": "no-store"},
        )

    async def file(self, request: Request) -> Response:
        """The page, its scripts and styles, and what the editor completes: all from memory, by name."""
        found = self.page.files.get(request.url.path)
        if found is None:
            raise Refusal(404, "no such page; the endpoint is at /sparql, a page to ask with at /")
        headers = {**_FRESH, "ETag": found.tag}
        if matches(request.headers.get("if-none-match", ""), found.tag):
            return Response(status_code=304, headers=headers)
        return Response(found.content, media_type=found.media_type, headers=headers)

    async def suggest(self, request: Request) -> Response:
        """Things by name: `q` is a part of a label or alias in either language."""
        text = next((value for name, value in parse_fields(_url_query(request)) if name == "q"), "")
        found = suggest(self.dataset.things, text)
        rows = [{"iri": t.iri, "en": t.en, "ko": t.ko, "kind": t.kind} for t in found]
        return JSONResponse(rows, headers=_FRESH)

    def _describe(self, request: Request, accept: str) -> Response:
        wanted = [value for name, value in parse_qsl(_url_query(request)) if name == "format"]
        chosen = named(wanted[-1], DESCRIPTIONS) if wanted else choose(accept, DESCRIPTIONS)
        if chosen is None:
            raise Refusal(
                406, "the service is described in text/turtle, application/n-triples, application/ld+json"
            )
        if chosen.format == "page":
            return RedirectResponse("/", 303, {"Vary": "Accept"})
        address = str(request.url.replace(query="", fragment="")).rstrip("/")
        etag = tag(self.dataset.fingerprint, address, chosen.content_type)
        headers = {**_FRESH, "ETag": etag, "Vary": "Accept", "Content-Type": chosen.content_type}
        if matches(request.headers.get("if-none-match", ""), etag):
            return Response(status_code=304, headers=headers)
        return Response(describe(self.dataset, address, chosen.format), headers=headers)

    def _options(self, request: Request, methods: tuple[str, ...]) -> Response:
        headers = {"Allow": ", ".join(methods)}
        if "access-control-request-method" in request.headers and self.origins:
            headers |= {
                "Access-Control-Allow-Methods": ", ".join(methods),
                "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
                "Access-Control-Max-Age": "86400",
            }
        return Response(status_code=204, headers=headers)

    async def options(self, request: Request) -> Response:
        """What may be done with a resource that is only read."""
        return self._options(request, _READ)

    def shared(self) -> Mapping[str, str]:
        """The headers that let scripts of other pages read an answer."""
        if not self.origins:
            return {}
        return {"Access-Control-Allow-Origin": self.origins, "Access-Control-Expose-Headers": _EXPOSED}


Handler = Callable[[Request], Awaitable[Response]]


def make_app(endpoint: Endpoint) -> Starlette:
    """The routes, each of which answers a refusal as one line of text, or as JSON where that is asked for."""

    def shared(handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            try:
                response = await handler(request)
            except Refusal as refusal:
                response = refuse(request, refusal)
            response.headers.update(endpoint.shared())
            return response

        return answer

    def own(handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            try:
                if request.method not in _READ:
                    raise Refusal(405, f"{request.method} is not served here", {"Allow": ", ".join(_READ)})
                if request.method == "OPTIONS":
                    return await endpoint.options(request)
                return await handler(request)
            except Refusal as refusal:
                return refuse(request, refusal)

        return answer

    return Starlette(
        routes=[
            *(_any(path, shared(endpoint.sparql)) for path in ("/sparql", "/sparql/")),
            _any("/health", shared(own(endpoint.health))),
            _any("/suggest", own(endpoint.suggest)),
            _any("/{path:path}", own(endpoint.file)),
        ]
    )


class _Every:
    """A handler as an application, so that a route passes every method to it."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    async def __call__(self, scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        response = await self._handler(Request(scope, receive, send))
        await response(scope, receive, send)


def _any(path: str, handler: Handler) -> Route:
    return Route(path, _Every(handler))


def refuse(request: Request, refusal: Refusal) -> Response:
    """A refusal as one line; a request whose body was not read to its end closes its connection."""
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **refusal.headers}
    if request.method not in _READ and refusal.status in (403, 404, 405, 408, 413, 415):
        headers["Connection"] = "close"
    line = " ".join(refusal.message.split())
    if asks_for(_accept(request), "application/json"):
        return JSONResponse({"status": refusal.status, "error": line}, refusal.status, headers)
    return Response(line + "\n", refusal.status, headers, "text/plain; charset=utf-8")


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


def _url_query(request: Request) -> str:
    return str(request.scope["query_string"].decode("latin-1"))
