"""The lint of the domain data: what comes with the package is clean, and every planted fault is found."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from krpia_graph.check import Problem, check
from krpia_graph.model.errors import DomainError
from krpia_graph.read.folder import data_folder

COUNTS, DECISIONS = "confidence.csv", "review/decisions.jsonl"
ENTITIES, NAMES, LINKS = "lexicon/entities.csv", "lexicon/names.csv", "lexicon/links.csv"
IDENTIFIERS, VOCABULARY, RULES = "lexicon/identifiers.csv", "vocabulary.toml", "rules/planted.yaml"

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


def test_the_data_that_come_with_the_package_have_no_problem() -> None:
    assert check() == []


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Vocabulary and rules whole, of the lexicon the rows of a few entities: read in no time."""
    folder = tmp_path_factory.mktemp("few") / "data"
    shutil.copytree(data_folder() / "rules", folder / "rules")
    shutil.copy(data_folder() / VOCABULARY, folder)
    (folder / "lexicon").mkdir()
    for name in TABLES:
        with (data_folder() / name).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        ends = (0, 2) if name == LINKS else (0,)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([head, *(row for row in rows if all(row[end] in KEPT for end in ends))])
    return folder


@pytest.fixture
def data(few: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(shutil.copytree(few, tmp_path / "data"))


def test_a_copy_has_none_either(data: Path) -> None:
    """Else the faults below might be of the copy."""
    sound = {
        RULES: lambda _: relation_rule()("") + role_rule()(""),
        COUNTS: counts(
            "name,shape.head,1,2",
            "name,lexicon+llm:some-model,1,0",
            "relation,planted.word,0,0",
            "edge,partners_with.row,3,1",
        ),
        DECISIONS: decision(),
    }
    assert check(damaged(data, sound)) == []


@pytest.mark.parametrize("fault", PROBLEMS.values(), ids=PROBLEMS)
def test_the_check_finds(fault: Fault, data: Path) -> None:
    problems = check(damaged(data, fault.damage))
    found = [problem for problem in problems if fault.message in problem.message]
    assert [problem.file for problem in found] == [fault.file], problems
    if fault.line:
        lines = (data / fault.file).read_text("utf-8").count("\n") + 1
        assert found[0].line == lines + fault.line


@pytest.mark.parametrize("fault", ERRORS.values(), ids=ERRORS)
def test_data_do_not_load_with(fault: Fault, data: Path) -> None:
    with pytest.raises(DomainError) as error:
        check(damaged(data, fault.damage))
    assert fault.message in str(error.value)
    place = str(data / fault.file)
    if fault.line:
        lines = (data / fault.file).read_text("utf-8").count("\n") + 1
        place += f":{lines + fault.line}:"
    assert str(error.value).startswith(place)


@pytest.mark.parametrize("name", [*TABLES, VOCABULARY])
def test_a_missing_file_is_named(name: str, data: Path) -> None:
    (data / name).unlink()
    with pytest.raises(DomainError, match=re.escape(Path(name).name)):
        check(data)


@pytest.mark.parametrize("name", [*TABLES, VOCABULARY])
def test_a_file_of_another_encoding_is_named(name: str, data: Path) -> None:
    (data / name).write_bytes((data / name).read_bytes() + "한미".encode("cp949"))
    with pytest.raises(DomainError, match=re.escape(Path(name).name)):
        check(data)


def test_a_problem_reads_as_file_line_and_message() -> None:
    assert str(Problem("lexicon/names.csv", 7, "is wrong")) == "lexicon/names.csv:7: is wrong"
    assert str(Problem("vocabulary.toml", 0, "is wrong")) == "vocabulary.toml: is wrong"
