"""The command line: thin verbs over the public functions; an error of ours is one line and exit code 2."""

import sys


def main() -> None:
    """Run `krpia-graph`; the entry point of the installed command."""
    from krpia_graph.cli.app import app
    from krpia_graph.model.errors import KrpiaGraphError

    try:
        app()
    except KrpiaGraphError as error:
        print(f"krpia-graph: {' '.join(str(error).split())}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except BrokenPipeError:  # the reader of a pipe has gone: `krpia-graph show cases | head`
        sys.stderr.close()
        sys.exit(1)


__all__ = ["main"]
