"""Asking over HTTP: what goes out, what is tried again, and what no server can do to a run."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from model_server import EMPTY, Canned, Server, enveloped, error, saying, serving

from krpia_graph.llm import Settings, settings_from
from krpia_graph.llm.client import Client, NoAnswerError
from krpia_graph.llm.post import LIMIT
from krpia_graph.model.errors import EndpointError, WriteError

MESSAGES = ({"role": "system", "content": "task"}, {"role": "user", "content": '{"text": ["한미"]}'})
SCHEMA: dict[str, Any] = {"type": "object", "properties": {}}


def ask(settings: Settings) -> tuple[str, bool]:
    return Client(settings, version=1).ask(MESSAGES, SCHEMA)


class TestTheRequest:
    def test_one_post_below_the_base_address(self, server: Server, settings: Settings) -> None:
        server.replay(saying("hello"))
        assert ask(settings) == ("hello", False)
        assert server.paths == ["/v1/chat/completions"]

    def test_the_body_is_fixed_in_every_way_that_has_a_setting(
        self, server: Server, settings: Settings
    ) -> None:
        ask(settings)
        (body,) = server.bodies
        assert body["messages"] == list(MESSAGES)
        assert (body["model"], body["temperature"], body["seed"], body["stream"]) == ("tiny", 0, 0, False)
        assert body["response_format"]["type"] == "json_schema"
        assert body["response_format"]["json_schema"]["schema"] == SCHEMA

    def test_the_key_goes_into_the_header_and_nowhere_else(self, server: Server, settings: Settings) -> None:
        ask(settings)
        assert server.headers[0]["Authorization"] == "Bearer sk-secret-1"
        assert "secret" not in json.dumps(server.bodies)

    def test_without_a_key_no_such_header(self, server: Server, settings: Settings) -> None:
        ask(replace(settings, key=""))
        assert "Authorization" not in server.headers[0]

    def test_no_proxy_of_the_environment_gets_it(
        self, server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with serving() as proxy:
            for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
                monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.server_port}")
            ask(settings)
            assert (len(server.bodies), proxy.bodies) == (1, [])

    def test_half_a_surrogate_pair_can_be_sent(self, server: Server, settings: Settings) -> None:
        Client(settings, 1).ask(({"role": "user", "content": "\ud800"},), SCHEMA)
        assert server.bodies[0]["messages"][0]["content"] == "?"


class TestTheCache:
    def test_the_second_time_nothing_is_sent(self, server: Server, settings: Settings) -> None:
        server.replay(saying("first"), saying("second"))
        assert [ask(settings), ask(settings)] == [("first", False), ("first", True)]
        assert len(server.bodies) == 1

    def test_another_address_or_key_is_the_same_question(self, settings: Settings) -> None:
        ask(settings)
        elsewhere = replace(settings, address=None, key="")
        assert ask(elsewhere) == (ask(settings)[0], True)

    def test_another_model_prompt_or_passage_is_another_question(
        self, server: Server, settings: Settings
    ) -> None:
        ask(settings)
        Client(replace(settings, model="other"), 1).ask(MESSAGES, SCHEMA)
        Client(settings, 2).ask(MESSAGES, SCHEMA)
        Client(settings, 1).ask(MESSAGES[:1], SCHEMA)
        Client(settings, 1).ask(MESSAGES, {"type": "array"})
        assert len(server.bodies) == 5

    def test_a_damaged_reply_is_asked_for_again(
        self, server: Server, settings: Settings, files_of_cache: Callable[[], list[Path]]
    ) -> None:
        ask(settings)
        (file,) = files_of_cache()
        file.write_bytes(b"{")
        assert ask(settings)[1] is False
        assert ask(settings)[1] is True
        assert len(server.bodies) == 2

    def test_the_key_is_not_in_it_even_where_the_server_sends_it_back(
        self, server: Server, settings: Settings, files_of_cache: Callable[[], list[Path]]
    ) -> None:
        server.replay(saying("your key is sk-secret-1"))
        assert ask(settings)[0] == "your key is [key]"
        (file,) = files_of_cache()
        assert b"secret" not in file.read_bytes()
        assert "secret" not in str(file)

    def test_offline_a_missing_reply_is_an_error_and_nothing_is_sent(
        self, server: Server, settings: Settings
    ) -> None:
        with pytest.raises(EndpointError, match="holds no reply to one of the passages"):
            ask(replace(settings, address=None))
        assert server.bodies == []

    def test_offline_the_folder_need_not_be_writable(self, settings: Settings, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x", encoding="utf-8")
        with pytest.raises(WriteError, match="replies cannot be kept"):
            Client(replace(settings, cache=tmp_path / "file"), 1)
        Client(replace(settings, cache=tmp_path / "file", address=None), 1)

    def test_only_replies_are_kept(
        self, server: Server, settings: Settings, files_of_cache: Callable[[], list[Path]]
    ) -> None:
        server.replay(Canned(body=b"<html>log in</html>"))
        with pytest.raises(NoAnswerError):
            ask(settings)
        assert files_of_cache() == []


class TestTriesAgain:
    def test_after_a_fault_of_the_server(self, server: Server, settings: Settings) -> None:
        server.replay(error(500), error(503), EMPTY)
        ask(settings)
        assert len(server.bodies) == 3

    def test_as_late_as_a_busy_server_wants(self, server: Server, settings: Settings) -> None:
        server.replay(error(429, Retry_After="1"), EMPTY)
        began = time.monotonic()
        ask(settings)
        assert time.monotonic() - began >= 1
        assert len(server.bodies) == 2

    @pytest.mark.parametrize("wanted", ["-5", "1e9", "٣", "Wed, 21 Oct 2099 07:28:00 GMT", "nan", ""])
    def test_a_wish_that_is_no_number_of_seconds_is_passed_over(
        self, server: Server, settings: Settings, wanted: str
    ) -> None:
        server.replay(replace(error(429), headers={"Retry-After": wanted.encode().decode("latin-1")}), EMPTY)
        began = time.monotonic()
        ask(settings)
        assert time.monotonic() - began < 5

    def test_four_times_in_all(self, server: Server, settings: Settings) -> None:
        server.replay(error(503, "loading model"))
        with pytest.raises(EndpointError, match="503 loading model"):
            ask(settings)
        assert len(server.bodies) == 4

    @pytest.mark.parametrize("status", [401, 402, 403, 404, 405, 418])
    def test_not_where_it_would_be_of_no_use(self, server: Server, settings: Settings, status: int) -> None:
        server.replay(error(status, "no"))
        with pytest.raises(EndpointError, match=f"{status} no"):
            ask(settings)
        assert len(server.bodies) == 1


class TestForms:
    def test_a_server_without_schemas_is_asked_in_simpler_forms(
        self, server: Server, settings: Settings
    ) -> None:
        server.replay(
            error(400, "unknown response_format"), error(422, "unknown field seed"), saying("plain")
        )
        assert ask(settings)[0] == "plain"
        forms = [body.get("response_format", {}).get("type") for body in server.bodies]
        assert forms == ["json_schema", "json_object", None]
        assert "temperature" not in server.bodies[2]

    def test_the_form_that_worked_is_kept(self, server: Server, settings: Settings) -> None:
        server.replay(error(400), EMPTY)
        client = Client(settings, 1)
        client.ask(MESSAGES, SCHEMA)
        client.ask(MESSAGES[:1], SCHEMA)
        assert [b["response_format"]["type"] for b in server.bodies] == ["json_schema", *["json_object"] * 2]

    def test_the_reply_is_found_again_whatever_the_form(self, server: Server, settings: Settings) -> None:
        server.replay(error(400), error(400), saying("plain"))
        ask(settings)
        assert ask(replace(settings, address=None)) == ("plain", True)

    def test_a_passage_that_is_turned_down_in_every_form_has_no_answer(
        self, server: Server, settings: Settings
    ) -> None:
        server.replay(error(400, "the request exceeds the available context size"))
        with pytest.raises(NoAnswerError, match="400 the request exceeds") as no_answer:
            ask(settings)
        assert no_answer.value.reason == "refused"


class TestHostileServers:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"not json",
            b"\xff\xfe\x00",
            b"null",
            b"[]",
            b'{"choices": []}',
            b'{"choices": {"0": 1}}',
            b'{"choices": [{"message": {"content": null}}]}',
            b'{"choices": [{"message": {"content": ["text"]}}]}',
            b'{"choices": [{"delta": {"content": "x"}}]}',
            b'data: {"choices": []}\n\n',
            b"[" * 200_000,
            b'{"choices": ' + b"9" * 10_000 + b"}",
        ],
    )
    def test_a_body_of_another_form_is_no_answer(
        self, server: Server, settings: Settings, body: bytes
    ) -> None:
        server.replay(Canned(body=body))
        with pytest.raises(NoAnswerError) as no_answer:
            ask(settings)
        assert no_answer.value.reason == "no_reply"
        assert len(no_answer.value.said) <= 200

    def test_a_huge_reply_is_not_read_to_its_end(self, server: Server, settings: Settings) -> None:
        server.replay(enveloped("x" * (LIMIT + 1)))
        with pytest.raises(NoAnswerError, match="too long"):
            ask(settings)

    def test_a_reply_shorter_than_promised_is_none(self, server: Server, settings: Settings) -> None:
        server.replay(replace(saying("{}"), promised=10_000))
        with pytest.raises(NoAnswerError, match="cut off"):
            ask(settings)

    def test_a_slow_reply_is_given_up(self, server: Server, settings: Settings) -> None:
        server.replay(replace(EMPTY, wait=3))
        began = time.monotonic()
        with pytest.raises(EndpointError, match=r"no reply within 0\.3 seconds; KRPIA_GRAPH_LLM_TIMEOUT"):
            ask(replace(settings, timeout=0.3))
        assert time.monotonic() - began < 2

    def test_a_reply_that_drips_is_given_up_too(self, server: Server, settings: Settings) -> None:
        server.replay(replace(EMPTY, drip=0.05))  # each byte in time, all of them in seconds
        began = time.monotonic()
        with pytest.raises(EndpointError, match="no reply within"):
            ask(replace(settings, timeout=0.4))
        assert time.monotonic() - began < 2

    def test_a_redirect_is_not_followed(self, server: Server, settings: Settings) -> None:
        with serving() as elsewhere:
            for status in (301, 302, 303, 307, 308):
                server.replay(error(status, Location=f"{elsewhere.url}/chat/completions"))
                with pytest.raises(EndpointError, match=r"redirects to http://127\.0\.0\.1"):
                    ask(settings)
            assert elsewhere.bodies == []

    def test_an_error_shows_no_key_and_no_control_characters(
        self, server: Server, settings: Settings
    ) -> None:
        server.replay(error(401, "wrong key sk-secret-1\x1b[2J\nand more " + "x" * 5000))
        with pytest.raises(EndpointError, match=r"wrong key \[key\]\?\[2J and more x+…") as refused:
            ask(settings)
        assert len(str(refused.value)) < 400

    def test_an_error_that_is_no_json_is_shown(self, server: Server, settings: Settings) -> None:
        server.replay(Canned(404, b"<h1>Not Found</h1>"))
        with pytest.raises(EndpointError, match=r"404 <h1>Not Found</h1>.*often ends in /v1"):
            ask(settings)


@pytest.fixture
def raw(settings: Settings) -> Iterator[Callable[[bytes], Settings]]:
    """Settings that lead to a listener which answers every connection with the same bytes and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))
    said = [b""]

    def answer() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(1 << 16)
                connection.sendall(said[0])

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    assert settings.address
    address = replace(settings.address, port=listener.getsockname()[1])

    def leading(words: bytes) -> Settings:
        said[0] = words
        return replace(settings, address=address)

    yield leading
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


