"""A headless Chromium process and the messages on its debugging pipe; standard library only.

The network is forbidden, but for the servers of this machine with `local`. WebGL is drawn in software, and
without `webgl` there is none.
"""

import fcntl
import itertools
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections import deque
from typing import Any

EXECUTABLE = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
TIMEOUT = 60.0
BLOCKED = ["http://*", "https://*", "ws://*", "wss://*", "ftp://*"]

Message = dict[str, Any]


class DevTools:
    """One process with one page; messages go over file descriptors 3 and 4, ended by a zero byte."""

    def __init__(self, local: bool, webgl: bool) -> None:
        assert EXECUTABLE
        self._profile = tempfile.TemporaryDirectory(
            prefix="krpia-graph-chromium-", ignore_cleanup_errors=True
        )
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        command = [
            EXECUTABLE,
            "--headless=new",
            "--no-sandbox",
            "--no-first-run",
            "--disable-gpu",
            "--enable-unsafe-swiftshader" if webgl else "--disable-3d-apis",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-breakpad",
            "--host-resolver-rules=MAP * ~NOTFOUND" + (", EXCLUDE 127.0.0.1" if local else ""),
            "--remote-debugging-pipe",
            f"--user-data-dir={self._profile.name}",
            "about:blank",
        ]
        nowhere = os.open(os.devnull, os.O_RDWR)
        high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (to_browser, from_browser)]
        self._process = os.posix_spawn(
            EXECUTABLE,
            command,
            dict(os.environ),
            file_actions=[
                (os.POSIX_SPAWN_DUP2, nowhere, 1),
                (os.POSIX_SPAWN_DUP2, nowhere, 2),
                (os.POSIX_SPAWN_DUP2, high[0], 3),
                (os.POSIX_SPAWN_DUP2, high[1], 4),
            ],
            setpgroup=0,
        )
        for end in (to_browser, from_browser, nowhere, *high):
            os.close(end)
        self._numbers = itertools.count(1)
        self._buffer = b""
        self.events: deque[Message] = deque()
        self._session = ""
        targets = self.send("Target.getTargets")["targetInfos"]
        page = next(t["targetId"] for t in targets if t["type"] == "page")
        self._session = self.send("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.send(
            "Network.setBlockedURLs", urls=[url for url in BLOCKED if not (local and url == "http://*")]
        )

    def send(self, method: str, **parameters: Any) -> Message:
        """The result of one command to the page; events that arrive meanwhile are kept in `events`."""
        return self._ask(method, parameters, self._session)

    def send_to_browser(self, method: str, **parameters: Any) -> Message:
        """The same for a command to the whole browser."""
        return self._ask(method, parameters, "")

    def happened(self, method: str) -> list[Message]:
        """What the events of one kind say, of those that are kept and have arrived by now."""
        self.send("Runtime.evaluate", expression="1")
        return [event["params"] for event in self.events if event.get("method") == method]

    def close(self) -> None:
        """End the browser and everything it started."""
        self.send_to_browser("Browser.close")
        end = time.monotonic() + 5
        while os.waitpid(self._process, os.WNOHANG) == (0, 0):
            if time.monotonic() > end:
                os.killpg(self._process, signal.SIGKILL)
            time.sleep(0.02)
        os.close(self._write)
        os.close(self._read)
        self._profile.cleanup()

    def _ask(self, method: str, parameters: Message, session: str) -> Message:
        message: Message = {"id": next(self._numbers), "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        line = json.dumps(message).encode() + b"\0"
        while line:
            line = line[os.write(self._write, line) :]
        while True:
            answer = self._receive()
            if answer.get("id") == message["id"]:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])
            self.events.append(answer)

    def _receive(self) -> Message:
        end = time.monotonic() + TIMEOUT
        while b"\0" not in self._buffer:
            if not select.select([self._read], [], [], max(0.0, end - time.monotonic()))[0]:
                raise TimeoutError("Chromium does not answer")
            chunk = os.read(self._read, 1 << 16)
            if not chunk:
                raise ConnectionError("Chromium has ended")
            self._buffer += chunk
        message, self._buffer = self._buffer.split(b"\0", 1)
        return dict(json.loads(message))
