"""Ways in which domain data can be wrong, each with the file, line and message that must tell of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

COUNTS, DECISIONS = "confidence.csv", "review/decisions.jsonl"
ENTITIES, NAMES, LINKS = "lexicon/entities.csv", "lexicon/names.csv", "lexicon/links.csv"
IDENTIFIERS, VOCABULARY, RULES = "lexicon/identifiers.csv", "vocabulary.toml", "rules/planted.yaml"

LEDGER = "ledger.csv"

TABLES = (ENTITIES, NAMES, LINKS, IDENTIFIERS)
KEPT = {
    "disease:acne", "drug:amlodipine", "drug:dukarb", "drug:fimasartan", "drug:kanarb",
    "global_company:msd", "global_company:msd-korea", "global_company:servier",
}  # fmt: skip

Damage = Callable[[str], str]


def add(*rows: str) -> Damage:
    """Adds rows at the end of a file."""
    return lambda text: text + "".join(f"{row}\n" for row in rows)


def replace(old: str, new: str) -> Damage:
    """Replaces the first occurrence."""

    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


def relation_rule(**changes: str) -> Damage:
    """A file with one relation rule, right but for the changes."""
    rule = {
        "id": "planted.word",
        "relations": "[export]",
        "trigger": r"'\bplanted\b'",
        "tests": "{yes: [a planted word], no: [another word]}",
    } | changes
    lines = [f"    {key}: {value}" for key, value in rule.items() if value]
    return lambda _: "relations:\n" + "\n".join(lines).replace("    id", "  - id", 1) + "\n"


def role_rule(**changes: str) -> Damage:
    """A file with one role rule, right but for the changes."""
    rule = {
        "id": "planted.role",
        "slot": "drugs",
        "role": "prior",
        "before": "'planted '",
        "tests": "{yes: ['planted {Kanarb}'], no: ['another {Kanarb}']}",
    } | changes
    lines = [f"    {key}: {value}" for key, value in rule.items() if value]
    return lambda _: "roles:\n" + "\n".join(lines).replace("    id", "  - id", 1) + "\n"


def counts(*rows: str) -> Damage:
    """A file of counts with these rows, from one source."""
    lines = ["kind,rule,accepted,rejected,source", *(f"{row},planted" for row in rows)]
    return lambda _: "".join(f"{line}\n" for line in lines)


def decision(**changes: object) -> Damage:
    """A file with one decision, right but for the changes, behind a blank line."""
    fields = {"document": "0", "source": "page", "start": 0, "end": 3, "surface": "MSD", "action": "accept"}
    return lambda _: "\n" + json.dumps(fields | changes) + "\n"


def planted(id: str = "drug:planted", type: str = "drug", label: str = "Plantedol") -> str:
    """A row of entities.csv."""
    return f"{id},{type},brand,{label},,,invented,no"


@dataclass(frozen=True)
class Fault:
    """What is damaged, and what must be said of it; `line` counts from the end of the file, 0 is none."""

    damage: dict[str, Damage]
    file: str
    message: str
    line: int = 0


def damaged(folder: Path, damage: dict[str, Damage]) -> Path:
    for name, change in damage.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            change(path.read_text("utf-8") if path.exists() else ""), encoding="utf-8", newline=""
        )
    return folder


PROBLEMS = {
    "an alias under two entities without a flag": Fault(
        {NAMES: add("drug:kanarb,Twin Name,en,ambiguous,x", "drug:dukarb,twin-name,en,,x")},
        NAMES,
        "'twin-name' also names drug:kanarb",
        line=-1,
    ),
    "a name that stands twice under one entity": Fault(
        {NAMES: add("drug:kanarb,Twinname,en,,x", "drug:kanarb,Twinname,en,,x")},
        NAMES,
        "'Twinname' stands twice under drug:kanarb",
        line=-1,
    ),
    "a name that stands twice beside another spelling": Fault(
        {NAMES: add(*(f"drug:kanarb,{name},en,,x" for name in ("TwinName", "Twinname", "Twinname")))},
        NAMES,
        "'Twinname' stands twice under drug:kanarb",
        line=-1,
    ),
    "a name of nobody": Fault(
        {NAMES: add("drug:nobody,Nobodol,en,,x")}, NAMES, "drug:nobody is no entity", line=-1
    ),
    "an unknown flag": Fault(
        {NAMES: add("drug:kanarb,Kanarbol,en,acronym;shiny,x")}, NAMES, "'shiny' is no flag", line=-1
    ),
    "an entity of an unknown type": Fault(
        {ENTITIES: add(planted("dragon:smaug", "dragon")), NAMES: add("dragon:smaug,Smaug,en,,x")},
        ENTITIES,
        "dragon:smaug: 'dragon' is no entity type",
        line=-1,
    ),
    "an id of another type": Fault(
        {ENTITIES: add(planted("region:planted", "drug")), NAMES: add("region:planted,Plantedol,en,,x")},
        ENTITIES,
        "region:planted: the id must be its type",
        line=-1,
    ),
    "an address that another one has": Fault(
        {
            ENTITIES: add(planted("institution:msd", "institution")),
            NAMES: add("institution:msd,Plantedol,en,,x"),
        },
        ENTITIES,
        "institution:msd: has the same address as global_company:msd",
        line=-1,
    ),
    "an entity without a name": Fault(
        {ENTITIES: add(planted())}, ENTITIES, "drug:planted: has no row in names.csv", line=-1
    ),
    "an identifier of nobody": Fault(
        {IDENTIFIERS: add("drug:nobody,atc,X01,invented")}, IDENTIFIERS, "drug:nobody is no entity", line=-1
    ),
    "an identifier of no scheme": Fault(
        {IDENTIFIERS: add("drug:kanarb,shelf,12,seen")},
        IDENTIFIERS,
        "'shelf' is no scheme of vocabulary.toml",
    ),
    "an identifier that its scheme cannot have": Fault(
        {IDENTIFIERS: add("drug:kanarb,unii,12,seen")}, IDENTIFIERS, "drug:kanarb: '12' is no unii"
    ),
    "an address that was given up and is in use": Fault(
        {LEDGER: add("product/kanarb,,product/dukarb,2026-01-01,merged")},
        LEDGER,
        "product/kanarb was given up, but drug:kanarb has it",
        line=-1,
    ),
    "an address that leads to nobody": Fault(
        {LEDGER: add("product/old,,product/older,2026-01-01,renamed")},
        LEDGER,
        "product/older is the address of no entity",
        line=-1,
    ),
    "an address held for nobody": Fault(
        {LEDGER: add("product/old,drug:nobody,,2026-01-01,kept")}, LEDGER, "drug:nobody is no entity", line=-1
    ),
    "an address held for another than has it": Fault(
        {LEDGER: add("product/kanarb,drug:dukarb,,2026-01-01,kept")},
        LEDGER,
        "product/kanarb is also that of drug:kanarb",
        line=-1,
    ),
    "a link to nowhere": Fault(
        {LINKS: add("drug:kanarb,has_ingredient,drug:nobody,,x")}, LINKS, "drug:nobody is no entity", line=-1
    ),
    "a link from nowhere": Fault(
        {LINKS: add("drug:nobody,has_ingredient,drug:kanarb,,x")}, LINKS, "drug:nobody is no entity", line=-1
    ),
    "a link of an unknown kind": Fault(
        {LINKS: add("drug:kanarb,cures,disease:acne,,x")}, LINKS, "'cures' is no edge type", line=-1
    ),
    "a link that joins the wrong types": Fault(
        {LINKS: add("drug:kanarb,affiliate_of,global_company:msd,,x")},
        LINKS,
        "affiliate_of cannot join drug and global_company",
        line=-1,
    ),
    "a company that is its own affiliate": Fault(
        {LINKS: add("global_company:msd,affiliate_of,global_company:msd,,x")},
        LINKS,
        "global_company:msd stands above itself",
        line=-1,
    ),
    "affiliates in a circle": Fault(
        {
            LINKS: add(
                "global_company:msd,affiliate_of,global_company:servier,,x",
                "global_company:servier,affiliate_of,global_company:msd-korea,,x",
            )
        },
        LINKS,
        "global_company:servier stands above itself",
        line=-1,
    ),
    "a former name of nobody": Fault(
        {LINKS: add("name:Old Name,renamed_to,drug:nobody,,x")}, LINKS, "drug:nobody is no entity", line=-1
    ),
    "an edge type that joins what is no node": Fault(
        {VOCABULARY: replace('range = ["region"]', 'range = ["planet"]')},
        VOCABULARY,
        "joins 'planet', which is no kind of node",
    ),
    "a rule for an unknown relation type": Fault(
        {RULES: relation_rule(relations="[theft]")},
        RULES,
        "planted.word: 'theft' is no relation type",
        line=-4,
    ),
    "a rule that misses its own sentence": Fault(
        {RULES: relation_rule(trigger="'harvested'")},
        RULES,
        "planted.word finds nothing in 'a planted word'",
    ),
    "a rule that finds what it must not": Fault(
        {RULES: relation_rule(trigger="'word'")}, RULES, "planted.word finds something in 'another word'"
    ),
    "a rule that forbids its own sentence": Fault(
        {RULES: relation_rule(unless="'a planted'")}, RULES, "finds nothing in 'a planted word'"
    ),
    "a role of another slot": Fault(
        {RULES: role_rule(role="host")}, RULES, "planted.role: 'host' is no role of drugs", line=-5
    ),
    "an unknown role": Fault(
        {RULES: role_rule(role="villain")}, RULES, "planted.role: 'villain' is no role of drugs"
    ),
    "a role rule that misses its own sentence": Fault(
        {RULES: role_rule(before="'harvested '")},
        RULES,
        "planted.role does not fit 'planted {Kanarb}'",
    ),
    "a role rule that fits what it must not": Fault(
        {RULES: role_rule(before="' '", tests="{yes: ['a {Kanarb}'], no: ['the {Kanarb}']}")},
        RULES,
        "planted.role fits 'the {Kanarb}'",
    ),
    "a role test without the name marked": Fault(
        {RULES: role_rule(tests="{yes: [planted Kanarb], no: ['another {Kanarb}']}")},
        RULES,
        "planted.role: mark the name with braces in 'planted Kanarb'",
    ),
    "counts of a relation rule that is not there": Fault(
        {COUNTS: counts("relation,planted.word,1,0")}, COUNTS, "relation planted.word: no such rule", line=-1
    ),
    "counts of a family that is not there": Fault(
        {COUNTS: counts("name,horoscope.star,1,0")}, COUNTS, "name horoscope.star: no such rule", line=-1
    ),
    "counts of an edge that is not there": Fault(
        {COUNTS: counts("edge,marries.bullet,1,0")}, COUNTS, "edge marries.bullet: no such rule", line=-1
    ),
    "counts of cases told in what is no statement": Fault(
        {COUNTS: counts("case,limerick,1,0")}, COUNTS, "case limerick: no such rule", line=-1
    ),
    "a decision that is none": Fault(
        {DECISIONS: decision(action="shrug")}, DECISIONS, "Invalid enum value 'shrug'", line=-1
    ),
    "a decision without a span": Fault(
        {DECISIONS: decision(start=4, end=4)}, DECISIONS, "4 to 4 is no span", line=-1
    ),
    "a decision for an entity of an unknown type": Fault(
        {DECISIONS: decision(action="new", entity="dragon:smaug", label="Smaug")},
        DECISIONS,
        "dragon:smaug: 'dragon' is no entity type",
        line=-1,
    ),
}

ERRORS = {
    "an id that stands twice": Fault(
        {ENTITIES: add(planted("drug:kanarb"))}, ENTITIES, "'drug:kanarb' stands twice", line=-1
    ),
    "an empty name": Fault({NAMES: add("drug:kanarb,,en,,x")}, NAMES, "the surface is empty", line=-1),
    "a wrong column": Fault({NAMES: replace("surface", "alias")}, NAMES, "the columns must be entity,"),
    "a column too few": Fault({LINKS: add("drug:kanarb,part_of,drug:dukarb")}, LINKS, "5 fields", line=-1),
    "a column too many": Fault({LINKS: add("drug:kanarb,,drug:dukarb,,x,y")}, LINKS, "5 fields", line=-1),
    "a quote that does not end": Fault({NAMES: add('drug:kanarb,"Kanar')}, NAMES, "unexpected end of data"),
    "a rule without a sentence that it finds": Fault(
        {RULES: relation_rule(tests="{yes: [], no: [another word]}")},
        RULES,
        "'planted.word' needs a test for yes and one for no",
    ),
    "a rule without a sentence that it leaves": Fault(
        {RULES: relation_rule(tests="{yes: [a planted word], no: []}")},
        RULES,
        "'planted.word' needs a test for yes and one for no",
    ),
    "a rule without tests": Fault({RULES: relation_rule(tests="")}, RULES, "missing required field `tests`"),
    "a role rule without tests": Fault({RULES: role_rule(tests="")}, RULES, "missing required field `tests`"),
    "a rule without a pattern": Fault({RULES: relation_rule(trigger="''")}, RULES, "has no pattern"),
    "a rule that is no regular expression": Fault(
        {RULES: relation_rule(trigger="'(planted'")}, RULES, "'planted.word'"
    ),
    "a rule that stands twice": Fault(
        {RULES: relation_rule(id="export.word")}, "rules/relations-rights.yaml", "'export.word' stands twice"
    ),
    "a rule with a misspelt key": Fault({RULES: relation_rule(unles="'planted'")}, RULES, "unles"),
    "a rule file that is no YAML": Fault({RULES: lambda _: "relations: [}"}, RULES, "planted.yaml"),
    "a rule file without rules": Fault({RULES: lambda _: ""}, RULES, "planted.yaml"),
    "a rule for an unknown slot": Fault({RULES: role_rule(slot="villains")}, RULES, "villains"),
    "a negative count": Fault(
        {COUNTS: counts("name,lexicon,-1,0")}, COUNTS, "accepted must be a whole number from 0", line=-1
    ),
    "a count that is no number": Fault(
        {COUNTS: counts("name,lexicon,1,many")}, COUNTS, "rejected must be a whole number from 0", line=-1
    ),
    "counts of an unknown kind": Fault(
        {COUNTS: counts("hunch,lexicon,1,0")}, COUNTS, "'hunch' is no kind of finding", line=-1
    ),
    "counts of no rule": Fault({COUNTS: counts("name,,1,0")}, COUNTS, "'' names no rule", line=-1),
    "counts that stand twice": Fault(
        {COUNTS: counts("name,cell,1,0", "name,cell,2,0")}, COUNTS, "name cell stands twice", line=-1
    ),
    "counts without their source": Fault(
        {COUNTS: lambda _: "kind,rule,accepted,rejected\n"}, COUNTS, "the columns must be kind,"
    ),
    "a vocabulary that is no TOML": Fault({VOCABULARY: add("[")}, VOCABULARY, "vocabulary.toml"),
    "a type without a label": Fault(
        {VOCABULARY: replace('label = { en = "Drug", ko = "의약품" }\n', "")}, VOCABULARY, "label"
    ),
    "an organisation type that is no entity type": Fault(
        {VOCABULARY: replace('"institution"]', '"guild"]')}, VOCABULARY, "organisation_types names 'guild'"
    ),
    "a colour that is none": Fault(
        {VOCABULARY: replace('colour = "#0072B2"', 'colour = "blue"')},
        VOCABULARY,
        "entity_types.global_company.colour is 'blue'; write it as #0072B2",
    ),
    "a shape that nothing draws": Fault(
        {VOCABULARY: replace('shape = "dot"', 'shape = "circle"')}, VOCABULARY, "entity_types[...].shape"
    ),
    "a role with an unknown edge": Fault(
        {VOCABULARY: replace('edge = "after_deal_on"', 'edge = "after_deal"')},
        VOCABULARY,
        "roles.prior.edge is 'after_deal', which is no edge type",
    ),
    "a base that is no address": Fault(
        {VOCABULARY: replace('base = "https://w3id.org/krpia-graph/"', 'base = "krpia-graph"')},
        VOCABULARY,
        "base is 'krpia-graph'",
    ),
    "a word that cannot be part of an address": Fault(
        {VOCABULARY: replace('iri = "co-promotion"', 'iri = "co promotion"')},
        VOCABULARY,
        "relation_types.co_promotion.iri is 'co promotion'",
    ),
    "a type with an unknown role": Fault(
        {VOCABULARY: replace('role = "object"', 'role = "villain"')},
        VOCABULARY,
        "entity_types.drug.role is 'villain'",
    ),
}  # fmt: skip