class TestNoServer:
    def test_nobody_listens(self, settings: Settings) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        assert settings.address
        with pytest.raises(EndpointError, match="no model server answers here"):
            ask(replace(settings, address=replace(settings.address, port=port)))

    @pytest.mark.parametrize(
        "words",
        [
            b"",
            b"\x00\x01\x02",
            b"SSH-2.0-OpenSSH\x1b[2J\r\n",
            b"HTTP/1.1 abc\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n" + b"a" * 99_999,
        ],
    )
    def test_something_else_listens(self, raw: Callable[[bytes], Settings], words: bytes) -> None:
        with pytest.raises(EndpointError, match="no model server answers here") as error:
            ask(raw(words))
        assert str(error.value).isprintable()

    def test_a_chunk_that_lies_is_no_answer(self, raw: Callable[[bytes], Settings]) -> None:
        head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        with pytest.raises(NoAnswerError, match="cut off"):
            ask(raw(head + b"ffff\r\n{}"))


def test_over_https_nothing_is_sent_to_a_server_that_cannot_prove_itself(
    server: Server, tmp_path: Path
) -> None:
    variables = {
        "KRPIA_GRAPH_LLM_URL": server.url.replace("http:", "https:"),
        "KRPIA_GRAPH_LLM_MODEL": "tiny",
    }
    with pytest.raises(EndpointError, match="no model server answers here"):
        ask(settings_from(variables, tmp_path))
    assert server.bodies == []
