"""The name of a key in, the keystroke of the debugging protocol out, on an American keyboard.

Names are those of the DOM, with modifiers before a plus: `a`, `?`, `ArrowLeft`, `Shift+Tab`, `Control++`.
"""

from typing import Any

MODIFIERS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}
_NAMED = {
    "Backspace": 8,
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    "Space": 32,
    "PageUp": 33,
    "PageDown": 34,
    "End": 35,
    "Home": 36,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "Delete": 46,
    **{f"F{number}": 111 + number for number in range(1, 13)},
}
_TYPED = {"Enter": "\r", "Space": " "}
_PLAIN = "abcdefghijklmnopqrstuvwxyz1234567890-=[]\\;',./`"
_SHIFTED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()_+{}|:"<>?~'
_SIGNS = {
    "-": ("Minus", 189),
    "=": ("Equal", 187),
    "[": ("BracketLeft", 219),
    "]": ("BracketRight", 221),
    "\\": ("Backslash", 220),
    ";": ("Semicolon", 186),
    "'": ("Quote", 222),
    ",": ("Comma", 188),
    ".": ("Period", 190),
    "/": ("Slash", 191),
    "`": ("Backquote", 192),
}


def keystroke(name: str) -> dict[str, Any]:
    """The parameters of `Input.dispatchKeyEvent`, with `text` where it types one; KeyError if unknown."""
    *held, key = name[:-1].split("+") if name.endswith("+") else name.split("+")
    key = key or "+"
    modifiers = sum({MODIFIERS[modifier] for modifier in held})
    if key in _NAMED:
        code, number, text = key, _NAMED[key], _TYPED.get(key, "")
    else:
        if key in _SHIFTED:
            modifiers |= MODIFIERS["Shift"]
        code, number = _printed(_PLAIN[_SHIFTED.index(key)] if key in _SHIFTED else key)
        text = key
    types = text and not modifiers & ~MODIFIERS["Shift"]
    return {
        "key": " " if key == "Space" else key,
        "code": code,
        "windowsVirtualKeyCode": number,
        "modifiers": modifiers,
        **({"text": text} if types else {}),
    }


def _printed(plain: str) -> tuple[str, int]:
    """Code and number of a key by the sign that it types without Shift."""
    if plain in _SIGNS:
        return _SIGNS[plain]
    if plain not in _PLAIN:
        raise KeyError(plain)
    return f"{'Digit' if plain.isdigit() else 'Key'}{plain.upper()}", ord(plain.upper())
