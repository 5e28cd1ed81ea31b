"""Folded text in, the names of the lexicon that stand in it out, each with the entities it may mean.

One automaton finds every surface form in a single pass over the characters; boundaries and case are checked
at each hit, and of overlapping hits the longest stays. Matching characters instead of tokens finds
`Amosartan(Hypertension)` and `MSD•Dong-A ST`, which break tokenisers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from krpia_graph.extract.boundaries import stands_alone
from krpia_graph.extract.folding import fold, straighten
from krpia_graph.model.case import NameHit
from krpia_graph.model.lexicon import Name


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
    """Finds the surface forms of a set of names; built once, used for every text.

    `heads` gives the words of which one must follow a name flagged `adjective`, by entity id; a flag
    `before:WORD` names such a word itself.
    """

    def __init__(self, names: Iterable[Name], heads: Callable[[str], Sequence[str]] = lambda _: ()) -> None:
        by_form: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            by_form[fold(name.surface)].append(name)
        self._position = {form: i for i, form in enumerate(sorted(by_form))}
        self._names = [[(n, straighten(n.surface)) for n in by_form[form]] for form in self._position]
        self._heads = heads
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(self._position), matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def knows(self, surface: str) -> bool:
        """Whether a surface form is among the names, whatever its case."""
        return fold(surface) in self._position

    def find(self, text: Text) -> list[NameHit]:
        """Every hit that stands alone, overlapping ones too, by start and then by length."""
        hits: list[NameHit] = []
        for form, start, end in self._automaton.find_matches_as_indexes(text.folded, overlapping=True):
            if not stands_alone(text.folded, start, end):
                continue
            written = text.straight[start:end]
            fitting = [
                name
                for name, exact in self._names[form]
                if (exact == written or "case_sensitive" not in name.flags)
                and (not name.bound_to_what_follows or self._heads_follow(name, text, end))
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
                        usual=next((name.entity for name in fitting if "usual" in name.flags), ""),
                    )
                )
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))

    def _heads_follow(self, name: Name, text: Text, end: int) -> bool:
        words = [flag.removeprefix("before:") for flag in name.flags if flag.startswith("before:")]
        return any(text.folded.startswith(word, end + 1) for word in words or self._heads(name.entity))


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
