"""Sorting: the same lines whatever the order, and whether or not they went through a file."""

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.write.syntax import SYNTAXES, Quad, SortedQuads, Style, fingerprint, shortening, sorting
from krpia_graph.write.syntax.sorting import graphs, headed, triples

TERMS = st.sampled_from(["<http://x/a>", "<http://x/a#b>", "<http://x/ab>", "_:b"])
OBJECTS = TERMS | st.sampled_from(['"a b"', '"a b"@en', '"<http://x/a> ."', '"  "', '"보령"', '"\\n"', '""'])
QUADS = st.lists(st.tuples(TERMS, st.just("<http://x/p>"), OBJECTS, st.just("") | TERMS), max_size=40)
ORDERS = ("subject", "graph")


def lines(quads: SortedQuads, low: str = "", high: str = "") -> list[str]:
    return [line for block in quads.blocks(low, high) for line in block]


@given(QUADS, st.sampled_from(ORDERS), st.integers(1, 8))
def test_a_file_in_between_changes_nothing(quads: list[Quad], order: str, run: int) -> None:
    whole = lines(SortedQuads(quads, order))
    spilled = SortedQuads(quads, order, run=run)
    assert lines(spilled) == whole == sorted(set(whole))
    assert lines(spilled) == whole  # and once more
    assert len(whole) == len(set(quads))


@given(QUADS, st.integers(1, 8), TERMS, TERMS)
def test_a_range_is_what_lies_in_it(quads: list[Quad], run: int, low: str, high: str) -> None:
    ordered = SortedQuads(quads, run=run)
    assert lines(ordered, low, high) == [line for line in lines(ordered) if low <= line < high]
    assert lines(ordered, low) == [line for line in lines(ordered) if low <= line]


@given(QUADS, st.integers(1, 8))
def test_triples_come_once_and_the_first_ones_first(quads: list[Quad], run: int) -> None:
    ordered = SortedQuads(quads, run=run)
    plain = [line for block in triples(ordered) for line in block]
    assert plain == sorted({" ".join(quad[:3]) for quad in quads})
    head = ("<http://x/ab", "<http://x/a>")
    turned = [line for block in headed(ordered, head) for line in block]
    assert turned == sorted(lines(ordered), key=lambda line: (*(not line.startswith(h) for h in head), line))


@given(QUADS, st.integers(1, 8))
def test_graphs_come_one_after_the_other(quads: list[Quad], run: int) -> None:
    found = [(graph, line) for graph, part in graphs(SortedQuads(quads, "graph", run)) for line in part]
    assert found == sorted({(quad[3], " ".join(quad[:3]) + " ") for quad in quads})


def many(number: int) -> Iterator[Quad]:
    for i in range(number):
        yield f"<http://x/{i * 7919 % number}>", "<http://x/p>", f'"text {i % 1000}"@en', ""


def test_runs_of_many_blocks_are_merged() -> None:
    ordered = SortedQuads(many(20_000), run=3_000)
    assert lines(ordered) == sorted(" ".join(quad) for quad in many(20_000))


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_memory_does_not_grow_with_the_quads(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With everything that is bounded made so small that ten thousand quads reach the bounds."""
    monkeypatch.setattr(sorting, "_BLOCK", 32)
    monkeypatch.setattr(shortening, "_ROOM", 500)

    def peak(number: int) -> int:
        syntax = SYNTAXES[suffix]
        tracemalloc.start()
        for _ in syntax.write(SortedQuads(many(number), syntax.order, run=2_000), Style()):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(2_000)  # what is made once
    # The line of a quad alone takes 90 bytes; what stays is the place of every 32nd line.
    assert (peak(60_000) - peak(10_000)) / 50_000 < 16


def test_the_fingerprint_is_that_of_the_canonical_file() -> None:
    # sha256sum of the two lines
    quads = [
        ("<http://x/s>", "<http://x/p>", '"b"', "<http://x/g>"),
        ("<http://x/s>", "<http://x/p>", '"a"', ""),
    ]
    assert fingerprint(SortedQuads(quads)) == fingerprint(SortedQuads(quads[::-1] * 2, run=1))
    assert fingerprint(SortedQuads(quads)) == (
        "6b806e1cb748a2ce0a55feb81d1cc3a9a5ba32443a7da2b1b4c41b25267f4671"
    )
