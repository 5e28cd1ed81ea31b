"""A finding of the rules, a question and its answer in, the finding with what holds of the answer out.

What the rules found stays. A number must be one that was shown, a type or role one of the vocabulary, a quote
an exact stretch of the passage; all else is dropped, with the reason. So nothing that a model or a document
says can make a name, a type or a place that is not there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as with_changes

from krpia_graph.llm.answers import Answer, NameQuote, Pick, RelationQuote
from krpia_graph.llm.places import cuts_a_word, is_free, places_of
from krpia_graph.llm.questions import Candidate, Question, given_roles
from krpia_graph.model.case import Advice, Finding, NameHit, RelationMention
from krpia_graph.model.document import Document, Span
from krpia_graph.model.identity import slug
from krpia_graph.model.language_model import DropReason
from krpia_graph.model.lexicon import Entity, Lexicon
from krpia_graph.model.vocabulary import Vocabulary

_LONGEST_NAME = 80  # characters
_MOST_WORDS = 10  # of a name; more are a sentence
_LONGEST_RELATION = 200  # characters


class Names:
    """The entities that go by a name exactly, of the lexicon and of one document; new ones are made."""

    def __init__(self, lexicon: Lexicon, entities: Mapping[str, Entity], vocabulary: Vocabulary) -> None:
        self.known: dict[str, Entity] = dict(entities)
        self.new: dict[str, Entity] = {}
        self._vocabulary = vocabulary
        self._by_name: dict[str, dict[str, None]] = {}
        for name in lexicon.names:
            self._by_name.setdefault(name.surface.casefold(), {})[name.entity] = None
        for entity in entities.values():
            for label in (entity.label_en, entity.label_ko):
                self._by_name.setdefault(label.casefold(), {})[entity.id] = None

    def called(self, name: str, type_: str, source: str) -> tuple[str, ...]:
        """The ids that a name of a type may mean: those listed for its slot, else that of a new entity."""
        slot = self._vocabulary.entity_types[type_].slot
        listed = tuple(
            entity
            for entity in sorted(self._by_name.get(name.casefold(), ()))
            if entity in self.known and self._slot(entity) == slot
        )
        if listed:
            return listed
        folder, ending = self._vocabulary.entity_types[type_].folder, slug(name)
        for other, found in self._vocabulary.entity_types.items():  # the id of a node is its folder and slug
            if found.folder == folder and f"{other}:{ending}" in self.known:
                return (f"{other}:{ending}",)
        made = Entity(
            id=f"{type_}:{ending}",
            type=type_,
            kind="",
            label_en=name,
            label_ko=name if any("가" <= char <= "힣" for char in name) else "",
            country="KR" if type_ == "korean_company" else "",
            source=source,
        )
        self.known[made.id] = self.new[made.id] = made
        return (made.id,)

    def _slot(self, entity: str) -> str:
        return self._vocabulary.entity_types[self.known[entity].type].slot


@dataclass
class Grounded:
    """A finding with what was added to it, counted, and the reasons why the rest was dropped."""

    finding: Finding
    names: int = 0
    roles: int = 0
    senses: int = 0
    relations: int = 0
    agreed: int = 0
    dropped: list[tuple[DropReason, str]] = field(default_factory=list)


class Grounder:
    """Checks the answers about the passages of one document; `rule` is what all that is added carries."""

    def __init__(self, document: Document, names: Names, vocabulary: Vocabulary, rule: str) -> None:
        self._document = document
        self._names = names
        self._vocabulary = vocabulary
        self._roles = given_roles(vocabulary)
        self._rule = rule

    def ground(self, finding: Finding, question: Question, answer: Answer) -> Grounded:
        """The finding with what holds of the answer. Positions are those of the document's text."""
        result = Grounded(finding)
        result.dropped += [("wrong_shape", part) for part in answer.misshapen]
        picks = list(self._sound(result, question, answer.picks))
        for candidate, _ in picks:
            self._settle(result, candidate)
        for named in answer.names:
            self._name(result, question, named)
        for shown in answer.relations:
            self._relation(result, question, shown)
        self._report(result)
        for candidate, role in picks:
            self._give_role(result, candidate, role)
        return result

    def _sound(
        self, result: Grounded, question: Question, picks: Iterable[Pick]
    ) -> Iterator[tuple[Candidate, str]]:
        """The candidates picked, each with its role; of two readings of the same words the first."""
        meant: dict[str, str] = {}
        for pick in picks:
            if not 1 <= pick.number <= len(question.candidates):
                result.dropped.append(("unknown_number", str(pick.number)[:20]))
                continue
            candidate = question.candidates[pick.number - 1]
            if pick.role and not self._is_role_of(pick.role, self._type(candidate.entity)):
                result.dropped.append(("unknown_role", f"{candidate.surface}: {pick.role}"))
            elif meant.setdefault(candidate.surface, candidate.entity) != candidate.entity:
                result.dropped.append(("contradiction", f"{candidate.surface}: {candidate.entity}"))
            else:
                yield candidate, pick.role

    def _settle(self, result: Grounded, candidate: Candidate) -> None:
        """What the words mean, should the rules leave it open, which is seen when names are settled."""
        changed = {
            hit: with_changes(hit, advice=Advice(self._rule, candidate.entity))
            for hit in self._hits_of(result, candidate)
            if (len(hit.candidates) > 1 or hit.needs_cue) and not hit.advice
        }
        result.senses += bool(changed)
        _replace_names(result, changed)

    def _give_role(self, result: Grounded, candidate: Candidate, role: str) -> None:
        """A role for the first of the mentions, where words and header gave the entity none."""
        finding = result.finding
        named = [hit for hit in finding.names if candidate.entity in hit.candidates]
        own = {hit.advice.role for hit in named if hit.advice and hit.advice.role}
        given = own | {hit.role for hit in named if hit.role}
        if any(_leads(hit, finding) for hit in named):
            given = {"lead"}
        usual = self._vocabulary.entity_types[self._type(candidate.entity)].role
        said = f"{candidate.surface}: {role}"
        if not role or role in given or (role == usual and not given):
            result.agreed += 1
        elif not finding.passage.reports:
            result.dropped.append(("no_case", said))
        elif given:
            reason: DropReason = "contradiction" if own else "rules_differ"
            result.dropped.append((reason, f"{said}, not {', '.join(sorted(given))}"))
        else:
            hit = self._hits_of(result, candidate)[0]
            advice = replace(hit.advice or Advice(self._rule), role=role)
            _replace_names(result, {hit: with_changes(hit, advice=advice)})
            result.roles += 1

    def _name(self, result: Grounded, question: Question, named: NameQuote) -> None:
        """A further name, at the first place where it stands alone and nothing else is named."""
        quote = named.quote.strip()
        reason: DropReason | None = None
        if named.type not in self._vocabulary.entity_types:
            reason = "unknown_type"
        elif named.role and not self._is_role_of(named.role, named.type):
            reason = "unknown_role"
        elif not _can_be_name(quote):
            reason = "wrong_shape"
        if reason:
            result.dropped.append((reason, f"{quote}: {named.type} {named.role}".strip()))
            return
        taken = [Span(hit.start, hit.end) for hit in result.finding.names]
        place, reason = self._place(quote, (*question.header, *question.body), taken)
        if place is None:
            result.dropped.append((reason, quote))
            return
        name = self._document.readable[slice(*place)]
        start, end = self._document.in_text(*place)
        hit = NameHit(
            surface=self._document.text[start:end],
            start=start,
            end=end,
            candidates=self._names.called(name, named.type, self._document.source.id),
            rule=self._rule,
            role=named.role,
        )
        names = sorted((*result.finding.names, hit), key=lambda h: h.start)
        result.finding = replace(result.finding, names=tuple(names))
        result.names += 1

    def _relation(self, result: Grounded, question: Question, shown: RelationQuote) -> None:
        """A relation type that the rules did not find in the passage, with the words that show it."""
        found = result.finding.relations
        said = f"{shown.type}: {shown.quote}"
        of_type = {mention.rule for mention in found if mention.type == shown.type}
        if shown.type not in self._vocabulary.relation_types:
            result.dropped.append(("unknown_type", said))
        elif of_type - {self._rule}:
            result.agreed += 1
        elif of_type:
            result.dropped.append(("repeated", said))
        elif len(shown.quote) > _LONGEST_RELATION or not any(char.isalpha() for char in shown.quote):
            result.dropped.append(("wrong_shape", said))
        else:
            place, reason = self._place(shown.quote, question.body, [])
            if place is None or self._is_name(place, result.finding):
                result.dropped.append(("overlap" if place else reason, said))
                return
            start, end = self._document.in_text(*place)
            surface = self._document.text[start:end]
            mention = RelationMention(shown.type, surface, start, end, self._rule)
            relations = sorted((*found, mention), key=lambda m: (m.start, m.end, m.type, m.rule))
            result.finding = replace(result.finding, relations=tuple(relations))
            result.relations += 1

    def _is_name(self, place: Span, finding: Finding) -> bool:
        """Whether a stretch of the readable text holds no word beside names."""
        named = [self._document.in_readable(hit.start, hit.end) for hit in finding.names]
        words = (at for at in range(*place) if self._document.readable[at].isalpha())
        return all(any(start <= at < end for start, end in named) for at in words)

    def _report(self, result: Grounded) -> None:
        """A passage that reported nothing is a case once it has a relation and two parties, not before."""
        finding = result.finding
        if finding.passage.reports or not finding.relations:
            return
        parties = {
            (hit.advice and hit.advice.entity) or hit.candidates[0]
            for hit in finding.names
            if all(self._vocabulary.is_organisation(self._type(entity)) for entity in hit.candidates)
        }
        if len(parties) >= 2:
            result.finding = replace(finding, passage=replace(finding.passage, reports=True))
            return
        for mention in finding.relations:
            result.dropped.append(("no_case", f"{mention.type}: {mention.surface}"))
        result.relations -= len(finding.relations)
        result.finding = replace(finding, relations=())

    def _place(
        self, quote: str, stretches: tuple[Span, ...], taken: list[Span]
    ) -> tuple[Span | None, DropReason]:
        """The first place of a quote that is free and cuts no word, in the readable text; else why not."""
        reason: DropReason = "not_in_text"
        for place in places_of(self._document.readable, quote, stretches):
            if cuts_a_word(self._document.readable, place):
                reason = "part_of_word" if reason == "not_in_text" else reason
            elif is_free(self._document.in_text(*place), taken):
                return place, reason
            else:
                reason = "overlap"
        return None, reason

    def _hits_of(self, result: Grounded, candidate: Candidate) -> list[NameHit]:
        """The places where the words of a candidate may mean its entity."""
        readable, spot = self._document.readable, self._document.in_readable
        return [
            hit
            for hit in result.finding.names
            if candidate.entity in hit.candidates
            and readable[slice(*spot(hit.start, hit.end))] == candidate.surface
        ]

    def _is_role_of(self, role: str, type_: str) -> bool:
        return role in self._roles and self._roles[role].slot == self._vocabulary.entity_types[type_].slot

    def _type(self, entity: str) -> str:
        return self._names.known[entity].type


def _can_be_name(quote: str) -> bool:
    brief = len(quote) <= _LONGEST_NAME and len(quote.split()) <= _MOST_WORDS
    return brief and any(char.isalpha() for char in quote)


def _leads(hit: NameHit, finding: Finding) -> bool:
    header = finding.passage.header
    return header is not None and any(s <= hit.start and hit.end <= e for s, e in header.parties)


def _replace_names(result: Grounded, changed: Mapping[NameHit, NameHit]) -> None:
    names = tuple(changed.get(hit, hit) for hit in result.finding.names)
    result.finding = replace(result.finding, names=names)
