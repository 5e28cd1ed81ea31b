"""The findings of one document in, its cases out: every name settled on one entity, every slot filled.

Two organisations are never merged on likeness. A name that may mean several entities is settled by what the
document says around it: by its header, then by the other names in the document. What stays open is no
mention but a doubt for review.
"""

import hashlib
from collections import ChainMap, Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from krpia_graph.model.case import (
    Advice,
    Argument,
    Case,
    Doubt,
    Extraction,
    Finding,
    Mention,
    NameHit,
    Resolution,
    Slot,
)
from krpia_graph.model.document import Span
from krpia_graph.model.domain import Domain
from krpia_graph.model.lexicon import Entity, Lexicon
from krpia_graph.resolve.decisions import Replay, apply, still_open, verdicts
from krpia_graph.resolve.gaps import conflicts, unlisted, unparsed_dates
from krpia_graph.resolve.likeness import CloseNames

_UNDECIDED = Replay()
_NO_ADVICE = Advice("")


def resolve(extraction: Extraction, domain: Domain, made: Replay = _UNDECIDED) -> Resolution:
    """The cases and mentions of one document, in document order, and what stayed doubtful.

    The decisions `made` by people are applied to the settled names, and close doubts.
    """
    findings = extraction.findings
    new = extraction.entities | made.entities
    known = ChainMap(new, domain.lexicon.entities)
    close_names = CloseNames(domain.lexicon, domain.vocabulary.organisation_types)
    plain = {hit.candidates[0] for finding in findings for hit in finding.names if _is_plain(hit)}
    near_plain = cache(partial(_near, plain, domain.lexicon))
    cases: list[Case] = []
    mentions: dict[Mention, None] = {}
    doubts: dict[Doubt, None] = {}
    judged: dict[tuple[Mention, bool], None] = {}
    seen: Counter[str] = Counter()
    for finding in findings:
        settled, open_names = _settle(finding, plain, near_plain, known, domain)
        source = finding.passage.body[0].source
        doubted = list(unlisted(source, (m for m, _ in settled), known, domain, close_names))
        doubts |= dict.fromkeys(doubted)
        verdict = verdicts(made, settled, doubted, domain)
        judged |= dict.fromkeys(verdict.items())
        settled = apply(made, finding, settled, verdict, known, domain.vocabulary)
        mentions |= dict.fromkeys(mention for mention, _ in settled)
        doubts |= dict.fromkeys(open_names)
        if finding.passage.reports:
            case = _case(finding, settled, domain, seen)
            cases.append(case)
            doubts |= dict.fromkeys(_gaps(finding, case))
    used = {mention.entity for mention in mentions}
    return Resolution(
        cases=tuple(cases),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
        entities={e: entity for e, entity in sorted(new.items()) if e in used},
        doubts=tuple(
            sorted(still_open(made, (*doubts, *made.stale)), key=lambda d: (d.start, d.end, d.reason))
        ),
        judged=tuple(judged),
    )


def _is_plain(hit: NameHit) -> bool:
    return len(hit.candidates) == 1 and not hit.needs_cue


def _near(context: set[str], lexicon: Lexicon, entity: str) -> bool:
    """Whether the entity or one above or below it is among those of the context."""
    return any(lexicon.related(entity, other) for other in context)


def _settle(
    finding: Finding,
    plain: set[str],
    near_plain: Callable[[str], bool],
    known: Mapping[str, Entity],
    domain: Domain,
) -> tuple[list[tuple[Mention, str]], list[Doubt]]:
    """The settled mentions of a finding with their roles, and the names that stayed open."""
    source = finding.passage.body[0].source
    header = finding.passage.header
    in_header = [hit for hit in finding.names if header and _within(hit, header.parties)]
    parties = {hit.candidates[0] for hit in in_header if len(hit.candidates) == 1}
    words = " ".join(s.readable for s in (*([header] if header else []), *finding.passage.body))
    has_cue = cache(partial(_has_cue, words.casefold().replace("-", " "), domain))
    near_parties = partial(_near, parties, domain.lexicon)

    mentions: list[tuple[Mention, str]] = []
    doubts: list[Doubt] = []
    for hit in finding.names:
        fitting = hit.candidates
        if hit.needs_cue and hit not in in_header:
            fitting = tuple(e for e in fitting if e in plain or has_cue(known[e].type))
        rule, advice = hit.rule, hit.advice or _NO_ADVICE
        advised = not fitting and advice.entity in hit.candidates
        if advised:
            fitting = (advice.entity,)
        if not fitting:
            doubts.append(Doubt("needs_cue", source, hit.surface, hit.start, hit.end, hit.candidates))
            continue
        for context, near in ((parties, near_parties), (plain, near_plain)):
            if len(fitting) > 1:
                same = tuple(e for e in fitting if e in context)
                fitting = same or tuple(filter(near, fitting)) or fitting
        if len(fitting) > 1 and hit.usual in fitting:
            fitting, rule = (hit.usual,), f"{hit.rule}.usual"
        if len(fitting) > 1:  # "Merck" in a text that speaks of Germany and not of the United States
            at_home = tuple(e for e in fitting if f"region:{known[e].country.lower()}" in plain)
            if len(at_home) == 1:
                fitting, rule = at_home, f"{hit.rule}.country"
        if len(fitting) > 1 and advice.entity in fitting:
            fitting, advised = (advice.entity,), True
        if len(fitting) > 1:
            doubts.append(Doubt("ambiguous_name", source, hit.surface, hit.start, hit.end, fitting))
            continue
        entity = known[fitting[0]]
        leads = hit in in_header and domain.vocabulary.is_organisation(entity.type)
        role = "lead" if leads else hit.role or advice.role
        if advised or (advice.role and not (leads or hit.role)):
            rule = f"{rule}+{advice.by}"
        mention = Mention(hit.surface, entity.type, entity.id, hit.start, hit.end, rule)
        mentions.append((mention, role))
    return mentions, doubts


