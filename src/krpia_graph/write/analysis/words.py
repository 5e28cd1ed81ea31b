"""A language in, the words of a report in it out."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from krpia_graph.model.centrality import Actor
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.portrait import Disagreement


@dataclass(frozen=True)
class Words:
    """What a report says in one language: sentences by name, with gaps, and the names of things.

    `words.interval` is the sentence of that name.
    """

    language: str
    sentences: Mapping[str, str]
    measures: Mapping[str, str]
    choices: Mapping[str, str]
    meanings: Mapping[str, str]
    figures: Mapping[str, str]

    def __getattr__(self, name: str) -> str:
        try:
            return self.sentences[name]
        except KeyError:
            raise AttributeError(name) from None

    def measure(self, name: str) -> str:
        """The name of a measure; its own where the language has none for it."""
        return self.measures.get(name, name.replace("_", " "))

    def meaning(self, name: str, otherwise: str) -> str:
        """What a measure says, or the given words where the language has none for it."""
        return self.meanings.get(name, otherwise)

    def figure(self, name: str) -> str:
        """The name of a figure of the whole network; its own where the language has none for it."""
        return self.figures.get(name, name.replace("_", " "))

    def disagreement(self, found: Disagreement) -> str:
        """What is the case model's doing, in a sentence."""
        shown = ", ".join(f"{model} {value}" for model, value in found.each)
        told = self.sentences[f"model_{found.about}"].format(figure=self.figure(found.figure), each=shown)
        return told + (self.sentences["model_within"] if found.within else "")

    def choice(self, name: str) -> str:
        """What a choice of the lens or of the draws means; its own name where nothing says so."""
        return self.choices.get(name, name)

    def name(self, actor: Actor) -> str:
        """The label of an actor in this language, else in the other, else its id."""
        both = (actor.label_ko, actor.label) if self.language == "ko" else (actor.label, actor.label_ko)
        return both[0] or both[1] or actor.id

    def counted(self, name: str, count: int) -> str:
        """A sentence about a number of things: `{name}_one` for one, else `name`."""
        form = f"{name}_one" if count == 1 and f"{name}_one" in self.sentences else name
        return self.sentences[form].format(count)


LANGUAGES = ("en", "ko")


@cache
def words_of(language: str) -> Words:
    """The words of a language. Raises UnknownNameError where there are none in it."""
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    file = resources.files("krpia_graph.write.analysis") / "static" / "wording.toml"
    return Words(language, **tomllib.loads(file.read_text(encoding="utf-8"))[language])
