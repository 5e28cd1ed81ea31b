"""The verb `review`: what a build did not understand is shown, and what a person decides is written down."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from krpia_graph.cli.making import Cache, Data, Extractor, Files, Offline, Reader
from krpia_graph.cli.output import say
from krpia_graph.cli.review_table import answers_of_table, export_table, named, sentence_around
from krpia_graph.model.errors import KrpiaGraphError, UnknownNameError
from krpia_graph.model.review import REASONS, Decision, Question, question

if TYPE_CHECKING:
    from krpia_graph.model.domain import Domain
    from krpia_graph.pipeline import Shard
    from krpia_graph.resolve.answers import EntityNames

_ASKED = {
    "unknown_organisation": "not listed. accept: an organisation of its own; link: it is that one",
    "fuzzy_alias": "close to a listed name. accept: an organisation of its own; link: it is that one",
    "unknown_party": "a party that nothing recognises. link or new: it is that one; reject: no organisation",
    "ambiguous_name": "may be several. link: it is that one; reject: no name",
    "needs_cue": "passed over, nothing around supports it. accept: it is meant here; reject: it is not",
    "no_relation": "no rule found a relation. accept or reject: ask no more",
    "no_participant": "no organisation was found. accept or reject: ask no more",
    "unparsed_date": "looks like a year, no date covers it. accept or reject: ask no more",
    "conflict": "exclusive and non-exclusive rights. accept or reject: ask no more",
    "stale_decision": "a decision that no longer fits the document. accept or reject: ask no more",
}
_HELP = (
    "accept | reject | link ID, NAME or NUMBER | new TYPE LABEL | skip | quit; a first letter is enough. "
    "`accept all` and so on: the same words everywhere in this document. ` # note` at the end is kept."
)


def review(
    files: Files = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            "--decisions", help="The file to write into; default: review/decisions.jsonl of the data."
        ),
    ] = None,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write the open doubts as CSV and ask nothing.")
    ] = None,
    filled: Annotated[
        Path | None, typer.Option("--import", help="Take the answers from that CSV, once filled in.")
    ] = None,
    reason: Annotated[
        list[str] | None, typer.Option("--reason", help="Only that reason; repeatable.")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who decides.")] = "",
    dated: Annotated[bool, typer.Option("--dated", help="Write the day down too.")] = False,
    data: Data = None,
    reader: Reader = "",
    extractor: Extractor = "rules",
    cache: Cache = None,
    offline: Offline = False,
) -> None:
    """Go through what was not understood and decide; every build replays the decisions."""
    from datetime import date

    from krpia_graph.pipeline import default_sources, llm_settings, process
    from krpia_graph.read.decisions import decisions_file
    from krpia_graph.read.domain import read_domain
    from krpia_graph.resolve.answers import EntityNames
    from krpia_graph.write.decisions import append_decisions, check_writable

    for name in reason or ():
        if name not in REASONS:
            raise UnknownNameError("reason", name, REASONS)
    path = decisions or decisions_file(data)
    domain = read_domain(data)
    llm = llm_settings(extractor, cache, offline)
    if decisions:
        append_decisions(path, ())  # makes the file
    shards = process(files or default_sources(), data, reader, decisions=decisions, llm=llm)
    if export:
        rows = export_table(export, shards, domain, reason or REASONS)
        say(f"wrote {export}: {rows} open doubts; fill in the last columns and give it to --import")
        return
    check_writable(path)
    today = date.today().isoformat() if dated else ""
    names = EntityNames(domain)
    number = 0
    for made in (
        [answers_of_table(filled, list(shards), names, domain, path)]
        if filled
        else _asked(shards, names, domain, reason or REASONS)
    ):
        append_decisions(path, [replace(d, by=by or d.by, date=today) for d in made])
        number += len(made)
    say(f"{number} decision{'' if number == 1 else 's'} added to {path}")


def _asked(
    shards: Iterable["Shard"], names: "EntityNames", domain: "Domain", reasons: Iterable[str]
) -> Iterator[list[Decision]]:
    """The decisions that each answer in the terminal makes, as soon as it is given."""
    from krpia_graph.resolve.answers import decide, parse_answer

    answered: set[Question] = set()
    for shard in shards:
        source, others = shard.reading.document.source, shard.resolution.entities
        doubts = [d for d in shard.resolution.doubts if d.reason in reasons]
        for i, doubt in enumerate(doubts):
            if question(source.sha256, doubt.span, doubt.reason) in answered:
                continue
            place = f"{source.path} {doubt.start}-{doubt.end}, {i + 1} of {len(doubts)}"
            say(f"\n{place}: {doubt.reason}", "bold")
            say(f"  {sentence_around(shard, doubt)}")
            say(f"  {_ASKED[doubt.reason]}")
            for n, candidate in enumerate(doubt.candidates, 1):
                say(f"  {n}. {named(candidate, domain, others)}")
            while (line := _prompt()) not in ("", "s", "skip"):
                if line in ("q", "quit"):
                    return
                if line in ("?", "h", "help"):
                    say(_HELP)
                    continue
                try:
                    answer = parse_answer(line)
                    same = [
                        d
                        for d in (doubts[i:] if answer.everywhere else [doubt])
                        if (d.reason, d.surface) == (doubt.reason, doubt.surface)
                    ]
                    made = [decide(d, source, answer, names, others, domain) for d in same]
                except KrpiaGraphError as error:
                    say(str(error))
                    continue
                answered.update(decision.question for decision in made)
                yield made
                break


def _prompt() -> str:
    """A line of the terminal or of a pipe; its end is "quit"."""
    try:
        answer: str = typer.prompt("accept, reject, link, new, skip, quit, help", "", show_default=False)
    except typer.Abort:
        say("")
        return "quit"
    answer = answer.strip()
    return answer.casefold() if " " not in answer else answer
