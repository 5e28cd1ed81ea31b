"""Text in, programmes, awards and events that no lexicon lists out: by their head word, or by quotes."""

from collections.abc import Iterator

from krpia_graph.extract.patterns import PatternSet
from krpia_graph.model.shapes import Shapes

_WORD = r"(?:[A-Z][A-Za-z0-9]*(?:[&'’-][A-Za-z0-9]+)*)"


class ProgrammeShapes:
    """The shapes of programme names, compiled once from the word lists."""

    def __init__(self, shapes: Shapes) -> None:
        heads = "|".join(shapes.heads.programme.en)
        ko = "|".join(shapes.heads.programme.ko)
        self._leading = shapes.stop.leading - {"Open", "Joint", "Global"}
        headed = rf"(?<![\w&])(?:{_WORD} ){{1,5}}(?:{heads})\b|(?<!\w)Project {_WORD}"
        name = rf"{_WORD}(?: (?:{_WORD}|of|for|and|&)){{1,7}}"
        quoted = rf"[‘'“\"](?P<name>{name})[’'”\"](?= (?:program|project|contest|event|award)|: )"
        ko_quoted = rf"[‘'“\"](?P<name>[가-힣A-Za-z0-9 ]{{2,20}}(?:{ko}))[’'”\"]"
        self._patterns = PatternSet([("headed", headed), ("quoted", quoted), ("quoted", ko_quoted)])

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Start, end and rule of each shape in text[start:end]."""
        for shape, match in self._patterns.finditer(text, start, end):
            if shape == "quoted":
                yield *match.span("name"), "shape.quoted"
                continue
            begin = match.start()
            while (space := text.find(" ", begin, match.end())) > 0 and text[begin:space] in self._leading:
                begin = space + 1
            if " " in text[begin : match.end()]:
                yield begin, match.end(), "shape.programme"
