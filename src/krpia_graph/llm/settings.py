"""Environment variables in, checked `Settings` out: where the language model is and how it may be asked.

Nothing but these variables decides where a text is sent: no proxy, no `.netrc`, no file of settings.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from krpia_graph.model.errors import EndpointError

URL = "KRPIA_GRAPH_LLM_URL"
MODEL = "KRPIA_GRAPH_LLM_MODEL"
KEY = "KRPIA_GRAPH_LLM_KEY"
TIMEOUT = "KRPIA_GRAPH_LLM_TIMEOUT"
PLAIN_HTTP = "KRPIA_GRAPH_LLM_PLAIN_HTTP"
CACHE = "KRPIA_GRAPH_CACHE"

_TIMEOUT = 120.0  # seconds: a small model on a processor without help takes a minute for a long passage
_MODEL = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,100}")
_KEY = re.compile(r"[\x21-\x7e]{1,1000}")
_EXAMPLE = f"for example {URL}=http://127.0.0.1:8080/v1"


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an endpoint's base address; `path` ends without a slash."""

    secure: bool
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class Settings:
    """How the language model is asked.

    `address` is None where only the cache may answer. `timeout` is the time in seconds for one reply,
    `pause` the wait before the second try; each further wait is twice as long. The key is in no text that
    this value turns into.
    """

    model: str
    cache: Path
    address: Address | None
    key: str = field(default="", repr=False)
    timeout: float = _TIMEOUT
    pause: float = 1.0

    @property
    def rule(self) -> str:
        """The rule that what the model adds carries."""
        return f"llm:{self.model}"


def settings_from(variables: Mapping[str, str], cache: Path | None = None, offline: bool = False) -> Settings:
    """The settings that environment variables give; `cache` takes the place of the folder they name.

    With `offline` no address is needed and none is used. Raises EndpointError, which says what to set.
    """
    model = variables.get(MODEL, "").strip()
    if not (offline or variables.get(URL, "").strip()):
        raise EndpointError(
            f"the extractor llm needs the address of a model server: set {URL} and {MODEL}, {_EXAMPLE}"
        )
    if not model:
        raise EndpointError(f"set {MODEL} to the name of the model; rules and cache name it")
    if not _MODEL.fullmatch(model):
        raise EndpointError(f"{MODEL} must be a name without blanks, of at most 100 characters")
    return Settings(
        model=model,
        cache=cache or _cache_folder(variables),
        address=None if offline else _address(variables[URL].strip(), variables.get(PLAIN_HTTP, "") == "1"),
        key=_key(variables.get(KEY, "").strip()),
        timeout=_seconds(variables.get(TIMEOUT, "").strip()),
    )


def _address(url: str, plain_http: bool) -> Address:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise EndpointError(f"{URL} is no address; {_EXAMPLE}") from None
    if parts.username is not None or parts.password is not None:  # not shown: it may be a password
        raise EndpointError(f"{URL} must hold no user or password; give a key in {KEY}")
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9._:-]+", host):
        raise EndpointError(f"{URL} must begin with http:// or https:// and a host; {_EXAMPLE}")
    if parts.query or parts.fragment or not re.fullmatch(r"[A-Za-z0-9._~%/-]*", parts.path):
        raise EndpointError(f"{URL} must be a plain base address without ? or #; {_EXAMPLE}")
    secure = parts.scheme == "https"
    if not (secure or plain_http or _is_loopback(host)):
        raise EndpointError(
            f"{URL} would send texts to {host} unencrypted: use https, or set {PLAIN_HTTP}=1 to allow it"
        )
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return Address(secure, host, port or (443 if secure else 80), path)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _key(key: str) -> str:
    if key and not _KEY.fullmatch(key):
        raise EndpointError(f"{KEY} holds a blank or another character that no key has")
    return key


def _seconds(text: str) -> float:
    if not text:
        return _TIMEOUT
    if not re.fullmatch(r"\d{1,5}(\.\d{1,3})?", text) or float(text) == 0:
        raise EndpointError(f"{TIMEOUT} must be a number of seconds, such as 300")
    return float(text)


def _cache_folder(variables: Mapping[str, str]) -> Path:
    """The folder named for the cache, else one in the user's folder for caches (XDG Base Directory)."""
    if named := variables.get(CACHE, "").strip():
        return Path(named)
    xdg = variables.get("XDG_CACHE_HOME", "")
    return (Path(xdg) if Path(xdg).is_absolute() else Path.home() / ".cache") / "krpia-graph"
