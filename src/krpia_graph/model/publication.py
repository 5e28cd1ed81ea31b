"""How a graph is published: its title and licence, the run that made it, and the addresses it gave up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from krpia_graph.model.vocabulary import Label


@dataclass(frozen=True, slots=True)
class Dataset:
    """What the header of an export says of the whole; mirrors `data/dataset.toml`.

    `licence` is the address of the licence of the data, `rights` says in words what it does not cover, and
    `attribution` whom those name who pass the data on. What is empty is left out.
    """

    name: str = "dataset"
    title: Label = field(default=Label("Knowledge graph", "지식 그래프"))
    description: Label = field(default=Label("", ""))
    licence: str = ""
    rights: Label = field(default=Label("", ""))
    attribution: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What made a graph: the version of the program and the SHA-256 of the domain data.

    `at` is when, as ISO 8601 with a time zone; it is empty unless asked for, since equal input is to give
    equal bytes.
    """

    version: str
    domain_sha256: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A row of the ledger: an address below `id/`, such as `org/boryung`, and what became of it.

    Either `entity` holds it, whatever else would take it, or it was given up and `becomes` another one: the
    entity was renamed, or merged into the entity of that address.
    """

    address: str
    entity: str
    becomes: str
    since: str
    reason: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Ledger:
    """The addresses that do not follow from the lexicon of today."""

    held: Mapping[str, str] = field(default_factory=dict)  # entity -> address
    given_up: Mapping[str, str] = field(default_factory=dict)  # address -> the one that stands in for it

    def successor(self, address: str) -> str:
        """The address that stands in for one in the end; itself where it was not given up."""
        seen = {address}
        while (address := self.given_up.get(address, address)) not in seen:
            seen.add(address)
        return address


@dataclass(frozen=True)
class Publication:
    """Everything about a graph that its export says besides what it holds."""

    dataset: Dataset = field(default_factory=Dataset)
    ledger: Ledger = field(default_factory=Ledger)
    run: Run | None = None
