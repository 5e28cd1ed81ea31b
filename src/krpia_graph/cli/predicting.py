"""The verb `predict`: ties that might come, why, and how far such guesses are to be trusted."""

from collections.abc import Iterator
from typing import Annotated

import typer

from krpia_graph.cli.asking import AsJson, Data, Sources, built
from krpia_graph.cli.output import print_json, print_rows, say
from krpia_graph.cli.shared import with_shared_options
from krpia_graph.model.lens import PLAIN, Lens
from krpia_graph.model.prediction import CHANCE, BackTest, CommonPartner, Prediction, Trial


@with_shared_options
def predict(
    top: Annotated[int, typer.Option(min=1, help="How many pairs.")] = 10,
    method: Annotated[
        str, typer.Option(help="adamic_adar, resource_allocation, katz, preferential_attachment")
    ] = "adamic_adar",
    across: Annotated[
        bool, typer.Option("--across", help="Only a global company and somebody else.")
    ] = False,
    after: Annotated[
        int | None, typer.Option(help="The back-test holds out ties first made after this year.")
    ] = None,
    repeats: Annotated[int, typer.Option(min=1, help="How often a tenth of the ties is left out.")] = 50,
    seed: Annotated[int, typer.Option(min=0, help="Of the random numbers of the back-test.")] = 20190517,
    lens: Lens = PLAIN,
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """The pairs that no case ties but for whose tie most speaks, with a back-test of all methods."""
    from krpia_graph.analyse import backtest
    from krpia_graph.analyse import predict as predicted

    graph = built(source, data)
    found = predicted(graph, method, top, lens, across)
    test = backtest(graph, lens, across, after, repeats, seed)
    if as_json:
        from dataclasses import asdict

        print_json(
            {
                "method": found.method,
                "untied_pairs": found.untied,
                "predictions": found.records(),
                "backtest": [asdict(trial) for trial in test.trials],
                "seed": test.seed,
            }
        )
        return
    print_rows(
        [_row(row) for row in found], as_json=False, title=f"by {method}, of {found.untied} untied pairs"
    )
    for trial in test.trials:
        say(f"\nback-test, {_told(trial)}", "bold")
        if trial.outcomes:
            print_rows(_outcomes(trial), as_json=False)
    say(f"\n{_verdict(test, method)}")


def _row(row: Prediction) -> dict[str, object]:
    return {
        "rank": row.rank,
        "one": row.one.label,
        "other": row.other.label,
        "score": row.score,
        "common partners (cases with each)": "; ".join(map(_common, row.common)) or "none",
    }


def _common(shared: CommonPartner) -> str:
    one, other = (", ".join(cases) for cases in shared.cases)
    return f"{shared.actor.label} ({one} | {other})"


def _told(trial: Trial) -> str:
    if trial.refusal:
        return f"{trial.way}: {trial.refusal}"
    turns = f", mean of {trial.repeats} times" if trial.repeats > 1 else ""
    return f"{trial.way}: {trial.held:g} of {trial.candidates:g} pairs held out{turns}"


def _outcomes(trial: Trial) -> list[dict[str, object]]:
    return [
        {
            "method": outcome.method,
            "AUC": f"{outcome.auc:.3f}",
            "nine in ten": "" if outcome.low is None else f"{outcome.low:.3f}-{outcome.high:.3f}",
            "precision of the ten first": f"{outcome.precision:.3f}",
            "beats chance": "" if outcome.method == CHANCE else "yes" if outcome.beats_chance else "no",
        }
        for outcome in trial.outcomes
    ]


def _verdict(test: BackTest, method: str) -> str:
    told = [trial for trial in test.trials if trial.outcomes]
    if not told:
        return "There is too little to test the methods on: take the list for nothing but a reading aid."
    beating = list(_beating(told))
    if not beating:
        return "No method beats chance here: take the list for nothing but a reading aid."
    if method in beating:
        return f"Better than chance in every trial that could be made: {', '.join(beating)}."
    return f"{method} does not beat chance here; {', '.join(beating)} does in every trial that could be made."


def _beating(trials: list[Trial]) -> Iterator[str]:
    """The methods that beat chance in all trials."""
    for outcome in trials[0].outcomes:
        if all(o.beats_chance for trial in trials for o in trial.outcomes if o.method == outcome.method):
            yield outcome.method
