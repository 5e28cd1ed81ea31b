"""Open lists of places in, rows of `data/lexicon/` out: cities and the areas that countries are divided into.

    python tools/list_places.py --cities cities500.json --countries countries.json --areas iso3166-2.json \
        --area-names en.json --municipalities skorea-municipalities-2018-topo-simple.json \
        --words american-english --people dist.male.first dist.female.first dist.all.last

Where the files come from stands in `data/lexicon/README.md`; what was decided by hand stands in `places.toml`
beside this file. Rows of an earlier run (their source is one of `SOURCES`) are replaced, all others stay. The
same files give the same rows. `--review` also prints the names that a person should look at.
"""

import argparse
import csv
import json
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from krpia_graph.extract.folding import fold
from krpia_graph.model.identity import slug

LEXICON = Path(__file__).parents[1] / "data" / "lexicon"
GEONAMES, CLDR, KOSTAT, ISO = "GeoNames", "CLDR", "KOSTAT", "pycountry"
HANGUL_AREAS = "public code file 67457649848"
BOTH = f"en: {CLDR}; ko: {HANGUL_AREAS}"
SOURCES = (GEONAMES, CLDR, KOSTAT, ISO, HANGUL_AREAS, BOTH)

POPULATION = 400_000
CROWDED = {"CN": 1_500_000, "IN": 1_500_000}  # countries with so many large cities that few are in the news
CAPITAL = 50_000
# A name in Hangul, and as many names in other languages, speak for a city that news may name.
NAMES = 30
FAMOUS, NAMES_OF_FAMOUS = 100_000, 46  # a smaller city needs more of them, and a country of `cities.wide`
_COMMON_SURNAMES = 2_000
_HANGUL = re.compile(r"[가-힣]{2,}(?: [가-힣]+)*")
_SOURCE_COLUMN = {"entities": 6, "names": 4, "links": 4, "identifiers": 3}


@dataclass(frozen=True)
class Place:
    """A city or an area; of its names the first English one and the first Hangul one are its labels.

    `size` is the number of inhabitants, `part_of` the id of the area or country around it.
    """

    id: str
    kind: str
    country: str
    source: str
    english: tuple[str, ...]
    hangul: tuple[str, ...] = ()
    size: int = 0
    part_of: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    around: tuple[str, ...] = ()  # short forms of the area that a text writes behind the name and a comma


@dataclass
class Judgement:
    """What `places.toml` and the word lists say of names."""

    hand: dict[str, Any]
    words: frozenset[str]
    people: frozenset[str]
    seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def flags(self, name: str) -> str | None:
        """The flags that a name needs; None where it must not stand in the lexicon."""
        if _is_hangul(name):
            if len(name) < 2 or name in self.hand["hangul"]["drop"]:
                return None
            return "needs_cue" if name in self.hand["hangul"]["needs_cue"] else ""
        if name in self.hand["english"]["drop"]:
            return None
        one_word = re.fullmatch(r"[^\W\d_]+", name) is not None
        risky = name.lower() in self.words or name.upper() in self.people
        if risky:
            self.seen["plain" if name in self.hand["english"]["plain"] else "needs_cue"].add(name)
        cue = name in self.hand["english"]["needs_cue"] or (
            risky and name not in self.hand["english"]["plain"]
        )
        return ";".join(["case_sensitive"] * one_word + ["needs_cue"] * cue)


def _is_hangul(name: str) -> bool:
    return any("가" <= c <= "힣" for c in name)


def _plain(name: str) -> str:
    """The name in letters without marks: "Zürich" is also written "Zurich"."""
    name = name.replace("ø", "o").replace("ł", "l").replace("ı", "i").replace("Ł", "L").replace("Ø", "O")
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _english(name: str, hand: dict[str, Any]) -> tuple[str, ...]:
    label = hand["english"]["label"].get(name, name)
    names = (label, _plain(re.sub(r"[ʻʼ‘’']", "", label)), *hand["english"]["also"].get(name, ()))
    return tuple(n for n in dict.fromkeys(names) if re.fullmatch(r"[^\W\d_][\w .,'’-]*", n))


