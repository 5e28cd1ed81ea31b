"""`vocabulary.toml` and `terms.toml` in, a `Vocabulary` out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from krpia_graph.model.errors import DomainError
from krpia_graph.model.terms import Terms
from krpia_graph.model.vocabulary import EdgeType, RelationType, Role, Vocabulary, is_colour
from krpia_graph.read.folder import data_folder

_BASE = re.compile(r"https?://[A-Za-z0-9._~/-]+/")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary, with the terms of the export; DomainError names the file and the field that is wrong.

    The terms are those of `terms.toml` beside the file, or where there is none those of the package.
    """
    try:
        vocabulary = msgspec.toml.decode(path.read_bytes(), type=Vocabulary)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise DomainError(f"{path}: {error}") from None
    for name in vocabulary.organisation_types:
        if name not in vocabulary.entity_types:
            raise DomainError(f"{path}: organisation_types names {name!r}, which is no entity type")
    for name, entity_type in vocabulary.entity_types.items():
        if entity_type.role not in vocabulary.roles:
            raise DomainError(f"{path}: entity_types.{name}.role is {entity_type.role!r}, which is no role")
        if not is_colour(entity_type.colour):
            raise DomainError(
                f"{path}: entity_types.{name}.colour is {entity_type.colour!r}; write it as #0072B2"
            )
    for name, role in vocabulary.roles.items():
        if role.edge not in vocabulary.edge_types:
            raise DomainError(f"{path}: roles.{name}.edge is {role.edge!r}, which is no edge type")
    if not is_base(vocabulary.base):
        raise DomainError(f"{path}: base is {vocabulary.base!r}; it must be an http(s) address ending in '/'")
    for name, scheme in vocabulary.schemes.items():
        try:
            re.compile(scheme.form)
        except re.error as error:
            raise DomainError(f"{path}: schemes.{name}.form is no regular expression: {error}") from None
    for place, word in _words(vocabulary):
        if not _WORD.fullmatch(word):
            raise DomainError(f"{path}: {place} is {word!r}; use letters, digits and hyphens, a letter first")
    return replace(vocabulary, terms=read_terms(path.with_name("terms.toml")))


def read_terms(path: Path) -> Terms:
    """The terms in the file, or in that of the package where there is none. Raises DomainError."""
    path = path if path.is_file() else data_folder() / path.name
    try:
        terms = msgspec.toml.decode(path.read_bytes(), type=Terms)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise DomainError(f"{path}: {error}") from None
    for name, shape in terms.shapes.items():
        for word in (*shape.one, *shape.some, *shape.two, *shape.optional, *shape.any):
            if (local := word.removeprefix("^")) not in terms.properties and local != "participant":
                raise DomainError(f"{path}: shapes.{name} names {local!r}, which is no property")
    return terms


def based(vocabulary: Vocabulary, base: str) -> Vocabulary:
    """The vocabulary with the addresses of `base`, or its own where that is empty.

    Raises DomainError where `base` is no http(s) address ending in "/".
    """
    if base and not is_base(base):
        raise DomainError(f"base {base!r}: it must be an http(s) address ending in '/'")
    return replace(vocabulary, base=base) if base else vocabulary


def is_base(address: str) -> bool:
    """Whether the IRIs of an export may begin with that address.

    >>> is_base("https://example.org/kg/"), is_base("https://example.org/kg#")
    (True, False)
    """
    return _BASE.fullmatch(address) is not None


def _words(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """What becomes part of an address, with its place in the file."""
    for name, entity_type in vocabulary.entity_types.items():
        yield f"entity_types.{name}.iri", entity_type.iri
        yield f"entity_types.{name}.folder", entity_type.folder
    tables: tuple[tuple[str, Mapping[str, RelationType | Role | EdgeType]], ...] = (
        ("relation_types", vocabulary.relation_types),
        ("roles", vocabulary.roles),
        ("edge_types", vocabulary.edge_types),
    )
    for table, values in tables:
        for name, value in values.items():
            yield f"{table}.{name}.iri", value.iri