def _has_cue(folded: str, domain: Domain, type_: str) -> bool:
    return any(cue in folded for cue in domain.vocabulary.entity_types[type_].cues)


def _within(hit: NameHit, spans: Sequence[Span]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def _case(
    finding: Finding, mentions: Sequence[tuple[Mention, str]], domain: Domain, seen: Counter[str]
) -> Case:
    body, header = finding.passage.body, finding.passage.header
    start, end = body[0].start, body[-1].end
    heading = header.text if header else ""
    digest = hashlib.sha256(f"{heading}\n{finding.text}".encode()).hexdigest()[:8]
    seen[digest] += 1
    repeat = f"-{seen[digest]}" if seen[digest] > 1 else ""
    return Case(
        id=f"{body[0].source}-{digest}{repeat}",
        source=body[0].source,
        statements=tuple(s.id for s in (*([header] if header else []), *body)),
        category=body[0].section,
        header=heading,
        text=finding.text,
        start=start,
        end=end,
        relations=finding.relations,
        participants=_arguments("participants", mentions, domain),
        drugs=_arguments("drugs", mentions, domain),
        diseases=_arguments("diseases", mentions, domain),
        regions=_arguments("regions", mentions, domain),
        programmes=_arguments("programmes", mentions, domain),
        periods=finding.periods,
        reported=finding.published,
        durations=finding.durations,
        amounts=finding.amounts,
        counts=finding.counts,
        facets=finding.facets,
    )


def _arguments(slot: Slot, mentions: Sequence[tuple[Mention, str]], domain: Domain) -> tuple[Argument, ...]:
    """The entities of one slot in the order in which they are first named, each once.

    A party of the header leads, and so does the group that it belongs to where the text goes on with the
    group's name; else the first role that the text gives counts, else the one usual for the type.
    """
    types = domain.vocabulary.entity_types
    grouped: dict[str, list[Mention]] = {}
    roles: dict[str, str] = {}
    for mention, role in mentions:
        if types[mention.type].slot == slot and not _stands_aside(role, domain):
            grouped.setdefault(mention.entity, []).append(mention)
            if role and roles.get(mention.entity) != "lead":
                roles[mention.entity] = roles.get(mention.entity) or role if role != "lead" else "lead"
    leads = {entity for entity, role in roles.items() if role == "lead"}
    return tuple(
        Argument(
            entity=entity,
            type=found[0].type,
            role=roles.get(entity)
            or ("lead" if any(domain.lexicon.related(entity, lead) for lead in leads) else "")
            or types[found[0].type].role,
            mentions=tuple(sorted(found, key=lambda m: m.start)),
        )
        for entity, found in grouped.items()
    )


def _stands_aside(role: str, domain: Domain) -> bool:
    """Whether a role is that of somebody named who has no part in the case."""
    known = domain.vocabulary.roles.get(role)
    return known is not None and not known.fills


def _gaps(finding: Finding, case: Case) -> Iterator[Doubt]:
    """What the rules and the lexicon did not understand of a passage."""
    header = finding.passage.header
    named = [Span(m.start, m.end) for argument in case.participants for m in argument.mentions]
    for start, end in header.parties if header else ():
        if header and not any(start <= s and e <= end for s, e in named):
            surface = header.text[start - header.start : end - header.start]
            yield Doubt("unknown_party", case.source, surface, start, end)
    if not case.participants:
        yield Doubt("no_participant", case.source, case.text, case.start, case.end)
    if not case.relations:
        yield Doubt("no_relation", case.source, case.text, case.start, case.end)
    yield from unparsed_dates(finding)
    yield from conflicts(finding)
