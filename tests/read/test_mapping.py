"""Mappings: phrases in, meanings out; what is wrong is named with its line and the valid words."""

from pathlib import Path

import pytest

from krpia_graph.model.domain import Domain
from krpia_graph.model.errors import DomainError, SourceError, UnknownNameError
from krpia_graph.model.mapping import HOLDS, Meaning
from krpia_graph.read import read
from krpia_graph.read.columns import column_names, understand
from krpia_graph.read.mapping import mapping_beside, parse_phrase, read_mapping
from krpia_graph.read.table import load_table

TABLE = "Seller,Buyer,Sum,Year\nAlphabio,Betapharm,65,2020\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def write_mapping(table: Path, *lines: str) -> Path:
    path = mapping_beside(table)
    path.write_text("\n".join(["columns:", *(f"  {line}" for line in lines)]), encoding="utf-8")
    return path


class TestPhrases:
    @pytest.mark.parametrize(
        ("phrase", "meaning"),
        [
            ("participants", Meaning("participants")),
            ("participants as licensor", Meaning("participants", role="licensor")),
            ("institution as site", Meaning("participants", type="institution", role="site")),
            ("korean company", Meaning("participants", type="korean_company")),
            ("regions as excluded", Meaning("regions", role="excluded")),
            ("amount in KRW", Meaning("amount", currency="KRW")),
            (
                "amount as upfront in million USD",
                Meaning("amount", role="upfront", currency="USD", scale=10**6),
            ),
            ("amount in hundred million", Meaning("amount", scale=10**8)),
            ("amount as first_year  in USD", Meaning("amount", role="first_year", currency="USD")),
            ("ignore", Meaning("ignore")),
        ],
    )
    def test_a_phrase_says_a_meaning(self, phrase: str, meaning: Meaning, domain: Domain) -> None:
        assert parse_phrase(phrase, domain.vocabulary) == meaning

    @pytest.mark.parametrize("name", HOLDS)
    def test_a_meaning_is_written_as_its_phrase(self, name: str, domain: Domain) -> None:
        assert str(parse_phrase(name, domain.vocabulary)) == name

    @pytest.mark.parametrize(
        ("phrase", "message"),
        [
            ("participant", "did you mean participants"),
            ("participants as licenser", "licensor"),
            ("drugs as licensor", "unknown role of drugs"),
            ("amount as upfrnt", "did you mean upfront"),
            ("amount in milion USD", "million USD"),
            ("text as lead", "unknown meaning"),
            ("", "unknown meaning"),
        ],
    )
    def test_another_word_is_refused_with_the_valid_ones(
        self, phrase: str, message: str, domain: Domain
    ) -> None:
        with pytest.raises(UnknownNameError, match=message):
            parse_phrase(phrase, domain.vocabulary)


class TestNames:
    @pytest.mark.parametrize(
        ("name", "phrase"),
        [
            ("Licensor", "participants as licensor"),
            ("Companies", "participants"),
            ("partner_2", "participants"),
            ("dealDate", "period"),
            ("Deal value, US$m", "amount as total in million USD"),
            ("Upfront (USD million)", "amount as upfront in million USD"),
            ("Milestones [€bn]", "amount as milestones in billion EUR"),
            ("Royalty rates, %", "amount as royalty"),
            ("Excluded geography", "regions as excluded"),
            ("Product / Drug", "drugs"),
            ("Stages of development", "text"),
            ("Price (USD)", "amount as total in USD"),
            ("Anything (USD)", "amount in USD"),
            ("국내 기업", "korean company"),
            ("기술이전 기업", "participants as licensor"),
            ("계약일 (Deal date)", "period"),
            ("계약금(억원)", "amount as upfront in hundred million KRW"),
            ("총 계약규모(백만불)", "amount as total in million USD"),
            ("적응증", "diseases"),
            ("제외 지역", "regions as excluded"),
            ("번호", "ignore"),
        ],
    )
    def test_a_known_name_says_what_the_column_holds(self, name: str, phrase: str) -> None:
        assert str(column_names().meaning(name)) == phrase

    @pytest.mark.parametrize("name", ["", "Mood", "지원", "연구원", "Companies and their friends"])
    def test_another_name_is_not_known(self, name: str) -> None:
        assert column_names().meaning(name) is None

    def test_a_column_that_is_not_known_is_ignored(self) -> None:
        (column,) = understand(["Mood"])
        assert (str(column.meaning), column.because) == ("ignore", "")

    def test_names_that_do_not_fit_are_refused_with_the_file(self, data_copy: Path) -> None:
        path = data_copy / "columns.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("participants as host", "hosts", 1))
        with pytest.raises(DomainError, match=r"columns\.toml: unknown meaning 'hosts'"):
            column_names(data_copy)


