"""Characters and what is to part them in, text with the place of each character out."""

from dataclasses import dataclass, field

from krpia_graph.model.document import Span


@dataclass
class RunningText:
    """Text that is written from front to back; blanks and line feeds are only written between characters.

    `plain[i]` is written at [positions[i], ends[i]) of the markup. Of signs that stand for one tag all but
    the last have no width, so that no two characters are written at the same place.
    """

    plain: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    feeds: int = 0
    feed_at: Span | None = None
    blank: Span | None = None
    tabs: list[Span] = field(default_factory=list)

    def put(self, char: str, start: int, end: int) -> None:
        """Write a character, behind whatever was asked for since the last."""
        if self.feeds and self.feed_at and self.plain:
            self._put_for(self.feed_at, "\n" * self.feeds)
        elif self.blank and self.plain and not self.feeds and not self.tabs:
            self._put_for(self.blank, " ")
        for tab in self.tabs:
            self._put_for(tab, "\t")
        self.feeds, self.blank, self.tabs = 0, None, []
        self._put(char, start, end)

    def ask_for_blank(self, at: Span) -> None:
        """Part the next character from the last by a blank, however often it is asked for."""
        self.blank = self.blank or at

    def ask_for_tab(self, at: Span) -> None:
        """Part the next character from the last by one more tab."""
        self.tabs.append(at)
        self.blank = None

    def ask_for_feeds(self, feeds: int, at: Span) -> None:
        """Part the next character from the last by so many line feeds, two at most."""
        self.feed_at = self.feed_at if self.feeds and self.feed_at else at
        self.feeds = min(2, feeds)
        self.blank, self.tabs = None, []

    @property
    def next_start(self) -> int:
        """Where in the plain text the next character is going to stand."""
        return len(self.plain) + (self.feeds if self.plain else 0)

    def _put_for(self, tag: Span, signs: str) -> None:
        for number, sign in enumerate(signs, 1):
            self._put(sign, tag.start, tag.end if number == len(signs) else tag.start)

    def _put(self, char: str, start: int, end: int) -> None:
        self.plain.append(char)
        self.positions.append(start)
        self.ends.append(end)
