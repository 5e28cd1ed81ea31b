"""Tables: rows become statements with cells at their places, in CSV, JSON Lines and XLSX alike."""

import csv
import io
import json
import zipfile
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.model.document import Document, Reading, Source
from krpia_graph.model.errors import SourceError
from krpia_graph.read import READERS, read
from krpia_graph.read.table import read_table, recognises_table, table_of
from krpia_graph.read.workbook import read_workbook

DEALS = 'Licensor,Licensee,Product,"Upfront, US$m",Mood\nAlphabio,"Beta, Inc.",AB-1,65,good\n'


def document(text: str) -> Document:
    return Document(Source("deals", "deals.csv", "", "", "", "", "en", ""), text)


def rows(reading: Reading) -> list[list[tuple[str, str]]]:
    text = reading.document.text
    return [
        [(c.role or c.holds, text[c.start : c.end]) for c in s.cells]
        for s in reading.statements
        if s.kind == "row"
    ]


def noise(reading: Reading, kind: str) -> list[str]:
    return [reading.document.text[n.start : n.end] for n in reading.noise if n.kind == kind]


FIRST = [("licensor", "Alphabio"), ("licensee", "Beta, Inc."), ("drugs", "AB-1"), ("upfront", "65")]


class TestSeparatedValues:
    def test_a_row_is_a_statement_and_its_cells_mean_what_the_names_say(self) -> None:
        reading = read_table(document(DEALS))
        (row,) = reading.statements
        assert (row.kind, row.text) == ("row", 'Alphabio,"Beta, Inc.",AB-1,65,good')
        assert rows(reading) == [FIRST]
        assert noise(reading, "column_name") == ['Licensor,Licensee,Product,"Upfront, US$m",Mood']
        assert (row.cells[3].currency, row.cells[3].scale) == ("USD", 1_000_000)

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
    def test_delimiter_and_line_end_are_found(self, delimiter: str, line_end: str) -> None:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(
            csv.reader(io.StringIO(DEALS))
        )
        assert recognises_table(out.getvalue())
        assert rows(read_table(document(out.getvalue()))) == [FIRST]

    def test_a_quoted_value_may_break_lines_and_stands_without_its_quotes(self) -> None:
        reading = read_table(document('Licensor,Notes\nA,"said ""yes"",\nthen no"\nB,none\n'))
        assert rows(reading) == [
            [("licensor", "A"), ("text", 'said ""yes"",\nthen no')],
            [("licensor", "B"), ("text", "none")],
        ]

    def test_a_quote_that_is_not_closed_is_text(self) -> None:
        assert rows(read_table(document('Licensor,Licensee\n"A,B\nC,"D" x\n'))) == [
            [("licensor", '"A'), ("licensee", "B")],
            [("licensor", "C"), ("licensee", '"D" x')],
        ]

    def test_rows_without_a_value_are_markers_and_blank_lines_nothing(self) -> None:
        reading = read_table(document("Licensor,Licensee\n,\n\n \nA,B\n"))
        assert rows(reading) == [[("licensor", "A"), ("licensee", "B")]]
        assert noise(reading, "marker") == [","]

    def test_a_row_with_more_values_than_columns_has_no_cells(self) -> None:
        table = table_of(document("Licensor,Licensee\nA,B\nC,D,E\nF,G,\n"))
        assert [len(s.cells) for s in table.reading.statements] == [2, 0, 2]
        assert [row.text for row in table.misfits] == ["C,D,E"]

    def test_titles_may_stand_above_the_header(self) -> None:
        reading = read_table(document("Deals of 2020,\nLicensor,Licensee\nA,B\n"))
        assert [s.kind for s in reading.statements] == ["paragraph", "row"]
        assert rows(reading) == [[("licensor", "A"), ("licensee", "B")]]

    def test_a_byte_order_mark_is_no_part_of_the_first_name(self) -> None:
        table = table_of(document("\ufeff" + DEALS))
        assert table.columns[0].name == "Licensor"
        assert noise(table.reading, "byte_order_mark") == ["\ufeff"]

    @given(
        st.lists(
            st.lists(
                st.text(st.sampled_from('ab1 ,;"\n\t가'), max_size=8).map(str.strip), min_size=3, max_size=3
            ),
            min_size=1,
            max_size=5,
        )
    )
    def test_what_the_csv_module_writes_is_read_again(self, values: list[list[str]]) -> None:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([["Licensor", "Licensee", "Product"], *values])
        reading = read_table(document(out.getvalue()))
        written = [[v.replace('"', '""') for v in row if v] for row in values if any(row)]
        assert [[words for _, words in row] for row in rows(reading)] == written

    def test_a_hundred_thousand_rows_are_read_in_seconds(self) -> None:
        text = DEALS + f"{DEALS.splitlines()[1]}\n" * 100_000
        start = perf_counter()
        assert len(read_table(document(text)).statements) == 100_001
        assert perf_counter() - start < 20


