"""The language of the machine does not matter: under every locale the same bytes are written.

Korean Windows reads and writes CP949 unless a program says otherwise. Locales are made here, by `localedef`.
"""

import codecs
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.vis import network_html

CHARMAPS = Path("/usr/share/i18n/charmaps")
LOCALES = {  # name, and the encoding in which Python then opens files
    "ko_KR.CP949": "cp949",
    "ko_KR.EUC-KR": "euc_kr",
    "C": "ascii",
    "C.UTF-8": "utf-8",
}
COMMAND = (
    "import locale, sys; print(locale.getpreferredencoding(), file=sys.stderr, flush=True); "
    "from krpia_graph.cli import main; main()"
)

pytestmark = pytest.mark.skipif(
    shutil.which("localedef") is None or not (CHARMAPS / "CP949.gz").is_file(),
    reason="no localedef with CP949 (Debian: locales)",
)


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the locales that the C library does not bring itself."""
    folder = tmp_path_factory.mktemp("locales")
    for name in LOCALES:
        language, _, charmap = name.partition(".")
        if language != "C":
            command = ["localedef", "--no-archive", "-i", language, "-f", charmap, str(folder / name)]
            subprocess.run(command, check=True, capture_output=True)
    return folder


def told(name: str, locales: Path, *words: str) -> str:
    """What the command line says in a process under a locale, which Python is kept from repairing."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    variables = {"LC_ALL": name, "LOCPATH": str(locales), "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-c", COMMAND, *words], env=plain | variables, capture_output=True)
    errors = done.stderr.decode("ascii", "replace")
    assert done.returncode == 0, errors
    assert codecs.lookup(errors.split()[0]).name == LOCALES[name]
    return done.stdout.decode(LOCALES[name])


@pytest.mark.parametrize("name", LOCALES)
def test_page_has_the_same_bytes(
    name: str, locales: Path, graph: KnowledgeGraph, page: Path, tmp_path: Path
) -> None:
    told(name, locales, "render", str(page), "--to", str(tmp_path / "network.html"))
    written = (tmp_path / "network.html").read_bytes()
    assert "한미약품" in written.decode("utf-8")
    assert written == "".join(network_html(graph)).encode("utf-8")
