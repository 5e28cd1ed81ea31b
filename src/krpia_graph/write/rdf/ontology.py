"""The vocabulary in, the ontology of the export out: classes and properties, named in English and Korean.

What the vocabulary defines (entity classes, roles, edges) is taken from it; the terms below are those that
the export needs besides. Ranges that are datatypes are left to validation: OWL reasoners refuse `xsd:date`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from krpia_graph.model.vocabulary import Label, Vocabulary
from krpia_graph.write.rdf.names import Names, foreign
from krpia_graph.write.rdf.terms import Triple, iri, literal

# The edge of an organisation to a drug or region says less than that of a case, so it has its own name.
DIRECT = {"concerns": "worksOn", "in_territory": "operatesIn"}
PARTY = {"global_company": "globalParty", "korean_company": "koreanParty"}
SUBSTANCE_KIND = "substance"


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: its names, what stands above it (prefixed names), and for a property its ends."""

    label: Label
    above: tuple[str, ...] = ()
    domain: str = ""
    range: str = ""
    literal: bool = False
    close: str = ""


CLASSES = {
    "Initiative": Term(Label("Initiative", "협력 활동")),
    "Collaboration": Term(Label("Collaboration", "협력"), ("oi:Initiative",)),
    "Organization": Term(
        Label("Organisation", "조직"), ("w3org:Organization", "schema:Organization", "prov:Agent")
    ),
    "Company": Term(Label("Company", "기업"), ("oi:Organization",)),
    "Institution": Term(Label("Institution", "기관"), ("oi:Organization",)),
    "Product": Term(Label("Medicinal product", "의약품"), ("schema:Product",), close="biolink:Drug"),
    "Substance": Term(Label("Substance", "성분"), ("schema:Substance",), close="biolink:ChemicalEntity"),
    "Indication": Term(Label("Indication", "적응증"), ("skos:Concept",), close="biolink:Disease"),
    "Region": Term(Label("Region", "지역"), ("schema:Place", "skos:Concept")),
    "Document": Term(Label("Document", "문서"), ("prov:Entity",)),
    "Excerpt": Term(Label("Stretch of a document", "문서 구간"), ("prov:Entity",)),
    "Case": Term(Label("Case as reported", "보고된 사례"), ("oi:Excerpt",)),
    "Statement": Term(Label("Statement", "문장"), ("oi:Excerpt",)),
    "Mention": Term(Label("Mention", "언급"), ("oi:Excerpt",)),
    "Amount": Term(Label("Sum of money", "금액"), ("oi:Mention",)),
    "Tie": Term(Label("Edge with its evidence", "근거가 있는 연결")),
}

PROPERTIES = {
    "type": Term(Label("type of partnership", "협력 유형"), range="skos:Concept"),
    "globalParty": Term(
        Label("global party", "글로벌 참여사"), ("oi:participant",), "oi:Initiative", "oi:Company"
    ),
    "koreanParty": Term(
        Label("Korean party", "국내 참여사"), ("oi:participant",), "oi:Initiative", "oi:Company"
    ),
    "worksOn": Term(Label("works on", "취급 의약품"), (), "oi:Organization", "oi:Product"),
    "operatesIn": Term(Label("operates in", "활동 지역"), (), "oi:Organization", "oi:Region"),
    "sum": Term(Label("sum of money", "금액"), (), "oi:Initiative", "oi:Amount"),
    "reports": Term(Label("reports", "보고 내용"), (), "oi:Case", "oi:Initiative"),
    "inCase": Term(Label("in case", "해당 사례"), range="oi:Case"),
    "mentionOf": Term(Label("mention of", "언급 대상"), (), "oi:Mention"),
    "evidence": Term(Label("evidence", "근거"), range="oi:Statement"),
    "from": Term(Label("from", "출발"), (), "oi:Tie"),
    "relation": Term(Label("relation", "관계"), (), "oi:Tie"),
    "to": Term(Label("to", "도착"), (), "oi:Tie"),
    "role": Term(Label("role", "역할"), (), "oi:Tie"),
    "date": Term(Label("date or interval (EDTF)", "날짜 또는 기간 (EDTF)"), literal=True),
    "reportedOn": Term(Label("day on which the news was published", "보도일"), literal=True),
    "startsOn": Term(Label("first possible day", "시작일"), literal=True),
    "endsOn": Term(Label("last possible day", "종료일"), literal=True),
    "duration": Term(Label("duration", "기간"), literal=True),
    "amount": Term(Label("amount", "액수"), (), "oi:Amount", literal=True),
    "currency": Term(Label("currency (ISO 4217)", "통화 (ISO 4217)"), (), "oi:Amount", literal=True),
    "minTerritories": Term(Label("number of territories, at least", "대상 지역 수 (최소)"), literal=True),
    "maxTerritories": Term(Label("number of territories, at most", "대상 지역 수 (최대)"), literal=True),
    "start": Term(Label("start, in code points", "시작 위치"), ("oa:start",), "oi:Excerpt", literal=True),
    "end": Term(Label("end, in code points", "끝 위치"), ("oa:end",), "oi:Excerpt", literal=True),
    "exact": Term(Label("exact words", "원문"), ("oa:exact",), "oi:Excerpt", literal=True),
    "rule": Term(Label("found by rule", "적용 규칙"), (), "oi:Mention", literal=True),
    "confidence": Term(Label("confidence", "신뢰도"), literal=True),
    "confidenceLow": Term(Label("confidence, at least", "신뢰도 (하한)"), literal=True),
    "text": Term(Label("text", "본문"), (), "oi:Case", literal=True),
    "header": Term(Label("header", "머리말"), (), "oi:Case", literal=True),
    "section": Term(Label("section", "단원"), (), "oi:Case", literal=True),
    "country": Term(Label("country of the register", "등록 국가"), (), "oi:Organization", literal=True),
    "entityType": Term(Label("entity type", "개체 유형"), literal=True),
    "kind": Term(Label("kind", "세부 유형"), literal=True),
    "sha256": Term(Label("SHA-256 of the file", "파일의 SHA-256"), (), "oi:Document", literal=True),
    "path": Term(Label("file name", "파일 이름"), (), "oi:Document", literal=True),
    "url": Term(Label("address", "주소"), (), "oi:Document", literal=True),
    "retrieved": Term(Label("retrieved on", "수집일"), (), "oi:Document", literal=True),
    "language": Term(Label("language", "언어"), (), "oi:Document", literal=True),
}

