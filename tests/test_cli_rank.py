"""The verb `rank`: by every measure, through every lens, with the range of each rank."""

import json

import pytest
from command_line import Run

from krpia_graph.analyse import MEASURES


class TestRank:
    @pytest.mark.parametrize("measure", MEASURES)
    def test_by_every_measure(self, measure: str, run: Run) -> None:
        code, out, err = run("rank", measure, "--top", 3, "--json", "--resamples", 20)
        rows = json.loads(out)
        assert (code, err) == (0, "")
        places = [row[f"{measure}_rank"] for row in rows]
        assert places[0] == 1
        assert places == sorted(places)
        assert all(row[f"{measure}_rank_low"] <= row[f"{measure}_rank"] for row in rows)
        assert all(row[f"{measure}_rank"] <= row[f"{measure}_rank_high"] for row in rows)
        assert set(MEASURES) <= rows[0].keys()
        _, out, _ = run("rank", measure, "--top", 3, "--resamples", 20)
        assert f"by {measure}" in out
        assert all(row["label"] in out for row in rows)

    def test_one_type(self, run: Run) -> None:
        _, out, _ = run("rank", "--type", "institution", "--json", "--resamples", 0)
        assert {row["type"] for row in json.loads(out)} == {"institution"}

    def test_without_other_sets_of_cases_there_is_no_range(self, run: Run) -> None:
        _, out, _ = run("rank", "--top", 1, "--resamples", 0)
        assert "top 10" not in out
        _, out, _ = run("rank", "--top", 1, "--resamples", 10)
        assert "top 10" in out

    def test_through_a_lens(self, run: Run) -> None:
        options = "--level", "legal", "--case-model", "clique", "--weights", "count", "--resamples", 0
        _, out, _ = run("rank", "strength", "--top", 1, "--json", *options)
        (row,) = json.loads(out)
        assert (row["label"], row["strength"]) == ("Sanofi-aventis Korea", 11)
        _, out, _ = run("rank", "--projection", "regions", "--json", "--resamples", 0)
        assert {row["type"] for row in json.loads(out)} == {"region"}

    @pytest.mark.parametrize(
        ("years", "kept"), [("2019", 9), ("../2013", 5), ("2019/..", 10), ("2017/2018", 8)]
    )
    def test_of_some_years(self, years: str, kept: int, run: Run) -> None:
        _, out, _ = run("rank", "--years", years, "--top", 100, "--json", "--resamples", 0)
        assert len({case for row in json.loads(out) for case in row["case_ids"].split(";")}) == kept

    @pytest.mark.parametrize("years", ["20", "2019/2018", "2019-2020"])
    def test_what_are_no_years_is_refused(self, years: str, run: Run) -> None:
        code, out, err = run("rank", "--years", years)
        assert (code, out) == (2, "")
        assert years in err

    def test_a_value_that_is_not_defined_is_null(self, run: Run) -> None:
        _, out, _ = run("rank", "eigenvector", "--top", 500, "--json", "--resamples", 0)
        assert json.loads(out)[-1]["eigenvector"] is None
