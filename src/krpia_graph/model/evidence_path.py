"""How two actors are connected, as plain values: chains of cases with their words and places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, overload

from krpia_graph.model.case import Case, Mention
from krpia_graph.model.centrality import Actor
from krpia_graph.model.confidence import Belief
from krpia_graph.model.frames import Tabular
from krpia_graph.model.lens import Lens


@dataclass(frozen=True, slots=True)
class Tying:
    """A case that ties two actors: how sure it is, and where each of them is named."""

    case: Case
    belief: Belief
    names: tuple[tuple[Mention, ...], tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """Two actors of a path and all cases that tie them, the surest first, of equal ones by id."""

    start: Actor
    end: Actor
    cases: tuple[Tying, ...]

    @property
    def confidence(self) -> float:
        """The confidence of the surest case."""
        return self.cases[0].belief.mean


@dataclass(frozen=True, slots=True)
class EvidencePath:
    """A chain of steps from one actor to another."""

    steps: tuple[Step, ...]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors from the first to the last."""
        return (self.steps[0].start, *(step.end for step in self.steps))

    @property
    def confidence(self) -> float:
        """The chance that the surest case of every step is right, if they are right independently."""
        return prod(step.confidence for step in self.steps)


@dataclass(frozen=True)
class Connection(Sequence[EvidencePath], Tabular):
    """The paths between two actors, the best first; where there are none, `apart` says why in a line."""

    start: Actor
    end: Actor
    paths: tuple[EvidencePath, ...]
    lens: Lens
    apart: str = ""

    @overload
    def __getitem__(self, index: int) -> EvidencePath: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[EvidencePath, ...]: ...

    def __getitem__(self, index: int | slice) -> EvidencePath | tuple[EvidencePath, ...]:
        return self.paths[index]

    def __len__(self) -> int:
        return len(self.paths)

    def __iter__(self) -> Iterator[EvidencePath]:
        return iter(self.paths)

    def records(self) -> list[dict[str, Any]]:
        """A flat row for each case of each step, with its words and where they stand."""
        return [
            {
                "path": number,
                "step": place,
                "from": step.start.id,
                "to": step.end.id,
                "case": tying.case.id,
                "confidence": tying.belief.mean,
                "confidence_low": tying.belief.low,
                "source": tying.case.source,
                "start": tying.case.start,
                "end": tying.case.end,
                "heading": tying.case.header,
                "text": tying.case.text,
            }
            for number, found in enumerate(self.paths, 1)
            for place, step in enumerate(found.steps, 1)
            for tying in step.cases
        ]
