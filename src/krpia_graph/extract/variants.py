"""Names of the lexicon in, the spellings of them out that English forms by rule: plurals, British, possessives.

A rule in one place spares a row for every spelling. A name of Hangul and an acronym have none.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from krpia_graph.model.lexicon import Name

# American and British form of parts of medical words, from Greek and Latin ae and oe; and -or, -our.
_PARTS = (
    (r"emia(s?)\b", r"aemia\1"),
    (r"emic\b", "aemic"),
    (r"\bhem(?=[oa])", "haem"),
    (r"tumor", "tumour"),
    (r"\besoph", "oesoph"),
    (r"edema", "oedema"),
    (r"\bpedi(?=at)", "paedi"),
    (r"rrhea\b", "rrhoea"),
    (r"\bestr(?=og)", "oestr"),
    (r"\bgynec", "gynaec"),
    (r"\borthoped", "orthopaed"),
    (r"\bceliac", "coeliac"),
    (r"\bfetal", "foetal"),
    (r"\banesthe", "anaesthe"),
    (r"\bischem", "ischaem"),
)
_BRITISH = tuple((re.compile(american, re.IGNORECASE), british) for american, british in _PARTS)
_AMERICAN = tuple(
    (re.compile(pattern, re.IGNORECASE), american)
    for pattern, american in (
        (r"aemi(?=as?\b|c\b)", "emi"),
        (r"\bhaem(?=[oa])", "hem"),
        (r"tumour", "tumor"),
        (r"\boesoph", "esoph"),
        (r"oedema", "edema"),
        (r"\bpaedi(?=at)", "pedi"),
        (r"rrhoea\b", "rrhea"),
        (r"\boestr(?=og)", "estr"),
        (r"\bgynaec", "gynec"),
        (r"\borthopaed", "orthoped"),
        (r"\bcoeliac", "celiac"),
        (r"\bfoetal", "fetal"),
        (r"\banaesthe", "anesthe"),
        (r"\bischaem", "ischem"),
    )
)
_POSSESSIVE = re.compile(r"(?<=[a-z])(?:['’]s|s['’])(?= )")


def british(name: str) -> str:
    """The British spelling of a name.

    >>> british("hemolytic anemia"), british("Tumor")
    ('haemolytic anaemia', 'tumour')
    """
    for pattern, spelling in _BRITISH:
        name = pattern.sub(spelling, name)
    return name


def american(name: str) -> str:
    """The American spelling of a name.

    >>> american("haemophilia"), american("oesophageal tumour")
    ('hemophilia', 'esophageal tumor')
    """
    for pattern, spelling in _AMERICAN:
        name = pattern.sub(spelling, name)
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
    """The spellings by rule that the lexicon does not list itself: of diseases, and plurals of drug classes."""
    names = tuple(names)
    listed = {name.surface.lower() for name in names}
    for name in names:
        disease = is_disease(name.entity)
        if not (disease or is_class(name.entity)) or "acronym" in name.flags or name.language == "ko":
            continue
        forms = [name.surface]
        if disease:
            forms += [plain_possessive(form) for form in forms if "'" in form or "’" in form]
            forms += [british(form) for form in forms]
        for form in (*forms[1:], *map(plural, forms)):
            if form and (folded := form.lower()) not in listed:
                listed.add(folded)
                yield replace(name, surface=form)
