"""Counts of right and wrong findings and what was found in, how sure each finding, case and edge is out.

The estimate is that of a Beta posterior whose prior is what the rest of the rule's family did; see
docs/confidence.md, and docs/decisions/0009 for why it is made so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from krpia_graph.model.case import Argument, Case, Mark
from krpia_graph.model.confidence import (
    REVIEW,
    SETTLED,
    Belief,
    Confidence,
    FindingKind,
    Judged,
    Tally,
    kind_of,
    told_in,
)
from krpia_graph.model.document import Statement
from krpia_graph.model.graph import Edge

Key = tuple[FindingKind, str]

FLAT = 1.0  # Beta(1, 1): before anything is counted every chance is as likely as any other
WEIGHT = 8.0  # findings that the family of a rule counts for at most; measured, see docs/decisions/0009
LOW = 0.05  # the quantile that `Belief.low` is: the lower end of the interval that holds 90 %
DIGITS = 3


def tallies_of(judged: Iterable[Judged], source: str) -> tuple[Tally, ...]:
    """The findings that were judged, counted by kind and rule, in that order."""
    counts = Counter((finding.kind, finding.rule, finding.right) for finding in judged)
    keys = sorted({(kind, rule) for kind, rule, _ in counts})
    return tuple(
        Tally(kind, rule, counts[kind, rule, True], counts[kind, rule, False], source) for kind, rule in keys
    )


def estimate_confidence(
    tallies: Iterable[Tally],
    statements: Mapping[str, Statement],
    cases: Iterable[Case],
    edges: Iterable[Edge] = (),
    marks: Iterable[Mark] = (),
) -> Confidence:
    """The beliefs about cases, about the edges that rest on them, and about all marks in them and of `marks`.

    A case is what it says of parties and relations, so it is at most as sure as the least sure of them; of
    the mentions of one party the surest counts. An edge is as sure as its surest case makes it, and in a case
    at most as sure as its ends: two cases may be misread for the same reason, so they do not add up.
    `statements` holds those that the cases name, by id.
    """
    found = {case.id: case for case in cases}
    told = {case.id: told_in(case, statements) for case in found.values()}
    drawn = [(edge, behind) for edge in edges if (behind := edge.cases)]
    counted = dict(_summed(tallies))
    wanted = dict.fromkeys(counted)
    wanted |= {(kind_of(m), m.rule): None for m in (*marks, *(m for c in found.values() for m in c.marks))}
    wanted |= {("case", kind): None for kind in told.values()}
    wanted |= {_edge_key(edge, told[case]): None for edge, behind in drawn for case in behind}
    rules = _beliefs(counted, wanted)

    def surest(argument: Argument) -> Belief:
        return max((rules["name", m.rule] for m in argument.mentions), key=_order)

    ends = {case.id: {a.entity: surest(a) for a in case.arguments} for case in found.values()}
    by_edge = {
        edge.key: max(
            (
                _least(
                    rules[_edge_key(edge, told[case])],
                    *(ends[case][end] for end in (edge.subject, edge.object) if end != case),
                )
                for case in behind
            ),
            key=_order,
        )
        for edge, behind in drawn
    }
    by_case = {
        case.id: _least(
            rules["case", told[case.id]],
            *(ends[case.id][party.entity] for party in case.participants),
            *_relations(case, rules),
        )
        for case in found.values()
    }
    return Confidence(rules, by_case, by_edge, counted)


def _edge_key(edge: Edge, told: str) -> Key:
    return "edge", f"{edge.relation}.{told}"


def _relations(case: Case, rules: Mapping[Key, Belief]) -> Iterator[Belief]:
    """The belief about each relation type of a case, of the surest words that show it."""
    by_type: dict[str, list[Belief]] = defaultdict(list)
    for mark in case.relations:
        by_type[mark.type].append(rules["relation", mark.rule])
    return (max(beliefs, key=_order) for beliefs in by_type.values())


def _order(belief: Belief) -> tuple[float, float]:
    return belief.mean, belief.low


def _least(*beliefs: Belief) -> Belief:
    return Belief(min(b.mean for b in beliefs), min(b.low for b in beliefs))


def _summed(tallies: Iterable[Tally]) -> Iterator[tuple[Key, Tally]]:
    """One tally for each kind and rule, whatever the sources, in that order."""
    accepted: Counter[Key] = Counter()
    rejected: Counter[Key] = Counter()
    for tally in tallies:
        accepted[tally.kind, tally.rule] += tally.accepted
        rejected[tally.kind, tally.rule] += tally.rejected
    for kind, rule in sorted(accepted.keys() | rejected.keys()):
        yield (kind, rule), Tally(kind, rule, accepted[kind, rule], rejected[kind, rule])


def _beliefs(counted: Mapping[Key, Tally], wanted: Iterable[Key]) -> dict[Key, Belief]:
    from scipy.special import betaincinv  # takes longer to import than most documents to read

    totals: dict[tuple[str, ...], Counter[bool]] = defaultdict(Counter)
    for (kind, rule), tally in counted.items():
        for level in _levels(kind, rule):
            totals[level].update({True: tally.accepted, False: tally.rejected})
    beliefs: dict[Key, Belief] = {}
    for kind, rule in wanted:
        if kind == "name" and rule.rpartition(".")[2] == REVIEW:
            beliefs[kind, rule] = SETTLED
            continue
        a, b = posterior([totals.get(level, Counter()) for level in _levels(kind, rule)])
        mean = _rounded(a / (a + b))
        beliefs[kind, rule] = Belief(mean, min(mean, _rounded(float(betaincinv(a, b, LOW)))))
    return beliefs


def _levels(kind: str, rule: str) -> list[tuple[str, ...]]:
    """What the counts of a rule add to: its kind, its families from the widest, it with variants, it alone.

    What stands behind a plus did something else to the finding. What stands behind a colon is the name of a
    model: models are a kind of their own, of which the record of our rules says nothing.

    >>> _levels("name", "shape.head")
    [('name',), ('name', 'shape'), ('name', 'shape', 'head'), ('name', 'shape', 'head', '')]
    >>> _levels("name", "llm:some-model-1.5")
    [('name:llm',), ('name:llm', 'some-model-1.5')]
    """
    family, _, model = rule.partition("+")[0].partition(":")
    if model:
        return [(f"{kind}:{family}",), (f"{kind}:{family}", model)]
    return list(accumulate((part,) for part in (kind, *family.split("."), "")))


def posterior(levels: Iterable[Mapping[bool, int]]) -> tuple[float, float]:
    """The two parameters of the Beta distribution of a rule's chance to be right.

    `levels` are how many findings were right (True) and wrong (False), from all of the kind by way of the
    families down to the rule itself, each within the one before. The prior of each level is what the one
    above knows without it, so that no finding counts twice, and weighs at most `WEIGHT` findings.

    >>> posterior([{}])
    (1.0, 1.0)
    >>> posterior([{True: 3, False: 1}])
    (4.0, 2.0)
    >>> posterior([{True: 5, False: 1}, {True: 2}])  # the others: 3 and 1, a mean of 4 in 6
    (6.0, 2.0)
    """
    counts = [(level.get(True, 0), level.get(False, 0)) for level in levels]
    a = b = FLAT
    for place, (right, wrong) in enumerate(counts):
        below = counts[place + 1] if place + 1 < len(counts) else (0, 0)
        if a + b > WEIGHT:
            a, b = WEIGHT * a / (a + b), WEIGHT * b / (a + b)
        a, b = a + right - below[0], b + wrong - below[1]
    return a, b


def _rounded(chance: float) -> float:
    """To the digits that are written; an estimate is never quite sure, so 0 and 1 stay for what is none."""
    smallest = 10.0**-DIGITS
    return min(max(round(chance, DIGITS), smallest), round(1 - smallest, DIGITS))
