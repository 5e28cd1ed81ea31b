"""Faults to plant in the lines of a valid export, each with the rule that has to find it."""

from collections.abc import Callable

XSD = "http://www.w3.org/2001/XMLSchema#"
Lines = list[str]


def has(*words: str) -> Callable[[str], bool]:
    """Whether a line has all the words; those with a colon are prefixed names of this export."""
    names = [_full(word) for word in words]
    return lambda line: all(name in line for name in names)


def _full(word: str) -> str:
    prefix, colon, local = word.partition(":")
    spaces = {
        "oi": "https://example.org/ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dcterms": "http://purl.org/dc/terms/",
    }
    if colon and prefix in spaces:
        return f"<{spaces[prefix]}{local}>"
    return f"<https://example.org/id/{word[1:]}" if word.startswith("~") else word


def without(*words: str) -> Callable[[Lines], Lines]:
    """The lines that have not all the words."""
    return lambda lines: [line for line in lines if not has(*words)(line)]


def swapped(old: str, new: str, *words: str) -> Callable[[Lines], Lines]:
    """The lines with a text replaced in the first that has all the words."""

    def change(lines: Lines) -> Lines:
        at = next(i for i, line in enumerate(lines) if has(*words)(line) and old in line)
        return [*lines[:at], lines[at].replace(old, new), *lines[at + 1 :]]

    return change


def added(subject: str, predicate: str, obj: str) -> Callable[[Lines], Lines]:
    """The lines and one more; names end in `>` of themselves."""
    full = [_full(word) + (">" if word.startswith("~") else "") for word in (subject, predicate, obj)]
    return lambda lines: [*lines, f"{' '.join(full)} .\n"]


def swapped_value(new: str, *words: str) -> Callable[[Lines], Lines]:
    """The lines with another object in the first that has all the words."""

    def change(lines: Lines) -> Lines:
        at = next(i for i, line in enumerate(lines) if has(*words)(line))
        subject, predicate, _ = lines[at].split(" ", 2)
        return [*lines[:at], f"{subject} {predicate} {_full(new)} .\n", *lines[at + 1 :]]

    return change


