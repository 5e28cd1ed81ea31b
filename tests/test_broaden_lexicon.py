"""The script that rebuilds the rows of open lists, run on small lists of its formats."""

import bz2
import csv
import json
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from krpia_graph.read.lexicon import read_lexicon

ROOT = Path(__file__).parents[1]
DOID = [
    {
        "id": "DOID:1",
        "name": "brellin anemia",
        "synonyms": ["morva anemia", "brellin anaemia"],
        "xrefs": [{"namespace": "MESH", "id": "D1"}, {"namespace": "ICD10CM", "id": "D50"}],
    }
]
MONDO = [{"id": "0000001", "name": "brellin anemia", "synonyms": ["quellosis"], "xrefs": []}]
MESH = [
    "D1\tAnemia, Brellin\tBrellin Anemia|Morva Anemia\tC15.378.71",
    "D2\tQuellosis\t\tC10.1",
    "D3\tBody Weight\t\tC23.888.144",
    "D4\tCalcimycin\t\tD02.355",
]
UNII = [
    ("BRELLIZUMAB", "of", "U1", "BRELLIZUMAB"),
    ("BRELLIZUMAB [INN]", "cn", "U1", "BRELLIZUMAB"),
    ("BRELLIZUMAB [EMA EPAR]", "cn", "U1", "BRELLIZUMAB"),
    ("MORVAQ", "bn", "U1", "BRELLIZUMAB"),
    ("TODAY", "bn", "U1", "BRELLIZUMAB"),
    ("SOLVENT", "of", "U2", "SOLVENT"),
]
MEDLINEPLUS = {
    "drug_canonical_to_data": {"morvatide": {"medline_plus_id": "a1"}, "talc": {}},
    "drug_variant_to_canonical": {"morvatide": ["morvatide"], "quelliq": ["morvatide"], "talc": ["talc"]},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "doid.json").write_text(json.dumps(DOID))
    (tmp_path / "mondo.json").write_text(json.dumps(MONDO))
    (tmp_path / "mesh.tsv").write_text("\n".join(MESH))
    rows = ["\t".join(row) for row in (("Name", "TYPE", "UNII", "Display Name"), *UNII)]
    (tmp_path / "unii.txt").write_text("\n".join(rows))
    (tmp_path / "medlineplus.bz2").write_bytes(bz2.compress(pickle.dumps(MEDLINEPLUS)))
    (tmp_path / "words").write_text("today\n")
    shutil.copytree(ROOT / "data" / "lexicon", tmp_path / "lexicon")
    return tmp_path


def run(folder: Path) -> None:
    files = ("doid.json", "mondo.json", "mesh.tsv", "unii.txt", "medlineplus.bz2", "words", "lexicon")
    options = [part for file in files for part in (f"--{file.partition('.')[0]}", str(folder / file))]
    subprocess.run([sys.executable, str(ROOT / "tools" / "broaden_lexicon.py"), *options], check=True)


def test_rows_of_open_lists_are_made_once_and_replaced(folder: Path) -> None:
    run(folder)
    lexicon = read_lexicon(folder / "lexicon")
    surfaces = {name.surface: name.entity for name in lexicon.names}
    assert surfaces["brellin anemia"] == surfaces["morva anemia"] == "disease:brellin-anemia"
    assert dict(lexicon.identifiers["disease:brellin-anemia"]) == {"mesh": "D1", "doid": "1"}
    assert surfaces["quellosis"] == "disease:quellosis"
    assert surfaces["brellizumab"] == "drug:brellizumab"
    assert {surfaces["Morvaq"], surfaces["Quelliq"]} == {"drug:morvaq", "drug:quelliq"}
    assert ("drug:morvaq", "has_ingredient", "drug:brellizumab") in {
        (link.left, link.relation, link.right) for link in lexicon.links
    }
    assert not {"brellin anaemia", "body weight", "Calcimycin", "Today", "solvent", "talc"} & surfaces.keys()
    once = {file.name: file.read_bytes() for file in (folder / "lexicon").glob("*.csv")}
    run(folder)
    assert {file.name: file.read_bytes() for file in (folder / "lexicon").glob("*.csv")} == once


def test_rows_of_other_sources_stay_as_they_are(folder: Path) -> None:
    run(folder)
    for table in ("entities", "names", "links", "identifiers"):
        before, after = (
            {tuple(row) for row in csv.reader((place / f"{table}.csv").read_text("utf-8").splitlines())}
            for place in (ROOT / "data" / "lexicon", folder / "lexicon")
        )
        lost = {row for row in before - after if row[6 if table == "entities" else -1] not in OPEN}
        assert lost == set()


OPEN = {"DO", "MONDO", "MeSH", "UNII", "MedlinePlus"}
