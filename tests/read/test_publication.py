"""What an export says of itself: read from the data folder; what is wrong is refused with file and line."""

from pathlib import Path

import pytest

from krpia_graph.model.errors import DomainError
from krpia_graph.model.publication import Ledger, Publication
from krpia_graph.read.folder import data_folder
from krpia_graph.read.publication import read_publication

HEAD = "address,entity,becomes,since,reason\n"


def ledger(folder: Path, *rows: str) -> Ledger:
    (folder / "ledger.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read_publication(folder).ledger


def test_the_data_that_come_along_have_a_licence_and_say_what_it_leaves_out() -> None:
    dataset = read_publication(data_folder()).dataset
    assert dataset.licence == "https://spdx.org/licenses/MIT"
    for text in (dataset.title, dataset.description, dataset.rights):
        assert text.en and text.ko
    assert any("GeoNames" in credit and "CC BY 4.0" in credit for credit in dataset.attribution)


def test_a_folder_may_do_without(tmp_path: Path) -> None:
    assert read_publication(tmp_path) == Publication()


def test_a_dataset_with_an_unknown_type_of_value_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_text("licence = 3\n", encoding="utf-8")
    with pytest.raises(DomainError, match=r"dataset\.toml: Expected `str`, got `int`"):
        read_publication(tmp_path)


def test_renames_in_a_row_lead_to_the_last_address(tmp_path: Path) -> None:
    found = ledger(tmp_path, "org/a,,org/b,2026-01-01,renamed", "org/b,,org/c,2026-02-01,merged")
    assert found.successor("org/a") == "org/c"
    assert found.successor("org/other") == "org/other"


def test_a_row_may_hold_an_address_for_an_entity(tmp_path: Path) -> None:
    assert ledger(tmp_path, "org/acme-2,institution:acme,,2026-01-01,was second").held == {
        "institution:acme": "org/acme-2"
    }


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["org/a,,org/b,2026-01-01"], "2: the row does not have 5 fields"),
        (["org/a b,,org/c,2026-01-01,x"], "2: 'org/a b' is no address"),
        (["org/a,,,2026-01-01,x"], "2: a row needs an address, and either the entity"),
        (["org/a,company:a,org/b,2026-01-01,x"], "2: a row needs an address, and either the entity"),
        (["org/a,,org/b,last year,x"], "2: since 'last year': write the day"),
        (["org/a,,org/b,2026-01-01,"], "2: the reason is empty"),
        (["org/a,,org/b,2026-01-01,x", "org/a,,org/c,2026-01-01,x"], "3: org/a stands already in line 2"),
        (["org/a,,org/b,2026-01-01,x", "org/b,,org/a,2026-01-01,x"], "2: org/a becomes itself in the end"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_line(tmp_path: Path, rows: list[str], said: str) -> None:
    with pytest.raises(DomainError) as refused:
        ledger(tmp_path, *rows)
    assert f"ledger.csv:{said}" in str(refused.value)


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text("old,new\n", encoding="utf-8")
    with pytest.raises(DomainError, match=r"ledger\.csv:1: the columns must be address,entity"):
        read_publication(tmp_path)
