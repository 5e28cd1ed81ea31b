"""An analysis in, what a reader must know of it in plain sentences out: done, concluded, to be minded."""

from dataclasses import dataclass

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.centrality import Centrality
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.analysis.words import Words

SURE = 0.9  # of the draws
FIRST = 10
BY_STEPS = ("degree", "harmonic", "betweenness", "core")
FEW = 200  # cases; an interval of the seed's 53 spans half of the ranks


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences, most important first."""

    done: tuple[str, ...]
    concluded: tuple[str, ...]
    warnings: tuple[str, ...]


def summary(graph: KnowledgeGraph, analysis: Analysis, words: Words) -> Summary:
    """The sentences."""
    sources = len({graph.cases[case].source for case in analysis.cases})
    return Summary(
        tuple(_done(analysis, words, sources)),
        tuple(_concluded(analysis, words)),
        tuple(_warnings(graph, analysis, words)),
    )


def _done(analysis: Analysis, words: Words, sources: int) -> list[str]:
    ranking, lens, drawn = analysis.ranking, analysis.ranking.lens, analysis.ranking.resampling
    found = [
        words.done_network.format(
            cases=len(analysis.cases),
            sources=words.counted("source_count", sources),
            actors=len(ranking),
            ties=len(analysis.ties),
            main=sum(row.component == 1 and row.partners > 0 for row in ranking),
            alone=sum(row.partners == 0 for row in ranking),
        ),
        words.done_lens.format(
            projection=words.choice(lens.projection),
            level=words.choice(lens.level),
            case_model=words.choice(lens.case_model),
            weights=words.choice(lens.weights),
        ),
    ]
    if lens.years:
        found.append(words.done_years.format(*("…" if year is None else year for year in lens.years)))
    if lens.ego:
        found.append(words.done_ego.format(radius=lens.radius, ego=lens.ego))
    meaning = words.meaning(ranking.measure, analysis.meanings.get(ranking.measure, ""))
    found.append(words.done_rank.format(measure=words.measure(ranking.measure), meaning=meaning))
    if drawn:
        scheme = "keep" if drawn.scheme == "confidence" else drawn.scheme
        found.append(
            words.done_drawn.format(
                count=drawn.count,
                scheme=words.choice(scheme),
                unit=words.choice(drawn.unit),
                seed=drawn.seed,
            )
        )
    return found


def _concluded(analysis: Analysis, words: Words) -> list[str]:
    ranking = analysis.ranking
    if not ranking.resampling:
        return [words.not_drawn]
    first = min(FIRST, len(ranking))
    sure = analysis.sure_of_first(SURE, FIRST)
    found = []
    if first and len(sure) == first:
        found.append(words.sure_all.format(first=first))
    elif sure:
        names = _joined([words.name(row.actor) for row in sure], words)
        sentence = words.sure_one if len(sure) == 1 else words.sure_some
        found.append(sentence.format(first=first, names=names))
    elif first:
        found.append(words.sure_none.format(first=first))
    if len(ranking) > 1:
        found.append(_leader(ranking[0], ranking[1], ranking.measure, words))
    return [sentence for sentence in found if sentence]


def _leader(first: Centrality, second: Centrality, measure: str, words: Words) -> str:
    one, other = first.places.get(measure), second.places.get(measure)
    if not (one and other and one.high is not None and other.low is not None):
        return ""
    sentence = words.first_sure if one.high < other.low else words.first_open
    return sentence.format(
        first=words.name(first.actor),
        second=words.name(second.actor),
        a=f"{one.low}–{one.high}",
        b=f"{other.low}–{other.high}",
    )


def _joined(names: list[str], words: Words) -> str:
    return words.last_of_several.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _warnings(graph: KnowledgeGraph, analysis: Analysis, words: Words) -> list[str]:
    cases, ties = len(analysis.cases), len(analysis.ties)
    single = sum(not tie.repeated for tie in analysis.ties)
    found = []
    if not ties:
        found.append(words.no_ties)
    if cases < FEW:
        found.append(words.few_cases.format(cases))
    if single:
        found.append(words.single.format(single, ties))
    if graph.confidence.tallies and cases:
        right = sum(graph.confidence.of_case(case).mean for case in analysis.cases)
        found.append(words.sureness.format(right, cases))
    if analysis.undated:
        found.append(words.undated.format(len(analysis.undated), cases))
    if analysis.ranking.measure == "betweenness":
        found.append(words.betweenness_moves)
    if analysis.ranking.measure in BY_STEPS and analysis.ranking.resampling:
        found.append(words.hops_narrow)
    if analysis.estimate.pivots is not None:
        found.append(words.estimated.format(analysis.estimate.pivots))
    return found
