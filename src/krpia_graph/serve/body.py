"""A request in, its body out, or a refusal where it is too long or too slow."""

import asyncio

from starlette.requests import ClientDisconnect, Request

from krpia_graph.serve.protocol import LONGEST_BODY, Refusal

_SECONDS = 8.0  # less than the deadline of the connection, which says nothing when it cuts


async def read_body(request: Request) -> bytes:
    """The body of a request; one that says it is too long is refused before any of it is read."""
    said = request.headers.get("content-length", "0")
    if said.isdecimal() and int(said) > LONGEST_BODY:
        raise Refusal(413, f"a body of {said} bytes; send at most {LONGEST_BODY}")
    body = bytearray()
    try:
        async with asyncio.timeout(_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LONGEST_BODY:
                    raise Refusal(413, f"the body is too long; send at most {LONGEST_BODY} bytes")
    except TimeoutError:
        raise Refusal(408, f"the body did not arrive within {_SECONDS:g} s") from None
    except ClientDisconnect:
        raise Refusal(400, "the client left") from None
    return bytes(body)
