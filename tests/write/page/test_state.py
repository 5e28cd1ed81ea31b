"""The address of the page: a link shows what its sender saw."""

import json
from urllib.parse import parse_qs

import pytest
from page_reader import Reader

from krpia_graph.write.page.schema import View

EVERYTHING = (
    "lang=ko&view=organisations&size=degree&node=global_company%3Amsd&steps=2&hide=institution"
    "&relations=export&relations=licensing&sections=R%26D+Open+Innovation&companies=global_company%3Amsd"
    "&years=2015-2019&undated=no&table=ties&sort=-cases&at=12,-34.5,1.75"
)


def address(reader: Reader) -> dict[str, list[str]]:
    """The state in the address, once the page has written it there."""
    reader.browser.wait_for(
        "[location.hash.slice(1), State.toHash()].map((hash) => new URLSearchParams(hash))"
        ".every((words, i, both) => (words.sort(), both[0].sort(), `${words}` === `${both[0]}`))"
    )
    return parse_qs(reader.see("location.hash.slice(1)"))


def state(reader: Reader) -> dict[str, object]:
    """The state of the page, sets as sorted lists."""
    return dict(
        reader.see(
            "Object.fromEntries(Object.entries(State.now)"
            ".map(([name, value]) => [name, value instanceof Set ? [...value].sort() : value]))"
        )
    )


def test_page_as_it_opens_needs_no_state_in_its_address(reader: Reader) -> None:
    reader.browser.wait_for("location.hash === ''")
    assert reader.see("State.toHash()") == ""


def test_every_choice_goes_into_the_address_and_comes_back(reader: Reader) -> None:
    reader.open(EVERYTHING)
    before = state(reader)
    assert address(reader) == parse_qs(EVERYTHING)
    reader.open(reader.see("location.hash.slice(1)"))
    assert state(reader) == before


@pytest.mark.parametrize(
    "shown",
    [
        "tie=global_company%3Amsd+partners_with+korean_company%3Agenexine",
        "path=drug%3Akeytruda&path=korean_company%3Ayuhan",
    ],
)
def test_a_tie_and_a_path_can_be_sent(reader: Reader, shown: str) -> None:
    reader.open(shown)
    pane = reader.texts("#pane")
    assert address(reader) == parse_qs(shown)
    reader.open(reader.see("location.hash.slice(1)"))
    assert reader.texts("#pane") == pane


def test_a_click_and_a_look_elsewhere_are_written_into_the_address(reader: Reader, view: View) -> None:
    reader.click_node(view.entities.id.index("global_company:msd"))
    assert address(reader) == {"node": ["global_company:msd"]}
    reader.press_on("#zoom button")
    reader.browser.wait_for("location.hash.includes('at=')")
    camera = reader.see("Scene.picture.camera()")
    reader.open(reader.see("location.hash.slice(1)"))
    again = reader.see("Scene.picture.camera()")
    assert all(abs(again[key] - camera[key]) < 0.01 * max(1, abs(camera[key])) for key in ("x", "y", "scale"))


def test_a_new_address_changes_the_open_page(reader: Reader) -> None:
    reader.see("location.hash = 'lang=ko&node=drug%3Akeytruda'")
    reader.browser.wait_for("document.querySelector('#pane h2').textContent === '키트루다'")
    assert reader.see("document.documentElement.lang") == "ko"


@pytest.mark.parametrize(
    "address_",
    [
        "node=nobody&tie=a+b+c&path=x&lang=xx&view=__proto__&size=constructor&table=toString&hide=nothing",
        "years=abcd&at=1,2&at=NaN,NaN,NaN&steps=99&sort=-__proto__",
        "%",
        "node=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    ],
)
def test_what_no_reader_could_have_chosen_is_passed_over(reader: Reader, address_: str) -> None:
    fresh = state(reader)
    reader.open(address_)
    assert {**state(reader), "sort": None} == fresh
    assert reader.browser.complaints() == []


def test_link_can_be_copied(reader: Reader) -> None:
    reader.open("lang=en&node=drug:keytruda")
    reader.press_on("#link-button")
    reader.browser.wait_for("byId('status').textContent === 'Link to this view copied'")
    assert reader.browser.clipboard() == f"{reader.page.as_uri()}#node=drug%3Akeytruda"


def test_ids_that_look_like_properties_of_objects_are_just_ids(reader: Reader) -> None:
    for name in ("__proto__", "constructor", "hasOwnProperty"):
        assert reader.see(f"model.entityNumbers.get({json.dumps(name)}) ?? null") is None
