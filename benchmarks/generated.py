"""A number of cases in, a knowledge graph of that many out: made up, and the same every time.

The values are those that the pipeline makes: a document every hundred cases, headers and bullets in English
and Korean with the words of every finding at their places, and edges drawn by the stage that always draws
them. Companies take part as they do on the page: a few in very many cases, most in a few. Regions, diseases
and vocabulary are those of the package; companies, institutions and drugs are invented.
"""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from krpia_graph.analyse import estimate_confidence
from krpia_graph.graph import connect
from krpia_graph.model.case import Amount, Argument, Case, Count, Mention, Period, RelationMention
from krpia_graph.model.document import Source, Span, Statement
from krpia_graph.model.domain import Domain
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lexicon import Entity
from krpia_graph.read.domain import read_domain

CASES = {100_000: 430, 1_000_000: 4_480}  # triples, about -> cases
_A_DOCUMENT = 100  # cases
_SYLLABLES = (
    "ba",
    "cor",
    "den",
    "fi",
    "gal",
    "hex",
    "ju",
    "kan",
    "lo",
    "mir",
    "nova",
    "per",
    "qui",
    "ser",
    "tas",
)
_HANGUL = ("바", "코", "덴", "피", "갈", "헥", "주", "칸", "로", "미", "노바", "퍼", "퀴", "세", "타")
_TYPES = {  # relation type -> its words in English and in Korean
    "licensing": ("Exclusive licensing agreement", "라이선스 계약"),
    "co_promotion": ("Co-promotion agreement", "공동 판촉 계약"),
    "joint_research": ("Joint research", "공동 연구"),
    "clinical_trial": ("Clinical trial", "임상시험"),
    "supply": ("Supply agreement", "공급 계약"),
    "mou": ("MOU", "업무협약"),
}
_SHARES = {"global_company": 0.35, "korean_company": 0.45, "institution": 0.35, "drug": 0.5}  # of the cases


def generated(cases: int, seed: int = 1) -> KnowledgeGraph:
    """The graph of `cases` made-up cases; about 220 triples each."""
    domain = read_domain()
    world = _World(domain, cases, random.Random(seed))
    told = [world.document(first, min(_A_DOCUMENT, cases - first)) for first in range(0, cases, _A_DOCUMENT)]
    graph = connect(
        domain,
        (source for source, _, _ in told),
        (statement for _, statements, _ in told for statement in statements),
        (case for _, _, found in told for case in found),
        entities=world.entities.values(),
    )
    sure = estimate_confidence(domain.tallies, graph.statements, graph.cases.values(), graph.edges)
    return replace(graph, confidence=sure)


@dataclass
class _Text:
    """The text of a document while it is being written; positions count from its start."""

    written: list[str] = field(default_factory=list)
    length: int = 0

    def put(self, words: str) -> Span:
        """Where the words stand that are put behind all others."""
        start = self.length
        self.written.append(words)
        self.length += len(words)
        return Span(start, self.length)

    def since(self, mark: tuple[int, int]) -> str:
        """What was put since `mark`, the number of pieces and of characters then."""
        return "".join(self.written[mark[0] :])

    @property
    def mark(self) -> tuple[int, int]:
        return len(self.written), self.length


