"""Portraits of one network under several case models in, what only the case model makes of it out."""

from collections.abc import Iterator, Sequence

from krpia_graph.model.portrait import Figure, Portrait

_SHOWN = 2  # digits: what is as printed is the same does not disagree


def disagreements(portraits: Sequence[Portrait]) -> Iterator[str]:
    """A sentence for each figure whose sign, or side of what chance gives, is not that of all models."""
    for named in portraits[0].figures if portraits else ():
        figures = [portrait[named.name] for portrait in portraits]
        signs, ratios = [figure.value for figure in figures], [figure.ratio for figure in figures]
        if _apart(signs, 0):
            yield f"{named.name}: its sign is the case model's doing ({_each(portraits, signs, '+.2f')})"
        if _apart(ratios, 1):
            beyond = "" if any(map(_beyond_chance, figures)) else "; none is beyond what chance gives"
            yield (
                f"{named.name}: whether it is above or below its mean by chance is the case model's doing "
                f"({_each(portraits, ratios, '.2f')} of it{beyond})"
            )


def _apart(values: Sequence[float | None], middle: float) -> bool:
    """Whether some are below and some above, as printed."""
    known = [round(value, _SHOWN) for value in values if value is not None]
    return any(value < middle for value in known) and any(value > middle for value in known)


def _beyond_chance(figure: Figure) -> bool:
    if figure.value is None or figure.low is None or figure.high is None:
        return False
    return not figure.low <= figure.value <= figure.high


def _each(portraits: Sequence[Portrait], values: Sequence[float | None], form: str) -> str:
    shown = ("none" if value is None else format(value, form) for value in values)
    return ", ".join(
        f"{portrait.case_model} {value}" for portrait, value in zip(portraits, shown, strict=True)
    )
