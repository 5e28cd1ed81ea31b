"""The browser that other tests rely on: what it does to a page is what a reader would do."""

import re
import struct
from functools import partial
from pathlib import Path

import pytest
from chromium import Chromium
from keyboard import keystroke

PAGE = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A page</title>
<style>body { margin: 0 } @page { size: 100mm 50mm } #long { height: 3000px }</style>
<input id="text"><button id="copy">Copy</button><p id="quote">여기 are words</p><div id="long"></div>
<script>
  const seen = [];
  for (const kind of ["keydown", "keypress", "wheel", "mousedown", "mousemove", "mouseup", "click"]) {
    const what = (e) => [kind, e.key ?? e.buttons, e.shiftKey, e.ctrlKey, e.deltaY ?? e.clientX];
    addEventListener(kind, (e) => seen.push(what(e)));
  }
  document.getElementById("copy").onclick = () => navigator.clipboard.writeText("인용 copied");
  const save = (name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["저장"]));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
</script>"""


@pytest.fixture
def page(browser: Chromium, tmp_path: Path) -> Chromium:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    browser.resize(800, 600)
    browser.open(path)
    return browser


def pixels(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_every_key_that_types_types_its_sign(page: Chromium) -> None:
    signs = "az AZ 09 /?+-=_{}[]()#~`'\"\\|"
    page.evaluate("document.getElementById('text').focus()")
    for sign in signs:
        page.press("Space" if sign == " " else sign)
    assert page.evaluate("document.getElementById('text').value") == signs
    keys = page.evaluate("seen.filter(([kind]) => kind === 'keydown').map(([, key]) => key)")
    assert keys == list(signs)
    page.press("Control+a")
    page.press("Backspace")
    assert page.evaluate("document.getElementById('text').value") == ""


@pytest.mark.parametrize("name", ["ArrowLeft", "ArrowRight", "Home", "End", "PageDown", "F2", "Delete"])
def test_keys_that_type_nothing_have_their_names(page: Chromium, name: str) -> None:
    page.press(name)
    assert page.evaluate("seen.map(([kind, key]) => [kind, key])") == [["keydown", name]]


def test_shift_and_tab_go_back(page: Chromium) -> None:
    for key in ("Tab", "Tab", "Shift+Tab"):
        page.press(key)
    assert page.evaluate("document.activeElement.id") == "text"


def test_modifiers_are_held(page: Chromium) -> None:
    page.press("Control+Shift+?")
    assert page.evaluate("seen") == [["keydown", "?", True, True, None]]
    assert keystroke("Control++")["code"] == "Equal"
    with pytest.raises(KeyError):
        keystroke("가")


def test_a_drag_is_one_press_with_moves_in_between(page: Chromium) -> None:
    page.drag((100, 200), (300, 400), steps=4)
    inside = page.evaluate("seen.filter(([kind, down]) => kind !== 'mousemove' || down === 1)")
    assert [kind for kind, *_ in inside] == ["mousedown", *["mousemove"] * 4, "mouseup", "click"]
    assert [x for *_, x in inside][:5] == [100, 150, 200, 250, 300]


def test_the_wheel_turns(page: Chromium) -> None:
    page.wheel(400, 400, down=120)
    page.wait_for("seen.some(([kind, , , , down]) => kind === 'wheel' && down === 120) && scrollY > 0")
    page.wheel(400, 400, down=-10, held="Control")
    page.wait_for("seen.some(([kind, , , ctrl]) => kind === 'wheel' && ctrl)")


def test_a_screenshot_is_as_dense_and_as_long_as_asked(page: Chromium) -> None:
    assert pixels(page.screenshot()) == (800, 600)
    page.resize(400, 300, density=2)
    assert pixels(page.screenshot()) == (800, 600)
    width, height = pixels(page.screenshot(whole=True))
    assert width == 800 and height >= 6000


def test_printing_keeps_the_paper_of_the_page(page: Chromium) -> None:
    pdf = page.pdf()
    assert pdf.startswith(b"%PDF-")
    (width, height), *_ = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert float(width) == pytest.approx(100 / 25.4 * 72, abs=1)
    assert float(height) == pytest.approx(50 / 25.4 * 72, abs=1)


def test_downloads_land_in_a_folder_by_their_names(page: Chromium, tmp_path: Path) -> None:
    for name in ("하나.csv", "two.svg"):
        saved = page.download(tmp_path, partial(page.evaluate, f"save('{name}')"))
        assert saved.name == name
        assert saved.read_text(encoding="utf-8") == "저장"


def test_what_is_copied_and_what_is_selected_can_be_read(page: Chromium) -> None:
    x, y = page.evaluate(
        "(({ x, y }) => [x + 5, y + 5])(document.getElementById('copy').getBoundingClientRect())"
    )
    page.click(x, y)
    assert page.clipboard() == "인용 copied"
    page.evaluate("getSelection().selectAllChildren(document.getElementById('quote'))")
    assert page.selected() == "여기 are words"


def test_without_a_network_the_page_is_told_so(page: Chromium) -> None:
    assert page.evaluate("navigator.onLine") is True
    page.offline()
    assert page.evaluate("navigator.onLine") is False
    page.offline(False)
    assert page.evaluate("navigator.onLine") is True


def test_webgl_is_there_unless_it_is_forbidden(page: Chromium) -> None:
    asked = "document.createElement('canvas').getContext('webgl2') !== null"
    without = Chromium(webgl=False)
    try:
        assert (page.evaluate(asked), without.evaluate(asked)) == (True, False)
    finally:
        without.close()


def test_what_goes_wrong_is_complained_of_and_what_is_asked_for_is_listed(page: Chromium) -> None:
    assert (page.requests(), page.complaints()) == ([], [])
    page.evaluate("fetch('https://example.org/a').catch(() => {})")
    page.evaluate("setTimeout(() => { throw new Error('lost') })")
    page.evaluate("new Promise((done) => setTimeout(done, 50))")
    assert page.requests() == ["https://example.org/a"]
    assert any("lost" in complaint for complaint in page.complaints())
