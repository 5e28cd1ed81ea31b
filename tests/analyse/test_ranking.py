"""Actors ranked by a measure: the order, what is kept, what is said of each, and what is refused."""

import csv
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from krpia_graph.analyse import DEFAULT_MEASURE, MEASURES, case_ties, rank
from krpia_graph.model.centrality import Centrality
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens
from krpia_graph.pipeline import build
from krpia_graph.write.records import centrality_csv

STAR = """MSD•Genexine · Joint study
MSD•Handok · Joint study
MSD•Boryung · Joint study"""


@pytest.mark.parametrize("measure", MEASURES)
class TestByEveryMeasure:
    def test_the_best_comes_first_and_equal_ones_by_name(self, graph: KnowledgeGraph, measure: str) -> None:
        sign = 1 if MEASURES[measure].least_first else -1
        order = [
            (sign * value if (value := row.values[measure]) is not None else math.inf, row.label)
            for row in rank(graph, measure)
        ]
        assert order == sorted(order)

    def test_every_actor_once_with_all_measures(self, graph: KnowledgeGraph, measure: str) -> None:
        rows = rank(graph, measure)
        assert sorted(row.entity for row in rows) == [actor.id for actor in case_ties(graph).actors]
        assert {tuple(row.values) for row in rows} == {tuple(MEASURES)}

    def test_values_are_those_of_the_measure(self, graph: KnowledgeGraph, measure: str) -> None:
        network = case_ties(graph).network()
        values = dict(zip((a.id for a in network.actors), MEASURES[measure].compute(network), strict=True))
        for row in rank(graph, measure):
            wanted = values[row.entity]
            found = row.values[measure]
            assert found is None if math.isnan(wanted) else found == pytest.approx(wanted, abs=1e-8)

    def test_ranks_count_who_is_before(self, graph: KnowledgeGraph, measure: str) -> None:
        rows = rank(graph, measure)
        places = [row.places[measure].rank for row in rows if row.values[measure] is not None]
        values = [row.values[measure] for row in rows if row.values[measure] is not None]
        assert places == [values.index(value) + 1 for value in values]
        assert all(measure not in row.places for row in rows if row.values[measure] is None)

    def test_a_page_with_one_pair_can_be_ranked(self, measure: str, write_page: Callable[..., Path]) -> None:
        rows = rank(build([write_page("MSD•Genexine · Joint study")]), measure)
        assert [row.label for row in rows] == ["Genexine", "MSD"]

    @pytest.mark.parametrize("line", ["MSD · Supply", "Nobody · Supply"])
    def test_a_page_without_pairs_can_be_ranked(
        self, measure: str, line: str, write_page: Callable[..., Path]
    ) -> None:
        rows = rank(build([write_page(line)]), measure)
        assert [row.label for row in rows] == (["MSD"] if line.startswith("MSD") else [])


def by_label(graph: KnowledgeGraph, lens: Lens = PLAIN) -> dict[str, Centrality]:
    return {row.label: row for row in rank(graph, lens=lens)}


def test_strength_unless_said_otherwise(graph: KnowledgeGraph) -> None:
    assert DEFAULT_MEASURE == "strength"
    assert rank(graph) == rank(graph, "strength") != rank(graph, "betweenness")


def test_the_middle_of_a_star_is_first(write_page: Callable[..., Path]) -> None:
    graph = build([write_page(STAR)])
    for measure in ("degree", "strength", "betweenness", "harmonic", "pagerank", "katz", "eigenvector"):
        assert [row.label for row in rank(graph, measure)] == ["MSD", "Boryung", "Genexine", "Handok"]


def test_the_first_three_of_the_page(graph: KnowledgeGraph) -> None:
    rows = rank(graph, top=3)
    assert [(row.label, len(row.cases)) for row in rows] == [("MSD", 9), ("AstraZeneca", 7), ("Novartis", 4)]
    assert [row.values["strength"] for row in rows] == pytest.approx([9, 4.5, 4])


