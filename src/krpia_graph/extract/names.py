"""Folded text in, the names of the lexicon that stand in it out, each with the entities it may mean.

One automaton finds every surface form in a single pass over the characters; boundaries and case are checked
at each hit, and of overlapping hits the longest stays. Matching characters instead of tokens finds
`Amosartan(Hypertension)` and `MSD•Dong-A ST`, which break tokenisers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from krpia_graph.extract.boundaries import stands_alone
from krpia_graph.extract.folding import fold, lowered, straighten
from krpia_graph.extract.overlaps import apart
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
        straight = straighten(original)
        return cls(original, straight, lowered(straight))


_FOLLOWING = 24  # characters behind a name that may decide whether it counts


class _Meaning(NamedTuple):
    """What a name may mean: the fields of a hit that are the same wherever the name stands."""

    candidates: tuple[str, ...]
    needs_cue: bool
    usual: str

    @classmethod
    def of(cls, names: Sequence[Name]) -> "_Meaning":
        if len(names) == 1 and not names[0].flags:  # nearly all of them
            return cls((names[0].entity,), False, "")
        return cls(
            tuple(sorted({name.entity for name in names})),
            all("needs_cue" in name.flags for name in names),
            next((name.entity for name in names if "usual" in name.flags), ""),
        )


class _Forms:
    """Surface forms and one automaton that finds them all.

    By the number of a form: `names` that are written so, and what they `mean`, None where the place decides.
    """

    def __init__(self, by_form: Mapping[str, Sequence[Name]], as_written: bool) -> None:
        forms = sorted(by_form)
        self.names = [by_form[form] for form in forms]
        self.mean = [
            None
            if any(
                n.flags and (n.bound_to_what_follows or (n.case_sensitive and not as_written)) for n in names
            )
            else _Meaning.of(names)
            for names in self.names
        ]
        self._automaton = AhoCorasick(forms, implementation=Implementation.ContiguousNFA)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Number of the form, start and end of every occurrence, overlapping ones too, by end."""
        return self._automaton.find_matches_as_indexes(text, overlapping=True)


class NameFinder:
    """Finds the surface forms of a set of names; built once, used for every text.

    `heads` gives the words of which one must follow a name flagged `adjective`, by entity id; a flag
    `before:WORD` names such a word itself.
    """

    def __init__(self, names: Iterable[Name], heads: Callable[[str], Sequence[str]] = lambda _: ()) -> None:
        by_form: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            by_form[fold(name.surface)].append(name)
        folded: dict[str, list[Name]] = {}
        cased: dict[str, list[Name]] = defaultdict(list)
        for form, owners in by_form.items():
            if all(name.flags and name.case_sensitive for name in owners):
                for name in owners:
                    cased[straighten(name.surface)].append(name)
            else:
                folded[form] = owners
        self._known = frozenset(by_form)
        self._heads = heads
        self._folded = _Forms(folded, as_written=False)
        # In folded text "RA" stands in every "operation": nine of ten hits that were given up were such.
        self._cased = _Forms(cased, as_written=True)

    def knows(self, surface: str) -> bool:
        """Whether a surface form is among the names, whatever its case."""
        return fold(surface) in self._known

    def find(self, text: Text) -> list[NameHit]:
        """Every hit that stands alone, overlapping ones too, by start and then by length."""
        original, folded = text.original, text.folded
        hits: list[NameHit] = []
        for forms, copy in ((self._folded, folded), (self._cased, text.straight)):
            for number, start, end in forms.find(copy):
                if not stands_alone(folded, start, end):
                    continue
                meaning = forms.mean[number] or self._meaning(forms.names[number], text, start, end)
                if meaning:
                    candidates, needs_cue, usual = meaning
                    surface = original[start:end]
                    hits.append(NameHit(surface, start, end, candidates, "lexicon", needs_cue, usual))
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))

    def _meaning(self, names: Sequence[Name], text: Text, start: int, end: int) -> _Meaning | None:
        """What those of the names mean that may stand in this place; None where none may."""
        written = text.straight[start:end]
        fitting = [
            name
            for name in names
            if (not name.case_sensitive or straighten(name.surface) == written)
            and (not name.bound_to_what_follows or self._heads_follow(name, text, end))
        ]
        return _Meaning.of(fitting) if fitting else None

    def _heads_follow(self, name: Name, text: Text, end: int) -> bool:
        """Whether what stands behind the name, after a space or directly, lets it count."""
        behind = text.folded[end : end + _FOLLOWING].lstrip(" ")
        barring = tuple(f.removeprefix("not_before:") for f in name.flags if f.startswith("not_before:"))
        if barring and behind.startswith(barring):
            return False
        words = tuple(f.removeprefix("before:") for f in name.flags if f.startswith("before:"))
        if not words and "adjective" in name.flags:
            words = tuple(self._heads(name.entity))
        return behind.startswith(words) if words else bool(barring)


def longest(hits: Iterable[NameHit], keep: Callable[[NameHit], bool] | None = None) -> list[NameHit]:
    """Of overlapping hits the longest, the leftmost of equal ones; in document order.

    A name inside a longer name is no mention: the region in "Korea University Medical Center" is no
    territory. `keep` drops hits before they compete.
    """
    chosen: list[NameHit] = []
    rivals: list[NameHit] = []  # hits that hang together, by start; most have no rival
    reach = 0
    for hit in sorted(filter(keep, hits) if keep else hits, key=attrgetter("start")):
        if hit.start >= reach:
            chosen += rivals if len(rivals) < 2 else apart(sorted(rivals, key=_by_length))
            rivals = [hit]
            reach = hit.end
        else:
            rivals.append(hit)
            reach = max(reach, hit.end)
    return chosen + apart(sorted(rivals, key=_by_length))


def _by_length(hit: NameHit) -> int:
    return hit.start - hit.end
