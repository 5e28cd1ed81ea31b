"""What unlisted names look like, as read from `data/shapes.toml`: word lists in English and Korean."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A word list by language."""

    en: tuple[str, ...] = ()
    ko: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heads:
    """Words that end an organisation's name, by what they show; `of` are followed by "of" or "for"."""

    company: Words
    institution: Words
    programme: Words
    of: Words


@dataclass(frozen=True, slots=True)
class Tails:
    """Words that may follow a name and belong to it; `legal` forms are regular expressions."""

    institution: tuple[str, ...]
    legal: tuple[str, ...]
    legal_ko: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """What is no name: words that do not begin one, phrases, Korean common nouns, what is no disease."""

    leading: frozenset[str]
    names: frozenset[str]
    ko: frozenset[str]
    treated: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nouns:
    """Nouns that stand beside an organisation's name, and words that show where it is from.

    `ko_generic` ones show a company only where the name stands in quotes.
    """

    company: tuple[str, ...]
    institution: tuple[str, ...]
    ko_company: tuple[str, ...]
    ko_generic: tuple[str, ...]
    foreign: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stems:
    """Endings of the international non-proprietary names of substances, and words that only look like one."""

    inn: tuple[str, ...]
    stop: frozenset[str]
    ko: tuple[str, ...]
    ko_stop: frozenset[str]


@dataclass(frozen=True, slots=True)
class Diseases:
    """Parts of the names of diseases; `heads`, `endings` and what is Korean are regular expressions.

    A head counts with a modifier that says what is ill (one of `modifiers`, or a word with one of
    `modifier_endings`), never with a `general` one. `ko_behind` may be written together with a Korean name;
    `ko_apart` stands behind a blank.
    """

    heads: tuple[str, ...]
    modifiers: tuple[str, ...]
    modifier_endings: tuple[str, ...]
    general: frozenset[str]
    endings: tuple[str, ...]
    no_ending: frozenset[str]
    ko: tuple[str, ...]
    ko_apart: tuple[str, ...]
    ko_behind: tuple[str, ...]
    ko_stop: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Products:
    """Words around the name of a drug that nothing else tells.

    `before` and `after` are regular expressions of English; `ko_forms` end the name of a Korean product,
    `ko_before` are nouns that introduce one.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    no_brand: frozenset[str]
    ko_forms: tuple[str, ...]
    ko_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """All word lists for names that the lexicon does not know."""

    heads: Heads
    tails: Tails
    stop: Stop
    nouns: Nouns
    stems: Stems
    diseases: Diseases
    products: Products
