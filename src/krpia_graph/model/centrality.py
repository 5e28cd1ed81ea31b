"""The position of an organisation in the network of organisations."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Centrality:
    """One organisation: the number of its cases, and its value by measure (None where not defined)."""

    entity: str
    type: str
    label: str
    cases: int
    values: Mapping[str, float | None]
