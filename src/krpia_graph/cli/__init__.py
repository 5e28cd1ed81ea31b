"""The command line: thin verbs over the public functions; an error of ours is one line and exit code 2."""

import io
import sys


def main() -> None:
    """Run `krpia-graph`; the entry point of the installed command."""
    from krpia_graph.cli.app import app
    from krpia_graph.model.errors import KrpiaGraphError

    _speak_utf8()
    try:
        app()
    except KrpiaGraphError as error:
        print(f"krpia-graph: {' '.join(str(error).split())}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except BrokenPipeError:  # the reader of a pipe has gone: `krpia-graph show cases | head`
        sys.stderr.close()
        sys.exit(1)


def _speak_utf8() -> None:
    """Files and pipes get UTF-8; a terminal of another encoding shows a mark for what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


__all__ = ["main"]
