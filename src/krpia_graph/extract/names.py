"""Folded text in, the names of the lexicon that stand in it out, each with the entities it may mean.

One automaton finds every surface form in a single pass over the characters; boundaries and case are checked
at each hit, and of overlapping hits the longest stays. Matching characters instead of tokens finds
`Amosartan(Hypertension)` and `MSD•Dong-A ST`, which break tokenisers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import ahocorasick_rs

from krpia_graph.extract.boundaries import stands_alone
from krpia_graph.extract.folding import fold, straighten
from krpia_graph.model.case import NameHit
from krpia_graph.model.lexicon import Lexicon, Name


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text with its straightened and folded copies, all of one length."""

    original: str
    straight: str
    folded: str

    @classmethod
    def of(cls, original: str) -> "Text":
        """The text with its copies made."""
        return cls(original, straighten(original), fold(original))


class NameFinder:
    """Finds the surface forms of a set of names; built once, used for every text."""

    def __init__(self, names: Iterable[Name]) -> None:
        by_form: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            by_form[fold(name.surface)].append(name)
        self._forms = sorted(by_form)
        self._names = [tuple(by_form[form]) for form in self._forms]
        self._exact = [tuple(straighten(name.surface) for name in names) for names in self._names]
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._forms, matchkind=ahocorasick_rs.MatchKind.Standard
        )

    @classmethod
    def of(cls, lexicon: Lexicon) -> "NameFinder":
        """A finder for all names of the lexicon."""
        return cls(lexicon.names)

    def knows(self, surface: str) -> bool:
        """Whether a surface form is among the names, whatever its case."""
        return fold(surface) in self._form_set

    @property
    def _form_set(self) -> frozenset[str]:
        return frozenset(self._forms)

    def find(self, text: Text) -> list[NameHit]:
        """Every hit that stands alone, overlapping ones too, by start and then by length."""
        hits: list[NameHit] = []
        for form, start, end in self._automaton.find_matches_as_indexes(text.folded, overlapping=True):
            if not stands_alone(text.folded, start, end):
                continue
            written = text.straight[start:end]
            fitting = [
                name
                for name, exact in zip(self._names[form], self._exact[form], strict=True)
                if exact == written or "case_sensitive" not in name.flags
            ]
            if fitting:
                hits.append(
                    NameHit(
                        surface=text.original[start:end],
                        start=start,
                        end=end,
                        candidates=tuple(sorted({name.entity for name in fitting})),
                        rule="lexicon",
                        needs_cue=all("needs_cue" in name.flags for name in fitting),
                    )
                )
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def longest(hits: Iterable[NameHit], keep: Callable[[NameHit], bool] = lambda _: True) -> list[NameHit]:
    """Of overlapping hits the longest, the leftmost of equal ones; in document order.

    A name inside a longer name is no mention: the region in "Korea University Medical Center" is no
    territory. `keep` drops hits before they compete.
    """
    chosen: list[NameHit] = []
    taken: set[int] = set()
    for hit in sorted(filter(keep, hits), key=lambda hit: (hit.start - hit.end, hit.start)):
        if taken.isdisjoint(range(hit.start, hit.end)):
            taken.update(range(hit.start, hit.end))
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: hit.start)
