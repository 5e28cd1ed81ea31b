"""A query over HTTP in, its answer from the pool out, with what caches and readers must know of it."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from functools import partial
from importlib.metadata import version
from typing import IO

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from krpia_graph.model.errors import Busy, OverLimit, QueryError
from krpia_graph.query.pool import Pool, Result
from krpia_graph.serve.caching import matches, may_change, tag
from krpia_graph.serve.dataset import Dataset
from krpia_graph.serve.negotiation import GRAPHS
from krpia_graph.serve.protocol import Asked, Refusal

_CHUNK = 64 * 1024
_SENDING_SECONDS = 120.0  # for a whole answer: what is not fetched by then is not wanted
_PLACES_A_WORKER = 32  # requests that wait or are being sent, for each worker
_WAITING_SECONDS = 5.0  # for a free worker


class Answering:
    """Asks the pool of a dataset, at most `workers` queries at a time while others wait their turn."""

    def __init__(self, dataset: Dataset, pool: Pool, workers: int, seconds: float) -> None:
        self.workers = workers
        self._dataset = dataset
        self._pool = pool
        self._seconds = seconds
        self._turns = asyncio.Semaphore(workers)
        self._threads = CapacityLimiter(workers)
        self._places = workers * _PLACES_A_WORKER
        self._taken = 0

    @property
    def free(self) -> int:
        """The workers that have nothing to do."""
        return self.workers - int(self._threads.borrowed_tokens)

    async def answer(self, asked: Asked, request: Request) -> Response:
        """The response to a query: 200, 304, or a Refusal with 400 or 503."""
        offer = asked.graph if asked.answers_graph else asked.table
        etag = tag(
            version("krpia-graph"), self._dataset.fingerprint, asked.text, *asked.default_graphs, "",
            *asked.named_graphs, "", offer.content_type
        )  # fmt: skip
        headers = {"Vary": "Accept", "Cache-Control": "no-cache", "ETag": etag}
        if may_change(asked.text):
            headers = {"Vary": "Accept", "Cache-Control": "no-store"}
        elif request.method != "POST" and matches(request.headers.get("if-none-match", ""), etag):
            return Response(status_code=304, headers=headers)
        if self._taken >= self._places:
            raise self._busy()
        self._taken += 1
        try:
            result = await self._ask(asked)
        except BaseException:
            self._taken -= 1
            raise
        if result.cut:
            headers = {"Vary": "Accept", "Cache-Control": "no-store", "Result-Cut": result.cut}
        offer = asked.graph if any(result.media_type == o.media_type for o in GRAPHS) else asked.table
        headers |= {
            "Content-Type": offer.content_type,
            "Content-Length": str(result.size),
            "Result-Rows": str(result.rows),
        }
        return _Sending(result.body, headers, self._leave)

    async def _ask(self, asked: Asked) -> Result:
        try:
            async with asyncio.timeout(_WAITING_SECONDS):
                await self._turns.acquire()
        except TimeoutError:
            raise self._busy() from None
        try:
            ask = partial(
                self._pool.ask, asked.text, asked.table.format, asked.graph.format,
                asked.default_graphs, asked.named_graphs,
            )  # fmt: skip
            return await anyio.to_thread.run_sync(ask, limiter=self._threads)
        except Busy as error:
            raise self._busy() from error
        except OverLimit as error:
            raise Refusal(503, str(error), self._later()) from error
        except QueryError as error:
            raise Refusal(400, str(error)) from error
        finally:
            self._turns.release()

    def _busy(self) -> Refusal:
        return Refusal(503, "all workers are busy; come again soon", self._later())

    def _later(self) -> dict[str, str]:
        return {"Retry-After": str(max(1, math.ceil(self._seconds / 2)))}

    def _leave(self) -> None:
        self._taken -= 1


class _Sending(StreamingResponse):
    """An answer on its way from a file; the file is closed and the place given up however that ends."""

    def __init__(self, body: IO[bytes], headers: dict[str, str], leave: Callable[[], None]) -> None:
        super().__init__(_chunks(body), headers=headers)
        self._body = body
        self._leave = leave

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(_SENDING_SECONDS):
                await super().__call__(scope, receive, send)
        finally:
            self._body.close()
            self._leave()


async def _chunks(body: IO[bytes]) -> AsyncIterator[bytes]:
    while chunk := body.read(_CHUNK):
        yield chunk
