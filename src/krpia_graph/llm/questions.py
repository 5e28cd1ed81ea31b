"""A finding of the rules in, the `Question` about its passage out: the text, and the names that stand in it.

A passage is shown as its stretches of readable text: the header, then each statement, or of a statement only
what belongs to the deal. Names are numbered, one number for each entity that the words may mean.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from krpia_graph.model.case import Finding, NameHit
from krpia_graph.model.document import Document, Span
from krpia_graph.model.language_model import Prompt
from krpia_graph.model.lexicon import Entity
from krpia_graph.model.vocabulary import EntityType, RelationType, Role, Vocabulary

_ASKED_KINDS = frozenset(("title", "paragraph", "sentence", "bullet", "row", "detail"))
_MOST = 24  # parts of one kind in an answer, lest a small model goes on for ever
_LONGEST = 16_000  # characters of a passage: about 4,000 tokens of English, 10,000 of Korean


Message = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that the rules found, as the name of one entity."""

    surface: str
    entity: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked about one passage.

    `header` and `body` are spans of the readable text; `candidates[i]` is shown as number i + 1.
    """

    header: tuple[Span, ...]
    body: tuple[Span, ...]
    candidates: tuple[Candidate, ...]
    text: str

    @property
    def message(self) -> Message:
        """The passage as JSON, so that it is data and nothing else."""
        return {"role": "user", "content": self.text}

    @property
    def too_long(self) -> bool:
        """Whether the passage is longer than a model can be expected to read at once."""
        return sum(end - start for start, end in (*self.header, *self.body)) > _LONGEST


def is_asked(finding: Finding, vocabulary: Vocabulary) -> bool:
    """Whether a passage is worth a question: it reports a case, or it names an organisation."""
    passage = finding.passage
    if passage.reports:
        return True
    return passage.body[0].kind in _ASKED_KINDS and any(
        vocabulary.is_organisation(entity.partition(":")[0])
        for hit in finding.names
        for entity in hit.candidates
    )


def question_about(finding: Finding, document: Document, entities: Mapping[str, Entity]) -> Question:
    """The question about a passage; `entities` are those of the lexicon and of the document, by id."""
    passage = finding.passage
    header = (document.in_readable(passage.header.start, passage.header.end),) if passage.header else ()
    body = passage.scope or tuple(document.in_readable(s.start, s.end) for s in passage.body)
    candidates = tuple(
        dict.fromkeys(
            Candidate(_readable(hit, document), entity) for hit in finding.names for entity in hit.candidates
        )
    )
    shown: dict[str, Any] = {}
    if header:
        shown["header"] = document.readable[header[0].start : header[0].end]
    shown["text"] = [document.readable[start:end] for start, end in body]
    shown["names"] = [
        {
            "number": number,
            "words": candidate.surface,
            "type": entities[candidate.entity].type,
            "entity": entities[candidate.entity].label_en or entities[candidate.entity].label_ko,
        }
        for number, candidate in enumerate(candidates, 1)
    ]
    return Question(header, body, candidates, json.dumps(shown, ensure_ascii=False))


def _readable(hit: NameHit, document: Document) -> str:
    return document.readable[slice(*document.in_readable(hit.start, hit.end))]


def opening(prompt: Prompt, vocabulary: Vocabulary) -> tuple[Message, ...]:
    """What the model is told before each passage: the task with every type and role, and one example."""
    defined: tuple[tuple[str, Mapping[str, EntityType | RelationType | Role], Mapping[str, str]], ...] = (
        ("{entity_types}", vocabulary.entity_types, prompt.entity_types),
        ("{relation_types}", vocabulary.relation_types, prompt.relation_types),
        ("{roles}", given_roles(vocabulary), prompt.roles),
    )
    text = prompt.system
    for place, values, definitions in defined:
        lines = (f"- {name}: {definitions.get(name) or value.label.en}" for name, value in values.items())
        text = text.replace(place, "\n".join(lines))
    return (
        {"role": "system", "content": text},
        {"role": "user", "content": prompt.example.question},
        {"role": "assistant", "content": prompt.example.answer},
    )


def given_roles(vocabulary: Vocabulary) -> dict[str, Role]:
    """The roles that a model may give.

    It may not give those of the header, nor those that take a name out of its case: it only adds.
    """
    return {name: role for name, role in vocabulary.roles.items() if role.fills and not role.lead}


def answer_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The JSON schema of an answer, the same for every passage."""
    role = {"type": "string", "enum": ["", *given_roles(vocabulary)]}
    quote = {"type": "string"}
    return _object(
        names=_list(_object(number={"type": "integer"}, role=role)),
        further_names=_list(
            _object(quote=quote, type={"type": "string", "enum": list(vocabulary.entity_types)}, role=role)
        ),
        relations=_list(
            _object(type={"type": "string", "enum": list(vocabulary.relation_types)}, quote=quote)
        ),
    )


def _object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": _MOST}
