"""Text or bytes in, whole files out: what is written replaces the old file in one step, or not at all."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from krpia_graph.model.errors import WriteError

Chunks = Iterable[str] | Iterable[bytes]


def write_files(folder: Path, contents: Mapping[str, Chunks]) -> list[Path]:
    """Write all files of `contents` (name -> chunks) into `folder`: text as UTF-8, bytes as they are.

    All are made beside their places first and moved there at the end, so that a run that fails or is killed
    leaves the earlier files whole. Returns the paths in the order of `contents`; raises WriteError where the
    folder cannot be written, and for half a character (a lone surrogate), which UTF-8 has not.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as unfinished:
            for name, chunks in contents.items():
                with (Path(unfinished) / name).open("wb") as file:
                    file.writelines(encoded(chunks))
            for name in contents:
                if (folder / name).is_dir():  # seen now, before any file is in its place
                    raise WriteError(f"{folder / name}: cannot be written, a folder has this name")
            for name in contents:
                (Path(unfinished) / name).replace(folder / name)
    except UnicodeEncodeError as error:
        near = error.object[max(error.start - 30, 0) : error.end + 30]
        raise WriteError(
            f"{folder}: cannot be written, half a character in {near!r}; mend the source"
        ) from None
    except OSError as error:
        raise WriteError(f"{folder}: cannot be written ({error.strerror or error})") from None
    return [folder / name for name in contents]


def encoded(chunks: Chunks) -> Iterator[bytes]:
    """The chunks as bytes, text as UTF-8."""
    for chunk in chunks:
        yield chunk.encode() if isinstance(chunk, str) else chunk
