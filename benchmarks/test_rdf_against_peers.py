"""How fast RDF is written, against rdflib, maplib and Morph-KGC, and in how much memory.

All write the same triples, those of a made-up graph of 100,000 and of a million, each in a process of its
own, one after the other. rdflib and maplib get them as N-Triples, Morph-KGC as CSV tables with a mapping.
maplib and Morph-KGC live in environments of their own: `PEERS` names the folder that holds these as `maplib`
and `morph-kgc`. The bars are in seconds of the processor, as a clock on the wall counts what others run.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from generated import CASES
from pytest_benchmark.fixture import BenchmarkFixture

CHILDREN = Path(__file__).parent / "peers"
RDFLIB_BAR = 20.0  # times as fast as rdflib, which has loaded the triples already
MIB = 1 << 20
ROUNDS = {100_000: 5, 1_000_000: 2}
CLOCK, PROCESSOR = 0, 1
Measured = dict[str, Any]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[Path, Measured]]:
    """What our writers take for so many triples, and the folder in which the peers find these."""

    @cache
    def measured(triples: int) -> tuple[Path, Measured]:
        folder = tmp_path_factory.mktemp(f"triples-{triples}")
        found = run(sys.executable, "ours.py", CASES[triples], folder, ROUNDS[triples])
        (folder / "prefixes.json").write_text(json.dumps(found.pop("prefixes")), encoding="utf-8")
        return folder, found

    return measured


def run(python: str | Path, child: str, *words: object) -> Measured:
    command = [str(python), str(CHILDREN / child), *map(str, words)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return found


def peer(name: str) -> Path:
    """The Python of the environment of a peer; the test is skipped where there is none."""
    python = Path(os.environ.get("PEERS", "no-folder")) / name / "bin" / "python"
    if not python.exists():
        pytest.skip(f"{name} is not installed below PEERS; see benchmarks/README.md")
    return python


def show(benchmark: BenchmarkFixture, found: Measured) -> None:
    """Keep the figures with the benchmark, and print them for who runs it with -s."""
    benchmark.extra_info |= found
    for name, value in found.items():
        print(f"{name}: {value}")  # noqa: T201


def once(benchmark: BenchmarkFixture, *command: Any) -> Measured:
    found: Measured = benchmark.pedantic(run, command, rounds=1)  # type: ignore[no-untyped-call]
    return found


@pytest.mark.parametrize("triples", CASES)
def test_turtle_against_rdflib(
    benchmark: BenchmarkFixture, ours: Callable[[int], tuple[Path, Measured]], triples: int
) -> None:
    folder, we = ours(triples)
    rounds = 1 if triples > 100_000 else 2
    they = once(benchmark, sys.executable, "with_rdflib.py", folder, folder / "prefixes.json", rounds)
    assert they["triples"] == we["triples"]
    whole = they["load"][PROCESSOR] + they["turtle"][PROCESSOR]
    written = they["turtle"][PROCESSOR] / we["turtle from quads"][PROCESSOR]
    show(
        benchmark,
        {
            **{f"ours, {name}": value for name, value in we.items()},
            **{f"rdflib, {name}": value for name, value in they.items()},
            "times as fast, from quads": round(written, 1),
            "times as fast, from shuffled quads": round(
                they["turtle"][PROCESSOR] / we["turtle from shuffled quads"][PROCESSOR], 1
            ),
            "times as fast, from quads, loading them included": round(
                whole / we["turtle from quads"][PROCESSOR], 1
            ),
            "times as fast, from records, loading them included": round(
                whole / we["turtle from records"][PROCESSOR], 1
            ),
        },
    )
    assert written >= RDFLIB_BAR


@pytest.mark.parametrize("triples", CASES)
def test_turtle_against_maplib(
    benchmark: BenchmarkFixture, ours: Callable[[int], tuple[Path, Measured]], triples: int
) -> None:
    python = peer("maplib")
    folder, we = ours(triples)
    they = once(benchmark, python, "with_maplib.py", folder, folder / "prefixes.json", ROUNDS[triples])
    written = they["turtle"][PROCESSOR] / we["turtle from quads"][PROCESSOR]
    whole = they["load"][PROCESSOR] + they["turtle"][PROCESSOR]
    show(
        benchmark,
        {
            **{f"ours, {name}": value for name, value in we.items()},
            **{f"maplib, {name}": value for name, value in they.items()},
            "times as fast, from quads": round(written, 2),
            "times as fast, from quads, by the clock": round(
                they["turtle"][CLOCK] / we["turtle from quads"][CLOCK], 2
            ),
            "times as fast, from records, loading them included": round(
                whole / we["turtle from records"][PROCESSOR], 2
            ),
        },
    )
    assert written >= 1


@pytest.mark.parametrize("triples", CASES)
def test_ntriples_against_morph_kgc(
    benchmark: BenchmarkFixture, ours: Callable[[int], tuple[Path, Measured]], triples: int
) -> None:
    """Both begin with records and end with a file: ours with values in memory, theirs with CSV tables."""
    python = peer("morph-kgc")
    folder, we = ours(triples)
    runs = {n: (python, "with_morph_kgc.py", folder, "-", min(ROUNDS[triples], 2), n) for n in (1, 2)}
    alone, both = once(benchmark, *runs[1]), run(*runs[2])
    lines = [set((folder / name).read_text(encoding="utf-8").split("\n")) for name in ("morph.nt", "ours.nt")]
    assert lines[0] == lines[1]
    ratios = {
        f"times as fast as {n} of their processes": round(
            they["N-Triples"][0] / we["N-Triples from records"][0], 1
        )
        for n, they in ((1, alone), (2, both))
    }
    show(
        benchmark,
        {
            "ours": we["N-Triples from records"],
            "ours, Turtle": we["turtle from records"],
            "Morph-KGC": alone["N-Triples"],
            "Morph-KGC, 2 processes": both["N-Triples"],
            **ratios,
        },
    )
    assert min(ratios.values()) >= 1


def test_memory_of_writing_is_the_same_at_any_size(
    benchmark: BenchmarkFixture, ours: Callable[[int], tuple[Path, Measured]]
) -> None:
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("what a process holds at the most is read from /proc, which only Linux has")

    def peaks() -> dict[int, int]:
        return {triples: ours(triples)[1]["memory of writing"] for triples in CASES}

    found: dict[int, int] = benchmark.pedantic(peaks, rounds=1)  # type: ignore[no-untyped-call]
    show(benchmark, {f"MiB at {n:,} triples": round(peak / MIB, 1) for n, peak in found.items()})
    assert found[1_000_000] <= max(2 * found[100_000], 64 * MIB)
