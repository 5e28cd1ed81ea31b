"""Confidence: what counts say of a rule, what that makes of cases and edges, and whether it comes true."""

import os
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from krpia_graph.analyse import estimate_confidence, tallies_of
from krpia_graph.analyse.confidence import WEIGHT, posterior
from krpia_graph.evaluate import judge
from krpia_graph.model.case import Case, Facet, Mark, Mention, Period, RelationMention
from krpia_graph.model.confidence import KINDS, SETTLED, UNKNOWN, Belief, Judged, Tally, kind_of
from krpia_graph.model.domain import Domain
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import build, understand
from krpia_graph.read import read
from krpia_graph.read.gold import read_gold

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold-dev"
counts = st.fixed_dictionaries({True: st.integers(0, 500), False: st.integers(0, 500)})


def belief(rule: str, *tallies: Tally, kind: str = "name") -> Belief:
    """What the tallies make of a mark that the rule found."""
    mark: Mention | RelationMention = Mention("x", "drug", "drug:x", 0, 1, rule)
    if kind == "relation":
        mark = RelationMention("supply", "x", 0, 1, rule)
    return estimate_confidence(tallies, {}, [], marks=[mark]).of(mark)


class TestPosterior:
    def test_nothing_counted_is_any_chance_alike(self) -> None:
        assert posterior([]) == posterior([{}, {}, {}]) == (1, 1)
        assert belief("lexicon") == UNKNOWN == Belief(0.5, 0.05)

    def test_by_hand(self) -> None:
        """Of 60 names 28 are of the family, of these 16 of the rule: others are 30 to 2, and 8 to 4."""
        levels = [{True: 48, False: 12}, {True: 18, False: 10}, {True: 10, False: 6}]
        others = (1 + 30, 1 + 2)
        family = tuple(WEIGHT * x / sum(others) for x in others)
        shapes = (family[0] + 8, family[1] + 4)
        prior = tuple(WEIGHT * x / sum(shapes) for x in shapes)
        assert posterior(levels) == pytest.approx((prior[0] + 10, prior[1] + 6))

    @given(counts)
    def test_a_rule_alone_in_its_family_is_counted_once(self, own: Mapping[bool, int]) -> None:
        assert posterior([own, own, own]) == (1 + own[True], 1 + own[False])

    @given(st.lists(counts, min_size=1, max_size=4))
    def test_a_family_weighs_no_more_than_it_may(self, parts: list[dict[bool, int]]) -> None:
        """The levels are nested: each holds the counts of those behind it."""
        levels = [
            {way: sum(part[way] for part in parts[i:]) for way in (True, False)} for i in range(len(parts))
        ]
        a, b = posterior(levels)
        own = parts[-1]
        assert a > own[True] - 1e-9
        assert b > own[False] - 1e-9
        assert a + b - own[True] - own[False] <= WEIGHT + 1e-6

    @given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 50), st.integers(0, 50))
    def test_one_more_right_raises_and_one_more_wrong_lowers(
        self, right: int, wrong: int, family_right: int, family_wrong: int
    ) -> None:
        def mean(r: int, w: int) -> float:
            a, b = posterior([{True: family_right + r, False: family_wrong + w}, {True: r, False: w}])
            return a / (a + b)

        assert mean(right, wrong + 1) < mean(right, wrong) < mean(right + 1, wrong)


