"""What one query may use: time and memory while it runs, rows and bytes of what it answers."""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one query.

    `seconds` is wall-clock time; `memory` are bytes on top of what the open store needs; `rows` counts rows
    or triples, `bytes` those of the finished document. Raises ValueError where one of them is not positive.
    """

    seconds: float = 10.0
    memory: int = 1024 * MIB
    rows: int = 100_000
    bytes: int = 50 * MIB

    def __post_init__(self) -> None:
        for name in ("seconds", "memory", "rows", "bytes"):
            if not getattr(self, name) > 0:
                raise ValueError(f"the limit {name} must be above 0, not {getattr(self, name)}")
