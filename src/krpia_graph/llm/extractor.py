"""A `Reading` in, what the rules find in it and a language model adds to it out.

The rules run first. Then the model is asked about each passage that reports a case or names an organisation,
in document order, one question a passage; what holds of its answer is added (`grounding`).
"""

from collections.abc import Iterator
from dataclasses import replace

from krpia_graph.llm.answers import NoJsonError, read_answer
from krpia_graph.llm.client import Client, NoAnswerError
from krpia_graph.llm.grounding import Grounded, Grounder, Names
from krpia_graph.llm.questions import Question, answer_schema, is_asked, opening, question_about
from krpia_graph.llm.settings import Settings
from krpia_graph.llm.words import printable
from krpia_graph.model.case import Extraction, Finding
from krpia_graph.model.document import Reading
from krpia_graph.model.domain import Domain
from krpia_graph.model.extractor import Extractor
from krpia_graph.model.language_model import Answers, Drop, DropReason, Prompt

_SHOWN = 100  # characters of what a model says


class LlmExtractor:
    """An extractor that asks a language model about what another extractor found."""

    def __init__(self, rules: Extractor, domain: Domain, prompt: Prompt, settings: Settings) -> None:
        """Raises WriteError where the folder for replies cannot be written; nothing is sent yet."""
        self._rules = rules
        self._domain = domain
        self._settings = settings
        self._opening = opening(prompt, domain.vocabulary)
        self._schema = answer_schema(domain.vocabulary)
        self._client = Client(settings, prompt.version)

    def extract(self, reading: Reading) -> Extraction:
        """The findings of a reading with what the model adds, new entities, and the count of its answers.

        Raises EndpointError where the model cannot be asked; a passage without a usable answer keeps what the
        rules found, and is counted.
        """
        extraction = self._rules.extract(reading)
        document, vocabulary = reading.document, self._domain.vocabulary
        names = Names(
            self._domain.lexicon, {**self._domain.lexicon.entities, **extraction.entities}, vocabulary
        )
        grounder = Grounder(document, names, vocabulary, self._settings.rule)
        answers = Answers(self._settings.model)
        findings: list[Finding] = []
        for finding in extraction.findings:
            if is_asked(finding, vocabulary):
                question = question_about(finding, document, names.known)
                grounded, asked = self._answered(finding, question, grounder)
                finding = grounded.finding
                answers += _counted(asked, grounded)
            findings.append(finding)
        return Extraction(tuple(findings), {**extraction.entities, **names.new}, answers)

    def _answered(self, finding: Finding, question: Question, grounder: Grounder) -> tuple[Grounded, Answers]:
        """The finding after the question, and how the question itself went."""
        asked = Answers(self._settings.model, asked=1)
        without = Grounded(finding)
        if question.too_long:
            without.dropped.append(("too_long", question.text))
            return without, asked
        try:
            reply, kept = self._client.ask((*self._opening, question.message), self._schema)
        except NoAnswerError as error:
            without.dropped.append((error.reason, error.said))
            return without, asked
        asked = replace(asked, answered=1, cached=int(kept))
        try:
            return grounder.ground(finding, question, read_answer(reply)), asked
        except NoJsonError:
            without.dropped.append(("no_json", reply))
            return without, asked


def _counted(asked: Answers, grounded: Grounded) -> Answers:
    return replace(
        asked,
        names=grounded.names,
        roles=grounded.roles,
        senses=grounded.senses,
        relations=grounded.relations,
        agreed=grounded.agreed,
        drops=tuple(_drops(grounded.finding, grounded.dropped)),
    )


def _drops(finding: Finding, dropped: list[tuple[DropReason, str]]) -> Iterator[Drop]:
    body = finding.passage.body
    for reason, said in dropped:
        yield Drop(reason, body[0].source, body[0].start, body[-1].end, printable(said, _SHOWN))
