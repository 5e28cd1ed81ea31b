"""The table: the same data as the picture, sorted as one likes, and a way in without a picture."""

import pytest
from page_reader import Reader

from krpia_graph.write.page.schema import View


def column(reader: Reader, place: int) -> list[str]:
    return reader.texts(f"#table tbody tr > :nth-child({place})")


def test_tables_hold_what_the_picture_shows(reader: Reader, view: View) -> None:
    reader.press_on("#table-button")
    assert reader.see("byId('stage').hidden")
    assert column(reader, 1) == list(view.entities.en)
    reader.press_on("[data-table=ties]")
    names = view.entities.en
    expected = [(names[a], names[b]) for a, b in zip(view.ties.subject, view.ties.object, strict=True)]
    reader.see("[...document.querySelectorAll('#table tbody button')].at(-1).click()")  # "18 more"
    assert list(zip(column(reader, 1), column(reader, 3), strict=True)) == expected
    reader.press_on("[data-table=cases]")
    assert column(reader, 1) == list(view.cases.header)


def test_table_follows_the_filters(reader: Reader) -> None:
    reader.open("table=entities&hide=drug&relations=licensing")
    assert len(column(reader, 1)) == len(reader.shown("nodes"))
    assert "Drug" not in column(reader, 2)


@pytest.mark.parametrize(("name", "place"), [("cases", 4), ("ties", 5), ("betweenness", 6)])
def test_numbers_are_sorted_as_numbers_the_largest_first(reader: Reader, name: str, place: int) -> None:
    reader.open("table=entities")
    reader.press_on(f"[data-column={name}]")
    values = [float(text) for text in column(reader, place)]
    assert values == sorted(values, reverse=True)
    assert (
        reader.see(f"document.querySelector('[data-column={name}]').closest('th').ariaSort") == "descending"
    )
    reader.press_on(f"[data-column={name}]")
    values = [float(text) for text in column(reader, place)]
    assert values == sorted(values)


def test_names_are_sorted_as_words_in_the_language_of_the_page(reader: Reader) -> None:
    reader.open("table=entities&lang=ko&sort=name")
    names = column(reader, 1)
    hangul = [name for name in names if all("\uac00" <= character <= "\ud7a3" for character in name)]
    assert len(hangul) > 50
    assert hangul == sorted(hangul)


def test_row_opens_its_entity_in_the_pane(reader: Reader, view: View) -> None:
    reader.open("table=entities")
    reader.press_on("#table tbody tr:nth-child(3) button")
    assert reader.texts("#pane h2") == [view.entities.en[2]]
    assert reader.see("document.activeElement.id") == "pane"
    assert reader.see("document.querySelector('#table [aria-current=true]').dataset.row") == "2"


def test_picture_is_back_where_it_was(reader: Reader) -> None:
    before = reader.see("Scene.picture.camera()")
    reader.browser.press("t")
    assert reader.see("byId('stage').hidden")
    reader.browser.press("t")
    reader.browser.wait_for("!byId('stage').hidden")
    after = reader.see("Scene.picture.camera()")
    assert after == pytest.approx(before, rel=0.01, abs=1)
