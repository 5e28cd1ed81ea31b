"""What the page says of a network as a whole, by shape: any value that has these fields will do.

The values come from another stage of `analyse`; here is only what the page reads of them.
"""

from collections.abc import Sequence
from typing import Protocol


class Figure(Protocol):
    """A number about the whole network, and what chance alone gives."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> float | None: ...  # noqa: D102
    @property
    def null(self) -> float | None: ...  # noqa: D102
    @property
    def low(self) -> float | None: ...  # noqa: D102
    @property
    def high(self) -> float | None: ...  # noqa: D102
    @property
    def ratio(self) -> float | None: ...  # noqa: D102
    @property
    def p(self) -> float | None: ...  # noqa: D102


class Portrait(Protocol):
    """The figures of the network under one case model."""

    @property
    def case_model(self) -> str: ...  # noqa: D102
    @property
    def figures(self) -> Sequence[Figure]: ...  # noqa: D102


class Whole(Protocol):
    """The network under each case model, and what is to be minded."""

    @property
    def portraits(self) -> Sequence[Portrait]: ...  # noqa: D102
    @property
    def warnings(self) -> Sequence[str]: ...  # noqa: D102
