"""The bytes of a file in, its text and the encoding they were in out; and where a text was garbled before.

A text is never repaired: what was lost in an earlier conversion is reported and left as it stands.
"""

import codecs
import re
import unicodedata

_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
_KOREAN_NAMES = frozenset(
    {"euc-kr", "euckr", "cp949", "ms949", "uhc", "ks_c_5601-1987", "ksc5601", "windows-949"}
)
_DECLARED_WITHIN = 2048  # bytes; where HTML looks for its charset
_HANGUL_WORD = re.compile("[가-힣]{2}")

_CONTINUATION = "".join(
    sorted(
        {chr(byte) for byte in range(0x80, 0xC0)}
        | {bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)} - {""}
    )
)
_READ_AS_LATIN = re.compile(
    f"[Â-ß][{re.escape(_CONTINUATION)}]|[à-ï][{re.escape(_CONTINUATION)}]{{2}}|[ð-ô][{re.escape(_CONTINUATION)}]{{3}}"
)
_KOREAN_AS_LATIN = re.compile(r"[\u00a1-\u00fe]{6,}")
_MOST_COMPLAINTS = 10


class UndecodableError(ValueError):
    """Bytes that are no text in a known encoding; `line` is where, `reason` in words."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def decode(raw: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: "utf-8", "utf-16-le", "utf-16-be" or "cp949".

    UTF-8 comes first, because other text is hardly ever valid UTF-8 by chance; then UTF-16 with a byte order
    mark, which stays in the text; then CP949 (which holds EUC-KR) where the page declares it or the result is
    Korean. Raises UndecodableError for anything else.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _checked(_decode_as(raw, name)), name
    if b"\0" in raw:
        raise UndecodableError(0, "a binary file (it holds a zero byte)")
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        korean = _as_korean(raw)
        if korean is None:
            line = raw.count(b"\n", 0, error.start) + 1
            raise UndecodableError(line, f"not UTF-8 (byte 0x{raw[error.start]:02x})") from None
        return korean, "cp949"


def complaints(text: str) -> tuple[str, ...]:
    """Where a text shows that characters were lost before: a line each, the first ten.

    >>> complaints("ok\\ní•œë¯¸")
    ('line 2: UTF-8 that was read as Latin-1 or CP1252 (í•œ)',)
    """
    found: list[str] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        complaint = None if line.isascii() else _complaint(line)
        if complaint:
            found.append(f"line {number}: {complaint}")
    more = len(found) - _MOST_COMPLAINTS
    return (*found[:_MOST_COMPLAINTS], *([f"{more} more lines like these"] if more > 0 else []))


def _decode_as(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        line = raw[: error.start].decode(name, "ignore").count("\n") + 1
        raise UndecodableError(line, f"not {name.upper()} in spite of its byte order mark") from None


def _checked(text: str) -> str:
    if "\0" in text:
        raise UndecodableError(0, "a binary file (it holds a zero character)")
    return text


def _as_korean(raw: bytes) -> str | None:
    try:
        text = raw.decode("cp949")
    except UnicodeDecodeError:
        return None
    if any(unicodedata.category(char) == "Cc" and char not in "\t\n\r\f" for char in text):
        return None
    match = _CHARSET.search(raw[:_DECLARED_WITHIN])
    declared = (match[1] or match[2]).decode().lower() if match else ""
    if declared in _KOREAN_NAMES:
        return text
    foreign = [char for char in text if not char.isascii() and char.isalpha()]
    hangul = sum("가" <= char <= "힣" for char in foreign)
    return text if _HANGUL_WORD.search(text) and hangul * 2 >= len(foreign) else None


def _complaint(line: str) -> str:
    if "\ufffd" in line:
        return f"{line.count(chr(0xFFFD))} characters lost (U+FFFD)"
    for match in _KOREAN_AS_LATIN.finditer(line):
        meant = match[0].encode("latin-1").decode("cp949", "replace")
        if all("가" <= char <= "힣" for char in meant):
            return f"Korean in CP949 that was read as Latin-1 ({match[0][:12]})"
    for match in _READ_AS_LATIN.finditer(line):
        if _meant(match[0]):
            return f"UTF-8 that was read as Latin-1 or CP1252 ({match[0]})"
    return ""


def _meant(garbled: str) -> bool:
    """Whether the characters are the bytes of one that texts of this field hold."""
    raw = b"".join(_byte(char) for char in garbled)
    try:
        char = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(raw) == 2 or bool(
        re.match(r"[\u1e00-\u22ff\u3000-\u9fff가-힣\uff00-\uffef\U00010000-\U0010ffff]", char)
    )


def _byte(char: str) -> bytes:
    try:
        return char.encode("latin-1")
    except UnicodeEncodeError:
        return char.encode("cp1252")
