"""The verb `compare`: who entered, left and moved between two builds or two periods, as a table or JSON."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from krpia_graph.cli.asking import AsJson, Data, Sources, built
from krpia_graph.cli.output import print_json, print_rows, say
from krpia_graph.cli.shared import DRAWN, with_shared_options, years_of
from krpia_graph.model.centrality import Place, Ranking
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens, Resampling
from krpia_graph.model.movement import Move, Movement
from krpia_graph.read.centrality import read_centrality
from krpia_graph.read.ties import read_ties


@dataclass(frozen=True)
class _Side:
    """What is held against something else: its name, its ranking, its ties."""

    name: str
    ranking: Ranking
    ties: frozenset[tuple[str, str]]


@with_shared_options
def compare(
    old: Annotated[
        Path | None, typer.Argument(metavar="[OLD]", help="A folder of `build`, or a document.")
    ] = None,
    new: Annotated[Path | None, typer.Argument(metavar="[NEW]", help="Another one.")] = None,
    periods: Annotated[
        tuple[str, str], typer.Option(help="Two periods of one graph instead, such as 2008/2014 2015/2020.")
    ] = ("", ""),
    measure: Annotated[str, typer.Option(help="degree, strength, betweenness, harmonic, ...")] = "strength",
    top: Annotated[int, typer.Option(min=1, help="How many rows of those in both.")] = 10,
    lens: Lens = PLAIN,
    resampling: Resampling = DRAWN,
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """How ranks changed between two builds or two periods, and which changes are more than noise."""
    from krpia_graph.analyse.comparing import compare as compared
    from krpia_graph.analyse.weights import undated

    resampling = replace(resampling, measures=(measure,))
    left_out: Sequence[str] = ()
    cases = 0
    if any(periods):
        if old or new:
            raise typer.BadParameter("give two builds or --periods, not both")
        if lens.years or not all(periods):
            raise typer.BadParameter("--periods takes two periods, and no --years beside them")
        graph = built(source, data)
        left_out, cases = undated(graph.cases.values()), len(graph.cases)
        sides = [_period(graph, period, lens, measure, resampling) for period in periods]
    elif old and new:
        sides = [_build(path, data, lens, measure, resampling) for path in (old, new)]
    else:
        raise typer.BadParameter("give two folders or documents, or --periods with two periods")
    found = compared(sides[0].ranking, sides[1].ranking, measure, (sides[0].ties, sides[1].ties))
    if as_json:
        print_json(_record(found, sides, left_out))
        return
    for line in _head(found, sides):
        say(line)
    if found.moves:
        print_rows([_row(move) for move in found.moves[:top]], as_json=False, title=f"in both, by {measure}")
    for line in _summary(found):
        say(line)
    if left_out:
        say(f"{len(left_out)} of {cases} cases have no date and are in neither: {_named(left_out)}")


def _period(graph: KnowledgeGraph, period: str, lens: Lens, measure: str, resampling: Resampling) -> _Side:
    return _seen(period, graph, replace(lens, years=years_of(period)), measure, resampling)


def _build(path: Path, data: Path | None, lens: Lens, measure: str, resampling: Resampling) -> _Side:
    """A folder that `build` wrote, as it stands there, or a document, read anew."""
    if not path.is_dir():
        return _seen(str(path), built([path], data), lens, measure, resampling)
    if lens != PLAIN:
        raise typer.BadParameter(
            f"{path} holds one way to see its cases: the options of the network are for documents"
        )
    ranking = read_centrality(path)
    return _Side(str(path), ranking, read_ties(path))


def _seen(name: str, graph: KnowledgeGraph, lens: Lens, measure: str, resampling: Resampling) -> _Side:
    from krpia_graph.analyse import rank
    from krpia_graph.analyse.comparing import ties_of

    return _Side(name, rank(graph, measure, lens=lens, resampling=resampling), ties_of(graph, lens))


def _head(found: Movement, sides: Sequence[_Side]) -> Iterator[str]:
    sizes = (f"{side.name} ({len(side.ranking)} actors, {len(side.ties)} ties)" for side in sides)
    yield " -> ".join(sizes)
    yield f"entered: {_counted(row.label for row in found.entered)}"
    yield f"left: {_counted(row.label for row in found.left)}"


def _row(move: Move) -> dict[str, object]:
    old, new = move.places
    return {
        "organisation": move.actor.label,
        "old": move.values[0],
        "new": move.values[1],
        "old rank": old.rank if old else None,
        "old range": _range(old),
        "new rank": new.rank if new else None,
        "new range": _range(new),
        "change": move.change,
        "verdict": move.verdict,
    }


def _range(place: Place | None) -> str:
    return f"{place.low}-{place.high}" if place and place.low is not None else ""


def _summary(found: Movement) -> Iterator[str]:
    moved = [move for move in found.moves if move.moved]
    if any(move.moved is not None for move in found.moves):
        changed = sum(bool(move.change) for move in found.moves)
        names = f": {_named(move.actor.label for move in moved)}" if moved else ""
        yield f"moved: {len(moved)}{names}; {changed - len(moved)} other changes are within the noise"
    elif found.moves:
        yield "moved: nobody that can be told, one of the two has no intervals (a folder of `report` has)"
    rho, tau = ("none" if value is None else f"{value:.3f}" for value in (found.spearman, found.kendall))
    yield f"of the {len(found.moves)} in both: Spearman {rho}, Kendall {tau}"
    shared, of = found.top
    jaccard = "none" if found.jaccard is None else f"{found.jaccard:.3f}"
    yield f"the first {of}: {shared} the same; ties in both, as a share of those in either: {jaccard}"


def _counted(names: Iterable[str]) -> str:
    listed = list(names)
    return f"{len(listed)}: {', '.join(listed)}" if listed else "nobody"


def _named(names: Iterable[str]) -> str:
    return ", ".join(names)


def _record(found: Movement, sides: Sequence[_Side], left_out: Sequence[str]) -> dict[str, Any]:
    each = ({"name": s.name, "actors": len(s.ranking), "ties": len(s.ties)} for s in sides)
    return {**dict(zip(("old", "new"), each, strict=True)), "undated_cases": left_out, **found.record()}
