"""The command in a process of its own: pipes, encodings and signals end it without a traceback."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from command_line import command

FIGURES = ("confidence", "confidence_low")


class TestProcess:
    def test_version(self) -> None:
        done = command("--version")
        assert (done.returncode, done.stdout, done.stderr) == (
            0,
            f"krpia-graph {version('krpia-graph')}\n",
            "",
        )

    def test_help_names_every_verb(self) -> None:
        done = command("--help")
        verbs = ["build", "extract", "evaluate", "check", "show", "explain", "rank", "query"]
        assert done.returncode == 0
        assert [verb for verb in verbs if f"  {verb} " not in done.stdout] == []

    def test_an_error_is_one_line_without_traceback(self, tmp_path: Path) -> None:
        done = command("build", tmp_path / "missing.txt", "--to", tmp_path / "out")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"krpia-graph: {tmp_path / 'missing.txt'}: no such file\n"
        assert not (tmp_path / "out").exists()

    def test_an_output_that_has_no_korean_letters_causes_no_traceback(self) -> None:
        """As on Windows, where a redirected output has the code page of the system."""
        done = command("explain", "MSD", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        assert "Traceback" not in done.stderr
        assert (done.returncode, done.stdout[:5]) == (0, "MSD (")

    @pytest.mark.parametrize(
        "words", [["show", "cases"], ["show", "cases", "--json"], ["explain", "MSD"], ["extract"]]
    )
    def test_a_reader_that_leaves_the_pipe_causes_no_traceback(self, words: list[str], page: Path) -> None:
        """As in `krpia-graph show cases | head -1`: here nobody reads from the start."""
        read, written = os.pipe()
        os.close(read)
        files = [str(page)] if words == ["extract"] else []
        try:
            done = subprocess.run(
                [sys.executable, "-m", "krpia_graph", *words, *files], stdout=written, stderr=subprocess.PIPE
            )
        finally:
            os.close(written)
        assert done.returncode in (1, -13, 141)
        assert done.stderr == b""
