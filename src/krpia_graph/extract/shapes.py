"""English text in, organisations that no lexicon lists out, by the shape of their names and their neighbours.

A capitalised sequence is an organisation where it ends in a head word ("Aavatar Therapeutics"), carries a
legal form ("Lunit Inc."), stands beside a noun that says so ("Kiara Health, a distributor"), or is listed
with organisations.
"""

import re
from collections.abc import Iterator, Sequence

from krpia_graph.extract.patterns import PatternSet
from krpia_graph.model.case import NameHit
from krpia_graph.model.shapes import Shapes

_WORD = (
    r"(?:[A-Z][A-Za-z0-9À-ÿ]*(?:[&'’+-][A-Za-z0-9]+)*|\d{1,2}[A-Z][A-Za-z0-9]+|[a-z]{1,2}[A-Z][A-Za-z0-9]+)"
)
_RUN = re.compile(rf"(?<![\w&]){_WORD}(?:[ \u00a0](?:& )?{_WORD})*")
_SMALL_HEAD = r"\b[A-Z][A-Z0-9&]{1,4} (?:life science|(?:bio|pharm|chem)[a-z]+)\b"
_SPACE = re.compile(r"[ \u00a0]")
_PERSON = re.compile(
    r",? (?:(?:an?|the) )?(?:[A-Z]\w*(?:['’]s)? ){0,3}"
    r"(?:CEO|[Pp]resident|[Cc]hief|[Dd]irector|[Cc]hairman|[Hh]ead of|[Ee]xecutive|[Vv]ice|[Pp]rofessor|"
    r"[Mm]anager|[Mm]inister|[Mm]ayor|[Aa]mbassador|[Gg]overnor|[Rr]epresentative|analyst|spokes\w+|says?|said)\b"
)
_OFFICE = re.compile(
    r"\b(?:CEO|[Pp]resident|[Cc]hair(?:man|woman)|(?:[Cc]o-)?[Ff]ounder|[Mm]anaging [Dd]irector"
    r"|[Gg]eneral [Mm]anager) (?:of|at) $"
)
_MINISTRY = re.compile(r"[A-Z][a-z]+ Ministry")
_BASED = re.compile(r"\w+-(?:based|born|headquartered|owned|listed)")
_LONGEST = 6  # words of a name before its head
_PLAIN_LIST = re.compile(r"(?:,| and|,? and|•| ·|/)[ \u00a0]?")