class TestBelief:
    def test_the_low_end_is_the_quantile_of_the_beta_distribution(self) -> None:
        found = belief("lexicon", Tally("name", "lexicon", 17, 2))
        assert found.mean == round(18 / 21, 3)
        assert found.low == round(float(beta(18, 3).ppf(0.05)), 3)

    @given(st.integers(0, 10_000), st.integers(0, 10_000))
    def test_an_estimate_is_never_quite_sure(self, accepted: int, rejected: int) -> None:
        found = belief("lexicon", Tally("name", "lexicon", accepted, rejected))
        assert 0 < found.low <= found.mean < 1
        assert (found.mean, found.low) == (round(found.mean, 3), round(found.low, 3))

    def test_an_unseen_rule_has_what_its_family_has_and_is_less_sure(self) -> None:
        seen = Tally("name", "shape.head", 90, 10)
        found, known = belief("shape.new", seen), belief("shape.head", seen)
        assert found.mean == pytest.approx(known.mean, abs=0.01)
        assert found.low < known.low - 0.1

    def test_rules_of_another_kind_say_nothing(self) -> None:
        assert belief("supply.word", Tally("name", "lexicon", 90, 10), kind="relation") == UNKNOWN

    def test_our_rules_say_nothing_of_a_language_model(self) -> None:
        ours, other = Tally("name", "lexicon", 90, 10), Tally("name", "llm:one", 90, 10)
        assert belief("llm:another", ours) == UNKNOWN
        assert belief("llm:another", ours, other).mean > 0.85
        assert belief("lexicon", ours, other) == belief("lexicon", ours)

    def test_sources_add_up(self) -> None:
        apart = (Tally("name", "cell", 3, 1, "a"), Tally("name", "cell", 2, 2, "b"))
        assert belief("cell", *apart) == belief("cell", Tally("name", "cell", 5, 3))

    def test_a_role_from_elsewhere_changes_nothing(self) -> None:
        seen = Tally("name", "lexicon", 9, 1)
        assert belief("lexicon+llm:model-1.5", seen) == belief("lexicon", seen)

    @pytest.mark.parametrize("rule", ["review", "shape.head.review", "llm:model-1.5.review"])
    def test_what_a_person_decided_is_settled(self, rule: str) -> None:
        assert belief(rule, Tally("name", "shape.head", 1, 9)) == SETTLED

    @pytest.mark.parametrize(("mean", "low"), [(0.5, 0.6), (1.1, 0.5), (0.5, -0.1)])
    def test_one_that_cannot_be_is_refused(self, mean: float, low: float) -> None:
        with pytest.raises(ValueError, match="no belief"):
            Belief(mean, low)


def test_findings_are_counted_by_kind_and_rule() -> None:
    judged = [Judged("name", "b", True), Judged("name", "a", False), Judged("name", "b", True)]
    judged += [Judged("case", "b", True), Judged("name", "b", False)]
    assert tallies_of(judged, "here") == (
        Tally("case", "b", 1, 0, "here"),
        Tally("name", "a", 0, 1, "here"),
        Tally("name", "b", 2, 1, "here"),
    )


def sure(graph: KnowledgeGraph, *tallies: Tally) -> KnowledgeGraph:
    """The graph with the beliefs that these counts alone give."""
    estimated = estimate_confidence(tallies, graph.statements, graph.cases.values(), graph.edges)
    return replace(graph, confidence=estimated)


