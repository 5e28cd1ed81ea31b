"""Where the work on the single sources runs: in this process, or spread over the cores of the machine.

An engine takes a function and its inputs and yields the results in the order of the inputs.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Protocol, TypeVar

from krpia_graph.model.errors import UnknownNameError

Input = TypeVar("Input")
Result = TypeVar("Result")


class Engine(Protocol):
    """Applies a picklable function to every input."""

    def __call__(self, work: Callable[[Input], Result], inputs: Iterable[Input]) -> Iterator[Result]:
        """The results in the order of the inputs."""
        ...


def _serial(work: Callable[[Input], Result], inputs: Iterable[Input]) -> Iterator[Result]:
    return map(work, inputs)


def _processes(work: Callable[[Input], Result], inputs: Iterable[Input]) -> Iterator[Result]:
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        yield from pool.map(work, inputs)


ENGINES: dict[str, Engine] = {"serial": _serial, "processes": _processes}


def engine(name: str) -> Engine:
    """The engine of that name; UnknownNameError lists the valid ones."""
    if name not in ENGINES:
        raise UnknownNameError("engine", name, ENGINES)
    return ENGINES[name]
