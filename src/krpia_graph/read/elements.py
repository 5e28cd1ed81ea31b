"""The elements of HTML by what they do to the text: names only, in lower case."""


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


HEADINGS = _names("h1 h2 h3 h4 h5 h6")
ITEMS = _names("li dt dd")
CELLS = _names("td th")
PARTED = HEADINGS | _names("p ul ol dl table hr blockquote section article pre title figure")
BLOCKS = PARTED | _names(
    "address aside body br caption center dd details div dt fieldset figcaption footer form head header html "
    "li main nav option summary tbody tfoot thead tr"
)
STRUCTURE = HEADINGS | ITEMS | CELLS | _names("title ul ol dl table thead tr pre")
_ENDS_HEADING = HEADINGS | _names("p ul ol dl table section article title body")
PARTS_WORDS = _names("button select option img")
NAVIGATION = _names("nav footer form select button textarea")
_ROW_PARTS = _names("thead tr td th")

# What the start of an element ends, and the element outside of which it ends nothing.
ENDED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (_names("li"), _names("ul ol table")),
    "dt": (_names("dt dd"), _names("dl table")),
    "dd": (_names("dt dd"), _names("dl table")),
    "tr": (_names("tr td th"), _names("table")),
    "td": (CELLS, _names("table")),
    "th": (CELLS, _names("table")),
    "thead": (_ROW_PARTS, _names("table")),
    "tbody": (_ROW_PARTS, _names("table")),
} | {name: (HEADINGS | {"title"}, _names("table li")) for name in _ENDS_HEADING}
ENDS_NOTHING: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
