"""Open lists of diseases and drugs in, rows of `data/lexicon/` out: what nobody listed by hand.

    python tools/broaden_lexicon.py --doid doid.json --mondo mondo.json --mesh mesh_id_label_mappings.tsv \
        --unii UNII_Names.txt --medlineplus drug_ner_dictionary.pkl.bz2 --words american-english-large [...]

Where the files come from stands in `data/lexicon/README.md`. Rows of an earlier run (their `source` is one of
`SOURCES`) are replaced; all other rows stay as they are, and a concept that they list gets more names, not a
second entity. The same files give the same rows.
"""

import argparse
import bz2
import csv
import json
import pickle
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from krpia_graph.extract.folding import fold
from krpia_graph.extract.variants import american, plain_possessive
from krpia_graph.model.identity import slug

LEXICON = Path(__file__).parents[1] / "data" / "lexicon"
SOURCES = ("DO", "MONDO", "MeSH", "UNII", "MedlinePlus")

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
GENERAL, EVERYDAY, EVERYDAY_SUBSTANCES = (
    frozenset(_WORDS[name].split()) for name in ("general", "everyday", "everyday_substances")
)
SALTS = "|".join(_WORDS["salts"].split())
_SALT = re.compile(rf"(?: (?:{SALTS}))+$")
_MARKETED = frozenset({"ORANGE BOOK", "PURPLE BOOK", "PURPLE BOOK CDER", "EMA EPAR"})
_WORDY = re.compile(r"(?i)\b(?:malignant|benign|primary|familial|congenital) (?:\w+ )?(?:tumor|neoplasm)")
_SHAPED = re.compile(
    r"(?i) (?:disease|disorder|syndrome|infection|injury|neoplasm|cancer|deficiency|fracture)$"
)
_NO_DRUG = re.compile(r"TECHNETIUM|UNSPECIFIED|ACID$|\b(?:OIL|EXTRACT|ROOT|SOLUTION|HUMAN|BEEF|PORK)\b")
_BRAND = re.compile(r"[a-z]{5,14}|[a-z]{4,10}-[a-z]{2,8}")
_RECENT = _MARKETED - {"ORANGE BOOK"}
_HEADS = {
    "diseases": "disease", "disorders": "disorder", "syndromes": "syndrome", "neoplasms": "neoplasm",
    "infections": "infection", "injuries": "injury", "fractures": "fracture", "deficiencies": "deficiency",
    "cysts": "cyst", "tumors": "tumor", "ulcers": "ulcer", "neuropathies": "neuropathy",
    "anomalies": "anomaly", "myopathies": "myopathy", "lymphomas": "lymphoma", "wounds": "wound",
    "seizures": "seizure", "burns": "burn", "abnormalities": "abnormality", "hemorrhages": "hemorrhage",
    "cramps": "cramp", "failures": "failure",
}  # fmt: skip


