"""The organisations of one document in, the shorter names that stand for them there out.

"Aavatar Therapeutics" may be "Aavatar" further on, "한국보건산업진흥원" just "진흥원", and "한국공학대학교"
"한국공학대".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from krpia_graph.model.case import NameHit
from krpia_graph.model.lexicon import Name

_ENDINGS = ("진흥원", "협회", "공단", "재단", "의료원", "사업단", "진흥재단")
_UNIVERSITY = re.compile(r"([가-힣A-Z]{2,12})대학교")
_HEAD = re.compile(r"(?<=[가-힣])(?:제약|약품|양행|바이오사이언스|바이오|파마|헬스케어|생명과학)$")
_FORMERLY = re.compile(r"\W{0,3}(?:formerly|previously)(?: known as| called| named)? (?:the )?")


def first_words(
    names: Iterable[str], stop: frozenset[str], heads: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """The first word of each name of several words, with the name, where that word can stand for it."""
    for name in names:
        first, space, rest = name.partition(" ")
        if (
            space
            and rest
            and len(first) >= 3
            and first not in stop
            and first not in heads
            and first[0].isupper()
        ):
            yield first.rstrip(","), name


def korean_short_names(hits: Sequence[NameHit]) -> Iterator[Name]:
    """Bare endings that one institution alone has, and universities without "학교"."""
    owners: dict[str, set[str]] = {}
    for hit in hits:
        if len(hit.candidates) != 1:
            continue
        for ending in _ENDINGS:
            if hit.surface.endswith(ending) and len(hit.surface) > len(ending):
                owners.setdefault(ending, set()).add(hit.candidates[0])
        if university := _UNIVERSITY.fullmatch(hit.surface):
            owners.setdefault(f"{university[1]}대", set()).add(hit.candidates[0])
    for form, entities in owners.items():
        if len(entities) == 1:
            yield Name(min(entities), form, "ko")


def korean_stems(hits: Sequence[NameHit], known: Callable[[str], bool]) -> Iterator[Name]:
    """The stems of companies' names, "일동" of "일동제약", where one company alone has them."""
    owners: dict[str, set[str]] = {}
    for hit in hits:
        stem = _HEAD.sub("", hit.surface)
        if (
            stem != hit.surface
            and len(stem) > 1
            and len(hit.candidates) == 1
            and "company" in hit.candidates[0]
        ):
            owners.setdefault(stem, set()).add(hit.candidates[0])
    for stem, entities in owners.items():
        if len(entities) == 1 and not known(stem):
            yield Name(min(entities), stem, "ko")


def beginnings(hits: Iterable[NameHit]) -> dict[str, str]:
    """The beginnings, of two words or more, of the companies' names: "Novo Nordisk Pharma" of "... Korea"."""
    found: dict[str, str] = {}
    for hit in hits:
        words = hit.surface.split(" ")
        if len(hit.candidates) == 1 and "company:" in hit.candidates[0]:
            for count in range(2, len(words)):
                found.setdefault(" ".join(words[:count]), hit.candidates[0])
    return found


def former_names(text: str, hits: Sequence[NameHit], new: Mapping[str, object]) -> dict[str, str]:
    """The entities of `new` that the text calls the former name of another: new entity to the other one.

    `hits` are the organisations of the document, none overlapping, in order.
    """
    return {
        later.candidates[0]: earlier.candidates[0]
        for earlier, later in pairwise(hits)
        if later.candidates[0] in new
        and len(earlier.candidates) == 1
        and later.start - earlier.end < 60
        and _FORMERLY.search(text[earlier.end : later.start])
    }
