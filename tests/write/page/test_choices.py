"""Facets, years, views, sizes and legend: what is shown, and whether the counts beside them are true."""

from collections import Counter

import pytest
from page_reader import Reader

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.schema import View


def ticks(reader: Reader, facet: str) -> dict[str, int]:
    """The choices of a facet with the counts beside them."""
    rows = reader.see(
        f"[...document.querySelectorAll('[data-facet={facet}] .tick')].map((tick) =>"
        "[tick.querySelector('input').value, Number(tick.querySelector('.count').textContent)])"
    )
    return dict(rows)


def tick(reader: Reader, facet: str, value: str) -> None:
    reader.press_on(f"[data-facet={facet}] input[value={value!r}]")


def covers(years: tuple[int | None, int | None], first: int, last: int) -> bool:
    return (years[0] or 0) <= last and (years[1] or 9999) >= first


def test_counts_are_those_of_the_graph(reader: Reader, graph: KnowledgeGraph) -> None:
    cases = graph.cases.values()
    relations = Counter(r for case in cases for r in (case.relation_types or ("",)))
    assert ticks(reader, "sections") == Counter(case.category for case in cases)
    for facet in ("relations", "companies", "regions"):
        if reader.see(f"document.querySelector('[data-more={facet}]') !== null"):
            reader.press_on(f"[data-more={facet}]")
    assert ticks(reader, "relations") == relations
    named = Counter(e for case in cases for e in {a.entity for a in case.arguments})
    companies = {
        n: c for n, c in named.items() if graph.entities[n].type in ("global_company", "korean_company")
    }
    assert ticks(reader, "companies") == companies
    assert ticks(reader, "regions") == {n: c for n, c in named.items() if graph.entities[n].type == "region"}


def test_undated_cases_are_counted_shown_at_first_and_hidden_on_demand(
    reader: Reader, graph: KnowledgeGraph
) -> None:
    undated = {case.id for case in graph.cases.values() if not case.periods}
    assert 0 < len(undated) < len(graph.cases)
    assert reader.texts("[data-facet=years] .count") == [str(len(undated))]
    assert len(reader.shown("cases")) == len(graph.cases)
    reader.press_on("#undated")
    assert len(reader.shown("cases")) == len(graph.cases) - len(undated)
    assert reader.texts("[data-facet=years] .count") == [str(len(undated))]


def test_years_keep_the_cases_that_they_overlap_and_the_undated_ones(reader: Reader, view: View) -> None:
    low = min(first for years in view.cases.years for first, _ in years if first)
    reader.see("byId('first-year').focus()")
    for _ in range(2018 - low):
        reader.browser.press("ArrowRight")
    assert reader.texts("[data-facet=years] .span") == ["2018 – 2020"]
    expected = [
        n
        for n, years in enumerate(view.cases.years)
        if not years or any(covers(y, 2018, 2020) for y in years)
    ]
    assert reader.shown("cases") == expected
    assert (
        reader.see("document.activeElement.id") == "first-year"
    )  # the slider keeps the focus while it moves


def test_histogram_says_how_many_cases_a_year_has(reader: Reader, view: View) -> None:
    bars = reader.texts("[data-facet=years] .bar title")
    last = max(year for years in view.cases.years for period in years for year in period if year)
    expected = {
        year: sum(any(covers((a, b or last), year, year) for a, b in years) for years in view.cases.years)
        for year in range(2008, last + 1)
    }
    assert bars == [f"{year}: {count} case{'' if count == 1 else 's'}" for year, count in expected.items()]


def test_ticks_of_one_facet_add_and_facets_narrow_each_other(reader: Reader, graph: KnowledgeGraph) -> None:
    def of(*relations: str, section: str = "") -> int:
        return sum(
            bool(set(case.relation_types) & set(relations)) and section in case.category
            for case in graph.cases.values()
        )

    before = ticks(reader, "relations")
    tick(reader, "relations", "licensing")
    assert len(reader.shown("cases")) == of("licensing")
    assert ticks(reader, "relations") == before  # what another tick would add stays to be seen
    tick(reader, "relations", "export")
    assert len(reader.shown("cases")) == of("licensing", "export")
    section = "Marketing Collaboration in Overseas Markets"
    tick(reader, "sections", section)
    assert len(reader.shown("cases")) == of("licensing", "export", section=section)
    assert reader.texts("#pane h2")[0].endswith(f"{of('licensing', 'export', section=section)} cases")
    reader.press_on("#clear-filters")
    assert len(reader.shown("cases")) == len(graph.cases)