@dataclass
class Concept:
    """A disease or drug with its names, the first of which is its label, and its identifiers."""

    type: str
    kind: str
    source: str
    surfaces: list[str]
    identifiers: list[tuple[str, str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)  # of a surface, where it is not that of the concept
    ingredient: str = ""  # the name of the substance that a brand holds


def _plain(name: str, longest: int) -> bool:
    """Whether a name is one that a text would use: words in their natural order, none of them a number."""
    return (
        name.isascii()
        and len(name) >= 4
        and len(name.split()) <= longest
        and not re.search(r"[\d,()/\[\]:;+]|\b(?:of|and|or|with|due|in|NOS|not|other|unspecified)\b", name)
    )


def _common(name: str, in_mesh: set[str]) -> bool:
    """Whether a synonym of the ontology is short, or in use elsewhere."""
    return _plain(name, 3) and (" " not in name or fold(american(name)) in in_mesh)


def _shaped(name: str) -> bool:
    """Whether the extraction finds a name by its shape alone, so that a rare one needs no row."""
    return _SHAPED.search(name) is not None


def _key(name: str) -> str:
    return fold(name).replace(" ", "-")


def _singular(name: str, others: set[str]) -> str:
    words = name.split()
    last = words[-1].lower()
    if last in _HEADS:
        return " ".join([*words[:-1], _HEADS[last]])
    return name[:-1] if last.endswith("s") and fold(american(name[:-1])) in others else name


class Case:
    """Names in capitals in, names as running text writes them out: proper nouns keep their capital."""

    def __init__(self, texts: Iterable[str]) -> None:
        seen: Counter[tuple[str, bool]] = Counter()
        for text in texts:
            for word in re.findall(r"[A-Za-z']+", text):
                seen[word.lower(), word[0].isupper()] += 1
        self._proper = {w for w, upper in seen if upper and seen[w, True] > seen[w, False]}

    def lower(self, name: str) -> str:
        """The name with every word in lower case that is no proper noun and no acronym."""
        return re.sub(
            r"[A-Za-z']+",
            lambda m: m[0] if m[0].lower() in self._proper or m[0][1:].lower() != m[0][1:] else m[0].lower(),
            name,
        )


def diseases(doid: Path, mondo: Path, mesh: Path) -> Iterator[Concept]:
    """Headings of MeSH that are diseases, joined to the Disease Ontology; then what only the latter has."""
    ontology = json.loads(doid.read_text("utf-8"))
    wider = json.loads(mondo.read_text("utf-8"))
    case = Case([term["name"] for term in (*ontology, *wider)])
    by_mesh: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for term in ontology:
        for xref in term.get("xrefs", ()):
            if xref["namespace"] == "MESH":
                by_mesh[xref["id"]].append(term)
    headings = mesh.read_text("utf-8").splitlines()
    in_mesh = {fold(american(n)) for line in headings for n in re.split(r"[\t|]", line)[1:] if n}
    elsewhere = {fold(american(n)) for t in (*ontology, *wider) for n in (t["name"], *t.get("synonyms", ()))}
    used: set[str] = set()
    for line in headings:
        id_, heading, entry, trees, *_ = (*line.split("\t"), "", "")
        entries = [e for e in entry.split("|") if e]
        if not _is_disease(trees.split("|")) or re.search(r"Signs and Symptoms|Experimental|Animal", heading):
            continue
        terms = by_mesh.get(id_, [])
        names = {fold(n) for n in (heading, *entries)}
        term = next((t for t in terms if fold(t["name"]) in names), terms[0] if len(terms) == 1 else None)
        natural = [_singular(n, elsewhere | names) for n in (heading, *entries) if _plain(n, 4)]
        natural.sort(key=lambda n: re.search(r"neoplasm|carcinomata", n, re.I) is not None)
        from_do = [term["name"], *term.get("synonyms", ())] if term else []
        label = from_do[:1] or [case.lower(n) for n in natural[:1]]
        if not label or (term is None and len(label[0].split()) > 3):
            continue
        if term and not _in_icd(term) and (len(label[0].split()) > 3 or _shaped(label[0])):
            continue
        own = [case.lower(n) for n in natural if n == natural[0] or fold(american(n)) in elsewhere]
        if term is None and (_shaped(label[0]) or fold(american(label[0])) not in elsewhere):
            continue
        surfaces = _distinct([*label, *own, *(n for n in from_do[1:] if _common(n, in_mesh))])
        ids = [("mesh", id_), *([("doid", term["id"].removeprefix("DOID:"))] if term else [])]
        used.update([term["id"]] if term else [])
        sources = {s: "MeSH" for s in own if s not in from_do}
        yield Concept("disease", "", "DO" if term else "MeSH", surfaces, ids, sources)
    for term in ontology:
        if term["id"] in used or term["name"].startswith("obsolete") or not _in_icd(term):
            continue
        if _plain(term["name"], 2) and not _shaped(term["name"]):
            names_ = [term["name"], *(n for n in term.get("synonyms", ()) if _common(n, in_mesh))]
            yield Concept(
                "disease", "", "DO", _distinct(names_), [("doid", term["id"].removeprefix("DOID:"))]
            )
    for term in wider:
        if (
            _plain(term["name"], 1) and fold(american(term["name"])) in in_mesh
        ):  # "hemophilia" above its types
            yield Concept("disease", "", "MONDO", [term["name"]], [("mondo", term["id"])])


class _PlainValues(pickle.Unpickler):
    """Reads tables, lists and numbers; a pickle that names anything to call is turned down."""

    def find_class(self, module: str, name: str) -> None:
        raise pickle.UnpicklingError(f"names {module}.{name}; only plain values are read")


def _first_source(path: Path) -> list[tuple[str, str]]:
    """Name and substance of what the dictionary holds from MedlinePlus, its first source in order.

    The block ends where the first substance stands that MedlinePlus does not have. The file is a
    pickle, of which plain values alone are read.
    """
    with bz2.open(path) as file:
        data = _PlainValues(file).load()
    facts = data["drug_canonical_to_data"]
    found: list[tuple[str, str]] = []
    for variant, owners in data["drug_variant_to_canonical"].items():
        if "medline_plus_id" not in facts[owners[0]]:
            break
        found.append((variant, owners[0]))
    return found


def _is_disease(trees: list[str]) -> bool:
    """Branch C (diseases) and F03 (mental disorders), but not of animals, nor mere findings."""
    return any(
        t.startswith(("C23.888", "F03")) or (t[:1] == "C" and not t.startswith(("C22", "C23", "C24")))
        for t in trees
    )


def _in_icd(term: dict[str, Any]) -> bool:
    return any(x["namespace"] == "ICD10CM" for x in term.get("xrefs", ()))


def _distinct(names: Iterable[str]) -> list[str]:
    """The names without what the rules for spelling and plurals make of another one, nor a broader name."""
    kept: list[str] = []
    for name in dict.fromkeys(names):
        if kept and _WORDY.search(name):
            continue
        if kept and re.fullmatch(rf"{re.escape(fold(name))}(?: type)? \w", fold(kept[0])):
            continue  # "hemophilia" for "hemophilia A"
        same = {fold(american(plain_possessive(k))) for k in kept}
        mine = fold(american(plain_possessive(name)))
        if (
            mine not in same
            and mine.removesuffix("s") not in same
            and not (mine.endswith("ies") and f"{mine[:-3]}y" in same)
        ):
            kept.append(name)
    return kept


def drugs(unii: Path, medlineplus: Path, english: frozenset[str]) -> Iterator[Concept]:
    """Marketed substances with an international name, their salts and brands; then brands of MedlinePlus."""
    names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    tags: dict[str, set[str]] = defaultdict(set)
    display: dict[str, str] = {}
    with unii.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, _, tag = row["Name"].removesuffix("]").partition(" [")
            tags[row["UNII"]].add(tag)
            display[row["UNII"]] = row["Display Name"]
            names[row["UNII"]][row["TYPE"]].add(name)
    listed = {
        u: n
        for u, n in display.items()
        if tags[u] & _MARKETED or ({"INN", "JAN"} <= tags[u] and names[u]["bn"])
        if tags[u] & {"INN", "USAN"} and re.fullmatch(r"[A-Z][A-Z -]{4,29}", n)
        if not (_SALT.search(n) or _NO_DRUG.search(n) or n.lower() in EVERYDAY_SUBSTANCES)
    }
    by_name = {n: u for u, n in listed.items()}
    salts: dict[str, list[str]] = defaultdict(list)
    for u, n in display.items():
        if tags[u] & _MARKETED and _SALT.search(n) and (base := by_name.get(_SALT.sub("", n))):
            salts[base].append(n)
    variants = _first_source(medlineplus)
    known = {n.lower() for kinds in names.values() for t in ("of", "cn", "sys", "cd") for n in kinds[t]}
    today = {re.sub(r"-[a-z]{4}$", "", name) for _, name in variants}
    brands: dict[str, tuple[str, str]] = {}
    for u, n in sorted(listed.items(), key=lambda item: item[1]):
        surfaces = [n.lower(), *sorted(s.lower() for s in salts[u])]
        official = sorted(o.lower() for o in names[u]["of"] if re.fullmatch(r"[A-Z]{6,24}", o))
        yield Concept("drug", "substance", "UNII", [*surfaces, *official], [("unii", u)])
        if tags[u] & _MARKETED and (n.lower() in today or tags[u] & _RECENT):  # not of the withdrawn
            for brand in names[u]["bn"]:
                brands.setdefault(brand.lower(), (n.lower(), "UNII"))
    for variant, name in variants:
        base = re.sub(r"-[a-z]{4}$", "", name)
        if variant == name and re.fullmatch(r"[a-z]{5,30}", base) and base not in EVERYDAY_SUBSTANCES:
            yield Concept("drug", "substance", "MedlinePlus", list(dict.fromkeys((base, name))))
        elif "," not in name and len(name.split()) < 4:
            brands.setdefault(variant, (base, "MedlinePlus"))
    for brand, (substance, source) in sorted(brands.items()):
        if _BRAND.fullmatch(brand) and brand not in english and brand not in known:
            written = "-".join(part.capitalize() for part in brand.split("-"))
            yield Concept("drug", "brand", source, [written], ingredient=substance)


class Tables:
    """The four tables, without the rows of an earlier run; concepts are added to them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: dict[str, list[list[str]]] = {}
        self._header: dict[str, list[str]] = {}
        for table in ("entities", "names", "links", "identifiers"):
            with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file)
            place = header.index("where_seen" if table == "identifiers" else "source")
            self._header[table] = header
            self._rows[table] = [row for row in rows if row[place] not in SOURCES]
        self._ids = {row[0]: row[1] for row in self._rows["entities"]}
        self._holding = {row[0] for row in self._rows["links"] if row[1] == "has_ingredient"}
        self._korean: dict[str, str] = {}
        for entity, surface, language, *_ in self._rows["names"]:
            if language == "ko":
                self._korean.setdefault(entity, surface)
        self._source = {row[0]: row[6] for row in self._rows["entities"]}
        self._label = {row[0]: fold(row[3]) for row in self._rows["entities"]}
        self._owner: dict[str, set[str]] = defaultdict(set)
        for entity, surface, *_ in self._rows["names"]:
            self._owner[_spelled(surface)].add(entity)
        self._identified = {(row[1], row[2]): row[0] for row in self._rows["identifiers"]}
        self._schemes: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entity, scheme, value, _ in self._rows["identifiers"]:
            self._schemes[entity, scheme].add(value)
        self._words = {
            word
            for entity, surface, *_ in self._rows["names"]
            if entity.partition(":")[0] not in ("drug", "disease")
            for word in fold(surface).split()
        }

    def add(self, concept: Concept) -> None:
        """The concept's rows, under the entity that an identifier or a name shows it to be, or a new one."""
        fitting = [s for s in concept.surfaces if self._may_name(s, concept.type)]
        if concept.surfaces[0] not in fitting and not self._entity_of(concept):
            return
        entity = self._entity_of(concept)
        if not entity:
            entity = f"{concept.type}:{slug(concept.surfaces[0])}"
            if entity not in self._ids:
                self._ids[entity] = concept.type
                self._source[entity] = concept.source
                self._label[entity] = fold(concept.surfaces[0])
                label = concept.surfaces[0]
                korean = self._korean.get(entity, "")
                checked = "no" if korean else "yes"
                row = [entity, concept.type, concept.kind, label, korean, "", concept.source, checked]
                self._rows["entities"].append(row)
        for surface in fitting:
            owners = self._owner[_spelled(surface)]
            if owners:  # listed already, here or under another entity
                continue
            if re.fullmatch(rf"{re.escape(fold(surface))} \w", self._label[entity]):
                continue  # "hemophilia" is wider than "hemophilia A"
            owners.add(entity)
            flags = "needs_cue" if _key(surface) in EVERYDAY else ""
            source = concept.sources.get(surface, concept.source)
            self._rows["names"].append([entity, surface, "en", flags, source])
        for scheme, value in concept.identifiers:
            foreign = scheme == "mondo" and self._source[entity] != "MONDO"
            if not foreign and not self._schemes[entity, scheme] and (scheme, value) not in self._identified:
                self._schemes[entity, scheme].add(value)
                self._identified[scheme, value] = entity
                self._rows["identifiers"].append([entity, scheme, value, concept.source])
        substance = next(iter(sorted(self._owner.get(_spelled(concept.ingredient), ()))), "")
        if substance and substance != entity and entity not in self._holding:
            self._holding.add(entity)
            self._rows["links"].append([entity, "has_ingredient", substance, "", concept.source])

    def _entity_of(self, concept: Concept) -> str:
        for identifier in concept.identifiers:
            entity = self._identified.get(identifier, "")
            if entity.startswith(f"{concept.type}:"):
                return entity
        for surface in concept.surfaces:
            owners = self._owner.get(_spelled(surface), set())
            if len(owners) == 1 and (entity := next(iter(owners))).startswith(f"{concept.type}:"):
                return entity
        return ""

    def _may_name(self, surface: str, type_: str) -> bool:
        if _key(surface) in GENERAL or _spelled(surface) in GENERAL:
            return False
        if any(not owner.startswith(f"{type_}:") for owner in self._owner.get(_spelled(surface), ())):
            return False
        if type_ == "drug" and " " not in surface and fold(surface) in self._words:
            return False
        # An acronym is bound by the text that defines it.
        return not (surface.isupper() and len(surface) < 7)

    def write(self) -> None:
        """All tables, sorted as the README says."""
        for table, rows in self._rows.items():
            with (self._folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(self._header[table])
                writer.writerows(sorted(rows))


def _spelled(surface: str) -> str:
    return fold(american(plain_possessive(surface)))


def main() -> None:
    """Reads the files named on the command line and rewrites the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name in ("doid", "mondo", "mesh", "unii", "medlineplus"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--words", type=Path, nargs="+", required=True, help="lists of English words")
    parser.add_argument("--lexicon", type=Path, default=LEXICON)
    asked = parser.parse_args()
    lines = [line for path in asked.words for line in path.read_text("utf-8").splitlines()]
    english = frozenset(line.strip().lower() for line in lines)
    tables = Tables(asked.lexicon)
    for concept in diseases(asked.doid, asked.mondo, asked.mesh):
        tables.add(concept)
    for concept in drugs(asked.unii, asked.medlineplus, english):
        tables.add(concept)
    tables.write()


if __name__ == "__main__":
    main()
