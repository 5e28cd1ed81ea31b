"""What the tests of the language model share: a server on the loopback, and settings that lead to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from model_server import Server, serving

from krpia_graph.llm import Settings, settings_from


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def settings(server: Server, tmp_path: Path) -> Settings:
    """Settings with a key, and hardly any wait between tries."""
    variables = {
        "KRPIA_GRAPH_LLM_URL": server.url,
        "KRPIA_GRAPH_LLM_MODEL": "tiny",
        "KRPIA_GRAPH_LLM_KEY": "sk-secret-1",
    }
    return replace(settings_from(variables, tmp_path / "cache"), timeout=20.0, pause=0.01)


@pytest.fixture
def files_of_cache(settings: Settings) -> Callable[[], list[Path]]:
    return lambda: sorted(path for path in settings.cache.rglob("*") if path.is_file())
