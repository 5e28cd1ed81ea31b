"""Messages in, the model's reply out: from the cache, else from an OpenAI-compatible endpoint.

A reply is kept under model, version of the prompt and body of the request, so that a second run asks nothing.
The key goes into the header of the request and nowhere else.
"""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from krpia_graph.llm.cache import Cache, key_of
from krpia_graph.llm.post import Response, post
from krpia_graph.llm.questions import Message
from krpia_graph.llm.settings import URL, Settings
from krpia_graph.llm.words import printable
from krpia_graph.model.errors import EndpointError
from krpia_graph.model.language_model import DropReason

PATH = "/chat/completions"
_TRIES = 4  # of a request that the server puts off
_LONGEST_PAUSE = 60.0  # seconds, whatever the server asks for
_MOST_TOKENS = 2048  # of a reply, which ends there where a model finds no end
_BUSY = frozenset((429, 502, 503, 504, 529))
_TURNED_DOWN = frozenset((400, 413, 422, 500, 501))


class NoAnswerError(Exception):
    """One passage has no answer, and the next may have one: why, and what the server says."""

    def __init__(self, reason: DropReason, said: str) -> None:
        super().__init__(said)
        self.reason = reason
        self.said = said


class Client:
    """Asks one model; keeps in mind which form of request its server takes."""

    def __init__(self, settings: Settings, version: int) -> None:
        """A client for prompts of that version. Raises WriteError where replies cannot be kept."""
        self._settings = settings
        self._version = str(version)
        self._cache = Cache(settings.cache)
        self._form = 0
        if settings.address:
            self._cache.prepare()

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> tuple[str, bool]:
        """The reply to the messages, and whether it lay in the cache.

        Raises NoAnswerError where the server has no reply to these messages, EndpointError where it cannot
        be asked at all.
        """
        forms = list(_forms(self._settings.model, messages, schema))
        key = key_of(self._settings.model, self._version, _encoded(forms[0]).decode())
        kept = self._cache.get(key)
        if kept is not None:
            return kept, True
        if self._settings.address is None:
            raise EndpointError(
                f"{self._settings.cache}: holds no reply to one of the passages; "
                f"set {URL} and leave out --offline"
            )
        reply = self._scrubbed(self._reply(forms))
        self._cache.put(key, reply)
        return reply, False

    def _reply(self, forms: Sequence[Mapping[str, Any]]) -> str:
        """The reply, in the first form of request from the one that worked last that the server takes."""
        said = ""
        for number in range(self._form, len(forms)):
            response = self._sent(_encoded(forms[number]))
            if response.status == 200:
                self._form = number
                return _content(response.body)
            said = said or f"{response.status} {self._said(response)}"
        raise NoAnswerError("refused", said)

    def _sent(self, body: bytes) -> Response:
        """The response of a server that takes or turns down the request; one that is busy is asked again."""
        for left in reversed(range(_TRIES)):
            response = post(self._settings, PATH, body)
            if response.status == 200:
                return response
            if left and (response.status in _BUSY or response.status >= 500):
                time.sleep(self._pause(_TRIES - 1 - left, response.retry_after))
            elif response.status in _TURNED_DOWN:
                return response
            else:
                raise EndpointError(self._complaint(response))
        raise AssertionError("the last try returns or raises")

    def _pause(self, tries: int, wanted: str) -> float:
        """Seconds to wait: as many as the server wants, else twice as many each time."""
        own = self._settings.pause * 2**tries
        return min(float(wanted) if wanted.isascii() and wanted.isdecimal() else own, _LONGEST_PAUSE)

    def _complaint(self, response: Response) -> str:
        where, status = self._settings.address, response.status
        if 300 <= status < 400:
            target = printable(self._scrubbed(response.location), 100)
            return f"{where}: redirects to {target or 'nowhere'}; that is not followed, correct {URL}"
        said = f"{status} {self._said(response)}"
        if status in (401, 403):
            return f"{where}: does not take the key, or wants one ({said})"
        if status == 404:
            return f"{where}{PATH}: is not there, or has no such model ({said}); {URL} often ends in /v1"
        return f"{where}: cannot be asked ({said}); the replies so far are kept"

    def _said(self, response: Response) -> str:
        """What a server says of an error, short and without the key."""
        text = (response.body or b"").decode("utf-8", "replace")
        try:
            error = json.loads(text)["error"]
            text = error["message"] if isinstance(error, dict) else error
        except (ValueError, KeyError, TypeError, RecursionError):
            pass
        return printable(self._scrubbed(str(text)), 200)

    def _scrubbed(self, text: str) -> str:
        """The text without the key, should a server send it back."""
        return text.replace(self._settings.key, "[key]") if self._settings.key else text


def _forms(model: str, messages: Sequence[Message], schema: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    """The request in the forms that are tried, the most exact first.

    Not every server knows JSON schemas, some know no JSON mode, and some models refuse a temperature.
    """
    plain: dict[str, Any] = {"model": model, "messages": list(messages), "stream": False}
    fixed = {**plain, "temperature": 0, "seed": 0, "max_tokens": _MOST_TOKENS}
    named = {"name": "answer", "strict": True, "schema": schema}
    return (
        {**fixed, "response_format": {"type": "json_schema", "json_schema": named}},
        {**fixed, "response_format": {"type": "json_object"}},
        plain,
    )


def _encoded(body: Mapping[str, Any]) -> bytes:
    """The same bytes for the same body; half a surrogate pair, which UTF-8 cannot hold, becomes a mark."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def _content(body: bytes | None) -> str:
    """The text of the reply in the body of a response."""
    if body is None:
        raise NoAnswerError("no_reply", "the reply is cut off or too long")
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        content = None
    if not isinstance(content, str):
        raise NoAnswerError("no_reply", printable(body.decode("utf-8", "replace"), 200))
    return content
