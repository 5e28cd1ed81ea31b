"""The messages between a process that asks and the worker that answers, as bytes in a pipe.

To the worker goes one line of JSON a query. Back come frames, each a kind, how many rows it holds, and bytes:

| kind | bytes |
|---|---|
| READY | none: the store is open |
| HEAD | JSON: `media_type`, and what closes the document, `tail` after rows and `empty` without any |
| DATA | a part of the document that ends with whole rows |
| END | JSON: `cut`, the limit that ended it, or "" |
| ERROR | JSON: `kind` ("query" or "memory") and `message` |
"""

import struct
from typing import IO

READY, HEAD, DATA, END, ERROR = range(5)

_HEADER = struct.Struct(">BIQ")


def frame(kind: int, payload: bytes = b"", rows: int = 0) -> bytes:
    """The bytes of one message."""
    return _HEADER.pack(kind, rows, len(payload)) + payload


def read_frame(pipe: IO[bytes], most: int) -> tuple[int, int, bytes] | None:
    """Kind, rows and bytes of the next message; None at the end, or where it has over `most` bytes."""
    try:
        header = pipe.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return None
        kind, rows, length = _HEADER.unpack(header)
        if length > most:
            return None
        payload = pipe.read(length)
    except ValueError:  # closed in the meantime
        return None
    return (kind, rows, payload) if len(payload) == length else None
