"""The figure as a file: what a journal asks for, in each format, whatever stands in the names."""

import hashlib
import os
import struct
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import category

import matplotlib
import pytest
from chromium import EXECUTABLE, Chromium
from figures import Draw, assert_inert, texts_of
from pypdf import PdfReader

from krpia_graph import KrpiaGraphError, figure
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.figure import FORMATS, Options, rendered
from krpia_graph.write.figure.canvas import text_width

POINTS = 72 / 25.4
HOSTILE = (
    "</text><script>window.fired = 1</script>",
    "$\\frac{1}{2}$ $x^2$ $",
    "a & b < c > d \"e\" 'f'",
    "line\nbreak\ttab\x00nul\x1b[31m",
    "\u202eevil\u202c \u200frtl",
    "W" * 400,
    "😀 👩‍🔬 漢字 العربية",
    "half\ud800",
    "",
    "\u0301\u1112\u1161\u11ab",
    "]]> <![CDATA[ <!-- --> <?xml?> &lt; &#0;",
    "\ufffe\uffff x\u2028y",
    '" onload="window.fired = 2',
    "url(https://example.org/x)",
)


def hostile(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph with other names for everything."""
    entities = {
        name: replace(entity, label_en=HOSTILE[i % len(HOSTILE)], label_ko=HOSTILE[(i + 5) % len(HOSTILE)])
        for i, (name, entity) in enumerate(graph.entities.items())
    }
    sources = tuple(replace(s, title="".join(HOSTILE[6:]), publisher="\x00<b>&") for s in graph.sources)
    return replace(graph, entities=entities, sources=sources)


class TestPdf:
    @pytest.mark.parametrize("width", [89.0, 183.0])
    def test_it_is_as_wide_as_was_asked(self, drawn: Draw, width: float) -> None:
        page = PdfReader(BytesIO(drawn(Options("pdf", width)).content)).pages[0]
        assert float(page.mediabox.width) == pytest.approx(width * POINTS, abs=0.01)

    def test_its_fonts_are_embedded_as_truetype(self, drawn: Draw) -> None:
        page = PdfReader(BytesIO(drawn(Options("pdf", language="ko")).content)).pages[0]
        resources: Any = page["/Resources"]  # pypdf's objects say nothing of what they hold
        fonts = [font.get_object() for font in resources["/Font"].values()]
        assert fonts
        for font in fonts:
            (below,) = font["/DescendantFonts"]
            assert str(font["/Subtype"]) == "/Type0"
            assert str(below.get_object()["/Subtype"]) == "/CIDFontType2"
            assert "/FontFile2" in below.get_object()["/FontDescriptor"].get_object()

    def test_its_text_can_be_read(self, drawn: Draw) -> None:
        reader = PdfReader(BytesIO(drawn(Options("pdf", language="ko")).content))
        text = reader.pages[0].extract_text()
        for name in ("한국아스트라제네카", "대한무역투자진흥공사", "Pfizer R & D University"):
            assert name in text

    def test_it_says_what_it_shows_and_has_no_date(self, drawn: Draw) -> None:
        made = drawn(Options("pdf"))
        metadata = PdfReader(BytesIO(made.content)).metadata
        assert metadata is not None
        assert metadata.subject == made.caption
        assert made.caption.startswith(
            "141 entities, 221 ties, 53 cases; size: number of cases; layout of krpia-graph "
        )
        assert made.caption.endswith("; sources: KRPIA: Open Innovation")
        assert not [key for key in metadata if "Date" in key]


class TestPng:
    @pytest.mark.parametrize(("width", "dpi"), [(89.0, 300), (183.0, 600)])
    def test_it_has_the_dots_that_were_asked_for(self, drawn: Draw, width: float, dpi: int) -> None:
        content = drawn(Options("png", width, dpi=dpi)).content
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        dots = struct.unpack(">I", content[16:20])[0]
        assert dots == pytest.approx(width / 25.4 * dpi, abs=1)
        per_metre = struct.unpack(">II", content[content.index(b"pHYs") + 4 :][:8])
        assert per_metre[0] == pytest.approx(dpi / 0.0254, abs=1)

    def test_it_says_what_it_shows(self, drawn: Draw) -> None:
        assert (
            drawn(Options("png", 89.0, dpi=300)).caption.encode()
            in drawn(Options("png", 89.0, dpi=300)).content
        )


class TestHostileNames:
    @pytest.mark.parametrize("language", ["en", "ko"])
    @pytest.mark.parametrize("by_period", [False, True])
    def test_an_svg_stays_whole_and_inert(
        self, graph: KnowledgeGraph, language: str, by_period: bool
    ) -> None:
        made = rendered(hostile(graph), Options("svg", language=language, by_period=by_period))
        assert_inert(made.content)
        texts = {text.text for text in texts_of(made.content)}
        assert "$\\frac{1}{2}$ $x^2$ $" in texts
        assert "evil rtl" in texts
        assert not {category(c) for text in texts for c in text} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
        assert {"😀", "漢"} <= set(made.missing)

    def test_a_colour_that_is_none_is_grey(self, graph: KnowledgeGraph) -> None:
        types = {
            name: replace(kind, colour="url(https://example.org)")
            for name, kind in graph.vocabulary.entity_types.items()
        }
        strange = replace(graph, vocabulary=replace(graph.vocabulary, entity_types=types))
        content = figure(strange, limit=9)
        assert_inert(content)
        assert b"fill: #767676" in content

    @pytest.mark.parametrize("format_", ["pdf", "png"])
    def test_the_other_formats_are_drawn(self, graph: KnowledgeGraph, format_: str) -> None:
        assert len(figure(hostile(graph), format_, dpi=300)) > 10_000


def test_the_same_bytes_in_another_process_whatever_its_settings(
    drawn: Draw, page: Path, tmp_path: Path
) -> None:
    wanted = [Options(f, 89.0, "ko", by_period=True, limit=60, dpi=300) for f in FORMATS]
    code = (
        "import sys, hashlib; from krpia_graph import build, figure\n"
        "graph = build([sys.argv[1]])\n"
        "for f in sys.argv[2:]:\n"
        "    content = figure(graph, f, 89.0, 'ko', by_period=True, limit=60, dpi=300)\n"
        "    print(hashlib.sha256(content).hexdigest())\n"
    )
    (tmp_path / "matplotlibrc").write_text(
        "font.size: 20\nsavefig.bbox: tight\nsvg.fonttype: path\ntext.usetex: True\nfigure.dpi: 50\n"
        "lines.scale_dashes: False\npath.sketch: 1, 100, 2\naxes.facecolor: red\n",
        encoding="utf-8",
    )
    for seed, locale, zone, settings in (
        ("1", "C", "UTC", {}),
        ("2", "C.UTF-8", "Asia/Seoul", {"MATPLOTLIBRC": str(tmp_path), "SOURCE_DATE_EPOCH": "1"}),
    ):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, **settings}
        command = [sys.executable, "-c", code, str(page), *FORMATS]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        found = [hashlib.sha256(drawn(options).content).hexdigest() for options in wanted]
        assert done.stdout.split() == found


def test_the_settings_of_matplotlib_stay_as_they_were(graph: KnowledgeGraph) -> None:
    with matplotlib.rc_context({"font.size": 31.0, "text.parse_math": True}):
        before = dict(matplotlib.rcParams)
        figure(graph, limit=5)
        assert dict(matplotlib.rcParams) == before


def test_matplotlib_is_not_imported_before_it_is_needed() -> None:
    code = (
        "import krpia_graph, krpia_graph.cli.app, sys; print({'matplotlib', 'fontTools'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.skipif(EXECUTABLE is None, reason="Chromium is not installed")
def test_a_browser_draws_the_text_in_the_embedded_font(drawn: Draw, tmp_path: Path) -> None:
    path = tmp_path / "figure.svg"
    path.write_bytes(drawn(Options("svg", language="ko")).content)
    browser = Chromium()
    try:
        browser.open(path)
        browser.wait_for("document.fonts.status === 'loaded' && document.fonts.check('6px KG')")
        measured = browser.evaluate(
            "[...document.querySelectorAll('text')].map((t) => [t.textContent, t.getComputedTextLength()])"
        )
        assert [url for url in browser.requests() if not url.startswith("data:font/woff2;")] == []
        assert browser.complaints() == []
    finally:
        browser.close()
    sizes = [text.size for text in texts_of(path.read_bytes())]
    for (text, length), size in zip(measured, sizes, strict=True):
        assert length == pytest.approx(text_width(text) * size, abs=0.03 * size + 0.01 * length)


class TestBadWishes:
    @pytest.mark.parametrize(
        ("wish", "message"),
        [
            ({"format": "gif"}, "unknown format 'gif'"),
            ({"language": "fr"}, "unknown language 'fr'"),
            ({"size": "weight"}, "unknown size 'weight'"),
            ({"width_mm": 3.0}, "3 mm wide"),
            ({"width_mm": float("nan")}, "nan mm wide"),
            ({"limit": 0}, "0 entities"),
            ({"dpi": 72}, "72 dpi"),
        ],
    )
    def test_each_is_answered(self, graph: KnowledgeGraph, wish: dict[str, Any], message: str) -> None:
        with pytest.raises(KrpiaGraphError, match=message):
            figure(graph, **wish)

    def test_nothing_to_draw(self, graph: KnowledgeGraph) -> None:
        with pytest.raises(KrpiaGraphError, match="nothing to draw"):
            figure(replace(graph, cases={}))
