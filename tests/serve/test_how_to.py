"""The requests that the how-to shows, sent to a real server by curl."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from serve.conftest import Served

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "serve-sparql.md"


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl")
def test_the_requests_give_what_is_shown(server: Served) -> None:
    (block,) = re.findall(r"^```sh\n(.*?)^```", HOW_TO.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    parts = re.split(r"^\$ (.+)\n", block, flags=re.MULTILINE)
    commands = list(zip(parts[1::2], parts[2::2], strict=True))
    assert len(commands) == 4
    for command, shown in commands:
        words = shlex.split(command.replace("http://127.0.0.1:8000/", server.address))
        done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
        assert done.stdout.replace("\r\n", "\n") == shown
