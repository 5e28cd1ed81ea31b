"""The verb `path`: how two actors are connected, with the words of every case on the way."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from krpia_graph.cli.asking import AsJson, Data, Sources, built
from krpia_graph.cli.output import print_json, say
from krpia_graph.cli.shared import with_shared_options
from krpia_graph.model.evidence_path import Connection, EvidencePath, Step, Tying
from krpia_graph.model.lens import PLAIN, Lens


@with_shared_options
def path(
    start: Annotated[
        str, typer.Argument(metavar="A", help="An actor by label, alias or id, in any language.")
    ],
    end: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    hops: Annotated[bool, typer.Option("--hops", help="The fewest steps, however sure they are.")] = False,
    alternatives: Annotated[int, typer.Option(min=1, help="How many paths, the best first.")] = 1,
    lens: Lens = PLAIN,
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """The surest chain of cases from A to B, with the words of each case; exit code 1 where there is none."""
    from krpia_graph.analyse import path as found_path

    found = found_path(built(source, data), start, end, lens, hops, alternatives)
    if as_json:
        print_json(_record(found))
    else:
        for line, style in _lines(found):
            say(line, style)
    raise typer.Exit(0 if found else 1)


def _lines(found: Connection) -> Iterator[tuple[str, str]]:
    if not found:
        yield found.apart, ""
        return
    for number, chain in enumerate(found, 1):
        if number > 1:
            yield "", ""
        yield _summary(chain), "bold"
        for step in chain.steps:
            yield f"\n{step.start.label} - {step.end.label}, confidence {step.confidence:.3f}", "bold"
            for tying in step.cases:
                yield from ((line, "") for line in _case(step, tying))
    if len(found[0].steps) > 1:
        yield "\nThe confidence of a path takes its cases to be right independently of each other.", ""


def _summary(chain: EvidencePath) -> str:
    labels = " - ".join(actor.label for actor in chain.actors)
    steps = f"{len(chain.steps)} step{'' if len(chain.steps) == 1 else 's'}"
    return f"{labels}: {steps}, confidence {chain.confidence:.3f}"


def _case(step: Step, tying: Tying) -> Iterator[str]:
    case, belief = tying.case, tying.belief
    heading = f"{case.header}: " if case.header else ""
    words = case.text.replace("\n", "\n    ")
    yield f"  {case.source} {case.start}-{case.end}  {heading}{words}"
    named = ", ".join(
        f"{actor.label} as {mention.surface!r} {mention.start}-{mention.end}"
        for actor, mentions in zip((step.start, step.end), tying.names, strict=True)
        for mention in mentions
    )
    yield f"    {case.id}, confidence {belief.mean:.3f}, at least {belief.low:.3f}; {named}"


def _record(found: Connection) -> dict[str, Any]:
    return {
        "from": found.start.id,
        "to": found.end.id,
        "level": found.lens.level,
        "case_model": found.lens.case_model,
        "apart": found.apart or None,
        "paths": [
            {
                "actors": [actor.id for actor in chain.actors],
                "labels": [actor.label for actor in chain.actors],
                "confidence": chain.confidence,
                "steps": [_step_record(step) for step in chain.steps],
            }
            for chain in found
        ],
    }


def _step_record(step: Step) -> dict[str, Any]:
    return {
        "from": step.start.id,
        "to": step.end.id,
        "confidence": step.confidence,
        "cases": [
            {
                "id": tying.case.id,
                "source": tying.case.source,
                "start": tying.case.start,
                "end": tying.case.end,
                "heading": tying.case.header,
                "text": tying.case.text,
                "confidence": tying.belief.mean,
                "confidence_low": tying.belief.low,
                "names": [
                    {"actor": actor.id, "surface": m.surface, "start": m.start, "end": m.end}
                    for actor, mentions in zip((step.start, step.end), tying.names, strict=True)
                    for m in mentions
                ],
            }
            for tying in step.cases
        ],
    }
