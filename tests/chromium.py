"""A headless Chromium driven over its debugging pipe, with the network forbidden; standard library only.

A page of a server on this machine is the one exception: with `local` it reaches 127.0.0.1. WebGL is drawn in
software, and without `webgl` there is none.
"""

import base64
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
from pathlib import Path
from typing import Any

EXECUTABLE = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
TIMEOUT = 60.0
BLOCKED = ["http://*", "https://*", "ws://*", "wss://*", "ftp://*"]


class Chromium:
    """One browser process with one page; messages go over file descriptors 3 and 4, ended by a zero byte."""

    def __init__(self, local: bool = False, webgl: bool = True) -> None:
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
        self.events: deque[dict[str, Any]] = deque()
        self._session = ""
        targets = self.send("Target.getTargets")["targetInfos"]
        page = next(t["targetId"] for t in targets if t["type"] == "page")
        self._session = self.send("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.send(
            "Network.setBlockedURLs", urls=[url for url in BLOCKED if not (local and url == "http://*")]
        )

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The result of one command; events that arrive meanwhile are kept in `events`."""
        message: dict[str, Any] = {"id": next(self._numbers), "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == message["id"]:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])
            self.events.append(answer)

    def open(self, page: Path) -> None:
        """Load a file and wait until it is drawn."""
        self.visit(page.as_uri())

    def visit(self, url: str) -> None:
        """Load a page and wait until it is drawn."""
        self.events.clear()
        self.send("Page.navigate", url=url)
        self.wait_for("document.readyState === 'complete'")
        self.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"
        )

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page, promises awaited."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait_for(self, condition: str) -> None:
        """Wait until an expression is true in the page."""
        end = time.monotonic() + TIMEOUT
        while not self.evaluate(condition):
            if time.monotonic() > end:
                raise TimeoutError(condition)
            time.sleep(0.02)

    def resize(self, width: int, height: int) -> None:
        """The size of the window in CSS pixels."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )

    def prefer(self, **features: str) -> None:
        """Media features such as `prefers_color_scheme="dark"`."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.send("Emulation.setEmulatedMedia", features=wanted)

    def click(self, x: float, y: float) -> None:
        """A real click at a point of the window."""
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str, modifiers: int = 0) -> None:
        """One key by its DOM name (`Tab`, `Escape`, `Enter`, `ArrowDown`, `Space`); 2 stands for Ctrl."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40, "Space": 32}
        text = {"text": "\r"} if key == "Enter" and not modifiers else {}
        stroke: dict[str, Any] = {
            "key": " " if key == "Space" else key,
            "code": key,
            "windowsVirtualKeyCode": codes[key],
            "modifiers": modifiers,
        }
        self.send("Input.dispatchKeyEvent", type="keyDown", **stroke, **text)
        self.send("Input.dispatchKeyEvent", type="keyUp", **stroke)

    def type(self, text: str) -> None:
        """Text into the element that has the focus."""
        self.send("Input.insertText", text=text)

    def screenshot(self) -> bytes:
        """The window as PNG."""
        return base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"])

    def requests(self) -> list[str]:
        """The addresses asked for since the page was opened, the page itself left out."""
        asked = [e["params"]["request"]["url"] for e in self._happened("Network.requestWillBeSent")]
        return asked[1:]

    def complaints(self) -> list[str]:
        """Exceptions and errors logged (refused scripts and styles too) since the page was opened."""
        logged = [
            e["params"]["entry"]
            for e in self._happened("Log.entryAdded")
            if e["params"]["entry"]["level"] == "error"
        ]
        called = [e["params"] for e in self._happened("Runtime.consoleAPICalled")]
        return [
            *(json.dumps(e["params"]) for e in self._happened("Runtime.exceptionThrown")),
            *(json.dumps(entry) for entry in logged),
            *(json.dumps(call) for call in called if call["type"] in ("error", "assert")),
        ]

    def close(self) -> None:
        """End the browser and everything it started."""
        self._session = ""
        self.send("Browser.close")
        end = time.monotonic() + 5
        while os.waitpid(self._process, os.WNOHANG) == (0, 0):
            if time.monotonic() > end:
                os.killpg(self._process, signal.SIGKILL)
            time.sleep(0.02)
        os.close(self._write)
        os.close(self._read)
        self._profile.cleanup()

    def _happened(self, method: str) -> list[dict[str, Any]]:
        self.evaluate("1")
        return [event for event in self.events if event.get("method") == method]

    def _receive(self) -> dict[str, Any]:
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
