"""Where a text may be sent: only where the environment says so, and not in the clear to another machine."""

from pathlib import Path

import pytest

from krpia_graph.llm import Settings, settings_from
from krpia_graph.model.errors import EndpointError

LOCAL = {"KRPIA_GRAPH_LLM_URL": "http://127.0.0.1:8080/v1", "KRPIA_GRAPH_LLM_MODEL": "tiny"}


def settings(**changes: str) -> Settings:
    variables = LOCAL | {f"KRPIA_GRAPH_{name}": value for name, value in changes.items()}
    return settings_from(variables, Path("cache"))


def test_address_model_and_rule() -> None:
    found = settings()
    assert str(found.address) == "http://127.0.0.1:8080/v1"
    assert (found.model, found.rule, found.key) == ("tiny", "llm:tiny", "")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://localhost:11434/v1/", "http://localhost:11434/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ("http://127.8.9.1/v1", "http://127.8.9.1:80/v1"),
        ("https://models.example/api/v1", "https://models.example:443/api/v1"),
        ("http://127.0.0.1:8080/v1/chat/completions", "http://127.0.0.1:8080/v1"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ],
)
def test_an_address(url: str, address: str) -> None:
    assert str(settings(LLM_URL=url).address) == address


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "set KRPIA_GRAPH_LLM_URL"),
        ("ftp://127.0.0.1/v1", "must begin with http"),
        ("file:///etc/passwd", "must begin with http"),
        ("127.0.0.1:8080/v1", "must begin with http"),
        ("http://", "must begin with http"),
        ("http://127.0.0.1:99999/v1", "is no address"),
        ("http://[::1/v1", "is no address"),
        ("http://user:hunter2@127.0.0.1/v1", "must hold no user or password"),
        ("http://127.0.0.1/v1?key=hunter2", "plain base address"),
        ("http://127.0.0.1/v1 HTTP/1.1\r\nX: y", "plain base address"),
        ("http://models.example/v1", "unencrypted"),
        ("http://10.0.0.7/v1", "unencrypted"),
        ("http://localhost.models.example/v1", "unencrypted"),
        ("http://127.0.0.1.models.example/v1", "unencrypted"),
        ("http://0.0.0.0/v1", "unencrypted"),
    ],
)
def test_no_address(url: str, reason: str) -> None:
    with pytest.raises(EndpointError, match=reason) as error:
        settings(LLM_URL=url)
    assert "hunter2" not in str(error.value)


def test_another_machine_in_the_clear_only_where_it_is_allowed() -> None:
    found = settings(LLM_URL="http://10.0.0.7:8000/v1", LLM_PLAIN_HTTP="1")
    assert str(found.address) == "http://10.0.0.7:8000/v1"
    with pytest.raises(EndpointError, match="unencrypted"):
        settings(LLM_URL="http://10.0.0.7:8000/v1", LLM_PLAIN_HTTP="0")


@pytest.mark.parametrize("model", ["", "two words", "x" * 101, "bell\x07", "half\ud800"])
def test_no_model(model: str) -> None:
    with pytest.raises(EndpointError, match="KRPIA_GRAPH_LLM_MODEL"):
        settings(LLM_MODEL=model)


@pytest.mark.parametrize("key", ["sk-a\r\nX-Evil: 1", "two words", "schlüssel"])
def test_a_key_that_is_none_is_not_shown(key: str) -> None:
    with pytest.raises(EndpointError, match="KRPIA_GRAPH_LLM_KEY") as error:
        settings(LLM_KEY=key)
    assert key not in str(error.value)


def test_the_key_is_in_no_text_of_the_settings() -> None:
    found = settings(LLM_KEY="sk-secret-1")
    assert found.key == "sk-secret-1"
    assert "secret" not in f"{found} {found!r}"


def test_time_for_a_reply() -> None:
    assert settings().timeout == 120
    assert settings(LLM_TIMEOUT="2.5").timeout == 2.5
    for wrong in ("0", "-1", "nan", "inf", "1e9", "soon"):
        with pytest.raises(EndpointError, match="KRPIA_GRAPH_LLM_TIMEOUT"):
            settings(LLM_TIMEOUT=wrong)


class TestCacheFolder:
    def test_as_given_then_as_named_then_of_the_user(self, tmp_path: Path) -> None:
        named = LOCAL | {"KRPIA_GRAPH_CACHE": "named", "XDG_CACHE_HOME": str(tmp_path)}
        assert settings_from(named, Path("given")).cache == Path("given")
        assert settings_from(named).cache == Path("named")
        assert settings_from(LOCAL | {"XDG_CACHE_HOME": str(tmp_path)}).cache == tmp_path / "krpia-graph"

    @pytest.mark.parametrize("xdg", ["", "relative/folder"])
    def test_without_an_absolute_folder_below_home(self, xdg: str) -> None:
        assert settings_from(LOCAL | {"XDG_CACHE_HOME": xdg}).cache == Path.home() / ".cache" / "krpia-graph"


def test_offline_needs_no_address_and_uses_none() -> None:
    assert settings_from({"KRPIA_GRAPH_LLM_MODEL": "tiny"}, offline=True).address is None
    assert settings_from(LOCAL, offline=True).address is None
    with pytest.raises(EndpointError, match="set KRPIA_GRAPH_LLM_MODEL"):
        settings_from({}, offline=True)
