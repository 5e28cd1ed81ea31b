"""A dataset and settings in, an HTTP server that runs until it is told to stop."""

import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import uvicorn

from krpia_graph.model.errors import EndpointError
from krpia_graph.query.limits import Limits
from krpia_graph.query.pool import Pool
from krpia_graph.read.queries import read_queries
from krpia_graph.serve.answering import Answering
from krpia_graph.serve.app import Endpoint, make_app
from krpia_graph.serve.connections import Connection
from krpia_graph.serve.dataset import Dataset
from krpia_graph.serve.guards import Guards, allowed_hosts
from krpia_graph.serve.page import make_page

_LONGEST_HEAD = 64 * 1024  # bytes of request line and headers; a longer query is posted
_IDLE_SECONDS = 5  # between two requests of a connection


@dataclass(frozen=True, slots=True)
class Settings:
    """Where to listen and what one query may use; port 0 takes a free one.

    `hosts` are further names a request may give for this server; `origins` is who may read answers from
    scripts of other pages: `*`, one origin, or "" for nobody.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    limits: Limits = field(default_factory=Limits)
    hosts: Collection[str] = ()
    origins: str = "*"


def run(dataset: Dataset, settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve until a signal to stop; `ready` is called with the address once connections are taken.

    Raises EndpointError where the address cannot be listened on.
    """
    listener = _listen(settings.host, settings.port)
    pool = Pool(dataset.store, settings.limits, settings.workers, dataset.names, dataset.prefixes)
    try:
        answering = Answering(dataset, pool, settings.workers, settings.limits.seconds)
        page = make_page(dataset, tuple(read_queries().values()))
        app = make_app(Endpoint(dataset, answering, page, settings.origins))
        config = uvicorn.Config(
            Guards(app, allowed_hosts(settings.host, settings.hosts)),
            http=Connection,
            ws="none",
            lifespan="off",
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=3,
            h11_max_incomplete_event_size=_LONGEST_HEAD,
        )
        name, port = listener.getsockname()[:2]
        ready(f"http://{f'[{name}]' if ':' in name else name}:{port}/")
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        pool.close()
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        raise EndpointError(f"{host}:{port}: cannot listen there ({error}); choose another --port") from None
    return listener
