"""A number of nodes in, ties that join them as those of the page do out: made up, the same every time.

A few hubs have very many ties, most nodes one or two; some stand apart in small components or alone.
"""

import random


def made_up_ties(count: int, ties: int, seed: int = 1) -> list[tuple[str, str]]:
    """So many ties (some may be the same) between the nodes `name(0)` to `name(count - 1)`."""
    chance = random.Random(seed)
    joined = int(count * 0.85)
    ends = [0]  # every end of every tie, so that who has many gets more
    found = []
    for node in range(1, joined):
        found.append((node, chance.choice(ends)))
        ends += found[-1]
    while len(found) < ties - (count - joined):
        found.append((chance.choice(ends), chance.choice(ends)))
        ends += found[-1]
    found += [(node, node - 1) for node in range(joined, count) if node % 4]  # paths of four
    return [(name(a), name(b)) for a, b in found]


def name(node: int) -> str:
    return f"n{node:06}"
