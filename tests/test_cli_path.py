"""The verb `path`: what it prints for a person and as JSON, and its exit code."""

import json
from pathlib import Path

from command_line import Run


def test_a_person_reads_the_cases_of_every_step(run: Run) -> None:
    code, output, errors = run("path", "Dong-A ST", "AstraZeneca")
    assert (code, errors) == (0, "")
    assert output.splitlines() == [
        "Dong-A Socio Holdings - AstraZeneca: 1 step, confidence 0.846",
        "",
        "Dong-A Socio Holdings - AstraZeneca, confidence 0.846",
        "  krpia-open-innovation 4580-4694  AstraZeneca Korea: Joint research agreement with Dong-A ST and "
        "has been studying three leading candidate substances of immunooncology",
        "    krpia-open-innovation-15ae9a73, confidence 0.846, at least 0.709; Dong-A Socio Holdings as "
        "'Dong-A ST' 4610-4619, AstraZeneca as 'AstraZeneca Korea' 4560-4577",
    ]


def test_a_chain_says_what_its_confidence_rests_on(run: Run) -> None:
    _, output, _ = run("path", "MSD", "Samsung Biologics", "--alternatives", 2)
    steps = [line.partition(": ")[2] for line in output.splitlines() if line.count(" - ") > 1]
    assert steps == ["3 steps, confidence 0.583", "5 steps, confidence 0.386"]
    assert output.endswith("takes its cases to be right independently of each other.\n")


def test_json_has_the_words_and_their_places(run: Run, page: Path) -> None:
    code, output, _ = run("path", "MSD", "Bayer", "--hops", "--json")
    assert code == 0
    found = json.loads(output)
    assert (found["from"], found["to"], found["apart"]) == (
        "global_company:msd",
        "global_company:bayer",
        None,
    )
    text = page.read_bytes().decode("utf-8")
    cases = [case for step in found["paths"][0]["steps"] for case in step["cases"]]
    assert len(cases) >= 3
    for case in cases:
        assert text[case["start"] : case["end"]] == case["text"]
        assert all(text[name["start"] : name["end"]] == name["surface"] for name in case["names"])


def test_no_path_is_one_line_and_exit_code_1(run: Run) -> None:
    line = "no case connects MSD in component 1 (35 actors) and Sanofi in component 2 (11 actors)"
    assert run("path", "MSD", "Sanofi") == (1, f"{line}\n", "")
    code, output, _ = run("path", "MSD", "Sanofi", "--json")
    assert (code, json.loads(output)["paths"], json.loads(output)["apart"]) == (1, [], line)


def test_a_wrong_name_is_one_line_and_exit_code_2(run: Run) -> None:
    code, output, errors = run("path", "MSD", "Genexin")
    assert (code, output, errors.count("\n")) == (2, "", 1)
    assert "did you mean Genexine" in errors
