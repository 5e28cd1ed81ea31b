"""A TCP connection in, HTTP requests out; one that keeps us waiting, or is one too many, is cut."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_SECONDS = 10.0  # from the first byte of a request, or the connection, to the last byte of its body
STALL_SECONDS = 20.0  # that an answer may wait for a client to read on
MOST_CONNECTIONS = 512  # under the usual limit of 1,024 open files a process


class Connection(H11Protocol):
    """uvicorn's connection with deadlines, which uvicorn has only between two requests.

    Where all places are taken, whoever has kept us waiting longest loses his to the newcomer, so that
    connections opened and left alone keep nobody out.
    """

    _deadline: asyncio.TimerHandle | None = None
    _stall: asyncio.TimerHandle | None = None
    _waits_since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A place for the newcomer, then the clock for its first request."""
        super().connection_made(transport)
        self._waits_since = self.loop.time()
        if len(self.connections) > MOST_CONNECTIONS:
            waiting = [c for c in self.connections if isinstance(c, Connection) and c._waits()]
            min(waiting, key=lambda c: c._waits_since, default=self).transport.abort()
        self._watch()

    def data_received(self, data: bytes) -> None:
        """More of a request."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """The clock for the next request of the same connection."""
        super().on_response_complete()
        self._waits_since = self.loop.time()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """The clocks stop."""
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        for clock in (self._deadline, self._stall):
            if clock is not None:
                clock.cancel()

    def pause_writing(self) -> None:
        """The client does not read; that must end soon."""
        super().pause_writing()
        self._stall = self.loop.call_later(STALL_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The client reads on."""
        super().resume_writing()
        if self._stall is not None:
            self._stall.cancel()

    def send_400_response(self, msg: str) -> None:
        """A refusal of what is no HTTP, unless an answer is already on its way."""
        try:
            super().send_400_response(msg)
        except h11.LocalProtocolError:
            self.transport.abort()

    def _waits(self) -> bool:
        """Whether nothing happens on this connection until the client sends more."""
        answered = self.cycle is None or self.cycle.response_complete
        return answered or self.cycle.more_body

    def _watch(self) -> None:
        """Keep the clock running exactly while a request is incomplete."""
        if self._waits() and not self.transport.is_closing():
            if self._deadline is None:
                self._deadline = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)
        elif self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
