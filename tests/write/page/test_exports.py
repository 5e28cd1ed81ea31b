"""What can be taken away: pictures, the ties as CSV, everything as JSON, a print."""

import csv
import io
import json
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from page_reader import Reader

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.schema import View

SVG = "{http://www.w3.org/2000/svg}"


def saved(reader: Reader, folder: Path, item: str) -> Path:
    """The file that an item of the export menu saves."""
    reader.press_on("#export summary")
    buttons = reader.texts("#export .menu button")
    place = next(i for i, text in enumerate(buttons) if item in text)
    return reader.browser.download(
        folder, lambda: reader.press_on(f"#export .menu button:nth-child({place + 1})")
    )


def png_size(content: bytes) -> tuple[int, int]:
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def test_svg_draws_what_is_shown_at_its_positions(reader: Reader, view: View, tmp_path: Path) -> None:
    reader.open("hide=drug&node=global_company:msd")
    root = ElementTree.parse(saved(reader, tmp_path, "SVG")).getroot()
    titles = [e.text for e in root.iterfind(f".//{SVG}g/*/{SVG}title")]
    assert titles == [view.entities.en[n] for n in reader.shown("nodes")]
    assert len(list(root.iterfind(f".//{SVG}path"))) == len(reader.shown("ties"))
    assert "MSD" in {e.text for e in root.iterfind(f".//{SVG}text")}
    circles = {
        title.text: (float(e.attrib["cx"]), float(e.attrib["cy"]))
        for e in root.iterfind(f".//{SVG}g/{SVG}circle")
        for title in e.iterfind(f"{SVG}title")
    }
    scale = reader.see("Scene.picture.camera().scale")
    msd = view.entities.id.index("global_company:msd")
    assert circles["MSD"] == pytest.approx(
        (view.entities.x[msd] * scale, view.entities.y[msd] * scale), abs=0.01
    )


def test_svg_carries_its_font_and_nothing_that_runs_or_loads(reader: Reader, tmp_path: Path) -> None:
    reader.open("lang=ko")
    text = saved(reader, tmp_path, "SVG").read_text(encoding="utf-8")
    assert "font-family: KG" in text
    assert "한국" in text
    root = ElementTree.fromstring(text)
    tags = {e.tag.removeprefix(SVG) for e in root.iter()}
    assert tags <= {"svg", "title", "style", "rect", "g", "path", "circle", "polygon", "text"}
    attributes = {name for e in root.iter() for name in e.attrib}
    assert not {name for name in attributes if name.startswith("on") or "href" in name}
    assert text.count("url(") == text.count('url("data:font/woff2') == 1


@pytest.mark.parametrize("times", [2, 3, 4])
def test_png_is_the_same_picture_so_many_times_as_large(reader: Reader, tmp_path: Path, times: int) -> None:
    width, height = reader.see(
        "(() => { const picture = Drawing.make();"
        "return ['width', 'height'].map((side) => Number(picture.getAttribute(side))) })()"
    )
    file = saved(reader, tmp_path, f"PNG ×{times}")
    assert png_size(file.read_bytes()) == (width * times, height * times)
    assert file.stat().st_size > 50_000  # drawn, not blank


def test_csv_has_a_line_for_each_tie_shown_with_its_quotes(
    reader: Reader, graph: KnowledgeGraph, view: View, tmp_path: Path
) -> None:
    reader.open("hide=programme")
    content = saved(reader, tmp_path, "CSV").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")  # or spreadsheets take the Korean for another encoding
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    shown = reader.shown("ties")
    assert [(r["subject"], r["object"]) for r in rows] == [
        (view.entities.id[view.ties.subject[t]], view.entities.id[view.ties.object[t]]) for t in shown
    ]
    for tie, row in zip(shown, rows, strict=True):
        statements = dict.fromkeys(view.statements.id[s] for s, *_ in view.ties.evidence[tie])
        assert row["quotes"] == "\n".join(graph.statements[name].text for name in statements)
        assert row["subject_ko"] == graph.entities[row["subject"]].label_ko


def test_json_has_everything_shown_with_its_evidence(
    reader: Reader, graph: KnowledgeGraph, view: View, tmp_path: Path
) -> None:
    reader.open("relations=licensing")
    data = json.loads(saved(reader, tmp_path, "JSON").read_text(encoding="utf-8"))
    assert data["state"] == "relations=licensing"
    assert [e["id"] for e in data["entities"]] == [view.entities.id[n] for n in reader.shown("nodes")]
    assert [c["id"] for c in data["cases"]] == [view.cases.id[c] for c in reader.shown("cases")]
    assert len(data["ties"]) == len(reader.shown("ties"))
    for tie in data["ties"]:
        for said in tie["evidence"]:
            assert said["text"] == graph.statements[said["id"]].text
            assert (said["start"], said["end"]) == (
                graph.statements[said["id"]].start,
                graph.statements[said["id"]].end,
            )


def test_print_has_the_picture_and_what_the_pane_says(reader: Reader) -> None:
    reader.open("node=drug:keytruda")
    pdf = reader.browser.pdf()
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") >= 1
    reader.see("dispatchEvent(new Event('beforeprint'))")
    assert reader.see("document.querySelectorAll('#print svg path').length") == len(reader.shown("ties"))
    reader.see("dispatchEvent(new Event('afterprint'))")
    assert reader.see("byId('print').childElementCount") == 0
