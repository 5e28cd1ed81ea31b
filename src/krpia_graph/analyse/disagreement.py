"""Portraits of one network under several case models in, what only the case model makes of it out."""

from collections.abc import Iterator, Sequence

from krpia_graph.model.portrait import Disagreement, Figure, Portrait

_SHOWN = 2  # digits: what is the same as printed does not disagree


def disagreements(portraits: Sequence[Portrait]) -> Iterator[Disagreement]:
    """Each figure whose sign, or side of what chance gives, is not that of all models."""
    for named in portraits[0].figures if portraits else ():
        figures = [portrait[named.name] for portrait in portraits]
        if _apart([figure.value for figure in figures], 0):
            yield Disagreement(named.name, "sign", _each(portraits, figures))
        ratios = [figure.ratio for figure in figures]
        if _apart(ratios, 1) or _apart([_above(figure) for figure in figures], 0):
            within = not any(map(_beyond_chance, figures))
            yield Disagreement(named.name, "chance", _each(portraits, figures), within)


def _apart(values: Sequence[float | None], middle: float) -> bool:
    """Whether some are below and some above, as printed."""
    known = [round(value, _SHOWN) for value in values if value is not None]
    return any(value < middle for value in known) and any(value > middle for value in known)


def _above(figure: Figure) -> float | None:
    """How far a figure without a ratio is above its mean by chance."""
    if figure.value is None or figure.null is None or figure.ratio is not None:
        return None
    return figure.value - figure.null


def _beyond_chance(figure: Figure) -> bool:
    if figure.value is None or figure.low is None or figure.high is None:
        return False
    return not figure.low <= figure.value <= figure.high


def _each(portraits: Sequence[Portrait], figures: Sequence[Figure]) -> tuple[tuple[str, str], ...]:
    return tuple((p.case_model, _shown(figure)) for p, figure in zip(portraits, figures, strict=True))


def _shown(figure: Figure) -> str:
    if figure.ratio is not None:
        return f"{figure.ratio:.{_SHOWN}f} x chance"
    if figure.value is None:
        return "not defined"
    chance = "" if figure.null is None else f" against {figure.null:+.{_SHOWN}f}"
    return f"{figure.value:+.{_SHOWN}f}{chance}"
