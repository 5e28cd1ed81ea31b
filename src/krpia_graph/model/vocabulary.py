"""The vocabulary: which types of entity, relation, role and edge there are, and how they are named and drawn.

The values mirror `data/vocabulary.toml`; legend, colours, ontology terms and checks derive from them.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from krpia_graph.model.case import Slot
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.terms import Label as Label
from krpia_graph.model.terms import Terms


@dataclass(frozen=True, slots=True)
class Narrower:
    """A property of its own for some uses of a more general one."""

    iri: str
    label: Label
    definition: Label


Shape = Literal["dot", "square", "triangle", "triangleDown", "diamond", "hexagon", "star"]
"""How a node looks, whatever its colour."""

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_GREY = "#767676"


def is_colour(text: str) -> bool:
    """Whether a text is a colour as `#rrggbb`."""
    return _COLOUR.fullmatch(text) is not None


def safe_colour(text: str) -> str:
    """A text that is a colour, or grey: put where a picture has a colour, a `url()` would ask for a file."""
    return text if is_colour(text) else _GREY


@dataclass(frozen=True, slots=True)
class EntityType:
    """A kind of node: the ontology class, the folder of its IRIs, its slot in a case, and how it is drawn.

    `above` and `close` are classes of other vocabularies (prefixed names) that hold all of this class, or are
    like it; `kinds` gives entities of one kind a further class. `party` is the property by which a case
    points at a participant of this type. `cues` are words of which one must stand in the passage before a
    name flagged `needs_cue` counts, `heads` those of which one must follow a name flagged `adjective`.
    """

    label: Label
    definition: Label
    iri: str
    folder: str
    slot: Slot
    role: str
    colour: str
    shape: Shape
    cues: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    kinds: dict[str, str] = field(default_factory=dict)
    party: Narrower | None = None


@dataclass(frozen=True, slots=True)
class RelationType:
    """A way of dealing with each other: licensing, co-promotion, ..."""

    label: Label
    definition: Label
    iri: str


@dataclass(frozen=True, slots=True)
class Role:
    """What an entity does in a case, and the type of the edge by which the case points at it.

    `tie`: a party that deals with the other parties (a regulator does not). `lead`: named by the header.
    `covers`: the case is about it (a drug of an earlier deal is not). `fills`: it fills the slot (an adviser
    is named and is no party). `joint`: who does something together and so deals with each other, the "peers"
    in this role (two who host an event) or "all" parties of the case (those of a joint venture).
    """

    label: Label
    definition: Label
    slot: Slot
    edge: str
    iri: str
    tie: bool = False
    lead: bool = False
    covers: bool = True
    fills: bool = True
    joint: Literal["", "peers", "all"] = ""


@dataclass(frozen=True, slots=True)
class EdgeType:
    """A kind of edge of the graph, with the kinds of node it may join and the name of its inverse.

    `derived`: it follows from cases. `direct` is the property of such an edge where it starts at an
    organisation, which says less than that of a case.
    """

    label: Label
    definition: Label
    iri: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str = ""
    symmetric: bool = False
    above: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    derived: bool = False
    direct: Narrower | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of external identifiers: what a value must look like (a regular expression for all of it).

    `iri` put before a value is the IRI of the thing itself; empty where the scheme has none, or numbers
    classes of things.
    """

    label: Label
    form: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All types of the domain, by id; `terms` are those of the export that hold for every vocabulary."""

    base: str
    version: str
    entity_types: dict[str, EntityType]
    relation_types: dict[str, RelationType]
    roles: dict[str, Role]
    edge_types: dict[str, EdgeType]
    organisation_types: tuple[str, ...] = field(default=())
    schemes: dict[str, Scheme] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)

    def entity_type(self, name: str) -> EntityType:
        """The entity type of that id; UnknownNameError lists the valid ones."""
        if name not in self.entity_types:
            raise UnknownNameError("entity type", name, self.entity_types)
        return self.entity_types[name]

    def is_organisation(self, type_: str) -> bool:
        """Whether entities of that type can be party to a case."""
        return type_ in self.organisation_types
