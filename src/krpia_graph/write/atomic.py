"""Text in, whole files out: what is written replaces the old file in one step, or not at all."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from krpia_graph.model.errors import WriteError


def write_files(folder: Path, contents: Mapping[str, Iterable[str]]) -> list[Path]:
    """Write all files of `contents` (name -> chunks of text) into `folder`, as UTF-8 with line feeds.

    All are made beside their places first and moved there at the end, so that a run that fails or is killed
    leaves the earlier files whole. Returns the paths in the order of `contents`; raises WriteError where the
    folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as unfinished:
            for name, chunks in contents.items():
                with (Path(unfinished) / name).open("w", encoding="utf-8", newline="\n") as file:
                    file.writelines(chunks)
            for name in contents:
                if (folder / name).is_dir():  # seen now, before any file is in its place
                    raise WriteError(f"{folder / name}: cannot be written, a folder has this name")
            for name in contents:
                (Path(unfinished) / name).replace(folder / name)
    except OSError as error:
        raise WriteError(f"{folder}: cannot be written ({error.strerror or error})") from None
    return [folder / name for name in contents]
