"""Rows of plain values in, frames of pandas and Polars out, where these are installed."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from krpia_graph.model.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Tabular:
    """What has rows."""

    @abstractmethod
    def records(self) -> list[dict[str, Any]]:
        """The rows as flat dictionaries with the same keys."""

    @property
    def columns(self) -> list[str]:
        """The keys of each record."""
        found = self.records()
        return list(found[0]) if found else []

    def to_pandas(self) -> "pd.DataFrame":
        """The rows as a `pandas.DataFrame`. Raises MissingExtraError without pandas (the extra `frames`)."""
        try:
            import pandas as pd
        except ImportError:
            raise MissingExtraError("a pandas frame", "pandas", "frames") from None
        return pd.DataFrame(self.records(), columns=self.columns)

    def to_polars(self) -> "pl.DataFrame":
        """The rows as a `polars.DataFrame`. Raises MissingExtraError without Polars (the extra `frames`)."""
        try:
            import polars as pl
        except ImportError:
            raise MissingExtraError("a Polars frame", "polars", "frames") from None
        return pl.DataFrame(self.records(), infer_schema_length=None)
