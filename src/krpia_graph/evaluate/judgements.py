"""Annotations and what the program finds in the same text in, every finding called right or wrong out.

The judgements are what confidence is counted from, so each stands for one decision of a rule: the same words
that a rule found twice in a text were right or wrong together, and count once.
"""

from collections import ChainMap
from collections.abc import Iterator, Mapping

from krpia_graph.evaluate.matching import Found, findings_of, goes_by, match_cases, meets, overlaps
from krpia_graph.graph import connect
from krpia_graph.model.case import Argument, Case, Resolution
from krpia_graph.model.confidence import FindingKind, Judged, told_in
from krpia_graph.model.document import Reading
from krpia_graph.model.domain import Domain
from krpia_graph.model.gold import GoldCase, GoldDocument, GoldMention
from krpia_graph.model.lexicon import Entity

_Judgement = tuple[Judged, tuple[str, ...]]  # and what it is about, to count it once

_VALUES: dict[str, FindingKind] = {kind: kind for kind in ("period", "duration", "amount", "count")}


def judge(gold: GoldDocument, reading: Reading, found: Resolution, domain: Domain) -> tuple[Judged, ...]:
    """The findings in one annotated document, each right or wrong.

    | kind | is right where |
    |---|---|
    | name | the reader marked the same characters with the same type, and means the same entity |
    | period, duration, amount, count | the reader marked the same characters and noted the same value |
    | relation | the annotated case has that relation type |
    | case | the annotated case names all its parties and has all its relation types |
    | edge | the annotated case names what the edge joins |

    What lies in an ignored span is not judged, nor what is marked outside the cases and is no name. A case
    that no annotated case meets is wrong with all that it says. Facets are not annotated, so none is judged.
    """
    pairs, _, _ = match_cases(gold.cases, found.cases)
    theirs = {case.id: annotated for annotated, case in pairs}
    known = ChainMap(found.entities, domain.lexicon.entities)
    judged: dict[_Judgement, None] = dict.fromkeys(_marked(gold, found, known, domain))
    for case in found.cases:
        judged |= dict.fromkeys(_told(theirs.get(case.id), case, reading, found, domain))
    return tuple(finding for finding, _ in judged)


def _marked(
    gold: GoldDocument, found: Resolution, known: Mapping[str, Entity], domain: Domain
) -> Iterator[_Judgement]:
    """The names, dates, sums and counts, by the characters that they stand on."""
    names = domain.vocabulary.entity_types
    wanted = {(m.type, m.span): m for m in gold.elsewhere if m.type in names}
    wanted |= {(m.type, m.span): m for case in gold.cases for marked in case.slots.values() for m in marked}
    passed_over = {(m.type, m.span) for m in gold.elsewhere if m.type not in names}
    for finding in findings_of(found):
        place = (finding.type, finding.span)
        ignored = place in passed_over or any(overlaps(finding.span, span) for span in gold.ignored)
        if place in wanted or not ignored:
            right = place in wanted and _means(finding, wanted[place], known, domain)
            kind = _VALUES.get(finding.type, "name")
            yield Judged(kind, finding.rule, right), (finding.type, finding.surface)


def _means(finding: Found, marked: GoldMention, known: Mapping[str, Entity], domain: Domain) -> bool:
    """Whether a finding stands for what the reader noted.

    A name that the lexicon does not list stands for itself, in whatever spelling the reader wrote it; it is
    wrong where the lexicon lists what is meant.
    """
    lexicon = domain.lexicon
    if not marked.canonical or goes_by(lexicon, known, finding.canonical, marked.canonical):
        return True
    if finding.type in _VALUES or finding.canonical in lexicon.entities:
        return False
    listed = (name for name, entity in lexicon.entities.items() if entity.type == finding.type)
    return not any(goes_by(lexicon, lexicon.entities, name, marked.canonical) for name in listed)


def _told(
    annotated: GoldCase | None, case: Case, reading: Reading, found: Resolution, domain: Domain
) -> Iterator[_Judgement]:
    """The relations of a case, the case, and the edges that it gives."""
    statements = {statement.id: statement for statement in reading.statements}
    types = annotated.relation_types if annotated else ()
    named = [argument for argument in case.arguments if annotated and _names(annotated, argument)]
    for mark in case.relations:
        yield Judged("relation", mark.rule, mark.type in types), (case.id, mark.type)
    told = told_in(case, statements)
    right = annotated is not None and set(case.relation_types) <= set(types)
    right = right and all(party in named for party in case.participants)
    yield Judged("case", told, right), (case.id,)
    graph = connect(
        domain, [reading.document.source], reading.statements, [case], entities=found.entities.values()
    )
    there = {case.id, *(argument.entity for argument in named)} if annotated else set()
    for edge in graph.edges:
        if edge.cases:
            right = {edge.subject, edge.object} <= there
            yield Judged("edge", f"{edge.relation}.{told}", right), (case.id, *edge.key)


def _names(annotated: GoldCase, argument: Argument) -> bool:
    """Whether the annotated case has something where the argument is named."""
    return any(meets(argument, mark.span) for marked in annotated.slots.values() for mark in marked)
