"""The whole way: from files to the graph and the folder of results, the same on every run."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from krpia_graph.engine import ENGINES
from krpia_graph.model.errors import SourceError, UnknownNameError, WriteError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import Shard, build, default_sources, process, write_outputs
from krpia_graph.write.records import cases_jsonl, edges_csv

FILES = {
    "report.md",
    "network.html",
    "graph.ttl",
    "graph.trig",
    "graph.nq",
    "graph.jsonld",
    "graph.graphml",
    "cases.jsonl",
    "entities.csv",
    "edges.csv",
    "mentions.csv",
    "centrality.csv",
    "ties.csv",
    "run.json",
}
STAR = "MSD•Genexine · Joint study\nMSD•Handok · Export agreement"


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class TestBuild:
    def test_the_page_gives_53_cases(self, graph: KnowledgeGraph) -> None:
        assert len(graph.cases) == 53
        assert [case.start for case in graph.cases.values()] == sorted(c.start for c in graph.cases.values())

    def test_without_files_those_that_come_along(self, page: Path, graph: KnowledgeGraph) -> None:
        assert default_sources() == [page]
        assert build() == graph

    def test_a_path_may_be_text(self, page: Path, graph: KnowledgeGraph) -> None:
        assert build([str(page)]) == graph

    def test_the_graph_does_not_depend_on_the_folder_of_the_file(
        self, page: Path, graph: KnowledgeGraph, tmp_path: Path
    ) -> None:
        for path in page.parent.iterdir():
            (tmp_path / path.name).write_bytes(path.read_bytes())
        assert build([tmp_path / page.name]) == graph

    def test_every_shard_is_shown_to_the_watcher(self, write_page: Callable[..., Path]) -> None:
        seen: list[str] = []

        def watch(shards: Iterator[Shard]) -> Iterable[Shard]:
            for shard in shards:
                seen.append(shard.reading.document.source.id)
                yield shard

        build([write_page(STAR, "one.txt"), write_page(STAR, "two.txt")], watch=watch)
        assert seen == ["one", "two"]

    def test_two_files_of_one_name_are_refused(self, write_page: Callable[..., Path]) -> None:
        one, two = write_page(STAR, "a/deals.txt"), write_page("MSD · Supply", "b/deals.txt")
        with pytest.raises(SourceError, match="rename one") as error:
            build([one, two])
        assert str(one) in str(error.value)
        assert str(two) in str(error.value)

    def test_names_that_give_one_id_are_refused(self, write_page: Callable[..., Path]) -> None:
        with pytest.raises(SourceError, match="rename one"):
            build([write_page(STAR, "my deals.txt"), write_page(STAR, "My_Deals.txt")])

    def test_a_file_given_twice_is_refused(self, page: Path) -> None:
        with pytest.raises(SourceError, match="rename one"):
            build([page, page])

    def test_one_bad_file_among_good_ones_is_named(self, page: Path, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="no such file"):
            build([page, tmp_path / "missing.txt"])


@pytest.mark.parametrize("engine", ENGINES)
class TestEveryEngine:
    def test_gives_the_same_graph(
        self, engine: str, page: Path, graph: KnowledgeGraph, write_page: Callable[..., Path]
    ) -> None:
        other = write_page(STAR)
        found, serial = build([page, other], engine=engine), build([page, other])
        assert found == serial
        assert [*edges_csv(found), *cases_jsonl(found)] == [*edges_csv(serial), *cases_jsonl(serial)]
        assert len(found.cases) == len(graph.cases) + 2

    def test_keeps_the_order_of_the_files(self, engine: str, write_page: Callable[..., Path]) -> None:
        paths = [write_page(STAR, f"page-{i}.txt") for i in (3, 1, 2)]
        shards = process(paths, engine=engine)
        assert [shard.reading.document.source.id for shard in shards] == ["page-3", "page-1", "page-2"]

    def test_hands_on_the_error_of_a_file(self, engine: str, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=r"missing\.txt: no such file"):
            build([tmp_path / "missing.txt"], engine=engine)


def test_an_unknown_engine_lists_the_valid_ones(page: Path) -> None:
    with pytest.raises(UnknownNameError, match="processes, serial"):
        build([page], engine="abacus")


@pytest.fixture(scope="module")
def out(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of the page, written once, into a folder that was not there."""
    folder = tmp_path_factory.mktemp("built") / "new" / "out"
    written = write_outputs(graph, folder)
    assert [path.parent for path in written] == [folder] * len(FILES)
    return folder


class TestOutputs:
    def test_the_files_of_a_build(self, out: Path) -> None:
        found = bytes_of(out)
        assert found.keys() == FILES
        assert [name for name, content in found.items() if len(content) < 500] == []

    def test_other_runs_in_other_surroundings_write_the_same_bytes(self, out: Path, tmp_path: Path) -> None:
        """Another order of hashes, another time zone, another language, another folder."""
        surroundings = [
            {"PYTHONHASHSEED": "1", "TZ": "Asia/Seoul", "LC_ALL": "C", "LANG": "C"},
            {"PYTHONHASHSEED": "4242", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "COLUMNS": "40"},
        ]
        folders = [tmp_path / "one", tmp_path / "two" / "deeper"]
        runs = [
            subprocess.Popen(
                [sys.executable, "-m", "krpia_graph", "build", "--to", str(folder)],
                env=os.environ | variables,
                cwd=tmp_path,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for folder, variables in zip(folders, surroundings, strict=True)
        ]
        for run in runs:
            _, errors = run.communicate(timeout=120)
            assert (run.returncode, errors) == (0, b"")
        here = bytes_of(out)
        for folder in folders:
            there = bytes_of(folder)
            assert there.keys() == here.keys()
            assert [name for name in here if here[name] != there[name]] == []

    def test_nothing_of_this_machine_is_in_them(self, out: Path) -> None:
        place = str(Path(__file__).parent.parent).encode()
        assert [name for name, content in bytes_of(out).items() if place in content] == []

    def test_a_page_with_one_pair_gives_every_file(
        self, write_page: Callable[..., Path], tmp_path: Path
    ) -> None:
        write_outputs(build([write_page("MSD•Genexine · Joint study")]), tmp_path / "out")
        assert bytes_of(tmp_path / "out").keys() == FILES

    def test_a_page_without_a_name_gives_every_file(
        self, write_page: Callable[..., Path], tmp_path: Path
    ) -> None:
        write_outputs(build([write_page("Nobody · Nothing")]), tmp_path / "out")
        assert bytes_of(tmp_path / "out").keys() == FILES

    def test_where_one_file_cannot_be_written_the_others_stay_old(
        self, write_page: Callable[..., Path], tmp_path: Path
    ) -> None:
        out = tmp_path / "out"
        (out / "centrality.csv").mkdir(parents=True)
        (out / "report.md").write_text("old", encoding="utf-8")
        with pytest.raises(WriteError, match="cannot be written"):
            write_outputs(build([write_page(STAR)]), out)
        assert (out / "report.md").read_text("utf-8") == "old"
