"""What a person answers to a doubt in, the `Decision` out, checked against the names that exist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from krpia_graph.model.case import Doubt
from krpia_graph.model.document import Source
from krpia_graph.model.domain import Domain
from krpia_graph.model.errors import DomainError, UnknownNameError
from krpia_graph.model.identity import slug
from krpia_graph.model.lexicon import Entity
from krpia_graph.model.review import ABOUT_STATEMENTS, ACTIONS, Action, Decision

_SHORT: dict[str, Action] = {action[0]: action for action in ACTIONS}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is given: an action, and a name and label where it takes them.

    `everywhere`: for every open doubt of the same reason about the same words of the document.
    """

    action: Action
    entity: str = ""
    label: str = ""
    note: str = ""
    everywhere: bool = False


def parse_answer(line: str) -> Answer:
    """The answer that a line gives: ACTION, then "all", then what the action takes, then "# a note".

    Raises UnknownNameError where the first word is no action.

    >>> parse_answer("new all institution Foo Institute # a spin-off")
    Answer(action='new', entity='institution', label='Foo Institute', note='a spin-off', everywhere=True)
    """
    words, _, note = line.partition(" #")
    verb, _, rest = words.strip().partition(" ")
    word = verb.casefold()
    if word not in (*ACTIONS, *_SHORT):
        raise UnknownNameError("answer", verb, (*ACTIONS, "skip", "quit", "help"))
    action = next(a for a in ACTIONS if word in (a, a[0]))
    first, _, others = rest.strip().partition(" ")
    everywhere = first.casefold() == "all"
    rest = others.strip() if everywhere else rest.strip()
    entity, _, label = rest.partition(" ") if action == "new" else (rest, "", "")
    return Answer(action, entity, label.strip(), note.strip(), everywhere)


class EntityNames:
    """The ids of the entities by id, label and listed name, in either language, whatever the case."""

    def __init__(self, domain: Domain, entities: Iterable[Entity] = ()) -> None:
        self._ids: dict[str, dict[str, None]] = {}
        for entity in (*domain.lexicon.entities.values(), *entities):
            for name in (entity.id, entity.label_en, entity.label_ko):
                self._add(name, entity.id)
        for form in domain.lexicon.names:
            self._add(form.surface, form.entity)

    def _add(self, name: str, entity: str) -> None:
        if name:
            self._ids.setdefault(name.casefold(), {})[entity] = None

    def find(self, name: str, others: Mapping[str, Entity]) -> str:
        """The id that a name stands for; `others` are the entities of the document that are not listed.

        Raises UnknownNameError with the nearest names if there is none, with all ids if there are several.
        """
        key = name.strip().casefold()
        ids = dict(self._ids.get(key, {}))
        ids |= {e.id: None for e in others.values() if key in (e.id.casefold(), e.label_en.casefold())}
        if len(ids) == 1:
            return next(iter(ids))
        if ids:
            raise DomainError(f"{name!r} names several: {', '.join(sorted(ids))}; give the id")
        raise UnknownNameError("entity", name, self._ids, (e.label_en for e in others.values()))


def decide(
    doubt: Doubt,
    source: Source,
    answer: Answer,
    names: EntityNames,
    others: Mapping[str, Entity],
    domain: Domain,
) -> Decision:
    """The decision that an answer to a doubt makes; `link` also takes the number of a candidate, from 1.

    Raises UnknownNameError for a name or type that does not exist, DomainError where the answer does not fit
    the doubt.
    """
    entity = label = ""
    if answer.action in ("link", "new") and doubt.reason in ABOUT_STATEMENTS:
        raise DomainError(f"{doubt.reason} is about the statement: accept or reject it")
    if answer.action == "accept" and doubt.reason in ("ambiguous_name", "needs_cue"):
        if doubt.reason == "ambiguous_name" or len(doubt.candidates) > 1:
            raise DomainError(f"accept does not say which of {len(doubt.candidates)}: link one of them")
    elif answer.action == "link":
        entity = _linked(doubt, answer.entity, names, others)
    elif answer.action == "new":
        label = answer.label or (doubt.surface if answer.entity else "")
        entity = _new(answer.entity, label, domain)
    return Decision(
        document=source.sha256,
        source=source.id,
        start=doubt.start,
        end=doubt.end,
        surface=doubt.surface,
        action=answer.action,
        reason=doubt.reason,
        entity=entity,
        label=label,
        note=answer.note,
    )


def _linked(doubt: Doubt, name: str, names: EntityNames, others: Mapping[str, Entity]) -> str:
    if not name:
        raise DomainError("link needs an id, a name, or the number of a candidate")
    if name.isdecimal() and 0 < int(name) <= len(doubt.candidates):
        return doubt.candidates[int(name) - 1]
    return names.find(name, others)


def _new(type_: str, label: str, domain: Domain) -> str:
    """The id of a new entity: its type, which must exist, and a slug of its label, which must be free."""
    if not type_:
        raise DomainError("new needs a type and a label, such as `new institution Foo Institute`")
    domain.vocabulary.entity_type(type_)
    entity = f"{type_}:{slug(label)}"
    if entity in domain.lexicon.entities:
        raise DomainError(f"{entity} is listed already: link it")
    return entity
