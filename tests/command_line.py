"""What the tests of the verbs share besides the fixture `run`: its type, and the command in a process."""

import os
import subprocess
import sys
from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]

LINES = "MSD•Genexine · Joint study of Keytruda (2019)\nMSD•Handok · Export agreement for Kanarb in Japan"


def command(*words: object, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "krpia_graph", *map(str, words)],
        env=os.environ | variables,
        capture_output=True,
        encoding="utf-8",
    )
