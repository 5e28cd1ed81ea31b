"""How many ties join which types in, a table of coloured cells out, the count in each."""

from krpia_graph.write.analysis.crossings import place_of
from krpia_graph.write.analysis.plots.pencil import HAIRLINE, SMALL, TEXT, Subject, finished, fitted, sheet
from krpia_graph.write.figure.canvas import QUIET

CELL, ROW = 84.0, 44.0
NAMES, HEAD = 110.0, 24.0
PALE, FULL = (0xE6, 0xF0, 0xF8), (0x00, 0x5A, 0x9C)
ON_PALE, ON_FULL = "#000000", "#fefefe"  # whatever the theme of the page is


def mixing(subject: Subject) -> str:
    """The plot; of an undirected network each pair of types once."""
    mixed, directed = subject.analysis.mixing, subject.analysis.directed
    names = [subject.type_name(type_) for type_ in mixed.types]
    count = len(names)
    cell = min(CELL, (540 - NAMES) / max(count, 1))
    height = HEAD + ROW * count + 4
    most = max((n for row in mixed.counts for n in row), default=0) or 1
    with sheet(subject, height) as pencil:
        for i, name in enumerate(names):
            y = height - HEAD - ROW * (i + 0.5)
            pencil.text(NAMES - 8, y, fitted(name, TEXT, NAMES - 8), TEXT, "right")
            x = NAMES + cell * (i + 0.5)
            pencil.text(x, height - 10, fitted(name, SMALL, cell - 4), SMALL, "center", QUIET)
            for j in range(count if directed else i + 1):
                n = mixed.counts[i][j]
                left, top = NAMES + cell * j, y + ROW / 2
                share = n / most
                fill = _between(share) if n else "none"
                edge, url = ("none", f"#{place_of(i, j)}") if n else (HAIRLINE, None)
                pencil.box(left + 1, top - ROW + 1, left + cell - 1, top - 1, fill, edge, url)
                colour = QUIET if not n else ON_FULL if share > 0.55 else ON_PALE
                pencil.text(left + cell / 2, y, str(n), TEXT + 2, "center", colour, url=url)
        called = {
            f"#{place_of(i, j)}": f"{names[i]} – {names[j]}: {mixed.counts[i][j]}"
            for i in range(count)
            for j in range(count)
        }
        return finished(pencil, "mixing", called)


def _between(share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(PALE, FULL, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
