"""A name in, the listed organisations of nearly the same name out: proposals for a person, no merges."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from krpia_graph.model.lexicon import Lexicon

CLOSE = 90  # of 100; the normalised Indel similarity of rapidfuzz
_SHORTEST = 4  # shorter names differ by too little to say anything
_JOINTS = re.compile(r"[\s\-‐‑‒–—.,·]+")


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
        forms, entities = _forms(self._listed, self._types)
        best: dict[str, float] = {}
        for _, score, i in process.extract(form, forms, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=None):
            best[entities[i]] = max(score, best.get(entities[i], 0.0))
        return tuple(sorted(best, key=lambda entity: (-best[entity], entity)))


@dataclass(frozen=True, eq=False)
class _Listed:
    """A lexicon that is the same as itself only, so that a cache can know it again without comparing rows."""

    lexicon: Lexicon

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Listed) and other.lexicon is self.lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)


@lru_cache(maxsize=4)
def _forms(listed: _Listed, types: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The forms of the names of some types and the entities they belong to, in one order."""
    names = [n for n in listed.lexicon.names if n.entity.partition(":")[0] in types]
    return [_form(name.surface) for name in names], [name.entity for name in names]


def _form(name: str) -> str:
    return _JOINTS.sub(" ", name.casefold()).strip()