def test_only_what_the_cases_that_pass_name_is_shown(reader: Reader, view: View) -> None:
    tick(reader, "companies", "global_company:msd")
    msd = view.entities.id.index("global_company:msd")
    cases = [c for c, named in enumerate(view.cases.named) if msd in {entity for entity, _ in named}]
    assert reader.shown("cases") == cases
    assert set(reader.shown("nodes")) == {entity for c in cases for entity, _ in view.cases.named[c]}
    for tie in reader.shown("ties"):
        behind = {case for _, case, *_ in view.ties.evidence[tie]}
        assert behind == {-1} or behind & set(cases)


@pytest.mark.parametrize("name", ["organisations", "company-drug", "company-region"])
def test_a_view_shows_the_ties_between_its_types(reader: Reader, view: View, name: str) -> None:
    reader.see(
        f"(() => {{ const choice = byId('view-choice'); choice.value = '{name}';"
        "choice.dispatchEvent(new Event('change')) })()"
    )
    wanted = next(v for v in view.views if v.id == name)
    types = view.entities.type

    def joins(tie: int) -> bool:
        a, b = types[view.ties.subject[tie]], types[view.ties.object[tie]]
        return (a in wanted.left and b in wanted.right) or (b in wanted.left and a in wanted.right)

    assert reader.shown("ties") == [tie for tie in range(len(view.ties.type)) if joins(tie)]
    shown = set(reader.shown("nodes"))
    assert {types[n] for n in shown} <= {*wanted.left, *wanted.right}
    if name != "organisations":
        assert shown == {
            end for t in reader.shown("ties") for end in (view.ties.subject[t], view.ties.object[t])
        }


def test_ties_of_one_pair_stay_apart_in_every_view(reader: Reader, view: View) -> None:
    pairs = Counter(frozenset(pair) for pair in zip(view.ties.subject, view.ties.object, strict=True))
    several = [
        tie
        for tie in range(len(view.ties.type))
        if pairs[frozenset((view.ties.subject[tie], view.ties.object[tie]))] > 1
    ]
    assert all(view.ties.bend[tie] for tie in several)
    assert set(several) <= set(reader.shown("ties"))


@pytest.mark.parametrize("measure", ["cases", "degree", "betweenness"])
def test_size_follows_the_measure_chosen(reader: Reader, view: View, measure: str) -> None:
    reader.open(f"size={measure}")
    assert reader.see("Scene.looks.map((look) => look.radius)") == list(view.sizes[measure].radius)


def test_legend_tells_types_with_counts_and_hides_a_type_with_its_lines(reader: Reader, view: View) -> None:
    names = [kind.id for kind in view.types]
    counts = Counter(names[t] for t in view.entities.type)
    shown = reader.see("[...byId('legend').children].map((b) => [b.dataset.type, b.lastChild.textContent])")
    assert {name: int(count) for name, count in shown} == counts
    shapes = reader.see("[...document.querySelectorAll('#legend svg > *')].map((e) => e.outerHTML)")
    assert len(set(shapes)) == len(counts)  # no two types look alike, even without colour
    reader.press_on("#legend [data-type=drug]")
    assert reader.see("document.querySelector('#legend [data-type=drug]').ariaPressed") == "false"
    drug = names.index("drug")
    assert drug not in {view.entities.type[n] for n in reader.shown("nodes")}
    assert all(
        drug not in (view.entities.type[view.ties.subject[t]], view.entities.type[view.ties.object[t]])
        for t in reader.shown("ties")
    )


def test_searching_for_something_hidden_shows_its_type_again(reader: Reader, view: View) -> None:
    reader.press_on("#legend [data-type=drug]")
    reader.see("byId('search').focus()")
    reader.browser.type("keytruda")
    reader.browser.wait_for("!byId('suggestions').hidden")
    assert "hidden by the filters" in reader.texts("#suggestions li")[0]
    reader.browser.press("Enter")
    assert view.entities.id.index("drug:keytruda") in reader.shown("nodes")
