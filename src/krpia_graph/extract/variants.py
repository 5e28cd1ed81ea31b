"""Names of the lexicon in, their spellings by rule out: plurals, British forms, without the possessive.

A rule in one place spares a row for every spelling. A name of Hangul and an acronym have none.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from krpia_graph.model.lexicon import Name

# American and British form of parts of medical words, from Greek and Latin ae and oe; and -or, -our.
_PARTS = (
    (r"(?<!a)emi(?=as?\b|c\b)", r"aemi(?=as?\b|c\b)", "emi", "aemi"),
    (r"\bhem(?=[oa])", r"\bhaem(?=[oa])", "hem", "haem"),
    (r"tumor", r"tumour", "tumor", "tumour"),
    (r"\besoph", r"\boesoph", "esoph", "oesoph"),
    (r"(?<!o)edema", r"oedema", "edema", "oedema"),
    (r"\bpedi(?=at)", r"\bpaedi(?=at)", "pedi", "paedi"),
    (r"rrhea\b", r"rrhoea\b", "rrhea", "rrhoea"),
    (r"\bestr(?=og)", r"\boestr(?=og)", "estr", "oestr"),
    (r"\bgynec", r"\bgynaec", "gynec", "gynaec"),
    (r"\borthoped", r"\borthopaed", "orthoped", "orthopaed"),
    (r"\bceliac", r"\bcoeliac", "celiac", "coeliac"),
    (r"\bfetal", r"\bfoetal", "fetal", "foetal"),
    (r"\banesthe", r"\banaesthe", "anesthe", "anaesthe"),
    (r"\bischem", r"\bischaem", "ischem", "ischaem"),
)
_TO_BRITISH = tuple((part, re.compile(rule, re.IGNORECASE), other) for rule, _, part, other in _PARTS)
_TO_AMERICAN = tuple((part, re.compile(rule, re.IGNORECASE), other) for _, rule, other, part in _PARTS)
_POSSESSIVE = re.compile(r"(?<=[a-z])(?:['’]s|s['’])(?= )")


def british(name: str) -> str:
    """The British spelling of a name.

    >>> british("hemolytic anemia"), british("Tumor")
    ('haemolytic anaemia', 'tumour')
    """
    return _respelt(name, _TO_BRITISH)


def american(name: str) -> str:
    """The American spelling of a name.

    >>> american("haemophilia"), american("oesophageal tumour")
    ('hemophilia', 'esophageal tumor')
    """
    return _respelt(name, _TO_AMERICAN)


def _respelt(name: str, parts: tuple[tuple[str, re.Pattern[str], str], ...]) -> str:
    lower = name.lower()
    for part, rule, other in parts:
        if part in lower:  # nearly no name holds one: a search for each part is cheaper than a pattern
            name = rule.sub(other, name)
    return name


def plain_possessive(name: str) -> str:
    """A name without its possessive.

    >>> plain_possessive("Crohn's disease")
    'Crohn disease'
    """
    return _POSSESSIVE.sub("", name)


def plural(name: str) -> str:
    """The regular plural of a name; empty for one too short or without a regular plural.

    >>> plural("neuropathy"), plural("cancer"), plural("psoriasis")
    ('neuropathies', 'cancers', '')
    """
    if len(name) <= 5 or not name[-1].isascii() or name[-1] in "sx)":
        return ""
    if name[-1] == "y":
        return f"{name[:-1]}ies" if name[-2] not in "aeiou" else f"{name}s"
    return f"{name}s"


def regular_spellings(
    names: Iterable[Name], is_disease: Callable[[str], bool], is_class: Callable[[str], bool]
) -> Iterator[Name]:
    """The spellings by rule that the lexicon does not list: of diseases, and plurals of drug classes."""
    names = tuple(names)
    listed = {name.surface.lower() for name in names}
    for name in names:
        disease = is_disease(name.entity)
        if name.language == "ko" or "acronym" in name.flags or not (disease or is_class(name.entity)):
            continue
        surface = name.surface
        forms = []
        if disease:
            plain = plain_possessive(surface) if "'" in surface or "’" in surface else surface
            forms = [form for form in {plain: 0, british(surface): 0, british(plain): 0} if form != surface]
        for form in (*forms, plural(surface), *map(plural, forms)):
            lower = form.lower()
            if form and lower not in listed:
                listed.add(lower)
                yield Name(name.entity, form, name.language, name.flags, name.line)