class TestFiles:
    def test_the_mapping_beside_a_table_decides(self, table: Path) -> None:
        write_mapping(table, '"Seller": participants as licensor', '"Sum": amount in thousand EUR')
        (row,) = read(table).statements
        assert [(c.holds, c.role, c.currency, c.scale) for c in row.cells] == [
            ("participants", "licensor", "", 1),
            ("participants", "", "", 1),
            ("amount", "", "EUR", 1000),
            ("period", "", "", 1),
        ]

    def test_a_mapping_makes_a_table_of_a_text_that_would_not_be_recognised(self, tmp_path: Path) -> None:
        path = tmp_path / "names.csv"
        path.write_text("who\nAlphabio\n", encoding="utf-8")
        write_mapping(path, '"who": participants')
        assert read(path).reader == "table"
        assert read(path, reader="news").reader == "news"

    def test_a_mapping_may_be_given(self, table: Path, tmp_path: Path) -> None:
        path = tmp_path / "given.yaml"
        path.write_text('columns: {"Year": ignore}', encoding="utf-8")
        columns = load_table(table, read_mapping(path)).columns
        assert (str(columns[3].meaning), columns[3].because) == ("ignore", "mapping")

    def test_words_of_yaml_are_words(self, tmp_path: Path) -> None:
        path = tmp_path / "a.mapping.yaml"
        path.write_text("columns:\n  No: ignore\n  2020: amount\n  on: text\n", encoding="utf-8")
        assert list(read_mapping(path).columns) == ["No", "2020", "on"]

    def test_the_unit_in_a_name_counts_where_the_phrase_gives_none(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text('Buyer,"Fee, US$m"\nA,1\n', encoding="utf-8")
        write_mapping(path, '"Fee, US$m": amount as upfront')
        assert str(load_table(path).columns[1].meaning) == "amount as upfront in million USD"

    @pytest.mark.parametrize(
        ("lines", "message"),
        [
            (['"Seller": participant'], r":2: column 'Seller': unknown meaning .* did you mean participants"),
            (['"Year": period', '"Selller": drugs'], r":3: in deals\.csv, unknown column .* mean Seller\?"),
            (['"Sum": text', '"Sum": amount'], r":3: the column 'Sum' stands twice"),
            (['"Sum: text'], r":2: .*; put names in double quotes"),
            (["- Sum"], r"below `columns:` give each column its meaning"),
            (['"Sum": {a: b}'], r"below `columns:` give each column its meaning"),
        ],
    )
    def test_a_mapping_that_does_not_fit_is_refused(
        self, table: Path, lines: list[str], message: str
    ) -> None:
        path = write_mapping(table, *lines)
        with pytest.raises(SourceError, match=message) as error:
            read(table)
        assert str(error.value).startswith(str(path))

    @pytest.mark.parametrize("content", [b"", b"\xff", b"kolumns: {}", b"columns: {a: \x00}"])
    def test_a_file_that_is_no_mapping_is_refused(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "a.mapping.yaml"
        path.write_bytes(content)
        with pytest.raises(SourceError, match=r"a\.mapping\.yaml"):
            read_mapping(path)

    def test_a_missing_one_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="no such file"):
            read_mapping(tmp_path / "none.yaml")