class _World:
    """The entities, and the cases that are made of them one after the other."""

    def __init__(self, domain: Domain, cases: int, chance: random.Random) -> None:
        self._chance = chance
        self._domain = domain
        made = {t: [_entity(t, i) for i in range(max(3, int(cases * s)))] for t, s in _SHARES.items()}
        self.entities = {entity.id: entity for found in made.values() for entity in found}
        known = [e for e in domain.lexicon.entities.values() if e.label_ko and e.checked]
        made["region"] = [e for e in known if e.type == "region"][:150]
        made["disease"] = [e for e in known if e.type == "disease"][:400]
        self._weighted = {
            t: (f, list(accumulate(1 / (i + 1) ** 0.7 for i in range(len(f))))) for t, f in made.items()
        }

    def document(self, first: int, cases: int) -> tuple[Source, list[Statement], list[Case]]:
        """A document of so many cases, the first of them the `first` of all."""
        name, text = f"generated-{first:07}", _Text()
        statements: list[Statement] = []
        found = [self._case(name, text, statements, first + i) for i in range(cases)]
        sha256 = hashlib.sha256(f"{name} {cases}".encode()).hexdigest()
        title = f"Generated partnerships {first}"
        source = Source(name, f"{name}.txt", title, "Nobody", "", "2026-01-31", "en", sha256)
        return source, statements, found

    def _case(self, source: str, text: _Text, statements: list[Statement], number: int) -> Case:
        korean = number % 3 == 0
        parties = [*self._some("global_company", 1, 1), *self._some("korean_company", 1, 2)]
        parties += self._some("institution", 0, 1)
        others = [*self._some("drug", 0, 1), *self._some("disease", 0, 1), *self._some("region", 0, 2)]
        mentions: dict[str, list[Mention]] = {}

        def name(entity: Entity) -> None:
            label = entity.label_ko if korean and entity.label_ko else entity.label_en
            place = text.put(label)
            rule = "lexicon" if entity.id not in self.entities else "shape.head"
            mentions.setdefault(entity.id, []).append(Mention(label, entity.type, entity.id, *place, rule))

        def said(kind: str, mark: tuple[int, int]) -> str:
            words, span = text.since(mark), (mark[1], text.length)
            key = f"{source}/{span[0]}-{span[1]}"
            statements.append(Statement(key, source, kind, words, *span, heading="Generated"))  # type: ignore[arg-type]
            return key

        mark = text.mark
        for i, entity in enumerate(parties[:2]):
            text.put("•" if i else "")
            name(entity)
        header = text.since(mark)
        ids = [said("header", mark)]
        text.put("\n· ")
        mark = text.mark
        type_, (english, hangul) = self._chance.choice(list(_TYPES.items()))
        words = hangul if korean else english
        relation = RelationMention(type_, words, *text.put(words), f"{type_.replace('_', '-')}.word")
        for entity in (*parties[2:], *others):
            text.put(", " if not korean else " · ")
            name(entity)
        text.put(" since " if not korean else ", ")
        year = self._chance.randint(2005, 2025)
        edtf = self._chance.choice((f"{year}", f"{year}-{1 + number % 12:02}", f"{year}/{year + 2}"))
        period = Period(edtf, edtf, *text.put(edtf), "period")
        counts, amounts = self._figures(text, number)
        ids.append(said("bullet", mark))
        body, start = text.since(mark), mark[1]
        text.put("\n")
        case = Case(
            id=f"{source}-{hashlib.sha256(f'{number} {body}'.encode()).hexdigest()[:8]}",
            source=source,
            statements=tuple(ids),
            category="Generated",
            header=header,
            text=body,
            start=start,
            end=start + len(body),
            relations=(relation,),
            periods=(period,),
            counts=counts,
            amounts=amounts,
        )
        slots = self._slots(parties, others, mentions)
        return replace(
            case,
            participants=slots["participants"],
            drugs=slots.get("drugs", ()),
            diseases=slots.get("diseases", ()),
            regions=slots.get("regions", ()),
        )

    def _figures(self, text: _Text, number: int) -> tuple[tuple[Count, ...], tuple[Amount, ...]]:
        """A number of countries in one case of ten, and a sum in another."""
        if number % 10 == 1:
            countries = self._chance.randint(2, 60)
            words = f"{countries} countries"
            text.put(" in ")
            return (Count(countries, countries, "", words, *text.put(words), "count"),), ()
        if number % 10 == 2:
            millions = self._chance.randint(1, 500)
            words = f"${millions} million"
            text.put(" for ")
            return (), (Amount(millions * 1_000_000, "USD", words, *text.put(words), "amount"),)
        return (), ()

    def _slots(
        self, parties: Sequence[Entity], others: Sequence[Entity], mentions: dict[str, list[Mention]]
    ) -> dict[str, tuple[Argument, ...]]:
        types, lead = self._domain.vocabulary.entity_types, parties[0].id
        slots: dict[str, dict[str, Argument]] = {}
        for e in (*parties, *others):
            role = "lead" if e.id == lead else types[e.type].role
            slots.setdefault(types[e.type].slot, {})[e.id] = Argument(
                e.id, e.type, role, tuple(mentions[e.id])
            )
        return {slot: tuple(arguments.values()) for slot, arguments in slots.items()}

    def _some(self, type_: str, least: int, most: int) -> list[Entity]:
        """A few entities, those at the front much more often than those behind."""
        entities, weights = self._weighted[type_]
        number = self._chance.randint(least, most)
        found = self._chance.choices(entities, cum_weights=weights, k=number)
        return list({entity.id: entity for entity in found}.values())


def _entity(type_: str, number: int) -> Entity:
    """An entity with a name in both languages that no other of its type has."""
    digits = [int(d, 15) for d in _in_fifteens(number)]
    english = "".join(_SYLLABLES[d] for d in digits).title()
    korean = "".join(_HANGUL[d] for d in digits)
    ends = {
        "global_company": (" Pharma", " 파마", "pharma", "US"),
        "korean_company": (" Bio Co., Ltd.", "바이오", "biotech", "KR"),
        "institution": (" Hospital", "병원", "hospital", "KR"),
        "drug": ("tinib", "티닙", "brand", ""),
    }
    behind, hinter, kind, country = ends[type_]
    aliases = (f"{english} {type_[0].upper()}{number}",) if number % 2 else ()
    id_, labels = f"{type_}:{english.lower()}-{number}", (english + behind, korean + hinter)
    return Entity(id_, type_, kind, *labels, country, "made up", aliases=aliases)


def _in_fifteens(number: int) -> str:
    digits = ""
    number += 15  # two syllables at least
    while number:
        number, digit = divmod(number, 15)
        digits = "0123456789abcde"[digit] + digits
    return digits
