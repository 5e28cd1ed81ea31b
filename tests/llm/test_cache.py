"""Replies by their question: whole or absent, whatever happens to the files."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from krpia_graph.llm.cache import Cache, key_of
from krpia_graph.model.errors import WriteError

KEY = key_of("tiny", "1", "{}")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    cache = Cache(tmp_path)
    cache.prepare()
    return cache


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "llm" / KEY[:2] / f"{KEY}.json"


@pytest.mark.parametrize("reply", ["", "{}", "한미\nline", "half \ud800 of a pair", "\x00"])
def test_what_is_put_is_got(cache: Cache, reply: str) -> None:
    assert cache.get(KEY) is None
    cache.put(KEY, reply)
    assert cache.get(KEY) == reply


def test_a_later_reply_takes_the_place_of_the_earlier(cache: Cache) -> None:
    cache.put(KEY, "old")
    cache.put(KEY, "new")
    assert cache.get(KEY) == "new"


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"reply": "x"}',
        b'{"reply": 1, "sha256": "x"}',
        b'{"reply": "changed", "sha256": "0"}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_absent_and_replaced(cache: Cache, place: Path, damage: bytes) -> None:
    cache.put(KEY, "whole")
    place.write_bytes(damage)
    assert cache.get(KEY) is None
    cache.put(KEY, "whole again")
    assert cache.get(KEY) == "whole again"


def test_a_changed_letter_is_noticed(cache: Cache, place: Path) -> None:
    cache.put(KEY, '{"names": []}')
    entry = json.loads(place.read_text("utf-8"))
    place.write_text(json.dumps(entry | {"reply": '{"names": [1]}'}), encoding="utf-8")
    assert cache.get(KEY) is None


def test_many_writers_leave_one_whole_file(cache: Cache, place: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: cache.put(KEY, f"reply {i}" * 1000), range(40)))
    assert (cache.get(KEY) or "").startswith("reply ")
    assert list(place.parent.iterdir()) == [place]


@pytest.mark.skipif(os.name != "posix", reason="files have no owner's mode here")
def test_only_the_owner_may_read(cache: Cache, place: Path) -> None:
    cache.put(KEY, "x")
    assert [path.stat().st_mode & 0o077 for path in (place, place.parent, place.parent.parent)] == [0, 0, 0]


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(WriteError, match=r"file.*--cache"):
        Cache(tmp_path / "file").prepare()


def test_a_place_that_is_taken_is_named(cache: Cache, place: Path) -> None:
    (place / "in the way").mkdir(parents=True)
    assert cache.get(KEY) is None
    with pytest.raises(WriteError, match="replies cannot be kept"):
        cache.put(KEY, "x")
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_each_part_of_a_question_counts() -> None:
    keys = {key_of(*parts) for parts in [("a", "1", "x"), ("b", "1", "x"), ("a", "2", "x"), ("a", "1", "y")]}
    assert len(keys) == 4
