"""A body in, the server's answer out: one POST over HTTP, with a deadline and a limit on size.

No redirect is followed, no proxy used, no cookie kept; what the environment says of such things is not read.
"""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from krpia_graph.llm.settings import TIMEOUT, Settings
from krpia_graph.llm.words import printable
from krpia_graph.model.errors import EndpointError

LIMIT = 1 << 20  # bytes of a reply: an answer about one passage takes a few thousand
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Response:
    """A status with the body, which is None where it was cut off or longer than `LIMIT` bytes."""

    status: int
    body: bytes | None
    retry_after: str = ""
    location: str = ""


def post(settings: Settings, path: str, body: bytes) -> Response:
    """Send `body`, which is JSON, to `path` below the address of the endpoint.

    Raises EndpointError where the server cannot be reached, speaks no HTTP or does not answer in time.
    """
    address = settings.address
    if address is None:
        raise EndpointError("without an address nothing is sent")
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": f"krpia-graph/{version('krpia-graph')}",
    }
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    connection = _connection(settings)
    try:
        connection.connect()
        with _deadline(connection, settings.timeout) as passed:
            try:
                connection.request("POST", address.path + path, body, headers)
                response = _response(connection.getresponse())
            except (OSError, http.client.HTTPException):
                if passed.is_set():
                    raise TimeoutError from None
                raise
            if passed.is_set():
                raise TimeoutError
            return response
    except TimeoutError:
        raise EndpointError(
            f"{address}: no reply within {settings.timeout:g} seconds; {TIMEOUT} gives the model more time "
            f"(the replies so far are kept)"
        ) from None
    except (OSError, http.client.HTTPException) as error:
        reason = printable(getattr(error, "strerror", None) or str(error) or type(error).__name__, 100)
        raise EndpointError(f"{address}: no model server answers here ({reason})") from None
    finally:
        connection.close()


def _connection(settings: Settings) -> http.client.HTTPConnection:
    address = settings.address
    assert address is not None
    if address.secure:
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(
            address.host, address.port, timeout=settings.timeout, context=context
        )
    return http.client.HTTPConnection(address.host, address.port, timeout=settings.timeout)


@contextlib.contextmanager
def _deadline(connection: http.client.HTTPConnection, seconds: float) -> Iterator[threading.Event]:
    """Shut the connection after that time. The timeout of a socket begins anew with each byte it gets."""
    passed = threading.Event()
    held = connection.sock  # `getresponse` may take the socket away from the connection

    def shut() -> None:
        passed.set()
        with contextlib.suppress(OSError):
            socket.socket.shutdown(held, socket.SHUT_RDWR)  # the plain one: TLS would wait for the peer

    timer = threading.Timer(seconds, shut)
    timer.daemon = True
    timer.start()
    try:
        yield passed
    finally:
        timer.cancel()


def _response(response: http.client.HTTPResponse) -> Response:
    chunks: list[bytes] = []
    size = 0
    whole = True
    try:
        while chunk := response.read1(_CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > LIMIT:
                whole = False
                break
        whole = whole and not response.length  # fewer bytes than promised
    except http.client.IncompleteRead:
        whole = False
    return Response(
        status=response.status,
        body=b"".join(chunks) if whole else None,
        retry_after=response.headers.get("Retry-After", ""),
        location=response.headers.get("Location", ""),
    )
