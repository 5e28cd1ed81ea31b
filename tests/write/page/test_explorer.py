import hashlib
import re
import tomllib
from importlib import resources

VENDOR = resources.files("krpia_graph.write.page") / "vendor"
TABLE = tomllib.loads((VENDOR / "THIRD_PARTY.toml").read_text(encoding="utf-8"))
SCRIPT = (VENDOR / "explorer.js").read_text(encoding="utf-8")
LARGEST = 240_000


def test_files_are_those_of_the_table() -> None:
    found = {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in TABLE["sha256"]}
    assert found == TABLE["sha256"]
    assert {*found, "THIRD_PARTY.toml"} == {path.name for path in VENDOR.iterdir()}


def test_each_package_has_a_free_licence_and_its_text_in_the_script() -> None:
    notices = (VENDOR / "THIRD_PARTY_LICENSES.txt").read_text(encoding="utf-8")
    assert {package["name"] for package in TABLE["package"]} >= {"sigma", "graphology"}
    for package in TABLE["package"]:
        assert package["license"] == "MIT"
        assert f"\n{package['name']} {package['version']} (MIT)\n" in notices
    assert notices.count("Permission is hereby granted, free of charge") == len(TABLE["package"])
    assert SCRIPT.startswith(f"/*!\n{notices}*/\n")


def test_script_is_small_and_makes_no_code_from_text() -> None:
    assert len(SCRIPT) <= LARGEST
    assert re.findall(r"\beval\(|\bFunction\(|\bnew Function\b", SCRIPT) == []


def test_script_cannot_end_the_element_that_holds_it() -> None:
    assert re.findall(r"</script|<!--|<script", SCRIPT, re.IGNORECASE) == []


def test_script_asks_no_server() -> None:
    code = SCRIPT.split("*/", 1)[1]
    assert re.findall(r"https?:|\bfetch\(|XMLHttpRequest|WebSocket|\bimportScripts\b|new Worker", code) == []
