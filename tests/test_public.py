"""What a user of the library imports: there, documented, typed, and silent."""

import importlib
import inspect
import subprocess
import sys
from importlib.resources import files

import pytest

import krpia_graph

MODULES = [
    "krpia_graph",
    "krpia_graph.analyse",
    "krpia_graph.cli",
    "krpia_graph.extract",
    "krpia_graph.graph",
    "krpia_graph.llm",
    "krpia_graph.resolve",
]
EXPECTED = {
    "KnowledgeGraph",
    "KrpiaGraphError",
    "backtest",
    "build",
    "check",
    "compare",
    "figure",
    "path",
    "predict",
    "query",
    "rank",
    "to_rdflib",
    "write",
}


def in_order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as the style check sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


@pytest.mark.parametrize("module", MODULES)
def test_public_names_are_sorted_each_once_and_there(module: str) -> None:
    found = importlib.import_module(module)
    assert found.__all__ == sorted(set(found.__all__), key=in_order)
    assert [name for name in found.__all__ if not hasattr(found, name)] == []


def test_the_public_names_of_the_package() -> None:
    assert set(krpia_graph.__all__) >= EXPECTED


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_public_name_is_documented_with_every_parameter_typed(name: str) -> None:
    value = getattr(krpia_graph, name)
    assert len((inspect.getdoc(value) or "").split()) >= 5
    assert value.__module__.startswith("krpia_graph.")
    if inspect.isfunction(value):
        signature = inspect.signature(value)
        assert signature.return_annotation is not inspect.Signature.empty
        untyped = [p for p in signature.parameters.values() if p.annotation is inspect.Parameter.empty]
        assert untyped == []


def test_the_package_says_that_it_is_typed() -> None:
    assert (files("krpia_graph") / "py.typed").is_file()


def test_every_error_is_one_of_ours() -> None:
    errors = importlib.import_module("krpia_graph.model.errors")
    classes = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, Exception)]
    assert len(classes) >= 6
    assert [c for c in classes if not issubclass(c, krpia_graph.KrpiaGraphError)] == []
    tree = errors.__doc__ or ""
    assert [c.__name__ for c in classes if c.__name__ not in tree] == []


def test_an_import_says_nothing_and_sets_up_no_log() -> None:
    code = """
import logging, warnings
warnings.simplefilter("error")
class Handler(logging.Handler):
    def emit(self, record):
        print("logged", record.getMessage())
logging.getLogger().addHandler(Handler())
logging.getLogger().setLevel(logging.DEBUG)
before = list(logging.getLogger().handlers)
import krpia_graph
assert logging.getLogger().handlers == before
ours = [name for name in logging.root.manager.loggerDict if name.startswith("krpia_graph")]
assert not [name for name in ours if logging.getLogger(name).handlers]
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
