"""Chunks in, a gzip file out that is the same for the same text: it holds neither a time nor a name."""

import struct
import zlib
from collections.abc import Iterator

from krpia_graph.write.atomic import Chunks, encoded

# https://www.rfc-editor.org/rfc/rfc1952 (2.3): deflate, no flags, no time, no further flags, no system.
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


def gzipped(chunks: Chunks) -> Iterator[bytes]:
    """The bytes of the gzip file, in chunks."""
    yield _HEAD
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    check = size = 0
    for chunk in encoded(chunks):
        check, size = zlib.crc32(chunk, check), size + len(chunk)
        if packed := deflate.compress(chunk):
            yield packed
    yield deflate.flush() + struct.pack("<LL", check, size & 0xFFFF_FFFF)
