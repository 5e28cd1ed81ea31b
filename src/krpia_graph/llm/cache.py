"""Questions in, the replies once given to them out: one file a reply, named by the digest of its question.

A file holds the reply and its SHA-256, nothing of the question; one that is damaged counts as absent and is
replaced. Files are written beside their place and moved there, so that processes may share a folder.
"""

import hashlib
import json
import os
import tempfile
from pathlib import Path

from krpia_graph.model.errors import WriteError


def key_of(*parts: str) -> str:
    """The digest of a question that is made of these parts, in this order.

    >>> key_of("model", "1", "body") == key_of("model", "1body", "")
    False
    """
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class Cache:
    """Replies in a folder, by the digest of their question."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "llm"

    def prepare(self) -> None:
        """Make the folder, for its owner alone. Raises WriteError where nothing can be written there."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            tempfile.TemporaryFile(dir=self._folder).close()
        except OSError as error:
            raise self._unwritable(error) from None

    def get(self, key: str) -> str | None:
        """The reply kept under a key; None where there is none or its file is damaged."""
        try:
            entry = json.loads(self._place(key).read_bytes())
            reply = entry["reply"]
            whole = isinstance(reply, str) and _digest(reply) == entry["sha256"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return reply if whole else None

    def put(self, key: str, reply: str) -> None:
        """Keep a reply under a key, in place of what is there. Raises WriteError."""
        place = self._place(key)
        entry = json.dumps({"sha256": _digest(reply), "reply": reply})
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, unfinished = tempfile.mkstemp(dir=place.parent, prefix=".writing-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(entry)
                Path(unfinished).replace(place)
            except BaseException:
                Path(unfinished).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise self._unwritable(error) from None

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"

    def _unwritable(self, error: OSError) -> WriteError:
        reason = error.strerror or error
        return WriteError(
            f"{self._folder}: replies cannot be kept here ({reason}); name a folder with --cache"
        )


def _digest(reply: str) -> str:
    return hashlib.sha256(reply.encode("utf-8", "surrogatepass")).hexdigest()