class TestJsonLines:
    def test_the_values_of_an_object_are_cells(self) -> None:
        line = (
            '{"licensor": "Alphabio", "product": ["AB-1", "AB-2"], "upfront_usd_m": 6.5, "territory": null}'
        )
        reading = read_table(document(line + "\n"))
        assert rows(reading) == [
            [("licensor", "Alphabio"), ("drugs", "AB-1"), ("drugs", "AB-2"), ("upfront", "6.5")]
        ]
        assert reading.statements[0].text == line
        assert reading.statements[0].cells[3].scale == 1_000_000

    def test_nested_names_are_joined(self) -> None:
        table = table_of(document('{"deal": {"type": "x", "parties": [{"name": "A"}]}, "licensor": "B"}'))
        assert [c.name for c in table.columns] == ["deal.type", "deal.parties.name", "licensor"]

    def test_escapes_are_kept_in_the_text_and_gone_in_the_plain_text(self) -> None:
        values = {"licensor": "한미 😀", "notes": 'a "b"\n\\n'}
        reading = read_table(document(json.dumps(values) + "\n"))
        made = reading.document
        (row,) = reading.statements
        assert rows(reading)[0][0] == ("licensor", "\\ud55c\\ubbf8 \\ud83d\\ude00")
        assert [made.plain[slice(*made.in_readable(c.start, c.end))] for c in row.cells] == [*values.values()]

    @pytest.mark.parametrize("line", ["[1]", '{"a": 1', '{"a": 1} x', "text", '{"a": "\\ud83d\\udzzz"}'])
    def test_a_line_without_an_object_is_refused_by_its_number(self, line: str) -> None:
        with pytest.raises(SourceError, match=r"deals\.csv:3: not a JSON object"):
            read_table(document(f'{{"a": 1}}\r\n\r\n{line}\r\n'))

    def test_an_empty_object_says_nothing(self) -> None:
        reading = read_table(document('{"licensor": "A"}\n{}\n'))
        assert len(reading.statements) == 1
        assert noise(reading, "marker") == ["{}"]


def write_workbook(path: Path, sheets: dict[str, list[list[str | float]]]) -> Path:
    """A small XLSX file; a number below 0 is written as the date of that (positive) serial number."""

    def cell(value: str | float) -> str:
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        return f'<c s="1"><v>{-value}</v></c>' if value < 0 else f"<c><v>{value}</v></c>"

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    numbered = list(enumerate(sheets.items(), 1))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            + "".join(f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, (name, _) in numbered)
            + "</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships">'
            + "".join(
                f'<Relationship Id="r{i}" Type="{office}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                for i, _ in numbered
            )
            + f'<Relationship Id="r99" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
            "</styleSheet>",
        )
        for i, (_, table) in numbered:
            lines = "".join(f"<row>{''.join(map(cell, line))}</row>" for line in table)
            archive.writestr(
                f"xl/worksheets/sheet{i}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>',
            )
    return path


