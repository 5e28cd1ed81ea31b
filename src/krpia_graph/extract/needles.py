"""A regular expression in, words out of which every one of its matches contains one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

_MOST = 32  # strings that a part of a pattern is spelled out in
_REPEAT = re.compile(r"(?:(?P<optional>[?*]|\{(?:0+|0*,\d*)\})|\+|\{\d+(?:,\d*)?\})[?+]?")
_GROUP = re.compile(r"\((?:\?(?P<kind>:|P<\w+>|=|!|<=|<!))?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_FEW = re.compile(r"\[([^\^\\\]-]{1,4})\]")
_NO_WIDTH = frozenset((r"\b", r"\B", r"\A", r"\Z", "^", "$"))
_ANY = frozenset((r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", "."))


def needles(pattern: str) -> frozenset[str]:
    """Strings of which every match of the pattern contains one; none where the pattern does not show them.

    Read are literals, classes, groups, alternatives, repeats and what has no width; a pattern with anything
    else (flags, references) has no needles, and neither has one that may match nothing.

    >>> sorted(needles(r"\\bco ?host(?:s|ed)?\\b")), sorted(needles("a?")), sorted(needles("(?i)host"))
    (['co host', 'cohost'], [], [])
    """
    try:
        source = _Source(pattern)
        part = source.alternatives()
    except _UnreadError:
        return frozenset()
    return part.needed if source.at == len(pattern) else frozenset()


class _UnreadError(Exception):
    """The pattern has something that is not read here."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a part of a pattern: all that it may match, if that is little, and its needles."""

    exact: frozenset[str] | None
    needed: frozenset[str] = frozenset()


_NOTHING = frozenset(("",))
_EMPTY = _Part(_NOTHING)
_ANYTHING = _Part(None)


@dataclass
class _Source:
    """A pattern, read from left to right."""

    pattern: str
    at: int = 0

    def alternatives(self) -> _Part:
        parts = [self._sequence()]
        while self.pattern.startswith("|", self.at):
            self.at += 1
            parts.append(self._sequence())
        exact = frozenset().union(*(part.exact or () for part in parts))
        needed = frozenset().union(*(part.needed for part in parts))
        return _Part(
            exact if len(exact) <= _MOST and all(part.exact for part in parts) else None,
            needed if all(part.needed for part in parts) else frozenset(),
        )

    def _sequence(self) -> _Part:
        spelled_out = True
        run = _NOTHING  # what the parts read since the last one that is not spelled out may match
        needed: list[frozenset[str]] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            part = self._repeated()
            if part.exact and len(run) * len(part.exact) <= _MOST:
                run = frozenset(map("".join, product(run, part.exact)))
            else:
                spelled_out = False
                needed += [run, part.needed]
                run = part.exact or _NOTHING
        return _Part(run if spelled_out else None, _best([*needed, run]))

    def _repeated(self) -> _Part:
        part = self._single()
        repeat = _REPEAT.match(self.pattern, self.at)
        if not repeat:
            return part
        self.at = repeat.end()
        if repeat[0].rstrip("+") == "?" and part.exact:
            return _Part(part.exact | _NOTHING)
        return _ANYTHING if repeat["optional"] else _Part(None, part.needed)

    def _single(self) -> _Part:
        char = self.pattern[self.at]
        token = self.pattern[self.at : self.at + 2] if char == "\\" else char
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        self.at += len(token)
        if token in _NO_WIDTH:
            return _EMPTY
        if token in _ANY:
            return _ANYTHING
        literal = token[-1]
        if (char == "\\" and (literal.isalnum() or len(token) < 2)) or token in ("*", "+", "?", "{"):
            raise _UnreadError
        return _Part(frozenset((literal,)), frozenset((literal,)))

    def _group(self) -> _Part:
        opened = _GROUP.match(self.pattern, self.at)
        if not opened or self.pattern.startswith("?", opened.end()):
            raise _UnreadError
        self.at = opened.end()
        part = self.alternatives()
        if not self.pattern.startswith(")", self.at):
            raise _UnreadError
        self.at += 1
        return part if opened["kind"] in (None, ":") or opened["kind"].startswith("P") else _EMPTY

    def _class(self) -> _Part:
        if few := _FEW.match(self.pattern, self.at):
            self.at = few.end()
            return _Part(frozenset(few[1]), frozenset(few[1]))
        if not (many := _CLASS.match(self.pattern, self.at)):
            raise _UnreadError
        self.at = many.end()
        return _ANYTHING


def _best(choices: Sequence[frozenset[str]]) -> frozenset[str]:
    """The needles of which the shortest is longest, without those that contain another."""
    best = max(choices, key=lambda words: min(map(len, words), default=0))
    if "" in best:
        return frozenset()
    return frozenset(w for w in best if not any(other in w for other in best if other != w))
