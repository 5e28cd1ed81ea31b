"""A view model and two numbers in, one of so many entities and ties out; a case and its quote each tie."""

import random
from collections import defaultdict
from dataclasses import replace
from math import cos, pi, sin, sqrt

from krpia_graph.write.page.schema import (
    CaseTable,
    EntityTable,
    RuleTable,
    SizeTable,
    SourceTable,
    StatementTable,
    TieTable,
    View,
)

GOLDEN_ANGLE = pi * (3 - sqrt(5))  # discs at these turns fill a circle evenly
SPACING = 28
RADIUS = 12


def wide_view(like: View, entities: int, ties: int) -> View:
    """The vocabulary of `like`; a few entities in very many ties, most in a few, the most tied first."""
    chance = random.Random(entities)
    pairs = [
        (int(entities * chance.random() ** 3), chance.randrange(entities)) for _ in range(ties - entities)
    ]
    pairs += [(n, int(n * chance.random())) for n in range(entities)]  # everybody has one
    pairs = [(a, b if a != b else (b + 1) % entities) for a, b in pairs]
    cases: dict[int, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        for end in pair:
            cases[end].append(number)
    rank = {old: new for new, old in enumerate(sorted(cases, key=lambda n: (-len(cases[n]), n)))}
    ends = [(rank[a], rank[b]) for a, b in pairs]
    of = {rank[old]: tuple(numbers) for old, numbers in cases.items()}
    everyone = range(entities)
    every_tie = range(ties)
    quotes = [f"Entity {a} works with Entity {b}" for a, b in ends]
    starts = [60 * n for n in every_tie]
    kinds = len(like.types)
    return replace(
        like,
        title="Wide",
        sections=("Wide",),
        sources=SourceTable(("Wide",), ("",), ("wide.txt",), ("",), ("",), ("en",), ("0" * 64,)),
        rules=RuleTable(("lexicon",), (0.9,), (0.8,)),
        statements=StatementTable(
            id=tuple(f"wide#{n}" for n in every_tie),
            source=(0,) * ties,
            kind=("bullet",) * ties,
            start=tuple(starts),
            end=tuple(start + len(quote) for start, quote in zip(starts, quotes, strict=True)),
            pieces=tuple((quote,) for quote in quotes),
        ),
        cases=CaseTable(
            id=tuple(f"case-{n}" for n in every_tie),
            header=("",) * ties,
            section=(0,) * ties,
            sure=((0.8, 0.7),) * ties,
            relations=tuple((n % len(like.relationTypes),) for n in every_tie),
            shown=((0,),) * ties,
            periods=tuple((str(2000 + n % 20),) if n % 3 else () for n in every_tie),
            years=tuple(((2000 + n % 20, 2000 + n % 20),) if n % 3 else () for n in every_tie),
            amounts=((),) * ties,
            statements=tuple((n,) for n in every_tie),
            named=tuple(((a, 0), (b, 0)) for a, b in ends),
        ),
        entities=EntityTable(
            id=tuple(f"entity:{n}" for n in everyone),
            type=tuple(n % kinds for n in everyone),
            en=tuple(f"Entity {n}" for n in everyone),
            ko=("",) * entities,
            country=("KR",) * entities,
            aliases=((),) * entities,
            identifiers=((),) * entities,
            cases=tuple(of[n] for n in everyone),
            said=tuple(tuple((n, (0,), (0,)) for n in of[n]) for n in everyone),
            x=tuple(round(SPACING * sqrt(n) * cos(n * GOLDEN_ANGLE)) for n in everyone),
            y=tuple(round(SPACING * sqrt(n) * sin(n * GOLDEN_ANGLE)) for n in everyone),
        ),
        sizes={
            measure: SizeTable(tuple(float(len(of[n])) for n in everyone), (RADIUS,) * entities, False)
            for measure in like.sizes
        },
        ties=TieTable(
            subject=tuple(a for a, _ in ends),
            object=tuple(b for _, b in ends),
            type=(0,) * ties,
            group=("partner",) * ties,
            bend=(0.0,) * ties,
            width=(1.6,) * ties,
            relations=((),) * ties,
            sure=((0.8, 0.7),) * ties,
            evidence=tuple(((n, n, (0,), (0,)),) for n in every_tie),
        ),
    )
