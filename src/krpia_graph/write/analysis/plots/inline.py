"""A drawing of matplotlib in, an `svg` element for the body of a page out.

The policy of the page forbids style attributes, so that what they say becomes attributes of SVG; inks become
classes, which the style of the page colours for light and dark. Nothing has an id or asks for a file.
"""

from collections.abc import Mapping
from io import StringIO
from xml.etree import ElementTree as ET

from matplotlib.axes import Axes

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_DROPPED = {"metadata", "defs"}
_GROUND = {"patch_1"}  # the white sheet: the page has a colour of its own
_NO_TURN = ("rotate(-0 ", "rotate(0 ")
_PAINTS = ("fill", "stroke")
_IN_THE_PAGE = {"font-family", "font", "font-feature-settings", "stroke-linecap", "stroke-linejoin"}


def inline(axes: Axes, name: str, inks: Mapping[str, str], named: Mapping[str, str]) -> str:
    """The element; `inks` are colour -> class, `named` link -> what it is called when it is read out.

    Of several links to one place only the first is for the keyboard and for those who listen.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(made := StringIO(), format="svg", metadata=nothing)
    root = ET.fromstring(made.getvalue())
    view = root.get("viewBox", "")
    width, height = (float(side) / 0.75 for side in view.split()[2:])  # CSS pixels
    svg = ET.Element(
        "svg",
        {
            "class": f"plot plot-{name}",
            "viewBox": view,
            "width": f"{width:.0f}",
            "height": f"{height:.0f}",
            "role": "group",
            "aria-labelledby": f"{name}-title",
            "focusable": "false",
        },
    )
    seen: set[str] = set()
    for child in root:
        _copy(child, svg, inks, named, seen)
    return ET.tostring(svg, encoding="unicode", short_empty_elements=False)


def _copy(
    element: ET.Element, into: ET.Element, inks: Mapping[str, str], named: Mapping[str, str], seen: set[str]
) -> None:
    tag = element.tag.removeprefix(_SVG)
    if tag in _DROPPED or element.get("id") in _GROUND:
        return
    if tag == "g" and not set(element.attrib) - {"id"}:
        for child in element:
            _copy(child, into, inks, named, seen)
        return
    made = ET.SubElement(into, tag, _attributes(element, inks))
    made.text = element.text if tag in ("text", "tspan") else None
    if tag == "a":
        made.attrib |= _link(element.get(_HREF, ""), named, seen)
    for child in element:
        _copy(child, made, inks, named, seen)


def _attributes(element: ET.Element, inks: Mapping[str, str]) -> dict[str, str]:
    found = {k: v for k, v in element.attrib.items() if k not in ("id", "style", "target") and "{" not in k}
    for said in filter(None, map(str.strip, element.get("style", "").split(";"))):
        key, _, value = said.partition(":")
        if key.strip() not in _IN_THE_PAGE:
            found[key.strip()] = value.strip()
        elif key.strip() == "font":
            found["font-size"] = next(part for part in value.split() if part.endswith("px"))
    if found.get("transform", "").startswith(_NO_TURN):
        del found["transform"]
    if element.tag == f"{_SVG}path":
        found.setdefault("fill", "#000000")
    classes = [
        f"{paint}-{inks[colour]}" for paint in _PAINTS if (colour := found.get(paint, "").lower()) in inks
    ]
    return {**found, **({"class": " ".join(classes)} if classes else {})}


def _link(href: str, named: Mapping[str, str], seen: set[str]) -> dict[str, str]:
    again = href in seen
    seen.add(href)
    if again:
        return {"href": href, "tabindex": "-1", "aria-hidden": "true"}
    return {"href": href, "aria-label": named.get(href, href)}
