"""A page in a headless Chromium as a reader has it: opened, clicked, typed into, looked at and printed.

Nothing is asked of any network; a page of a server on this machine is the one exception, with `local`.
"""

import base64
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from devtools import EXECUTABLE as EXECUTABLE
from devtools import TIMEOUT, DevTools
from keyboard import MODIFIERS, keystroke

Point = tuple[float, float]  # CSS pixels of the window


class Chromium:
    """One browser with one page; without `webgl` as on a machine that has none."""

    def __init__(self, local: bool = False, webgl: bool = True) -> None:
        self._tools = DevTools(local, webgl)
        self.send = self._tools.send

    def open(self, page: Path) -> None:
        """Load a file and wait until it is drawn."""
        self.visit(page.as_uri())

    def visit(self, url: str) -> None:
        """Load a page and wait until it is drawn."""
        self._tools.events.clear()
        self.send("Page.navigate", url=url)
        self.wait_for("document.readyState === 'complete'")
        self.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"
        )

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page, promises awaited; as if a reader had just acted."""
        answer = self.send(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, userGesture=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait_for(self, condition: str) -> None:
        """Wait until an expression is true in the page."""
        self._wait(lambda: bool(self.evaluate(condition)), condition)

    # ---- what the reader sits at

    def resize(self, width: int, height: int, density: float = 1) -> None:
        """The size of the window in CSS pixels, and how many pixels of the screen each is wide."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=density,
            mobile=width < 500,
        )

    def prefer(self, **features: str) -> None:
        """Media features such as `prefers_color_scheme="dark"`."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.send("Emulation.setEmulatedMedia", features=wanted)

    def offline(self, away: bool = True) -> None:
        """Pull the plug: the browser itself says that there is no network, and sends nothing."""
        self.send(
            "Network.emulateNetworkConditions",
            offline=away,
            latency=0,
            downloadThroughput=-1,
            uploadThroughput=-1,
        )

    # ---- what the reader does

    def hover(self, x: float, y: float) -> None:
        """The pointer moved to a point."""
        self._mouse("mouseMoved", (x, y))

    def click(self, x: float, y: float, held: str = "") -> None:
        """A real click at a point, perhaps with a modifier such as `Shift` held."""
        modifiers = MODIFIERS[held] if held else 0
        self.hover(x, y)
        for kind in ("mousePressed", "mouseReleased"):
            self._mouse(kind, (x, y), button="left", clickCount=1, modifiers=modifiers)

    def drag(self, start: Point, end: Point, steps: int = 8) -> None:
        """The left button pressed at one point, moved in a straight line and let go at another."""
        self.hover(*start)
        self._mouse("mousePressed", start, button="left", buttons=1, clickCount=1)
        for step in range(1, steps + 1):
            x, y = (a + (b - a) * step / steps for a, b in zip(start, end, strict=True))
            self._mouse("mouseMoved", (x, y), button="left", buttons=1)
        self._mouse("mouseReleased", end, button="left", clickCount=1)

    def wheel(self, x: float, y: float, down: float, right: float = 0, held: str = "") -> None:
        """The wheel turned over a point, by so many CSS pixels down and to the right."""
        modifiers = MODIFIERS[held] if held else 0
        self._mouse("mouseWheel", (x, y), deltaX=right, deltaY=down, modifiers=modifiers)

    def press(self, name: str) -> None:
        """One key, by a name such as `Tab`, `?`, `ArrowLeft`, `Shift+Tab` or `Control+Enter`."""
        stroke = keystroke(name)
        self.send("Input.dispatchKeyEvent", type="keyDown", **stroke)
        stroke.pop("text", None)
        self.send("Input.dispatchKeyEvent", type="keyUp", **stroke)

    def type(self, text: str) -> None:
        """Text into the element that has the focus."""
        self.send("Input.insertText", text=text)

    # ---- what comes out of it

    def screenshot(self, whole: bool = False) -> bytes:
        """The window as PNG, or the whole page however long it is."""
        answer = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(answer["data"])

    def pdf(self) -> bytes:
        """The page as it is printed, on the paper that its style asks for."""
        answer = self.send("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(answer["data"])

    def selected(self) -> str:
        """The text that is selected."""
        return str(self.evaluate("getSelection().toString()"))

    def clipboard(self) -> str:
        """The text that was copied last."""
        self._tools.send_to_browser("Browser.grantPermissions", permissions=["clipboardReadWrite"])
        return str(self.evaluate("navigator.clipboard.readText()"))

    def download(self, folder: Path, action: Callable[[], object]) -> Path:
        """The file that an action makes the browser save, in `folder` by the name that the page gives it."""
        self._tools.send_to_browser(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder), eventsEnabled=True
        )
        before = len(self._tools.happened("Browser.downloadWillBegin"))
        action()
        begun: list[dict[str, Any]] = []

        def saved() -> bool:
            begun[:] = self._tools.happened("Browser.downloadWillBegin")[before:]
            states = {e["guid"]: e["state"] for e in self._tools.happened("Browser.downloadProgress")}
            if "canceled" in states.values():
                raise RuntimeError("a download was cancelled")
            return bool(begun) and states.get(begun[0]["guid"]) == "completed"

        self._wait(saved, "a download")
        return folder / str(begun[0]["suggestedFilename"])

    def requests(self) -> list[str]:
        """The addresses asked for since the page was opened: not the page, nor what it holds itself."""
        asked = [event["request"]["url"] for event in self._tools.happened("Network.requestWillBeSent")][1:]
        return [url for url in asked if not url.startswith(("data:", "blob:"))]

    def complaints(self) -> list[str]:
        """Exceptions and errors logged (refused scripts and styles too) since the page was opened."""
        logged = [event["entry"] for event in self._tools.happened("Log.entryAdded")]
        called = self._tools.happened("Runtime.consoleAPICalled")
        return [
            *map(json.dumps, self._tools.happened("Runtime.exceptionThrown")),
            *(json.dumps(entry) for entry in logged if entry["level"] == "error"),
            *(json.dumps(call) for call in called if call["type"] in ("error", "assert")),
        ]

    def close(self) -> None:
        """End the browser and everything it started."""
        self._tools.close()

    def _mouse(self, kind: str, at: Point, **more: Any) -> None:
        self.send("Input.dispatchMouseEvent", type=kind, x=at[0], y=at[1], **more)

    def _wait(self, ready: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + TIMEOUT
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError(what)
            time.sleep(0.02)