def _hangul(names: Iterable[str], preferred: dict[str, str], city: str) -> tuple[str, ...]:
    """Hangul names without and with the word for "city" where the list has them; the label first."""
    found = [n for n in names if _HANGUL.fullmatch(n)]
    whole = [n for n in found if n.endswith(" 시") or (n.endswith("시") and n[:-1] in found)]
    bare = [*(n.removesuffix("시").strip() for n in whole), *(n for n in found if n not in whole)]
    whole = [n.replace(" ", "") for n in whole]
    ordered = sorted(dict.fromkeys((*bare, *whole)), key=lambda n: (n.endswith("시"), n))
    first = preferred.get(city)
    return tuple(dict.fromkeys((*([first] if first in ordered else []), *ordered)))


def areas(codes: Path, names: Path, hand: dict[str, Any]) -> Iterator[Place]:
    """The first-level areas of some countries; a city that is an area of its own is left to the cities."""
    english = json.loads(names.read_text("utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    kinds = {"US": "State", "CN": "Province", "JP": "Prefecture", "KR": "Province"}
    for row in json.loads(codes.read_text("utf-8"))["3166-2"]:
        code, country = row["code"], row["code"][:2]
        name = english.get(code.lower().replace("-", ""))
        wanted = country in hand["areas"]["countries"] or code in hand["areas"]["also"]
        if not wanted or not name or row.get("parent") or code in hand["areas"]["cities"]:
            continue
        name = hand["english"]["label"].get(code, _plain(name) if country == "JP" else name)
        generic = kinds.get(country, "")
        if country == "KR" and not row["type"].lower().endswith("province"):
            continue
        bare = code not in hand["areas"]["city_first"]
        longer = [f"{name} {generic}"] if row["type"].endswith((generic, generic.lower())) and generic else []
        if generic == "State":
            longer = [] if bare else [f"{name} State", f"State of {name}"]
        hangul = [korean] if (korean := hand["areas"]["ko"].get(code, "")) else []
        ending = hand["areas"]["ko_generic"].get(row["type"], "")
        if korean and korean[-1] in ending:
            hangul += [korean[:-1]] * bare
        elif korean and len(ending) == 1:
            hangul.append(f"{korean}{ending}")
        id_ = f"region:{country.lower()}-{slug(name if bare else longer[0])}"
        yield Place(
            id=id_, kind="province", country=country, source=CLDR,
            english=tuple(dict.fromkeys((*[name, _plain(name)] * bare, *longer))),
            hangul=tuple(hangul), part_of=f"region:{country.lower()}", identifiers=(("iso3166-2", code),),
        )  # fmt: skip


def cities(listed: Path, countries: Path, known: dict[str, Place], hand: dict[str, Any]) -> Iterator[Place]:
    """Capitals and large cities outside Korea, of cities with one name in one country the largest."""
    rows = [r for r in json.loads(listed.read_text("utf-8")).values() if r["countrycode"] != "KR"]
    nations = {c["iso"]: c for c in json.loads(countries.read_text("utf-8")).values()}
    by_code = {code: place.id for place in known.values() for scheme, code in place.identifiers}
    taken = set(known)
    for row in sorted(rows, key=lambda r: (-r["population"], r["geonameid"])):
        country, name = row["countrycode"], row["name"]
        nation = nations.get(country)
        id_ = f"region:{country.lower()}-{slug(hand['english']['label'].get(name, name))}"
        if not nation or id_ in taken or name in hand["cities"]["drop"].get(country, ()):
            continue
        if not (name == nation["capital"] and row["population"] >= CAPITAL) and not _is_large(row, hand):
            continue
        taken.add(id_)
        iso = hand["admin1"].get(country)
        code = iso.get(row["admin1code"], "") if iso else f"{country}-{row['admin1code']}"
        own = next((c for c, n in hand["areas"]["cities"].items() if c[:2] == country and n == name), "")
        area = by_code.get(code, "")
        by_code |= {own: id_} if own else {}
        press = hand["areas"]["press"] if country == "US" else {}
        around = [n for n in (code[3:], press.get(code[3:])) if n and area and country in ("US", "CA")]
        yield Place(
            id=id_, kind="city", country=country, source=GEONAMES, english=_english(name, hand),
            hangul=_hangul(row["alternatenames"], hand["hangul"]["label"], name), size=row["population"],
            part_of=area or f"region:{country.lower()}",
            identifiers=(("geonameid", str(row["geonameid"])), *([("iso3166-2", own)] if own else [])),
            around=tuple(around),
        )  # fmt: skip


def _is_large(row: dict[str, Any], hand: dict[str, Any]) -> bool:
    """Whether a city is so large, and has so many names, that news in English or Korean may name it."""
    country, names = row["countrycode"], row["alternatenames"]
    in_hangul = any(_HANGUL.fullmatch(n) for n in names)
    if row["population"] >= CROWDED.get(country, POPULATION):
        return len(names) >= NAMES or (in_hangul and country in hand["cities"]["wide"])
    famous = row["population"] >= FAMOUS and len(names) >= NAMES_OF_FAMOUS
    return famous and in_hangul and country in hand["cities"]["wide"]


def korean(municipalities: Path, listed: Path, hand: dict[str, Any]) -> Iterator[Place]:
    """The cities and counties of Korea, and the districts of whose name there is one."""
    (layer,) = json.loads(municipalities.read_text("utf-8"))["objects"].values()
    rows = [g["properties"] for g in layer["geometries"]]
    ids = {
        n: r["geonameid"]
        for r in sorted(json.loads(listed.read_text("utf-8")).values(), key=lambda r: r["population"])
        if r["countrycode"] == "KR" and r["population"] >= 20_000
        for n in r["alternatenames"]
    }
    seen: dict[str, list[Place]] = defaultdict(list)
    for row in rows:
        name, english = row["name"], hand["korea"]["en"].get(row["name"], row["name_eng"])
        city, _, district = name.partition("시") if re.fullmatch(r".{2,}시.{2,}구", name) else ("", "", "")
        province = f"region:kr-{hand['korea']['provinces'][row['code'][:2]]}"
        if district:
            parent = f"region:kr-{hand['korea']['city_slugs'].get(city, '')}"
            seen[city].append(Place(parent, "city", "KR", KOSTAT, (), (city, f"{city}시"), 0, province))
            english = re.sub(rf"^{parent.removeprefix('region:kr-')}si", "", english.lower()).capitalize()
            name, province = district, parent
        root = re.sub(r"-?(?:si|gun|gu)$", "", english)
        generic = {"시": "si", "군": "gun", "구": "gu"}[name[-1]]
        bare = (root,) if generic == "si" else ()
        found = ids.get(name) or (ids.get(name[:-1]) if generic != "gu" else None)
        identifiers = (("geonameid", str(found)),) if found else ()
        hangul = (name,) if generic == "gu" else (name[:-1], name)
        seen[name].append(
            Place(
                f"region:kr-{slug(root if generic == 'si' else f'{root}-{generic}')}",
                "city" if generic == "si" else "district", "KR", KOSTAT,
                (*bare, f"{root}-{generic}"), hangul, 0, province, identifiers,
            )
        )  # fmt: skip
    for name, places in seen.items():
        if len(places) == 1 or name in hand["korea"]["city_slugs"]:
            place = places[0]
            if not place.english:
                root = hand["korea"]["city_slugs"][name].capitalize()
                ids_ = (("geonameid", str(ids[f"{name}시"])),) if f"{name}시" in ids else ()
                place = replace(place, english=(root, f"{root}-si"), identifiers=ids_)
            if len(place.hangul[0]) > 1 and name not in hand["korea"]["drop"]:
                yield place


class Tables:
    """The rows of the lexicon; places are added, what an earlier run added is taken out first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._header: dict[str, list[str]] = {}
        self._rows: dict[str, list[list[str]]] = {}
        for table, column in _SOURCE_COLUMN.items():
            with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                self._header[table], *rows = csv.reader(file)
            self._rows[table] = [row for row in rows if row[column] not in SOURCES]
        self.entities = {row[0]: row for row in self._rows["entities"]}
        self._names: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for row in self._rows["names"]:
            self._names[fold(row[1])][row[0]] = row
        self._known = {(row[0], row[1]) for row in self._rows["identifiers"]}
        self._identified = {(row[1], row[2]): row[0] for row in self._rows["identifiers"]}

    def add(self, places: Iterable[Place], judgement: Judgement) -> None:
        """The rows of all places; names that two of them share become ambiguous."""
        places = [self._under_its_id(p) for p in places]
        places = [p for p in places if p.part_of in self.entities or p.part_of in {q.id for q in places}]
        places = [p for p in places if self._is_new(p)]
        sizes = {p.id: p.size for p in places}
        wanted: dict[str, dict[str, tuple[str, str, str]]] = defaultdict(dict)  # by form, then by entity
        for place in places:
            for name, flags in self._surfaces(place, judgement):
                wanted[fold(name)].setdefault(place.id, (name, flags, place.source))
        named: set[str] = set()
        for form, owners in sorted(wanted.items()):
            here = self._names.get(form, {})
            if any(not entity.startswith("region:") for entity in here) or set(owners) <= set(here):
                named.update(set(owners) & set(here))
                continue
            new = {e: row for e, row in owners.items() if e not in here}
            new = {e: row for e, row in new.items() if not here or sizes[e] == 0 or e in self.entities}
            large = max((sizes[e] for e in new), default=0)
            new = {e: row for e, row in new.items() if sizes[e] * 10 >= large or not sizes[e]}
            shared = len({*new, *here}) > 1
            for entity in here if shared and new else ():
                flags = set(filter(None, here[entity][3].split(";"))) | {"ambiguous", "usual"}
                here[entity][3] = ";".join(sorted(flags))
            for entity, (name, flags, source) in sorted(new.items()):
                others = [sizes[e] for e in new if e != entity]
                usual = not here and others and sizes[entity] >= 2 * max(others)
                every = [*flags.split(";"), "ambiguous" * shared, "usual" * bool(usual)]
                language = "ko" if _is_hangul(name) else "en"
                if language == "ko" and source == CLDR:
                    source = HANGUL_AREAS
                self._rows["names"].append([entity, name, language, ";".join(filter(None, every)), source])
                named.add(entity)
        for place in places:
            if place.id in named:
                self._add_entity(place)

    def _under_its_id(self, place: Place) -> Place:
        owners = [self._identified[i] for i in place.identifiers if i in self._identified]
        return replace(place, id=owners[0]) if owners else place

    def _is_new(self, place: Place) -> bool:
        """Whether a place is not a country or city of the lexicon under another id."""
        if place.id in self.entities:
            return True
        owners = self._names.get(fold(place.english[0]), {})
        return not any(self.entities[e][5] in ("", place.country) or e == f"region:{place.country.lower()}"
                       for e in owners if e.startswith("region:"))  # fmt: skip

    def _surfaces(self, place: Place, judgement: Judgement) -> Iterator[tuple[str, str]]:
        for name in (*place.english, *place.hangul):
            if (flags := judgement.flags(name)) is not None:
                yield name, flags
        for around in place.around:
            yield f"{place.english[0]}, {around}", ""

    def _add_entity(self, place: Place) -> None:
        if place.id not in self.entities:
            label_ko = place.hangul[0] if place.hangul else ""
            labels = [place.english[0], label_ko]
            source = BOTH if place.source == CLDR and label_ko else place.source
            self._rows["entities"].append(
                [place.id, "region", place.kind, *labels, place.country, source, "yes"]
            )
            self._rows["links"].append([place.id, "part_of", place.part_of, "", place.source])
        for scheme, value in place.identifiers:
            if (place.id, scheme) not in self._known:
                where = GEONAMES if scheme == "geonameid" else ISO
                self._rows["identifiers"].append([place.id, scheme, value, where])

    def write(self) -> None:
        """All tables, sorted as the README says."""
        for table, rows in self._rows.items():
            with (self._folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(self._header[table])
                writer.writerows(sorted(rows))


def _people(paths: Iterable[Path]) -> frozenset[str]:
    """First names, and the surnames that are common; a line is NAME FREQUENCY CUMULATIVE RANK."""
    rows = [line.split() for path in paths for line in path.read_text("ascii").splitlines()]
    return frozenset(row[0] for row in rows if int(row[3]) <= _COMMON_SURNAMES)


def main() -> None:
    """Reads the files named on the command line and rewrites the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("cities", "countries", "areas", "area-names", "municipalities", "words"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--people", type=Path, nargs="+", required=True)
    parser.add_argument("--lexicon", type=Path, default=LEXICON)
    parser.add_argument("--review", action="store_true")
    asked = parser.parse_args()
    hand = tomllib.loads(Path(__file__).with_name("places.toml").read_text("utf-8"))
    words = frozenset(w for w in asked.words.read_text("utf-8").splitlines() if w.islower())
    judgement = Judgement(hand, words, _people(asked.people))
    tables = Tables(asked.lexicon)
    first = {p.id: p for p in areas(asked.areas, asked.area_names, hand)}
    places = [*first.values(), *cities(asked.cities, asked.countries, first, hand)]
    places += korean(asked.municipalities, asked.cities, hand)
    tables.add(places, judgement)
    tables.write()
    for verdict, names in sorted(judgement.seen.items()) if asked.review else ():
        sys.stdout.write(f"{verdict}: {', '.join(sorted(names))}\n")


if __name__ == "__main__":
    main()
