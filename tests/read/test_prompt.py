"""The prompt: that of the package fits the vocabulary, one of a data folder takes its place."""

import json
from pathlib import Path

import pytest

from krpia_graph.llm.answers import read_answer
from krpia_graph.llm.questions import answer_schema, given_roles, opening
from krpia_graph.model.domain import Domain
from krpia_graph.model.errors import DomainError
from krpia_graph.read.prompt import read_prompt


def test_every_type_and_role_that_can_be_given_is_defined_and_no_other(domain: Domain) -> None:
    prompt, vocabulary = read_prompt(), domain.vocabulary
    assert prompt.entity_types.keys() == vocabulary.entity_types.keys()
    assert prompt.relation_types.keys() == vocabulary.relation_types.keys()
    assert prompt.roles.keys() == given_roles(vocabulary).keys()
    assert not prompt.roles.keys() & {"lead", "adviser"}


def test_the_example_is_a_question_with_a_sound_answer(domain: Domain) -> None:
    example = read_prompt().example
    question, answer = json.loads(example.question), read_answer(example.answer)
    assert answer.misshapen == ()
    shown = {name["number"]: name for name in question["names"]}
    roles, types = domain.vocabulary.roles, domain.vocabulary.entity_types
    for pick in answer.picks:
        assert roles[pick.role].slot == types[shown[pick.number]["type"]].slot
    for further in answer.names:
        assert roles[further.role].slot == types[further.type].slot
    quotes = [*(name.quote for name in answer.names), *(shown.quote for shown in answer.relations)]
    assert [quote for quote in quotes if not any(quote in text for text in question["text"])] == []
    assert all(name["words"] in " ".join(question["text"]) for name in shown.values())


def test_the_names_of_the_example_are_nobodys(domain: Domain) -> None:
    listed = {name.surface.casefold() for name in domain.lexicon.names}
    assert not listed & {"brightwell labs", "namhae bio", "bwl-12", "goyang drug days"}


def test_the_task_tells_every_id_with_its_meaning(domain: Domain) -> None:
    system, question, answer = opening(read_prompt(), domain.vocabulary)
    assert [m["role"] for m in (system, question, answer)] == ["system", "user", "assistant"]
    assert "- licensee: takes the rights\n" in system["content"]
    assert "- korean_company: a company from Korea" in system["content"]
    assert "{" + "roles}" not in system["content"]


def test_a_type_without_a_definition_is_told_by_its_label(domain: Domain, data_copy: Path) -> None:
    path = data_copy / "llm" / "prompt.toml"
    text = path.read_text("utf-8")
    path.write_text("".join(line for line in text.splitlines(True) if "mou =" not in line), encoding="utf-8")
    (system, *_) = opening(read_prompt(data_copy), domain.vocabulary)
    assert "- mou: Memorandum or letter of intent\n" in system["content"]


def test_a_folder_may_do_without_a_prompt(data_copy: Path) -> None:
    (data_copy / "llm" / "prompt.toml").unlink()
    assert read_prompt(data_copy) == read_prompt()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("version = 1", "version = ", r"prompt\.toml"),
        ("version = 1", 'version = "one"', r"prompt\.toml.*int"),
        ("{roles}", "", r"prompt\.toml: system must hold \{roles\}"),
    ],
)
def test_a_prompt_that_is_none_is_named(data_copy: Path, old: str, new: str, reason: str) -> None:
    path = data_copy / "llm" / "prompt.toml"
    path.write_text(path.read_text("utf-8").replace(old, new, 2), encoding="utf-8")
    if old == "{roles}":
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(DomainError, match=reason):
        read_prompt(data_copy)


def test_the_schema_allows_what_the_vocabulary_holds_and_nothing_else(domain: Domain) -> None:
    schema = answer_schema(domain.vocabulary)
    assert schema["additionalProperties"] is False
    relation = schema["properties"]["relations"]["items"]["properties"]
    assert relation["type"]["enum"] == list(domain.vocabulary.relation_types)
    name = schema["properties"]["further_names"]["items"]["properties"]
    assert name["type"]["enum"] == list(domain.vocabulary.entity_types)
    assert set(name["role"]["enum"]) == {"", *given_roles(domain.vocabulary)}
