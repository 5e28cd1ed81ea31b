"""The verb `explain`: what is known of an entity, with the sentences and how sure they make it."""

from typing import Annotated

import typer

from krpia_graph.cli.asking import AsJson, Data, Sources, built
from krpia_graph.cli.output import print_json, say, sure_columns
from krpia_graph.model.case import Mention
from krpia_graph.model.document import Statement
from krpia_graph.model.graph import Edge, KnowledgeGraph


def explain(
    name: Annotated[str, typer.Argument(help="An entity by label, alias or id, in either language.")],
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """An entity, its ties, and the sentences behind each."""
    graph = built(source, data)
    entity = graph.find(name)
    ties = list(graph.ties(entity.id))
    if as_json:
        print_json(
            {
                "id": entity.id,
                "type": entity.type,
                "label": entity.label_en,
                "label_ko": entity.label_ko,
                "aliases": list(entity.aliases),
                "country": entity.country,
                "ties": [_tie(graph, edge) for edge in ties],
            }
        )
        return
    vocabulary = graph.vocabulary
    korean = f" ({entity.label_ko})" if entity.label_ko else ""
    say(f"{entity.label_en}{korean}, {vocabulary.entity_types[entity.type].label.en}", style="bold")
    if entity.aliases:
        say(f"also: {', '.join(entity.aliases)}")
    told: set[str] = set()
    for edge in sorted(ties, key=lambda edge: edge.subject in graph.cases):
        statements = graph.because(edge)
        if edge.subject in graph.cases and told.issuperset(s.id for s in statements):
            continue  # the ties above have shown this case
        told.update(statement.id for statement in statements)
        belief = graph.confidence.edges.get(edge.key)
        figures = f", confidence {belief.mean:.3f}, at least {belief.low:.3f}" if belief else ""
        say(f"\n{_sentence(graph, edge)}{figures}", style="bold")
        for statement in statements:
            heading = f"{statement.heading}: " if statement.heading else ""
            say(f"  {statement.source} {statement.start}-{statement.end}  {heading}{statement.text}")
            rules = {m.rule: graph.confidence.of(m).mean for m in _named(graph, edge, statement)}
            if rules:
                say(f"    names by {', '.join(f'{rule} {mean:.3f}' for rule, mean in rules.items())}")


def _named(graph: KnowledgeGraph, edge: Edge, statement: Statement) -> list[Mention]:
    """The mentions in a statement that name the ends of an edge, each once, in the order of the text."""
    mentions = {
        (mention.start, mention.end): mention
        for case in edge.cases
        for argument in graph.cases[case].arguments
        if argument.entity in (edge.subject, edge.object)
        for mention in argument.mentions
        if statement.start <= mention.start and mention.end <= statement.end
    }
    return [mentions[place] for place in sorted(mentions)]


def _sentence(graph: KnowledgeGraph, edge: Edge) -> str:
    """An edge in words: subject, relation, object, and the relation types or the role behind it."""
    label = graph.vocabulary.edge_types[edge.relation].label.en
    case = graph.cases.get(edge.subject)
    subject = f"case under {case.header!r}" if case else graph.entities[edge.subject].label_en
    role = [graph.vocabulary.roles[edge.role].label.en] if edge.role else []
    kinds = ", ".join(edge.relations or role)
    return f"{subject} {label} {graph.entities[edge.object].label_en}{f' ({kinds})' if kinds else ''}"


def _tie(graph: KnowledgeGraph, edge: Edge) -> dict[str, object]:
    return {
        "subject": edge.subject,
        "relation": edge.relation,
        "object": edge.object,
        "role": edge.role,
        "relations": list(edge.relations),
        "cases": list(edge.cases),
        **sure_columns(graph.confidence.edges.get(edge.key)),
        "because": [
            {
                "source": s.source,
                "start": s.start,
                "end": s.end,
                "text": s.text,
                "found": [
                    {
                        "surface": m.surface,
                        "start": m.start,
                        "end": m.end,
                        "rule": m.rule,
                        **sure_columns(graph.confidence.of(m)),
                    }
                    for m in _named(graph, edge, s)
                ],
            }
            for s in graph.because(edge)
        ],
    }