COLLAB, CASE = "~collab/small-779ce377", "~case/small-779ce377"
SUM = "~amount/small-779ce377-172"
TIE = "~edge/acme-hanbit-24565288"
MENTION = "~mention/d42c9fe99885dfc6-69-77"
PLANTED: dict[str, tuple[Callable[[Lines], Lines], str]] = {
    "no label": (without("~org/ktra", "rdfs:label"), "Organization-rdfs-label"),
    "two labels of a language": (added("~org/ktra", "rdfs:label", '"KTRA 2"@en'), "Organization-rdfs-label"),
    "a label in a third language": (
        added("~org/ktra", "rdfs:label", '"KTRA"@fr'),
        "Organization-rdfs-label",
    ),
    "a label without a language": (
        swapped("@en", "", "~org/ktra", "rdfs:label"),
        "Organization-rdfs-label",
    ),
    "an entity type that is none": (
        swapped_value('"hospital"', "~org/ktra", "oi:entityType"),
        "Organization-entityType",
    ),
    "a country that is no code": (
        swapped('"KR"', '"Korea"', "~org/ktra", "oi:country"),
        "Organization-country",
    ),
    "a wrong datatype": (
        swapped_value('"172"', f"{SUM}>", "oi:start"),
        "Mention-start",
    ),
    "a start that is no number": (
        swapped_value(f'"x"^^<{XSD}integer>', f"{SUM}>", "oi:start"),
        "Mention-start",
    ),
    "a start behind the end": (
        swapped_value(f'"999"^^<{XSD}integer>', f"{MENTION}>", "oi:start"),
        "Mention-start",
    ),
    "a negative place": (
        swapped_value(f'"-1"^^<{XSD}integer>', f"{MENTION}>", "oi:start"),
        "Mention-start",
    ),
    "two starts": (added(MENTION, "oi:start", f'"70"^^<{XSD}integer>'), "Mention-start"),
    "a confidence above one": (
        swapped_value(f'"1.2"^^<{XSD}decimal>', f"{MENTION}>", "oi:confidence"),
        "Mention-confidence",
    ),
    "a lower end above the confidence": (
        swapped_value(f'"0.99"^^<{XSD}decimal>', f"{MENTION}>", "oi:confidenceLow"),
        "Mention-confidenceLow",
    ),
    "a mention without a rule": (without(f"{MENTION}>", "oi:rule"), "Mention-rule"),
    "a mention without words": (without(f"{MENTION}>", "oi:exact"), "Mention-exact"),
    "a mention in no case": (without(f"{MENTION}>", "oi:inCase"), "Mention-inCase"),
    "a mention of a text": (swapped_value('"Painaway"', f"{MENTION}>", "oi:mentionOf"), "Mention-mentionOf"),
    "a quote that is too short": (
        swapped('"Painaway"', '"Pain"', f"{MENTION}>", "oi:exact"),
        "length-of-quote",
    ),
    "a quote that stands elsewhere": (
        swapped('"Painaway"', '"Painless"', f"{MENTION}>", "oi:exact"),
        "words-of-a-mention",
    ),
    "a currency that is none": (swapped('"USD"', '"dollar"', f"{SUM}>", "oi:currency"), "Amount-currency"),
    "a negative amount": (
        swapped_value(f'"-5"^^<{XSD}decimal>', f"{SUM}>", "oi:amount"),
        "Amount-amount",
    ),
    "an amount of no initiative": (without("oi:sum", f"{SUM}>"), "Amount-sum-of"),
    "a dangling sum": (added(COLLAB, "oi:sum", "~amount/lost"), "Initiative-sum"),
    "a date that is not EDTF": (
        swapped('"2019/.."', '"since 2019"', f"{COLLAB}>", "oi:date"),
        "Initiative-date",
    ),
    "a first day behind the last": (
        swapped_value(f'"2021-01-01"^^<{XSD}date>', "~collab/small-13e53f61>", "oi:startsOn"),
        "Initiative-startsOn",
    ),
    "a day that does not exist": (
        swapped_value(f'"2019-02-30"^^<{XSD}date>', f"{COLLAB}>", "oi:startsOn"),
        "Initiative-startsOn",
    ),
    "more territories at least than at most": (
        swapped_value(f'"9"^^<{XSD}integer>', f"{COLLAB}>", "oi:minTerritories"),
        "Initiative-minTerritories",
    ),
    "a collaboration with one participant": (
        without("~collab/small-13e53f61>", "~org/north-hospital>"),
        "Collaboration-participant",
    ),
    "a participant of the wrong class": (
        added(COLLAB, "oi:participant", "~region/jp"),
        "Initiative-participant",
    ),
    "a licensor that is a product": (added(COLLAB, "oi:lead", "~product/painaway"), "Initiative-lead"),
    "a territory that is a product": (
        added(COLLAB, "oi:territory", "~product/painaway"),
        "Initiative-territory",
    ),
    "a property that is unknown": (added(COLLAB, "oi:flavour", '"sweet"'), "Initiative"),
    "a property of another class": (added("~product/painaway", "oi:sha256", '"00"'), "Product"),
    "an initiative that no case reports": (without(f"{CASE}>", "oi:reports"), "Initiative-reports-of"),
    "an initiative without a class": (without("~collab/small-8c3d7fc0>", "rdf:type"), "Domain-Initiative"),
    "a collaboration that is not said to be an initiative": (
        without("~collab/small-8c3d7fc0>", "rdf:type", "oi:Initiative"),
        "class-above",
    ),
    "a case without evidence": (without(f"{CASE}>", "oi:evidence"), "Case-evidence"),
    "a case that rests on statements without words": (
        without("~statement/d42c9fe99885dfc6-", "oi:exact"),
        "unfounded-initiative",
    ),
    "a case of no document": (without(f"{CASE}>", "prov:wasDerivedFrom"), "Case-prov-wasDerivedFrom"),
    "a document that is missing": (without("~doc/d42c9fe99885dfc6>", "rdf:type"), "Case-prov-wasDerivedFrom"),
    "a SHA-256 that is none": (
        swapped_value('"d42c"', "~doc/d42c9fe99885dfc6>", "oi:sha256"),
        "Document-sha256",
    ),
    "an address that is none": (swapped_value('"here"', "~doc/d42c9fe99885dfc6>", "oi:url"), "Document-url"),
    "a document without a title": (
        without("~doc/d42c9fe99885dfc6>", "dcterms:title"),
        "Document-dcterms-title",
    ),
    "a statement of a kind that is none": (
        swapped('"bullet"', '"rumour"', "~statement/d42c9fe99885dfc6-45-184>", "oi:kind"),
        "Statement-kind",
    ),
    "an edge without evidence": (without(f"{TIE}>", "oi:evidence"), "Tie-evidence"),
    "evidence that is missing": (added(TIE, "oi:evidence", "~statement/lost"), "Tie-evidence"),
    "a derived edge without a case": (without(f"{TIE}>", "oi:inCase"), "Derived-Tie"),
    "an edge that leads nowhere": (without(f"{TIE}>", "oi:to"), "Tie-to"),
    "a relation that is none": (
        swapped_value("oi:admires", f"{TIE}>", "oi:relation"),
        "Tie-relation",
    ),
    "a role that is none": (added(TIE, "oi:role", "oi:mascot"), "Tie-role"),
    "an edge whose property is missing": (
        without("~org/acme>", "oi:worksOn", "~product/painaway>"),
        "tie-without-relation",
    ),
    "a property whose edge is missing": (
        added("~org/ktra", "oi:affiliateOf", "~org/acme"),
        "edge-without-tie",
    ),
    "an identifier that is none": (
        swapped('"00abcde12"', '"abc"', "~org/acme>", "skos:notation"),
        "form-of-an-identifier",
    ),
    "partners without an initiative": (
        added("~org/acme", "oi:collaboratesWith", "~org/north-hospital"),
        "unbacked-edge",
    ),
    "a partner of itself": (added("~org/acme", "oi:collaboratesWith", "~org/acme"), "unbacked-edge"),
    "a product of no initiative": (
        added("~org/acme-korea", "oi:worksOn", "~product/painaway"),
        "unbacked-product",
    ),
    "a region of no initiative": (added("~org/acme-korea", "oi:operatesIn", "~region/jp"), "unbacked-region"),
    "a type of partnership without a name": (
        without("~type/export>", "rdfs:label"),
        "skos-Concept-rdfs-label",
    ),
}
