"""The text of a reply in, the `Answer` in it out, part by part; what has another shape is set aside.

Nothing here is trusted yet: numbers, types and quotes are checked in `grounding`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Pick:
    """A numbered name, and its role in the case; empty: no other than is usual."""

    number: int
    role: str


@dataclass(frozen=True, slots=True)
class NameQuote:
    """A name that the rules did not find."""

    quote: str
    type: str
    role: str


@dataclass(frozen=True, slots=True)
class RelationQuote:
    """A relation type with the words that show it."""

    type: str
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reply says, in its own order; `misshapen` are the parts of another shape, as JSON."""

    picks: tuple[Pick, ...] = ()
    names: tuple[NameQuote, ...] = ()
    relations: tuple[RelationQuote, ...] = ()
    misshapen: tuple[str, ...] = ()


class NoJsonError(ValueError):
    """A reply that holds no JSON object, or one that contradicts itself."""


def read_answer(reply: str) -> Answer:
    """The answer in a reply; words around its JSON object, a fence for one, are passed over.

    Raises NoJsonError where there is none, where it is cut off, gives a key twice, or holds NaN.
    """
    found = _object(reply)
    picks: list[Pick] = []
    names: list[NameQuote] = []
    relations: list[RelationQuote] = []
    misshapen: list[str] = []
    for key, part in _parts(found, misshapen):
        given = part if isinstance(part, dict) else {}
        match key, {**given, "role": given.get("role") or ""}:
            case "names", {"number": int(number), "role": str(role)} if not isinstance(number, bool):
                picks.append(Pick(number, role))
            case "further_names", {"quote": str(quote), "type": str(type_), "role": str(role)}:
                names.append(NameQuote(quote, type_, role))
            case "relations", {"quote": str(quote), "type": str(type_)}:
                relations.append(RelationQuote(type_, quote))
            case _:
                misshapen.append(_shown(part))
    return Answer(tuple(picks), tuple(names), tuple(relations), tuple(misshapen))


def _parts(found: dict[str, Any], misshapen: list[str]) -> Iterator[tuple[str, Any]]:
    for key in ("names", "further_names", "relations"):
        parts = found.get(key)
        if isinstance(parts, list):
            yield from ((key, part) for part in parts)
        elif parts is not None:
            misshapen.append(_shown({key: parts}))


def _object(reply: str) -> dict[str, Any]:
    text = _THOUGHTS.sub("", reply)
    start, end = text.find("{"), text.rfind("}") + 1
    try:
        found = json.loads(text[start:end], object_pairs_hook=_each_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise NoJsonError(str(error)) from None
    if start < 0 or not isinstance(found, dict):
        raise NoJsonError("no JSON object")
    return found


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _shown(part: object) -> str:
    try:
        return json.dumps(part, ensure_ascii=False)[:_SHOWN]
    except RecursionError:
        return "…"
