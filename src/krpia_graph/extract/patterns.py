"""A stretch of text in, the matches of many regular expressions out; those that cannot match are not tried.

Most patterns say nothing about most sentences. Words that every match contains are read off each pattern,
and one automaton looks for the words of all patterns at once; a pattern is tried only where its own stand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from krpia_graph.extract.needles import needles

Key = TypeVar("Key")


class PatternSet(Generic[Key]):
    """Patterns, compiled once, each with the key that its matches are given under."""

    def __init__(self, patterns: Iterable[tuple[Key, str]], flags: re.RegexFlag = re.NOFLAG) -> None:
        self._patterns: list[tuple[Key, re.Pattern[str]]] = []
        self._always: set[int] = set()  # the numbers of the patterns that show no words
        by_needle: dict[str, set[int]] = defaultdict(set)
        for number, (key, pattern) in enumerate(patterns):
            self._patterns.append((key, re.compile(pattern, flags)))
            words = needles(pattern)
            for word in words:
                by_needle[word].add(number)
            if not words:
                self._always.add(number)
        self._numbers = [by_needle[word] for word in sorted(by_needle)]
        self._words = AhoCorasick(sorted(by_needle), implementation=Implementation.ContiguousNFA)

    def finditer(self, text: str, start: int, end: int) -> Iterator[tuple[Key, re.Match[str]]]:
        """Every match within text[start:end] with its key: by pattern in their order, then by place."""
        possible = self._always.copy()
        for word, _, _ in self._words.find_matches_as_indexes(text[start:end], overlapping=True):
            possible |= self._numbers[word]
        for number in sorted(possible):
            key, pattern = self._patterns[number]
            for match in pattern.finditer(text, start, end):
                yield key, match