class TestCasesAndEdges:
    """Two bullets about one pair of parties."""

    WELL = (
        Tally("case", "bullet", 998, 0),
        Tally("edge", "partners_with.bullet", 998, 0),
        Tally("edge", "concerns.bullet", 998, 0),
        Tally("name", "lexicon", 998, 0),
        Tally("relation", "supply.word", 998, 0),
    )

    @pytest.fixture
    def graph(self, write_page: Callable[..., Path]) -> KnowledgeGraph:
        return build(
            [write_page("MSD Korea•Genexine · Supply of Kanarb\nMSD Korea · Supply with Genexine of Dukarb")]
        )

    @staticmethod
    def without(*rules: str) -> tuple[Tally, ...]:
        """The counts with those of some rules turned bad: 40 right of 98."""
        return tuple(
            replace(t, accepted=39, rejected=59) if t.rule in rules else t for t in TestCasesAndEdges.WELL
        )

    def test_a_case_is_as_sure_as_cases_told_that_way(self, graph: KnowledgeGraph) -> None:
        found = sure(graph, *self.without("bullet")).confidence
        assert {found.of_case(case).mean for case in graph.cases} == {0.4}

    @pytest.mark.parametrize("rule", ["lexicon", "supply.word"])
    def test_a_case_is_no_surer_than_its_parties_and_its_relations(
        self, rule: str, graph: KnowledgeGraph
    ) -> None:
        found = sure(graph, *self.without(rule)).confidence
        assert {found.of_case(case).mean for case in graph.cases} == {0.4}
        assert {sure(graph, *self.WELL).confidence.of_case(case).mean for case in graph.cases} == {0.999}

    def test_an_edge_is_as_sure_as_edges_of_its_type(self, graph: KnowledgeGraph) -> None:
        found = sure(graph, *self.without("concerns.bullet"))
        means = {edge.relation: found.confidence.edges[edge.key].mean for edge in found.edges if edge.cases}
        assert means["concerns"] == pytest.approx(0.4, abs=0.05)  # the other edges weigh a little
        assert means["partners_with"] > 0.98

    def test_an_edge_is_no_surer_than_its_ends(self, graph: KnowledgeGraph) -> None:
        found = sure(graph, *self.without("lexicon"))
        assert {found.confidence.edges[e.key].mean for e in found.edges if e.cases} == {0.4}

    def test_two_cases_do_not_add_up(self, graph: KnowledgeGraph) -> None:
        found = sure(graph, *self.without("partners_with.bullet"))
        (edge,) = [edge for edge in found.edges if edge.relation == "partners_with"]
        assert len(edge.cases) == 2
        assert found.confidence.edges[edge.key] == found.confidence.rules["edge", "partners_with.bullet"]
        assert found.confidence.edges[edge.key].mean < 0.5

    def test_the_surest_case_of_an_edge_counts(self, graph: KnowledgeGraph) -> None:
        one, other = graph.cases.values()
        told = {
            s: replace(v, kind="row") if s in other.statements else v for s, v in graph.statements.items()
        }
        worse = (*self.WELL, Tally("edge", "partners_with.row", 0, 98))
        both = estimate_confidence(worse, told, graph.cases.values(), graph.edges)
        (edge,) = [edge for edge in graph.edges if edge.relation == "partners_with"]
        assert set(edge.cases) == {one.id, other.id}
        assert both.edges[edge.key].mean == both.rules["edge", "partners_with.bullet"].mean
        assert both.edges[edge.key].mean > 0.9 > both.rules["edge", "partners_with.row"].mean

    def test_the_lexicon_alone_gives_no_confidence(self, graph: KnowledgeGraph) -> None:
        found = sure(graph, *self.WELL)
        listed = [edge for edge in found.edges if not edge.cases]
        assert listed
        assert all(edge.key not in found.confidence.edges for edge in listed)

    def test_everything_in_a_graph_has_one(self) -> None:
        graph = build()
        for case in graph.cases.values():
            assert case.id in graph.confidence.cases
            for mark in case.marks:
                assert (kind_of(mark), mark.rule) in graph.confidence.rules
        assert graph.confidence.edges.keys() == {edge.key for edge in graph.edges if edge.cases}
        for made in (*graph.confidence.rules.values(), *graph.confidence.cases.values()):
            assert 0 < made.low <= made.mean < 1

    def test_what_was_never_annotated_is_not_known(self) -> None:
        facets = [m for case in build().cases.values() for m in case.marks if isinstance(m, Facet)]
        assert facets
        assert {build().confidence.of(facet) for facet in facets} == {UNKNOWN}


def test_every_mark_of_a_case_has_a_kind() -> None:
    marks: list[Mark] = [
        Period("2018", "2018", 0, 4, "period.year"),
        RelationMention("supply", "x", 0, 1, "r"),
    ]
    assert [kind_of(mark) for mark in marks] == ["period", "relation"]
    assert {kind_of(mark) for case in build().cases.values() for mark in case.marks} <= set(KINDS)
    assert Case.__dataclass_fields__.keys() >= {"periods", "durations", "amounts", "counts", "facets"}


@pytest.fixture(scope="module")
def judged(domain: Domain) -> list[tuple[Judged, ...]]:
    """The judgements of each development text."""
    found = []
    for gold in read_gold(SHARED):
        reading = read(Path(gold.path), begin=gold.begin)
        resolution = understand(reading, decisions=Path(os.devnull)).resolution
        found.append(judge(gold, reading, resolution, domain))
    return found


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development texts lie beside the project, not in it")
class TestComesTrue:
    """Of the findings in a text as many are right as those in the other texts let expect."""

    @pytest.mark.parametrize("kind", ["name", "relation", "case", "edge"])
    def test_the_mean_of_a_kind(self, kind: str, judged: list[tuple[Judged, ...]]) -> None:
        expected: dict[bool, list[float]] = defaultdict(list)
        for left_out, text in enumerate(judged):
            others = [j for i, other in enumerate(judged) if i != left_out for j in other]
            rules = estimate_confidence(
                [*tallies_of(others, "others"), *(Tally(j.kind, j.rule, 0, 0) for j in text)], {}, []
            ).rules
            for j in text:
                if j.kind == kind:
                    expected[j.right].append(rules[j.kind, j.rule].mean)
        means = [*expected[True], *expected[False]]
        assert len(means) > 40
        assert sum(means) / len(means) == pytest.approx(len(expected[True]) / len(means), abs=0.04)
