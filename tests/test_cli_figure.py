"""The verb `figure`: the file it writes, what it says of it, and wishes that cannot be met."""

import struct
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from command_line import Run

from krpia_graph.cli.drawing import millimetres
from krpia_graph.pipeline import build
from krpia_graph.write.figure import figure as drawn


@pytest.fixture
def figure(run: Run) -> Run:
    """Runs the verb."""
    return partial(run, "figure")


def test_a_figure_of_documents(figure: Run, two_cases: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "deals.svg"
    code, out, err = figure(two_cases, "--to", path, "--width", "89mm", "--lang", "ko")
    assert (code, err) == (0, "")
    first, second = out.splitlines()
    assert first.startswith(f"wrote {path}: 89 x ")
    assert second.startswith("개체 6개, 관계 8개, 사례 2건; ")
    assert path.read_bytes() == drawn(build([two_cases]), "svg", 89.0, "ko")


def test_by_default_an_svg_here(figure: Run, two_cases: Path) -> None:
    assert figure(two_cases)[0] == 0
    assert ET.parse("figure.svg").getroot().attrib["width"].startswith("518.74")


@pytest.mark.parametrize(
    ("words", "name", "start"),
    [
        (("--format", "pdf"), "figure.pdf", b"%PDF"),
        (("--to", "a.PNG", "--dpi", "300"), "a.PNG", b"\x89PNG"),
        (("--to", "a.txt", "--format", "svg"), "a.txt", b"<?xml"),
    ],
)
def test_the_format_is_what_is_said_or_what_the_suffix_says(
    figure: Run, two_cases: Path, words: tuple[str, ...], name: str, start: bytes
) -> None:
    assert figure(two_cases, *words)[0] == 0
    assert Path(name).read_bytes().startswith(start)


def test_dots_an_inch(figure: Run, two_cases: Path) -> None:
    assert figure(two_cases, "--to", "a.png", "--width", "4in", "--dpi", "300")[0] == 0
    assert struct.unpack(">I", Path("a.png").read_bytes()[16:20]) == (1200,)


def test_panels_by_period(figure: Run, two_cases: Path) -> None:
    assert figure(two_cases, "--by-period")[0] == 0
    content = Path("figure.svg").read_text("utf-8")
    assert ">2019: n = " in content
    assert ">undated: n = " in content


def test_it_names_the_characters_that_the_font_has_not(figure: Run, two_cases: Path, data_copy: Path) -> None:
    lexicon = data_copy / "lexicon" / "entities.csv"
    text = lexicon.read_text(encoding="utf-8")
    assert "MSD,엠에스디," in text
    lexicon.write_text(text.replace("MSD,엠에스디,", "MSD,漢엠에스디,"), encoding="utf-8")
    code, out, _ = figure(two_cases, "--data", data_copy, "--lang", "ko")
    assert code == 0
    assert out.splitlines()[-1] == "the font has no 漢: □ stands for it"


@pytest.mark.parametrize(
    ("text", "length"),
    [("183mm", 183.0), ("18.3 cm", 183.0), ("7.2in", 182.88), ("89", 89.0), (" 89MM ", 89.0), (".9cm", 9.0)],
)
def test_widths(text: str, length: float) -> None:
    assert millimetres(text) == pytest.approx(length)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--width", "wide"), "'wide' is no width; write it as 183mm, 18.3cm or 7.2in"),
        (("--width", "-5mm"), "'-5mm' is no width"),
        (("--width", "183pt"), "'183pt' is no width"),
        (("--width", "5mm"), "krpia-graph: a figure 5 mm wide: choose from 60 to 1000"),
        (("--to", "a.gif"), "krpia-graph: unknown format 'gif': choose from pdf, png, svg"),
        (("--format", "sgv"), "krpia-graph: unknown format 'sgv': did you mean svg?"),
        (("--lang", "fr"), "krpia-graph: unknown language 'fr': choose from en, ko"),
        (("--size", "cases "), "krpia-graph: unknown size 'cases ': did you mean cases?"),
        (("--dpi", "72"), "--dpi"),
        (("--limit", "0"), "--limit"),
    ],
)
def test_a_wish_that_cannot_be_met(
    figure: Run, two_cases: Path, words: tuple[str, ...], message: str
) -> None:
    code, out, err = figure(two_cases, *words)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err
    assert list(Path().iterdir()) == []


def test_an_earlier_figure_stays_where_there_is_nothing_to_draw(
    figure: Run, write_page: Callable[..., Path]
) -> None:
    Path("figure.svg").write_text("earlier", encoding="utf-8")
    code, _, err = figure(write_page("Nobody · Nothing"))
    assert code == 2
    assert err == "krpia-graph: nothing to draw: no case names an entity\n"
    assert Path("figure.svg").read_text("utf-8") == "earlier"


def test_a_document_that_is_not_there(figure: Run) -> None:
    code, _, err = figure("nowhere.txt")
    assert code == 2
    assert "nowhere.txt" in err
