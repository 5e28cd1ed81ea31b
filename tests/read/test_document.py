"""Files as documents: decoded, checked, described by their sidecar."""

import hashlib
import re
from pathlib import Path

import pytest

from krpia_graph.model.errors import SourceError, UnknownNameError
from krpia_graph.model.identity import slug
from krpia_graph.read import read
from krpia_graph.read.document import read_document


def test_the_text_is_the_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("\ufeff한미약품\r\n  x\u00a0\n".encode())
    assert read_document(path).text == "\ufeff한미약품\r\n  x\u00a0\n"


def test_the_source_says_what_the_sidecar_says(page: Path) -> None:
    source = read_document(page).source
    assert (source.id, source.title, source.publisher, source.language) == (
        "krpia-open-innovation",
        "Open Innovation",
        "KRPIA",
        "en",
    )
    assert source.sha256 == hashlib.sha256(page.read_bytes()).hexdigest()
    assert source.path == page.name


def test_without_a_sidecar_the_file_name_is_the_title_and_hangul_means_korean(tmp_path: Path) -> None:
    path = tmp_path / "보도 자료.txt"
    path.write_text("한미약품", encoding="utf-8")
    source = read_document(path).source
    assert (source.title, source.language) == ("보도 자료", "ko")
    assert source.id == slug("보도 자료") != slug("다른 자료")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp949", "euc-kr"])
def test_a_text_is_the_same_in_every_encoding_that_is_read(tmp_path: Path, encoding: str) -> None:
    text = "한미약품은 MSD와 계약했다.\r\n"
    path = tmp_path / "page.txt"
    path.write_bytes((b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding))
    document = read_document(path)
    assert document.text.lstrip("\ufeff") == text
    assert document.source.encoding == {
        "utf-8-sig": "utf-8", "utf-16": "utf-16-le", "euc-kr": "cp949"
    }.get(encoding, encoding)  # fmt: skip


def test_a_byte_order_mark_stays_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("한미".encode("utf-16"))
    assert read_document(path).text == "\ufeff한미"


def test_a_charset_that_a_page_declares_is_respected(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    page = '<meta http-equiv="Content-Type" content="text/html; charset=EUC-KR"><p>R·D centre</p>'
    path.write_bytes(page.encode("cp949"))
    document = read_document(path)
    assert (document.text, document.source.encoding) == (page, "cp949")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("한\ufffd\ufffd품", "2 characters lost"),
        ("한미".encode().decode("latin-1"), "UTF-8 that was read as Latin-1"),
        ("it’s".encode().decode("cp1252"), "UTF-8 that was read as Latin-1"),
        ("Genève".encode().decode("latin-1"), "UTF-8 that was read as Latin-1"),
        ("한미약품".encode("cp949").decode("latin-1"), "Korean in CP949"),
    ],
)
def test_what_was_garbled_before_is_reported_and_read_as_it_is(
    tmp_path: Path, line: str, complaint: str
) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"One.\n{line}\n", encoding="utf-8")
    document = read_document(path)
    assert document.text == f"One.\n{line}\n"
    (found,) = document.complaints
    assert re.match(f"line 2: .*{complaint}", found)


@pytest.mark.parametrize(
    "text", ["Genève, Zürich, São Paulo, naïve", "“Über” – là… “à”", "한미약품·MSD", "µg/㎖ 10–20 °C ±5 %"]
)
def test_letters_with_accents_are_no_reason_to_complain(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    assert read_document(path).complaints == ()


def test_a_page_full_of_lost_characters_gets_a_few_complaints(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("\ufffd\n" * 30, encoding="utf-8")
    assert read_document(path).complaints[-1] == "20 more lines like these"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "no such file"),
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"PK\x03\x04\0\0", "binary"),
        (b"ok\nb\xffd\n", "page.txt:2: not UTF-8"),
        ("ok\nÄrzte für Köln\n".encode("latin-1"), "page.txt:2: not UTF-8"),
        ("“Quoted” – in Windows\n".encode("cp1252"), "page.txt:1: not UTF-8"),
        ("한미\x07약품\n".encode("cp949"), "page.txt:1: not UTF-8"),
        ("ok\nab".encode("utf-16") + b"c", "page.txt:2: not UTF-16"),
        ("a\0b".encode("utf-16"), "binary"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    tmp_path: Path, content: bytes | None, complaint: str
) -> None:
    path = tmp_path / "page.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError, match=complaint):
        read_document(path)


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a folder"):
        read_document(tmp_path)


def test_a_sidecar_that_does_not_fit_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Cases\nA · b\n")
    (tmp_path / "page.toml").write_text("title = 3\n")
    with pytest.raises(SourceError, match=r"page\.toml"):
        read_document(tmp_path / "page.txt")


def test_a_text_in_no_known_layout_is_read_as_news(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Just a note.\n")
    reading = read(path)
    assert (reading.reader, [s.text for s in reading.statements]) == ("news", ["Just a note."])


def test_a_reader_can_be_forced_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Just a note.\n")
    assert read(path, reader="krpia_page").statements[0].kind == "paragraph"
    with pytest.raises(UnknownNameError, match="krpia_page"):
        read(path, reader="krpia-page")