class TestWhatIsSaidOfAnActor:
    def test_its_cases_and_years(self, graph: KnowledgeGraph) -> None:
        row = by_label(graph)["Korea Trade-Investment Promotion Agency"]
        texts = [graph.cases[case].text for case in row.cases]
        assert len(texts) == 3
        assert all("KOTRA" in text or "Trade-Investment" in text for text in texts)
        assert row.dated == (2017, 2019)

    def test_its_partners_and_those_it_met_more_than_once(self, graph: KnowledgeGraph) -> None:
        msd = by_label(graph)["MSD"]
        assert msd.partners == msd.values["degree"] == 9
        assert msd.repeated == 1  # Genexine

    def test_its_part_of_the_network(self, graph: KnowledgeGraph) -> None:
        rows = rank(graph)
        sizes = {row.component: row.component_size for row in rows}
        assert [sizes[n] for n in sorted(sizes)] == sorted(sizes.values(), reverse=True)
        assert sum(sizes.values()) == len(rows)
        assert {row.component for row in rows if row.values["eigenvector"] is not None} == {1}

    def test_whether_its_part_would_fall_apart_without_it(self, write_page: Callable[..., Path]) -> None:
        found = by_label(build([write_page(STAR)]))
        assert [label for label, row in found.items() if row.articulation] == ["MSD"]

    def test_communities_are_numbered_by_size(self, graph: KnowledgeGraph) -> None:
        found = [row.community for row in rank(graph)]
        sizes = [found.count(number) for number in sorted(set(found))]
        assert sizes == sorted(sizes, reverse=True)
        assert set(found) == set(range(1, len(sizes) + 1))

    def test_a_flat_row(self, graph: KnowledgeGraph) -> None:
        ranking = rank(graph, top=1)
        (record,) = ranking.records()
        assert list(record) == ranking.columns
        assert (record["id"], record["strength"], record["strength_rank"]) == ("global_company:msd", 9, 1)
        assert record["members"] == "global_company:msd;global_company:msd-korea"
        assert record["case_ids"].split(";") == list(ranking[0].cases)


class TestTables:
    def test_csv_has_the_rows_in_order(self, graph: KnowledgeGraph) -> None:
        ranking = rank(graph, "betweenness")
        header, *rows = csv.reader("".join(centrality_csv(ranking)).splitlines())
        assert header == ranking.columns
        assert [row[0] for row in rows] == [row.entity for row in ranking]
        place = header.index("betweenness")
        assert [float(row[place]) for row in rows] == [row.values["betweenness"] for row in ranking]

    def test_csv_of_nobody_has_its_header(self, write_page: Callable[..., Path]) -> None:
        ranking = rank(build([write_page("Cases")]))
        assert list(csv.reader("".join(centrality_csv(ranking)).splitlines())) == [ranking.columns]

    def test_a_pandas_frame(self, graph: KnowledgeGraph) -> None:
        pytest.importorskip("pandas", reason="pandas (the extra frames) is not installed")
        ranking = rank(graph)
        frame = ranking.to_pandas()
        assert list(frame.columns) == ranking.columns
        assert frame["label"].tolist() == [row.label for row in ranking]
        assert frame["eigenvector"].isna().sum() == sum(r.values["eigenvector"] is None for r in ranking)

    def test_a_polars_frame(self, graph: KnowledgeGraph) -> None:
        pytest.importorskip("polars", reason="polars (the extra frames) is not installed")
        ranking = rank(graph)
        frame = ranking.to_polars()
        assert frame.columns == ranking.columns
        assert frame["strength"].to_list() == [row.values["strength"] for row in ranking]
        assert frame["eigenvector"].null_count() == sum(r.values["eigenvector"] is None for r in ranking)


def test_one_type_is_kept_in_the_order_of_all(graph: KnowledgeGraph) -> None:
    kept = rank(graph, "degree", "institution")
    assert {row.type for row in kept} == {"institution"}
    assert list(kept) == [row for row in rank(graph, "degree") if row.type == "institution"]
    assert rank(graph, "degree", "institution", top=2).rows == kept[:2]


def test_values_are_free_of_the_noise_of_the_machine(graph: KnowledgeGraph) -> None:
    values = [value for row in rank(graph) for value in row.values.values() if value is not None]
    assert all(round(value, 9) == value for value in values)
    assert not any(math.copysign(1, value) < 0 for value in values)


def test_those_without_a_value_come_last(graph: KnowledgeGraph) -> None:
    found = [row.values["eigenvector"] is None for row in rank(graph, "eigenvector")]
    assert found == sorted(found)
    assert True in found
    assert False in found


def test_an_unknown_measure_lists_the_valid_ones(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError) as error:
        rank(graph, "fame")
    assert "'fame'" in str(error.value)
    assert [name for name in MEASURES if name not in str(error.value)] == []


def test_a_misspelt_measure_gets_the_nearest(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean betweenness\?"):
        rank(graph, "betweeness")


def test_a_type_that_does_not_exist_lists_the_valid_ones(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="global_company"):
        rank(graph, type_="company")


def test_other_networks_rank_other_actors(graph: KnowledgeGraph) -> None:
    drugs = rank(graph, "degree", "drug", lens=Lens("drugs"))
    assert {row.type for row in drugs} == {"drug"}
    assert by_label(graph, replace(PLAIN, level="legal")).keys() > {"MSD", "MSD Korea"}