SHEET: list[list[str | float]] = [
    ["Licensor", "Licensee", "Deal date", "Upfront, US$m", "Notes"],
    ["Alphabio", "Beta\nInc.", -41542.0, 65.0, 'a "b"'],
]


class TestWorkbook:
    def test_a_sheet_is_read_as_a_table(self, tmp_path: Path) -> None:
        reading = read(write_workbook(tmp_path / "deals.xlsx", {"Deals": SHEET}))
        assert reading.reader == "table"
        assert rows(reading) == [
            [
                ("licensor", "Alphabio"),
                ("licensee", "Beta\nInc."),
                ("period", "2013-09-25"),
                ("upfront", "65"),
                ("text", 'a ""b""'),
            ]
        ]
        assert reading.document.source.path == "deals.xlsx"
        assert len(reading.document.source.sha256) == 64

    def test_every_character_is_a_statement_or_noise(self, tmp_path: Path) -> None:
        path = write_workbook(tmp_path / "a.xlsx", {"One": SHEET, "Empty": [], "Two": SHEET})
        reading = read(path)
        text = reading.document.text
        spans = sorted(
            [(s.start, s.end) for s in reading.statements] + [(n.start, n.end) for n in reading.noise]
        )
        gaps = [text[one[1] : other[0]] for one, other in pairwise(spans)]
        assert "".join(gaps).strip() == ""
        assert all(text[s.start : s.end] == s.text for s in reading.statements)

    def test_of_several_sheets_each_has_its_name_above(self, tmp_path: Path) -> None:
        path = write_workbook(tmp_path / "a.xlsx", {"One": SHEET, "Two": SHEET})
        statements = read(path).statements
        assert [(s.kind, s.section) for s in statements] == [
            ("heading", ""),
            ("row", "One"),
            ("heading", ""),
            ("row", "Two"),
        ]
        assert statements[3].parent == statements[2].id

    def test_numbers_are_written_plainly(self, tmp_path: Path) -> None:
        values: list[str | float] = [1e15, 0.1 + 0.2, 1e-7, 65.0]
        path = write_workbook(tmp_path / "a.xlsx", {"One": [values]})
        assert read_workbook(path)[0].text == "1000000000000000\t0.3\t0.0000001\t65\n"

    def test_a_sidecar_names_the_source(self, tmp_path: Path) -> None:
        path = write_workbook(tmp_path / "deals.xlsx", {"Deals": SHEET})
        path.with_suffix(".toml").write_text('title = "Deals"\npublisher = "P"\n', encoding="utf-8")
        assert (read(path).document.source.title, read(path).document.source.publisher) == ("Deals", "P")

    @pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"PK\x03\x04"])
    def test_another_archive_is_refused_by_name(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "deals.xlsx"
        path.write_bytes(content)
        with pytest.raises(SourceError, match=r"deals\.xlsx: not a workbook"):
            read(path)

    def test_an_empty_workbook_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="empty"):
            read(write_workbook(tmp_path / "deals.xlsx", {"Deals": []}))


class TestRecognised:
    @pytest.mark.parametrize(
        "text",
        [
            DEALS,
            "a\tb\n1\t2\n",
            "x;y;z\n1;2;3\n",
            '{"a": 1}\n',
            "기업,제품\n한미,가나\n",
        ],
    )
    def test_a_table(self, text: str) -> None:
        assert next(name for name, (recognises, _) in READERS.items() if recognises(text)) == "table"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "One line, with a comma\n",
            "Alpha, Beta and Gamma met.\nThey signed, drank and left.\n",
            "Licensor: A, B\nLicensee: C, D\n",
            "{not json}\n",
            "Deal,\nsigned,\ntoday,\n",
        ],
    )
    def test_no_table(self, text: str) -> None:
        assert not recognises_table(text)
