"""How the name finder compares with spaCy's PhraseMatcher, and whether cost stays up to 100,000 statements.

Both find the same surface forms in the same text, one after the other in every round, so that other work on
the machine meets both alike; the ratio of a round is what counts, and of the rounds the median. All of it
runs in one thread, and seconds are those of the processor: a clock on the wall would count what others run.
"""

import gc
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from krpia_graph.extract import Extractor
from krpia_graph.extract.names import NameFinder, Text
from krpia_graph.pipeline import default_sources
from krpia_graph.read import read
from krpia_graph.read.domain import read_domain
from krpia_graph.resolve import resolve

PAGE = default_sources()[0]
BAR = 5.0  # times as fast as the PhraseMatcher, making its document included
MOST = 1.5  # times the cost a statement at 1,000
SIZES = {1_000: 9, 10_000: 7, 100_000: 3}  # statements -> rounds
STEPS = (3_000, 10_000, 30_000, 100_000)  # a cost that grows is seen at the first, and the rest not run


class Round(NamedTuple):
    """Seconds of each part of one round."""

    copies: float  # making the straightened and folded copies of the text
    find: float
    document: float  # making the tokenised document
    match: float


def repeated(statements: int) -> str:
    """The page as often as it takes to make so many statements."""
    copies = -(-statements // len(read(PAGE).statements))
    return (PAGE.read_text(encoding="utf-8").rstrip("\n") + "\n\n") * copies


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor, and the result; what lay about before is collected before the clock runs."""
    gc.collect()
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    domain = read_domain()
    types = {entity.id: entity.type for entity in domain.lexicon.entities.values()}
    return NameFinder(domain.lexicon.names, lambda e: domain.vocabulary.entity_types[types[e]].heads)


@pytest.fixture(scope="module")
def spacy_matcher() -> tuple[Any, Any]:
    """The tokeniser, and a matcher that knows every surface form of the lexicon."""
    spacy: Any = pytest.importorskip("spacy", reason="spaCy is not installed; see benchmarks/README.md")
    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    matcher = spacy.matcher.PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("name", [nlp.make_doc(name.surface) for name in read_domain().lexicon.names])
    return nlp, matcher


@pytest.mark.parametrize("statements", SIZES)
def test_names_against_phrase_matcher(
    benchmark: BenchmarkFixture, statements: int, finder: NameFinder, spacy_matcher: tuple[Any, Any]
) -> None:
    nlp, matcher = spacy_matcher
    text = repeated(statements)
    found: dict[str, int] = {}

    def ours() -> tuple[float, float]:
        copies, copied = timed(lambda: Text.of(text))
        find, hits = timed(lambda: finder.find(copied))
        found["hits"] = len(hits)
        return copies, find

    def theirs() -> tuple[float, float]:
        document, doc = timed(lambda: nlp.make_doc(text))
        match, matches = timed(lambda: matcher(doc))
        found["matches"] = len(matches)
        return document, match

    def one_round() -> Round:
        return Round(*ours(), *theirs())

    rounds: list[Round] = once(benchmark, lambda: [one_round() for _ in range(SIZES[statements])])
    included = median((r.document + r.match) / (r.copies + r.find) for r in rounds)
    excluded = median(r.match / r.find for r in rounds)
    benchmark.extra_info |= {
        "characters": len(text),
        "nanoseconds a character, ours": nanoseconds(len(text), (r.copies + r.find for r in rounds)),
        "of them finding": nanoseconds(len(text), (r.find for r in rounds)),
        "nanoseconds a character, PhraseMatcher": nanoseconds(
            len(text), (r.document + r.match for r in rounds)
        ),
        "of them matching": nanoseconds(len(text), (r.match for r in rounds)),
        "times as fast, document included": round(included, 2),
        "times as fast, document excluded": round(excluded, 3),
        **found,
    }
    show(benchmark)
    assert included >= BAR


def one_deal(statements: int) -> str:
    """Running text that comes back to one deal again and again: one case of many sentences."""
    sentences = (
        "Hanmi Pharmaceutical and MSD signed a licensing agreement in March 2021 for $6 million.",
        "The two companies will co-promote Lazertinib in Korea and 13 Southeast Asian countries.",
    )
    return " ".join(sentences[i % 2] for i in range(statements)) + "\n"


def new_names(statements: int) -> str:
    """News in which every sentence names companies that none before it named, in English and Korean."""

    def sentence(number: int) -> str:
        if number % 2:
            left, right = spelled(number, "abcdefghij").title(), spelled(number, "klmnopqrst").title()
            return f"{left} Therapeutics signed an MOU with {right} Inc.\n\n"
        left, right = spelled(number, "가나다라마바사아자차"), spelled(number, "카타파하거너더러머버")
        return f"{left}제약은 {right}연구소와 공동연구 계약을 체결했다고 밝혔다.\n\n"

    return "".join(map(sentence, range(statements)))


def spelled(number: int, letters: str) -> str:
    """A number below 100,000, spelled with ten letters."""
    return "".join(letters[int(digit)] for digit in f"{number:05}")


@pytest.mark.parametrize("text", [repeated, one_deal, new_names])
def test_cost_stays_up_to_100_000_statements(
    benchmark: BenchmarkFixture, text: Callable[[int], str], tmp_path: Path
) -> None:
    domain = read_domain()
    extractor = Extractor(domain)

    def cost(statements: int) -> float:
        """Microseconds a statement to read, extract and resolve."""
        path = tmp_path / f"text-{statements}.txt"
        path.write_text(text(statements), encoding="utf-8", newline="")
        gc.collect()
        start = time.process_time()
        reading = read(path)
        resolution = resolve(extractor.extract(reading), domain)
        seconds = time.process_time() - start
        assert resolution.cases
        assert len(reading.statements) >= statements
        return seconds / len(reading.statements) * 1e6

    def steps() -> dict[int, float]:
        found = {1_000: median(cost(1_000) for _ in range(3))}
        for step in STEPS:
            found[step] = cost(step)
            if found[step] > MOST * found[1_000]:
                break
        return found

    costs: dict[int, float] = once(benchmark, steps)
    benchmark.extra_info |= {f"microseconds a statement at {n:,}": round(c) for n, c in costs.items()}
    show(benchmark)
    assert max(costs.values()) <= MOST * costs[1_000]


def once(benchmark: BenchmarkFixture, work: Callable[[], Any]) -> Any:
    """Run the work one time; its rounds are its own."""
    run: Callable[..., Any] = benchmark.pedantic
    return run(work, rounds=1)


def nanoseconds(characters: int, seconds: Iterable[float]) -> float:
    return round(median(seconds) / characters * 1e9, 1)


def show(benchmark: BenchmarkFixture) -> None:
    """Print what the benchmark keeps; pytest shows it with -s, and where a bar is missed."""
    for name, value in benchmark.extra_info.items():
        print(f"{name}: {value}")  # noqa: T201
