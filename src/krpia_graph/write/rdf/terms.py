"""Plain values in, RDF terms in canonical N-Triples syntax out.

Escaping follows the canonical form of RDF 1.2 N-Triples: only what cannot stand raw in a line is escaped, so
that equal terms are equal strings and sorting them needs no parser.
"""

import re
import unicodedata
from decimal import Decimal

Triple = tuple[str, str, str]

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_TYPE = f"<{RDF}type>"

_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_CHARACTERS = {escape[1]: character for character, escape in _ESCAPES.items()} | {"'": "'"}
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_UNSAFE = re.compile('[\x00-\x1f\x7f"\\\\\ufffe\uffff]')
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def iri(text: str) -> str:
    """The term of an IRI; ValueError where a character may not stand in one.

    >>> iri("https://ror.org/04r9x1a08")
    '<https://ror.org/04r9x1a08>'
    """
    if _NOT_IN_IRI.search(text):
        raise ValueError(f"not an IRI: {text!r}")
    return f"<{text}>"


def verbatim(text: str, language: str = "", datatype: str = "") -> str:
    r"""The term of a literal whose characters are kept one by one, as quotes with positions need.

    `datatype` is the term of an IRI; a `language` that is no language tag is left out.

    >>> print(verbatim('“Kanarb”\tis "new"', "en"))
    "“Kanarb”\tis \"new\""@en
    """
    quoted = f'"{_UNSAFE.sub(_escape, text)}"'
    if _LANGUAGE.fullmatch(language):
        return f"{quoted}@{language.lower()}"
    return f"{quoted}^^{datatype}" if datatype else quoted


def literal(text: str, language: str = "", datatype: str = "") -> str:
    """The term of a literal in Unicode normal form C: names typed on different systems become equal."""
    return verbatim(unicodedata.normalize("NFC", text), language, datatype)


def integer(number: int) -> str:
    """The term of an `xsd:integer`.

    >>> integer(13)
    '"13"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return f'"{number}"^^<{XSD}integer>'


def decimal(number: int | float) -> str:
    """The term of an `xsd:decimal` in canonical form: no exponent, no zeros at the end.

    >>> decimal(1.5e8)
    '"150000000"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    digits = f"{Decimal(str(number)):f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return f'"{digits}"^^<{XSD}decimal>'


def parts(term: str) -> tuple[str, str, str]:
    """The text of a literal, still escaped, its language and the IRI of its datatype; "" where it has none.

    >>> parts('"13"^^<http://www.w3.org/2001/XMLSchema#integer>')
    ('13', '', 'http://www.w3.org/2001/XMLSchema#integer')
    """
    end = term.rindex('"')
    kind = term[end + 1 :]
    if kind[:1] == "@":
        return term[1:end], kind[1:], ""
    return term[1:end], "", kind[3:-1]


def unescape(text: str) -> str:
    r"""The characters that an escaped text stands for.

    >>> unescape(r"two\nlines")
    'two\nlines'
    """
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def language_of(name: str) -> str:
    """The language of a name: Korean where it holds Hangul, else English.

    >>> language_of("보령"), language_of("Boryung")
    ('ko', 'en')
    """
    return "ko" if re.search("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]", name) else "en"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def _character(match: re.Match[str]) -> str:
    short, long, plain = match.groups()
    return _CHARACTERS[plain] if plain else chr(int(short or long, 16))
