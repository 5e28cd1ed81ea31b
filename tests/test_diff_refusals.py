"""Files that cannot be compared: each is an error of ours that names it."""

from pathlib import Path

import pytest

from krpia_graph.diff import compare_files
from krpia_graph.model.errors import SourceError, UnknownNameError


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix a: <http://example.org/> .\na:a a:b ;\n")
    with pytest.raises(SourceError, match=r"broken\.ttl:\d"):
        compare_files(path, path)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("graph.csv", b"a,b", UnknownNameError),
        ("graph", b"", UnknownNameError),
        ("missing.ttl", None, SourceError),
        ("cut.nt.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00", SourceError),
        ("no-gzip.nt.gz", b"<a> <b> <c> .", SourceError),
    ],
)
def test_what_is_no_rdf_file_is_an_error_of_ours(
    tmp_path: Path, name: str, content: bytes | None, error: type[Exception]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=name.partition(".")[0] if error is SourceError else "RDF format"):
        compare_files(tmp_path / name, tmp_path / name)
