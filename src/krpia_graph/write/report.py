"""A knowledge graph, its ranking and the last evaluation in, a report for people in Markdown out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from krpia_graph.model.centrality import Ranking
from krpia_graph.model.evaluation import EvaluationRecord
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.language_model import Answers, DropReason

_REASONS = {
    "no_relation": "Statements in which no rule found a relation",
    "no_participant": "Statements in which no organisation was found",
    "unknown_party": "Parties that the lexicon does not know",
    "ambiguous_name": "Names that may mean several entities",
    "needs_cue": "Names passed over because nothing around supports them",
    "unknown_organisation": "Organisations that the lexicon does not list",
    "fuzzy_alias": "Organisations that the lexicon does not list, with a name close to a listed one",
    "unparsed_date": "Years that no date covers",
    "conflict": "Statements that speak of exclusive and of non-exclusive rights",
    "stale_decision": "Decisions that no longer fit the document",
}
_DROPS: dict[DropReason, str] = {
    "too_long": "the passage is too long to be asked about",
    "refused": "the server turned the passage down",
    "no_reply": "the server gave no reply of the agreed form",
    "no_json": "the reply holds no JSON object, or one that is cut off",
    "wrong_shape": "a part of another shape, or a quote that can be no name",
    "unknown_number": "a number that was not shown",
    "unknown_type": "a type that is not in the vocabulary",
    "unknown_role": "a role that is not in the vocabulary, or not for names of that type",
    "not_in_text": "a quote that does not stand in the passage",
    "part_of_word": "a quote that begins or ends within a word",
    "overlap": "a quote where something else is named already, or a name for the words of a relation",
    "rules_differ": "a role other than the rules give",
    "contradiction": "what contradicts an earlier part of the same answer",
    "repeated": "a type of relation that the same answer has given before",
    "no_case": "a relation or role in a passage without relation words or without two parties",
}
_SHOWN = 20
_LEAST_SURE = 10
_SHOWN_MEASURES = ("strength", "betweenness", "harmonic", "eigenvector", "pagerank")
_SCORED = ("case", "relation", "mention:")


def report_md(
    graph: KnowledgeGraph,
    ranking: Ranking,
    last: EvaluationRecord | None = None,
    unchanged: bool = False,
    fingerprint: str = "",
) -> Iterator[str]:
    """What was built: counts, sources, the most central organisations, how far to trust it, what stayed open.

    `last` are the figures of the last evaluation, `unchanged` whether
    vocabulary, lexicon and rules are still those that it was made with; `fingerprint` is that of the RDF.
    """
    yield "# What was built\n\n"
    yield f"{graph}.\n"
    if fingerprint:
        yield f"\nFingerprint of the statements (SHA-256 of `graph.nq`): `{fingerprint}`\n"
    yield from _sources(graph)
    yield from _counts(graph)
    yield from _ranking(ranking)
    yield from _evaluation(last, unchanged)
    yield from _confidence(graph)
    yield from _doubts(graph)
    if graph.answers:
        yield from _answers(graph.answers)


def _sources(graph: KnowledgeGraph) -> Iterator[str]:
    yield "\n## Sources\n\n| source | title | publisher | cases | SHA-256 |\n|---|---|---|---|---|\n"
    cases = Counter(case.source for case in graph.cases.values())
    for source in graph.sources:
        cells = (source.path, source.title, source.publisher, cases[source.id], source.sha256[:16])
        yield _row(cells)


def _counts(graph: KnowledgeGraph) -> Iterator[str]:
    statements = Counter(statement.kind for statement in graph.statements.values())
    relations = Counter(type_ for case in graph.cases.values() for type_ in case.relation_types)
    yield "\n## Counts\n\n| what | how many |\n|---|---|\n"
    for kind, number in sorted(statements.items()):
        yield _row((f"statements: {kind}", number))
    for name in graph.vocabulary.entity_types:
        number = sum(entity.type == name for entity in graph.entities.values())
        yield _row((f"entities: {name}", number))
    for name in graph.vocabulary.relation_types:
        if relations[name]:
            yield _row((f"cases: {name}", relations[name]))


def _ranking(ranking: Ranking) -> Iterator[str]:
    yield f"\n## The ten most central organisations, by {ranking.measure}\n\n"
    if not ranking:
        yield "No case names two organisations.\n"
        return
    yield _row(("", "organisation", "type", "cases", "partners", *_SHOWN_MEASURES))
    yield _row(["---"] * (5 + len(_SHOWN_MEASURES)))
    for place, row in enumerate(ranking[:10], 1):
        values = (row.values[measure] for measure in _SHOWN_MEASURES)
        cells = ("" if value is None else f"{value:.3g}" for value in values)
        yield _row((place, row.label, row.type, len(row.cases), row.partners, *cells))
    yield (
        "\nCompanies stand for their affiliates. Organisations are tied by each case that states a dealing "
        "between them; a case of k gives each of its ties 1/(k-1). `krpia-graph report` says how far a place "
        "may be trusted.\n"
    )


def _evaluation(last: EvaluationRecord | None, unchanged: bool) -> Iterator[str]:
    yield "\n## The last evaluation\n\n"
    if last is None:
        yield (
            "None is recorded with these data. `krpia-graph evaluate --gold FOLDER --record` scores the "
            "rules on annotated texts and keeps the figures.\n"
        )
        return
    yield f"On the {last.texts} annotated texts of `{last.gold}`, by krpia-graph {last.version}. "
    if unchanged:
        yield "Vocabulary, lexicon and rules are those of today.\n\n"
    else:
        yield (
            "**Vocabulary, lexicon or rules have changed since**: the figures are those of before; "
            "`krpia-graph evaluate --record` makes them anew.\n\n"
        )
    yield _row(("measure", "right", "false", "missed", "precision", "recall", "F1"))
    yield _row(["---"] * 7)
    for name, s in sorted(last.scores.items()):
        if name.startswith(_SCORED):
            shares = (f"{share:.3f}" for share in (s.precision, s.recall, s.f1))
            yield _row((name, s.right, s.false, s.missed, *shares))
    yield (
        "\nThese are no figures of the sources above. Where the rules were written with the annotated texts "
        "at hand, expect less of other texts.\n"
    )


def _confidence(graph: KnowledgeGraph) -> Iterator[str]:
    sure = graph.confidence
    cases = sorted(graph.cases, key=lambda case: (sure.of_case(case).mean, sure.of_case(case).low))
    yield "\n## The least sure cases\n\n"
    if not cases:
        yield "There is no case.\n"
        return
    if not sure.tallies:
        yield "Nothing was counted with these data, so nothing is known of how sure the cases are.\n"
        return
    expected = sum(sure.of_case(case).mean for case in cases)
    yield (
        f"Of {len(cases)} cases, about {expected:.0f} should be right in all their parties and relations, if "
        "these sources are like the texts that the rules were counted on.\n\n"
    )
    yield _row(("confidence", "at least", "case", "text"))
    yield _row(["---"] * 4)
    for case in cases[:_LEAST_SURE]:
        belief, text = sure.of_case(case), " ".join(graph.cases[case].text.split())
        yield _row((f"{belief.mean:.3f}", f"{belief.low:.3f}", case, text[:100]))


def _doubts(graph: KnowledgeGraph) -> Iterator[str]:
    yield "\n## What was not understood\n\n"
    if not graph.doubts:
        yield "Nothing: every statement of the lists gave a case with a party and a relation.\n"
    for reason, title in _REASONS.items():
        found = [doubt for doubt in graph.doubts if doubt.reason == reason]
        if not found:
            continue
        yield f"### {title} ({len(found)})\n\n"
        for doubt in found[:_SHOWN]:
            surface = " ".join(doubt.surface.split())
            candidates = f" (may be {', '.join(doubt.candidates)})" if doubt.candidates else ""
            yield f"- {doubt.source} {doubt.start}-{doubt.end}: {surface[:200]}{candidates}\n"
        if len(found) > _SHOWN:
            yield f"- and {len(found) - _SHOWN} more\n"
        yield "\n"


def _answers(answers: Answers) -> Iterator[str]:
    yield f"## What the language model {_code(answers.model)} said\n\n"
    yield _row(("what", "how many"))
    yield _row(["---"] * 2)
    for what, number in (
        ("passages asked about", answers.asked),
        ("passages with a reply", answers.answered),
        ("names added", answers.names),
        ("roles added", answers.roles),
        ("unclear names read as one of their candidates, where nothing else decides", answers.senses),
        ("relations added", answers.relations),
        ("as the rules had it", answers.agreed),
        ("dropped", len(answers.drops)),
    ):
        yield _row((what, number))
    yield "\n"
    for reason, number in answers.dropped.items():
        yield f"### Dropped: {_DROPS[reason]} ({number})\n\n"
        repeated = Counter(drop for drop in answers.drops if drop.reason == reason)
        for drop, times in list(repeated.items())[:_SHOWN]:
            again = f" ({times} times)" if times > 1 else ""
            yield f"- {drop.source} {drop.start}-{drop.end}: {_code(drop.said)}{again}\n"
        if len(repeated) > _SHOWN:
            yield f"- and {len(repeated) - _SHOWN} more\n"
        yield "\n"


def _code(words: str) -> str:
    """Words of a model so that Markdown reads no markup in them."""
    return f"`{words.replace('`', chr(39))}`"


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |\n"