class OrganisationShapes:
    """The shapes, compiled once from the word lists."""

    def __init__(self, shapes: Shapes) -> None:
        self._institution = frozenset(shapes.heads.institution.en)
        self._heads = self._institution.union(shapes.heads.company.en)
        self._stop = shapes.stop
        legal = "|".join(shapes.tails.legal)
        self.legal_form = re.compile(rf"(?:,? (?:{legal})(?![A-Za-z]))+")
        self._tail = re.compile(rf"(?: (?:{'|'.join(map(re.escape, shapes.tails.institution))})\b)+")
        heads = "|".join(shapes.heads.of.en)
        of = (
            rf"(?<![\w&])(?:{_WORD} ){{0,3}}(?:{heads}) (?:of|for) (?:the )?"
            rf"{_WORD}(?:(?: | and | of | for | & ){_WORD})*"
        )
        self._of = PatternSet([("shape.of", of), ("shape.head", _SMALL_HEAD)])
        nouns = "|".join(
            sorted(map(re.escape, (*shapes.nouns.company, *shapes.nouns.institution)), key=len, reverse=True)
        )
        self._noun_behind = re.compile(rf",? (?:a|an|the|one of)\b[^.;:()\n]{{0,60}}?\b(?:{nouns})s?\b")
        self._noun_before = re.compile(rf"\b(?:{nouns}) $")
        institutions = "|".join(map(re.escape, shapes.nouns.institution))
        self._institution_noun = re.compile(rf"\b(?:{institutions})\b")
        self._deal_before = re.compile(
            r"\b(?:agreement|contract|contracts|deal|mou|partnership|collaboration|alliance|licen[cs]ed?|sold|"
            r"supplied|distributed|option|rights)\b[^.;:\n]{0,50}\b(?:with|by|from|to) $"
        )
        self._verb_behind = re.compile(
            r" (?:gets|wins|signs|signed|inks|inked|secures|secured|licenses|acquires|acquired|announced)\b"
        )

    def find(
        self, text: str, start: int, end: int, known: Sequence[NameHit]
    ) -> Iterator[tuple[int, int, str, str]]:
        """Start, end, type ("company" or "institution") and rule of each shape in text[start:end].

        `known` are the names of the lexicon there, in document order; a sequence that is wholly one of them
        is left to it.
        """
        taken = [(hit.start, hit.end) for hit in known]
        for rule, match in self._of.finditer(text, start, end):
            begin = self._trimmed(text, match.start(), match.end())
            if begin is not None:
                yield begin, match.end(), "company" if rule == "shape.head" else "institution", rule
        for match in _RUN.finditer(text, start, end):
            yield from self._of_run(text, match.start(), match.end(), end, taken)

    def _of_run(
        self, text: str, start: int, end: int, limit: int, taken: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int, str, str]]:
        begin = self._trimmed(text, start, end)
        if begin is None or text[begin:end] in self._stop.names:
            return
        words = [(m.start() + begin, m.end() + begin) for m in re.finditer(r"[^ \u00a0]+", text[begin:end])]
        heads = [i for i, (s, e) in enumerate(words) if text[s:e] in self._heads]
        legal = self.legal_form.search(text, begin + 1, min(limit, end + 20))
        legal = legal if legal and legal.start() <= end else None
        own = [w for w in words if text[slice(*w)] not in self._heads and text[slice(*w)] != "&"]
        if _MINISTRY.fullmatch(text, begin, end):
            yield begin, end, "institution", "shape.head"
        elif heads and 0 < heads[-1] <= _LONGEST and own and own[0][0] < words[heads[-1]][0]:
            stop = words[heads[-1]][1]
            kind = "institution" if text[slice(*words[heads[-1]])] in self._institution else "company"
            if kind == "institution" and (tail := self._tail.match(text, stop, limit)):
                stop = tail.end()
            if form := self.legal_form.match(text, stop, limit):
                stop = form.end()
            yield begin, stop, kind, "shape.head"
        elif legal and len(words) <= _LONGEST:
            yield begin, legal.end(), "company", "shape.legal"
        elif len(words) <= 3:
            last = next((s for s, e in taken if begin < s < end and e == end), None)
            stop = last - 1 if last else end  # "Neurogastrx USA": the place is left to whoever reads places
            if not any(s < stop and begin < e for s, e in taken):
                yield from self._by_context(text, begin, stop, limit)

    def _by_context(self, text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int, str, str]]:
        if end - start < 3 or text[start:end].isdigit() or _PERSON.match(text, end):
            return
        before = text[max(0, start - 80) : start]
        behind = self._noun_behind.match(text, end, limit)
        if behind:
            kind = "institution" if self._institution_noun.search(behind[0]) else "company"
            yield start, end, kind, "shape.apposition"
        elif _OFFICE.search(before):
            yield start, end, "company", "shape.office"
        elif noun := self._noun_before.search(before):
            yield (
                start,
                end,
                "institution" if self._institution_noun.search(noun[0]) else "company",
                "shape.noun",
            )
        elif self._deal_before.search(before.lower()) or self._verb_behind.match(text, end):
            yield start, end, "company", "shape.deal"

    def listed(
        self,
        text: str,
        start: int,
        end: int,
        organisations: Sequence[tuple[int, int]],
        others: Sequence[tuple[int, int]],
    ) -> Iterator[tuple[int, int, str, str]]:
        """Sequences in one list with an organisation: "Beckman Coulter, Molecular Devices and X"."""
        if not organisations:
            return
        for match in _RUN.finditer(text, start, end):
            begin = self._trimmed(text, match.start(), match.end())
            if begin is None or match.end() - begin < 3 or text[begin : match.end()] in self._stop.names:
                continue
            if any(s < match.end() and begin < e for s, e in (*organisations, *others)):
                continue
            if _PERSON.match(text, match.end()) or len(_SPACE.split(text[begin : match.end()])) > 3:
                continue
            for s, e in organisations:
                between = text[e:begin] if e <= begin else text[match.end() : s]
                if _PLAIN_LIST.fullmatch(between):
                    yield begin, match.end(), "company", "shape.listed"
                    break

    def _trimmed(self, text: str, start: int, end: int) -> int | None:
        """Where the name begins once words that begin no name are cut off; None where nothing is left."""
        while start < end:
            stop = _SPACE.search(text, start, end)
            word_end = stop.start() if stop else end
            word = text[start:word_end]
            if word not in self._stop.leading and not _BASED.fullmatch(word):
                return start
            start = word_end + 1
        return None
