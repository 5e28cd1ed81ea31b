"""Names of the lexicon in, those that it does not list added: by shape, by legal form, and by short forms.

What is found anywhere in a document is a name wherever it stands in that document. Every name that is new
gets an entity whose `source` is the document.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from krpia_graph.extract.bindings import bound_names
from krpia_graph.extract.folding import fold
from krpia_graph.extract.hangul import HangulShapes
from krpia_graph.extract.illnesses import DiseaseShapes
from krpia_graph.extract.names import NameFinder, Text, longest
from krpia_graph.extract.programmes import ProgrammeShapes
from krpia_graph.extract.shapes import OrganisationShapes, short_forms
from krpia_graph.extract.substances import DrugShapes
from krpia_graph.model.case import NameHit
from krpia_graph.model.document import Span
from krpia_graph.model.domain import Domain
from krpia_graph.model.identity import slug
from krpia_graph.model.lexicon import Entity, Name

_Found = tuple[int, int, str, str]
_ENDINGS = ("진흥원", "협회", "공단", "재단", "의료원", "사업단", "진흥재단")
_ABBREVIATED = re.compile(r"\b(?:Inc|Co|Corp|Ltd)$")
_KOREAN = re.compile(r"\b(?:South )?Korean\b|\bKorea['’]s\b|\bSeoul\b|\bDaejeon\b|\bPangyo\b|\bSongdo\b")


@dataclass
class _Names:
    """The names of one document while they are gathered."""

    hits: list[NameHit]
    entities: dict[str, Entity] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)  # of companies, by surface


class UnlistedNames:
    """All shapes, compiled once; `finder` finds the names of the lexicon."""

    def __init__(self, domain: Domain, finder: NameFinder) -> None:
        self._lexicon = domain.lexicon
        self._organisation_types = frozenset(domain.vocabulary.organisation_types)
        self._finder = finder
        self._english = OrganisationShapes(domain.shapes)
        self._hangul = HangulShapes(domain.shapes)
        self._drugs = DrugShapes(domain.shapes)
        self._diseases = DiseaseShapes(domain.shapes)
        self._programmes = ProgrammeShapes(domain.shapes)
        self._stop = domain.shapes.stop.leading
        self._heads = frozenset((*domain.shapes.heads.company.en, *domain.shapes.heads.institution.en))
        self._by_key: dict[str, str] = {}
        for name in domain.lexicon.names:
            if not name.flags & {"ambiguous", "needs_cue", "adjective"}:
                self._by_key.setdefault(_key(name.surface), name.entity)

    def complete(
        self, text: Text, spans: Sequence[Span], lexicon_hits: Sequence[NameHit], source: str
    ) -> tuple[list[NameHit], dict[str, Entity]]:
        """All names within `spans` (those of the statements), overlapping ones too, and the new entities."""
        names = _Names(list(lexicon_hits))
        names.hits += self._with_legal_forms(text, names.hits)
        names.hits += bound_names(text, names.hits, self._finder)
        for span, known in _by_span(spans, names.hits):
            self._take_shapes(text, span, known, names, source)
        for span, known in _by_span(spans, names.hits):
            self._take_listed(text, span, known, names, source)
        names.hits += bound_names(text, names.hits, self._finder)
        self._repeat(text, names)
        return names.hits, names.entities

    def _with_legal_forms(self, text: Text, hits: Sequence[NameHit]) -> Iterator[NameHit]:
        """A listed organisation with the legal form behind it: "Celltrion Inc."."""
        for hit in longest(hits):
            if self._is_organisation(hit) and (
                form := self._english.legal_form.match(text.original, hit.end)
            ):
                yield replace(
                    hit, end=form.end(), surface=text.original[hit.start : form.end()], needs_cue=False
                )

    def _take_shapes(self, text: Text, span: Span, known: list[NameHit], names: _Names, source: str) -> None:
        organisations = [h for h in known if self._is_organisation(h)]
        for start, end, kind, rule in (
            *self._english.find(text.original, span.start, span.end, known),
            *self._hangul.find(text.original, span.start, span.end),
        ):
            inside = [h for h in organisations if start <= h.start and h.end <= end]
            around = [h for h in known if h.start <= start and end <= h.end]
            cut = [h for h in organisations if h.start < start < h.end or h.start < end < h.end]
            if around or cut or any(h.end == end or h.start > start for h in inside):
                continue
            self._add(text, start, end, kind, rule, known, names, source)
        for start, end, rule in self._programmes.find(text.original, span.start, span.end):
            if not any(h.start <= start and end <= h.end for h in known):
                self._add(text, start, end, "programme", rule, known, names, source, "programme")
        for start, end, rule in self._diseases.find(text.original, span.start, span.end):
            met = [h for h in known if h.start < end and start < h.end]
            if all(_is_disease(h) and start <= h.start and h.end <= end for h in met) and (
                not met or met[-1].end == end
            ):
                self._add(text, start, end, "disease", rule, known, names, source, "disease")
        for start, end, kind, rule in self._drugs.find(text.original, span.start, span.end, known):
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
        listed = self._by_key.get(_key(self._english.legal_form.sub("", surface)))
        if listed and listed.partition(":")[0] in ((type_,) if type_ else self._organisation_types):
            names.hits.append(NameHit(surface, start, end, (listed,), f"{rule}.listed"))
            return
        type_ = type_ or (
            "institution" if kind == "institution" else self._company_type(text, start, end, known, names)
        )
        name = self._english.legal_form.sub("", surface)
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
        """Korean where the name is in Hangul or the words around it say so, and nothing says otherwise."""
        surface = text.original[start:end]
        if any("가" <= c <= "힣" for c in surface):
            if surface in names.types:
                return names.types[surface]
            places = [m.start() for m in re.finditer(re.escape(surface), text.original)]
            foreign = any(self._hangul.foreign.search(text.original[max(0, p - 40) : p]) for p in places)
            names.types[surface] = "global_company" if foreign else "korean_company"
            return names.types[surface]
        if surface.endswith(" Pharm"):  # the English of Korean companies
            return "korean_company"
        sentence = text.original.rfind(".", 0, start) + 1
        stop = text.original.find(".", end)
        window = (max(sentence, start - 60), min(stop if stop > 0 else len(text.original), end + 60))
        named = [(h.start, h.end) for h in known if h.start < window[1] and window[0] < h.end]
        for match in _KOREAN.finditer(text.original, *window):
            inside = [
                s for s, e in named if s <= match.start() and match.end() <= e and e - s > len(match[0])
            ]
            if not inside:
                return "korean_company"
        return "global_company"

    def _repeat(self, text: Text, names: _Names) -> None:
        """New names and short forms wherever else they stand in the document."""
        names.hits += self._endings(text, names)
        new = {(hit.surface, hit.candidates[0]) for hit in names.hits if hit.rule.startswith("shape")}
        forms = [Name(entity, surface, "", frozenset({"case_sensitive"})) for surface, entity in sorted(new)]
        long = {
            self._english.legal_form.sub("", hit.surface): hit.candidates
            for hit in longest(names.hits)
            if self._is_organisation(hit) and not hit.candidates[0].startswith("institution:")
        }
        for short, name in short_forms(long, self._stop, self._heads):
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

    def _endings(self, text: Text, names: _Names) -> Iterator[NameHit]:
        """The bare ending of an institution named in full before: "진흥원" for "한국보건산업진흥원"."""
        owners: dict[str, set[str]] = {}
        for hit in longest(names.hits):
            for ending in _ENDINGS:
                if (
                    hit.surface.endswith(ending)
                    and len(hit.surface) > len(ending)
                    and len(hit.candidates) == 1
                ):
                    owners.setdefault(ending, set()).add(hit.candidates[0])
        for ending, found in owners.items():
            if len(found) == 1:
                form = Name(next(iter(found)), ending, "ko")
                for hit in NameFinder([form]).find(text):
                    yield replace(hit, rule="binding.ending")

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
    """A name without what may differ between spellings of one: case, hyphens, dots, a final plural s."""
    key = fold(name)
    if "." in key or "," in key or "  " in key:
        key = re.sub(r"[\s.,]+", " ", key)
    return key.strip().removesuffix("s")
