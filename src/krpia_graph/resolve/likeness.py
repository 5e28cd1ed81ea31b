"""A name in, the listed organisations whose names are nearly the same out: proposals for a person, no merges.

The measure is the normalised Indel similarity, 2·LCS(a, b) / (|a| + |b|), with the longest common subsequence
by the bit-parallel algorithm of H. Hyyrö, "Bit-parallel LCS-length computation revisited" (2004).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from krpia_graph.model.lexicon import Lexicon

CLOSE = 0.9
_SHORTEST = 4  # shorter names differ by too little to say anything
_JOINTS = re.compile(r"[\s\-‐‑‒–—.,·]+")


def similarity(a: str, b: str) -> float:
    """How much of two texts is common to both, in order: 0 for nothing, 1 for the same text.

    >>> similarity("bioepis", "bioepis")
    1.0
    >>> round(similarity("severance hospital", "sevrance hospital"), 3)
    0.971
    """
    places: dict[str, int] = defaultdict(int)
    for i, character in enumerate(a):
        places[character] |= 1 << i
    row = mask = (1 << len(a)) - 1
    for character in b:
        common = row & places.get(character, 0)
        row = ((row + common) | (row - common)) & mask
    return 2 * (len(a) - row.bit_count()) / (len(a) + len(b)) if a or b else 1.0


class CloseNames:
    """The names of the listed entities of some types, prepared for comparison on first use."""

    def __init__(self, lexicon: Lexicon, types: tuple[str, ...]) -> None:
        self._listed = _Listed(lexicon)
        self._types = types

    def of(self, name: str) -> tuple[str, ...]:
        """The ids of the entities with a name at least `CLOSE` to this one, the closest first."""
        form = _form(name)
        if len(form) < _SHORTEST:
            return ()
        best: dict[str, float] = {}
        for other, entity in self._comparable(form):
            score = similarity(form, other)
            if score >= CLOSE:
                best[entity] = max(score, best.get(entity, 0.0))
        return tuple(sorted(best, key=lambda entity: (-best[entity], entity)))

    def _comparable(self, form: str) -> Iterator[tuple[str, str]]:
        """Names of a length and with letters that leave a chance to be close."""
        by_length = _by_length(self._listed, self._types)
        letters = _letters(form)
        for length in range(int(len(form) * CLOSE / (2 - CLOSE)), int(len(form) * (2 - CLOSE) / CLOSE) + 2):
            differences = (1 - CLOSE) * (len(form) + length) + 1e-9
            for other, others_letters, entity in by_length.get(length, ()):
                if (letters ^ others_letters).bit_count() <= differences:
                    yield other, entity


@dataclass(frozen=True, eq=False)
class _Listed:
    """A lexicon that is the same as itself only, so that a cache can know it again without comparing rows."""

    lexicon: Lexicon

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Listed) and other.lexicon is self.lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)


@lru_cache(maxsize=4)
def _by_length(listed: _Listed, types: tuple[str, ...]) -> dict[int, list[tuple[str, int, str]]]:
    """The forms of the names by their length, each with its letters and its entity; made once a process."""
    by_length: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    for name in listed.lexicon.names:
        if name.entity.partition(":")[0] in types:
            form = _form(name.surface)
            by_length[len(form)].append((form, _letters(form), name.entity))
    return by_length


def _form(name: str) -> str:
    return _JOINTS.sub(" ", name.casefold()).strip()


def _letters(form: str) -> int:
    """The set of the characters, as bits; different characters may share one."""
    bits = 0
    for character in form:
        bits |= 1 << (ord(character) & 63)
    return bits