_ABOVE = {
    "collaboratesWith": ("w3org:linkedTo",),
    "affiliateOf": ("w3org:subOrganizationOf",),
    "jointVentureOf": ("w3org:linkedTo",),
}
_CLOSE = {"ingredient": "schema:activeIngredient"}


def predicate(vocabulary: Vocabulary, relation: str, subject_type: str) -> str:
    """The local name of the property of an edge; `subject_type` is empty where the subject is a case."""
    direct = DIRECT.get(relation) if vocabulary.is_organisation(subject_type) else None
    return direct or vocabulary.edge_types[relation].iri


def classes(vocabulary: Vocabulary) -> dict[str, Term]:
    """All classes by local name: those above and those that only the vocabulary knows."""
    found = dict(CLASSES)
    for name, type_ in vocabulary.entity_types.items():
        above = ("oi:Organization",) if vocabulary.is_organisation(name) else ()
        found.setdefault(type_.iri, Term(type_.label, above))
    return found


def properties(vocabulary: Vocabulary) -> dict[str, Term]:
    """All properties by local name; a role is a sub-property of the edge by which a case points at it."""
    found = dict(PROPERTIES)
    for role in vocabulary.roles.values():
        kinds = [name for name, t in vocabulary.entity_types.items() if t.slot == role.slot]
        found[role.iri] = _property(vocabulary, role.edge, role.label, role.iri, kinds)
    for relation, edge in vocabulary.edge_types.items():
        if edge.iri not in found:
            found[edge.iri] = _property(vocabulary, relation, edge.label, edge.iri, edge.range)
    return found


def _property(vocabulary: Vocabulary, relation: str, label: Label, local: str, range_: Iterable[str]) -> Term:
    edge = vocabulary.edge_types[relation]
    return Term(
        label,
        (f"oi:{edge.iri}",) if local != edge.iri else _ABOVE.get(local, ()),
        _common(vocabulary, _subjects(vocabulary, relation)),
        _common(vocabulary, range_),
        close=_CLOSE.get(local, ""),
    )


def ontology(vocabulary: Vocabulary, names: Names) -> Iterator[Triple]:
    """The triples that declare every class and property of the export."""
    header = iri(f"{names.base}ns")
    yield header, foreign("rdf:type"), foreign("owl:Ontology")
    yield from labels(header, Label("Pharma partnerships with their evidence", "근거가 있는 제약 협력 관계"))
    for local, term in classes(vocabulary).items():
        yield names.own(local), foreign("rdf:type"), foreign("owl:Class")
        yield from _declare(names, local, term, "rdfs:subClassOf")
    for local, term in properties(vocabulary).items():
        kind = "owl:DatatypeProperty" if term.literal else "owl:ObjectProperty"
        yield names.own(local), foreign("rdf:type"), foreign(kind)
        yield from _declare(names, local, term, "rdfs:subPropertyOf")
    for edge in vocabulary.edge_types.values():
        if edge.symmetric:
            yield names.own(edge.iri), foreign("rdf:type"), foreign("owl:SymmetricProperty")


def labels(subject: str, label: Label) -> Iterator[Triple]:
    """The name of a thing in each language that it has one in."""
    for language, name in (("en", label.en), ("ko", label.ko)):
        if name:
            yield subject, foreign("rdfs:label"), literal(name, language)


def _declare(names: Names, local: str, term: Term, above: str) -> Iterator[Triple]:
    def resolve(prefixed: str) -> str:
        prefix, _, name = prefixed.partition(":")
        return names.own(name) if prefix == "oi" else foreign(prefixed)

    subject = names.own(local)
    yield from labels(subject, term.label)
    for higher in term.above:
        yield subject, foreign(above), resolve(higher)
    if term.domain:
        yield subject, foreign("rdfs:domain"), resolve(term.domain)
    if term.range:
        yield subject, foreign("rdfs:range"), resolve(term.range)
    if term.close:
        yield subject, foreign("skos:closeMatch"), resolve(term.close)


def _subjects(vocabulary: Vocabulary, relation: str) -> list[str]:
    """The kinds of node that the property of the edge itself starts at."""
    kinds = vocabulary.edge_types[relation].domain
    return [k for k in kinds if relation not in DIRECT or not vocabulary.is_organisation(k)]


def _common(vocabulary: Vocabulary, kinds: Iterable[str]) -> str:
    """The class that holds all the kinds of node, empty where none does."""
    found = {
        "oi:Initiative"
        if kind == "case"
        else "oi:Organization"
        if vocabulary.is_organisation(kind)
        else f"oi:{vocabulary.entity_types[kind].iri}"
        for kind in kinds
    }
    return found.pop() if len(found) == 1 else ""
