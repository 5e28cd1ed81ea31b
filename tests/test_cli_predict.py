"""The verb `predict`: pairs with their reasons, the back-test, and a verdict that does not flatter."""

import json
from collections.abc import Callable
from pathlib import Path

from command_line import Run

VERDICT = "take the list for nothing but a reading aid."


def test_a_person_reads_reasons_figures_and_the_verdict(run: Run) -> None:
    code, output, errors = run("predict", "--top", 3, "--repeats", 10)
    assert (code, errors) == (0, "")
    assert "by adamic_adar, of 1486 untied pairs" in output
    assert "Samsung Biologics (krpia-open-innovation-cdfef06d | krpia-open-innovation-d9293a2d)" in output
    assert "\nback-test, later ties: too few dated cases: 0 new ties after 2019" in output
    assert "\nback-test, 10% of the ties left out: " in output
    assert output.endswith(f"\nNo method beats chance here: {VERDICT}\n")


def test_json_has_all_of_it(run: Run) -> None:
    code, output, _ = run("predict", "--method", "katz", "--repeats", 5, "--json")
    found = json.loads(output)
    assert (code, found["method"], len(found["predictions"])) == (0, "katz", 10)
    later, left_out = found["backtest"]
    assert (later["outcomes"], left_out["repeats"]) == ([], 5)
    assert [outcome["method"] for outcome in left_out["outcomes"]][-1] == "chance"


def test_too_little_to_test_on(run: Run, write_page: Callable[..., Path]) -> None:
    page = write_page("MSD•Genexine · Joint study\nMSD•Handok · Joint study")
    code, output, _ = run("predict", "-s", page)
    assert code == 0
    assert "back-test, 10% of the ties left out: too few ties: 10% of 2 are not 5" in output
    assert output.endswith(f"There is too little to test the methods on: {VERDICT}\n")


def test_nothing_to_predict(run: Run, write_page: Callable[..., Path]) -> None:
    code, output, _ = run("predict", "-s", write_page("MSD · Supply"))
    assert (code, output.splitlines()[0]) == (0, "nothing found")


def test_an_unknown_method_is_one_line(run: Run) -> None:
    code, output, errors = run("predict", "--method", "luck")
    assert (code, output) == (2, "")
    assert "unknown method of prediction 'luck': choose from adamic_adar" in errors
