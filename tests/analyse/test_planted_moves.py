"""Where only chance differs hardly anybody moves; where first and last change places both are told."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from krpia_graph.analyse import compare, rank
from krpia_graph.model.lens import Lens, Resampling
from krpia_graph.model.movement import Movement
from krpia_graph.pipeline import build

LEADS = ("MSD", "Novartis", "Pfizer", "Bayer", "Sanofi", "AbbVie", "AstraZeneca", "GSK", "Servier", "DKSH")
PARTNERS = ("Genexine", "Handok", "Boryung", "Hanmi", "Yuhan", "MedPacto", "NKMAX", "PharmAbcine", "Genewel")
CASES = 80  # in each period
BEFORE, AFTER = (2010, 2014), (2015, 2019)
WritePage = Callable[..., Path]


def movement(write_page: WritePage, seed: int, turned: bool) -> Movement:
    """Two periods in which the r-th company leads 1/r times the cases of the first, or turned round."""
    draw = np.random.default_rng(seed)
    shares = 1 / np.arange(1, len(LEADS) + 1)
    lines: list[str] = []
    for first, last in (BEFORE, AFTER):
        weights = shares[::-1] if turned and first > BEFORE[0] else shares
        for _ in range(CASES):
            lead = draw.choice(LEADS, p=weights / weights.sum())
            partner, year = draw.choice(PARTNERS), draw.integers(first, last, endpoint=True)
            lines.append(f"{lead}•{partner} · Joint study no. {len(lines)} ({year})")
    graph = build([write_page("\n".join(lines))])
    old, new = (rank(graph, lens=Lens(years=years), resampling=Resampling(60)) for years in (BEFORE, AFTER))
    return compare(old, new)


def test_hardly_anybody_moves_where_nothing_has_changed(write_page: WritePage) -> None:
    moves = [move for seed in range(4) for move in movement(write_page, seed, turned=False).moves]
    assert len(moves) > 70
    assert sum(move.change != 0 for move in moves) > len(moves) / 2
    assert sum(move.moved is True for move in moves) <= 2


@pytest.mark.parametrize("seed", [0, 1])
def test_the_first_and_the_last_move_where_they_change_places(write_page: WritePage, seed: int) -> None:
    verdicts = {move.actor.label: move.verdict for move in movement(write_page, seed, turned=True).moves}
    assert (verdicts["MSD"], verdicts["DKSH"]) == ("moved down", "moved up")
