"""Names of the lexicon in, those that it does not list added: by shape, by legal form, and by short forms.

What is found anywhere in a document is a name wherever it stands in that document. Every name that is new
gets an entity whose `source` is the document.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from krpia_graph.extract.bindings import bound_names
from krpia_graph.extract.boundaries import PARTICLES
from krpia_graph.extract.brands import BrandShapes
from krpia_graph.extract.folding import fold
from krpia_graph.extract.governments import find_governments
from krpia_graph.extract.hangul import HangulShapes
from krpia_graph.extract.illnesses import DiseaseShapes
from krpia_graph.extract.names import NameFinder, Text, longest
from krpia_graph.extract.origin import CompanyOrigin
from krpia_graph.extract.programmes import ProgrammeShapes
from krpia_graph.extract.shapes import OrganisationShapes
from krpia_graph.extract.short_names import (
    beginnings,
    first_words,
    former_names,
    korean_short_names,
    korean_stems,
)
from krpia_graph.extract.substances import DrugShapes
from krpia_graph.model.case import NameHit
from krpia_graph.model.document import Span
from krpia_graph.model.domain import Domain
from krpia_graph.model.identity import slug
from krpia_graph.model.lexicon import Entity, Name

_ACTING = re.compile(
    r"(?:가|는|와|과|도|측|장)(?![가-힣])|[-·,] ?(?=[가-힣A-Z])| 제공"
    r"| [가-힣]{2,6}(?:실장|국장|기획관|본부장|시장)"
)
_WITH = re.compile(r"(?<![\w·])(?P<name>[A-Z]{2,6})[와과] $")
_ACTS = re.compile(r"(?:은|는|이|가|과|와)(?![가-힣])")
_ABBREVIATED = re.compile(r"\b(?:Inc|Co|Corp|Ltd)$")
_PARTICLE = re.compile(PARTICLES)


@dataclass
class _Names:
    """The names of one document while they are gathered."""

    hits: list[NameHit]
    beginnings: dict[str, str]  # of longer names of companies
    types: dict[str, str] = field(default_factory=dict)  # of companies, by surface
    entities: dict[str, Entity] = field(default_factory=dict)


class UnlistedNames:
    """All shapes, compiled once; `finder` finds the names of the lexicon."""

    def __init__(self, domain: Domain, finder: NameFinder) -> None:
        self._organisation_types = frozenset(domain.vocabulary.organisation_types)
        self._finder = finder
        self._origin = CompanyOrigin(domain.shapes, domain.lexicon)
        self._english = OrganisationShapes(domain.shapes)
        self._hangul = HangulShapes(domain.shapes)
        self._drugs = DrugShapes(domain.shapes)
        self._brands = BrandShapes(domain.shapes)
        self._diseases = DiseaseShapes(domain.shapes)
        self._programmes = ProgrammeShapes(domain.shapes)
        self._stop = domain.shapes.stop.leading
        self._heads = frozenset((*domain.shapes.heads.company.en, *domain.shapes.heads.institution.en))
        self._surfaces = frozenset(name.surface for name in domain.lexicon.names if name.surface.islower())
        self._by_key: dict[str, str] = {}
        for name in domain.lexicon.names:
            if name.entity.startswith(("disease:", "drug:")):  # their spellings are found as they stand
                continue
            if not name.flags & {"ambiguous", "needs_cue", "adjective"}:
                self._by_key.setdefault(_key(name.surface), name.entity)

    def complete(
        self, text: Text, spans: Sequence[Span], lexicon_hits: Sequence[NameHit], source: str
    ) -> tuple[list[NameHit], dict[str, Entity]]:
        """All names within `spans` (those of the statements), overlapping ones too, and the new entities."""
        listed = [hit for hit in lexicon_hits if not self._is_common_word(hit)]
        names = _Names(listed, beginnings(listed))
        names.hits += self._with_legal_forms(text, names.hits)
        names.hits += self._with_places(text, names.hits)
        names.hits += self._with_hospitals(text, names.hits)
        names.hits += bound_names(text, names.hits, self._finder)
        names.hits = list(self._bodies(text, names.hits))
        for span, known in _by_span(spans, names.hits):
            self._take_shapes(text, span, known, names, source)
        for span, known in _by_span(spans, names.hits):
            self._take_listed(text, span, known, names, source)
        names.hits += bound_names(text, names.hits, self._finder)
        self._repeat(text, names)
        names.hits += self._with_places(text, names.hits)
        bound = {(hit.start, hit.end) for hit in names.hits if hit.rule == "binding"}
        names.hits = [h for h in names.hits if h.rule[:5] != "shape" or (h.start, h.end) not in bound]
        organisations = [hit for hit in longest(names.hits) if self._is_organisation(hit)]
        former = former_names(text.original, organisations, names.entities)
        hits = [
            replace(hit, candidates=tuple(former.get(entity, entity) for entity in hit.candidates))
            if former and hit.candidates[0] in former
            else hit
            for hit in names.hits
        ]
        return hits, {name: entity for name, entity in names.entities.items() if name not in former}

    def _is_common_word(self, hit: NameHit) -> bool:
        """Whether an organisation's name stands in small letters as it is not listed ("in therapeutics")."""
        small = hit.surface.isascii() and hit.surface.islower()
        return small and hit.surface not in self._surfaces and self._is_organisation(hit)

    def _with_legal_forms(self, text: Text, hits: Sequence[NameHit]) -> Iterator[NameHit]:
        """A listed organisation with the legal form behind it: "Celltrion Inc."."""
        for hit in longest(hits):
            if not self._is_organisation(hit):
                continue
            end = (
                hit.end + 1 if _ABBREVIATED.search(hit.surface) and text.original[hit.end :][:1] == "." else 0
            )
            if form := self._english.legal_form.match(text.original, hit.end):
                end = form.end()
            if end:
                yield replace(hit, end=end, surface=text.original[hit.start : end], needs_cue=False)

    def _bodies(self, text: Text, hits: Sequence[NameHit]) -> Iterator[NameHit]:
        """A name of a city and of its government is the government where it acts: "서울시가"."""
        for hit in hits:
            bodies = tuple(entity for entity in hit.candidates if entity.startswith("institution:"))
            if bodies and len(bodies) < len(hit.candidates):
                acts = _ACTING.match(text.original, hit.end) is not None
                places = tuple(entity for entity in hit.candidates if entity not in bodies)
                yield replace(hit, candidates=bodies if acts else places)
            else:
                yield hit

    def _with_hospitals(self, text: Text, hits: Sequence[NameHit]) -> Iterator[NameHit]:
        """A university and its hospital are one name: "Yonsei University Severance Hospital"."""
        for hit, hospital in pairwise(longest(hits)):
            if (
                hit.surface.endswith(("University", "대학교", "대"))
                and hospital.surface.endswith(("Hospital", "Center", "병원"))
                and text.original[hit.end : hospital.start] == " "
                and hospital.candidates[0].startswith("institution:")
            ):
                yield replace(hospital, start=hit.start, surface=text.original[hit.start : hospital.end])

    def _with_places(self, text: Text, hits: Sequence[NameHit]) -> Iterator[NameHit]:
        """A listed company with the place behind it: "Pfizer Japan" is the group there, and no territory."""
        for hit, place in pairwise(longest(hits)):
            if (
                hit.candidates[0].startswith("global_company:")
                and place.start == hit.end + 1
                and text.original[hit.end] == " "
                and place.surface[0].isupper()
                and all(entity.startswith("region:") for entity in place.candidates)
            ):
                yield replace(hit, end=place.end, surface=text.original[hit.start : place.end])

    def _take_shapes(self, text: Text, span: Span, known: list[NameHit], names: _Names, source: str) -> None:
        organisations = [h for h in known if self._is_organisation(h)]
        for start, end, kind, rule in (
            *self._english.find(text.original, span.start, span.end, known),
            *self._hangul.find(text.original, span.start, span.end),
            *self._acronyms(text, known),
        ):
            if owner := next((h for h in known if h.start == start and self._owns(text, h)), None):
                start = owner.end + 3
            inside = [h for h in organisations if start <= h.start and h.end <= end]
            around = [h for h in known if h.start <= start and end <= h.end]
            cut = [h for h in organisations if h.start < start < h.end or h.start < end < h.end]
            if around or cut or any(h.end == end or h.start > start for h in inside):
                continue
            if any(h.start == start and _PARTICLE.fullmatch(text.original, h.end, end) for h in inside):
                continue
            self._add(text, start, end, kind, rule, known, names, source)
        places = [h for h in known if h.candidates[0].startswith("region:")]
        for start, end, place in find_governments(text.original, places):
            if not any(h.start <= start and end <= h.end for h in organisations):
                self._add_government(text, start, end, place, names, source)
        for start, end, rule in self._programmes.find(text.original, span.start, span.end):
            if not any(h.start <= start and end <= h.end for h in known):
                self._add(text, start, end, "programme", rule, known, names, source, "programme")
        for start, end, rule in self._diseases.find(text.original, span.start, span.end):
            met = [h for h in known if h.start < end and start < h.end]
            if all(_is_disease(h) and start <= h.start and h.end <= end for h in met) and (
                not met or met[-1].end == end
            ):
                self._add(text, start, end, "disease", rule, known, names, source, "disease")
        brands = self._brands.find(text.original, span.start, span.end, known)
        substances = self._drugs.find(text.original, span.start, span.end)
        for start, end, kind, rule in (*substances, *((s, e, "brand", rule) for s, e, rule in brands)):
            if not any(h.start < end and start < h.end for h in known):
                type_ = "disease" if kind == "disease" else "drug"
                self._add(text, start, end, kind, rule, known, names, source, type_)

    def _take_listed(self, text: Text, span: Span, known: list[NameHit], names: _Names, source: str) -> None:
        organisations = [(h.start, h.end) for h in known if self._is_organisation(h)]
        others = [(h.start, h.end) for h in known if not self._is_organisation(h)]
        for start, end, kind, rule in self._english.listed(
            text.original, span.start, span.end, organisations, others
        ):
            self._add(text, start, end, kind, rule, known, names, source)

    def _add(
        self,
        text: Text,
        start: int,
        end: int,
        kind: str,
        rule: str,
        known: list[NameHit],
        names: _Names,
        source: str,
        type_: str = "",
    ) -> None:
        surface = text.original[start:end]
        name = self._english.legal_form.sub("", surface)
        listed = self._listed(name) or names.beginnings.get(name)
        if listed and listed.partition(":")[0] in ((type_,) if type_ else self._organisation_types):
            names.hits.append(NameHit(surface, start, end, (listed,), f"{rule}.listed"))
            return
        type_ = type_ or (
            "institution" if kind == "institution" else self._company_type(text, start, end, known, names)
        )
        entity = f"{type_}:{slug(name)}"
        korean = any("가" <= c <= "힣" for c in name)
        names.entities.setdefault(
            entity,
            Entity(
                id=entity,
                type=type_,
                kind=kind if type_ == "drug" else "",
                label_en=name,
                label_ko=name if korean else "",
                country="KR" if type_ == "korean_company" else "",
                source=source,
            ),
        )
        names.hits.append(NameHit(surface, start, end, (entity,), rule))

    def _company_type(self, text: Text, start: int, end: int, known: list[NameHit], names: _Names) -> str:
        """The same wherever the name stands in the document."""
        surface = text.original[start:end]
        if surface not in names.types:
            names.types[surface] = self._origin.type_of(text, start, end, known)
        return names.types[surface]

    def _owns(self, text: Text, hit: NameHit) -> bool:
        """Whether a place stands in the possessive: the name begins behind "China's "."""
        return hit.candidates[0].startswith("region:") and text.straight.startswith("'s ", hit.end)

    def _acronyms(self, text: Text, known: Sequence[NameHit]) -> Iterator[tuple[int, int, str, str]]:
        """Capitals in one breath with a listed organisation: "KT와 한미약품"."""
        for hit in known:
            before = text.original[max(0, hit.start - 12) : hit.start]
            if self._is_organisation(hit) and (match := _WITH.search(before)):
                begin = hit.start - len(match[0])
                yield begin, begin + len(match["name"]), "company", "shape.listed"

    def _add_government(
        self, text: Text, start: int, end: int, place: str, names: _Names, source: str
    ) -> None:
        forms = (f"{place} Metropolitan Government", f"{place} Metropolitan City", f"{place} Government")
        listed = next((found for form in forms if (found := self._by_key.get(_key(form)))), "")
        entity = listed or f"institution:{slug(place)}-government"
        if not listed:
            label = forms[-1] if place.isascii() else text.original[start:end]
            names.entities.setdefault(
                entity,
                Entity(entity, "institution", "", label, "" if place.isascii() else label, "", source),
            )
        names.hits.append(NameHit(text.original[start:end], start, end, (entity,), "shape.government"))

    def _listed(self, name: str) -> str:
        """The listed entity of that name, however it is spelt; "전북대" is "전북대학교"."""
        return self._by_key.get(_key(name)) or (
            self._by_key.get(_key(f"{name}학교"), "") if name.endswith("대") else ""
        )

    def _repeat(self, text: Text, names: _Names) -> None:
        """New names and short forms wherever else they stand in the document."""
        if endings := list(korean_short_names(longest(names.hits))):
            names.hits += [replace(hit, rule="binding.ending") for hit in NameFinder(endings).find(text)]
        if stems := list(korean_stems(longest(names.hits), self._finder.knows)):
            names.hits += [
                replace(hit, rule="binding.stem")
                for hit in NameFinder(stems).find(text)
                if _ACTS.match(text.original, hit.end)
            ]
        new = {(hit.surface, hit.candidates[0]) for hit in names.hits if hit.rule.startswith("shape")}
        forms = [Name(entity, surface, "", frozenset({"case_sensitive"})) for surface, entity in sorted(new)]
        long = {
            self._english.legal_form.sub("", hit.surface): hit.candidates
            for hit in longest(names.hits)
            if self._is_organisation(hit) and not hit.candidates[0].startswith("institution:")
        }
        for short, name in first_words(long, self._stop, self._heads):
            if not self._finder.knows(short) and len(long[name]) == 1 and "University" not in name:
                forms.append(Name(long[name][0], short, "", frozenset({"case_sensitive"})))
        owners: dict[str, set[str]] = {}
        for form in forms:
            owners.setdefault(fold(form.surface), set()).add(form.entity)
        forms = [form for form in forms if len(owners[fold(form.surface)]) == 1]
        if forms:
            have = {(hit.start, hit.end) for hit in names.hits}
            names.hits += [
                replace(hit, rule="binding.repeat")
                for hit in NameFinder(forms).find(text)
                if (hit.start, hit.end) not in have
            ]

    def _is_organisation(self, hit: NameHit) -> bool:
        return all(entity.partition(":")[0] in self._organisation_types for entity in hit.candidates)


def _is_disease(hit: NameHit) -> bool:
    return all(entity.startswith("disease:") for entity in hit.candidates)


def _by_span(spans: Sequence[Span], hits: Sequence[NameHit]) -> Iterator[tuple[Span, list[NameHit]]]:
    """Each span with the longest of the hits within it."""
    ordered = sorted(hits, key=lambda hit: hit.start)
    starts = [hit.start for hit in ordered]
    for span in spans:
        inside = ordered[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        yield span, longest(hit for hit in inside if hit.end <= span.end)


def _key(name: str) -> str:
    """A name without what differs between its spellings: case, hyphens, dots, possessives, a plural s."""
    plain = re.sub(r"'s\b", "", fold(name)).replace("&", " and ").replace("korean ", "korea ")
    return re.sub(r"[\s.,]+", " ", plain).strip().removeprefix("the ").removesuffix("s")
