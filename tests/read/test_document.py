"""Files as documents: decoded, checked, described by their sidecar."""

import hashlib
from pathlib import Path

import pytest

from krpia_graph.model.errors import SourceError, UnknownNameError
from krpia_graph.read import read
from krpia_graph.read.document import read_document, slug


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


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "no such file"),
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"PK\x03\x04\0\0", "binary"),
        ("한미약품\n".encode("cp949"), "page.txt:1: not UTF-8"),
        (b"ok\nb\xffd\n", "page.txt:2: not UTF-8"),
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


def test_a_text_in_no_known_layout_is_refused_and_the_layout_explained(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Just a note.\n")
    with pytest.raises(SourceError, match="no reader recognises"):
        read(path)


def test_a_reader_can_be_forced_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Just a note.\n")
    assert read(path, reader="krpia_page").statements[0].kind == "paragraph"
    with pytest.raises(UnknownNameError, match="krpia_page"):
        read(path, reader="krpia-page")
