"""SVG made harmless: a list of what may stay, everything else goes. Uses defusedxml.

Keeps what matplotlib and Vega write; drops scripts, handlers, foreign content, other addresses.
"""

from __future__ import annotations

import base64
import math
import re
from xml.etree import ElementTree  # only to write; reading is defusedxml's

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from hub.nameset import names

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
LARGEST = 3_000_000
DEEPEST = 60


TAGS = names(
    "svg g path rect circle ellipse line polyline polygon text tspan defs use clipPath mask marker "
    "image pattern linearGradient radialGradient stop symbol title desc"
)
ATTRIBUTES = names(
    "id class d x y x1 y1 x2 y2 cx cy r rx ry dx dy points width height viewBox version transform "
    "preserveAspectRatio fill fill-opacity fill-rule stroke stroke-width stroke-opacity "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity "
    "clip-path clip-rule clipPathUnits mask marker-start marker-mid marker-end markerWidth "
    "markerHeight refX refY orient markerUnits gradientUnits gradientTransform patternUnits "
    "patternTransform offset stop-color stop-opacity font-family font-size font-style font-weight "
    "text-anchor dominant-baseline alignment-baseline textLength lengthAdjust visibility display "
    "color spreadMethod fx fy style href"
)
STYLES = names(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity font font-family "
    "font-size font-style font-weight text-anchor clip-path clip-rule stop-color stop-opacity "
    "visibility display color white-space dominant-baseline"
)
PNG = "data:image/png;base64,"
LOCAL = re.compile(r"#[A-Za-z_][\w.:-]*")
POINTER = re.compile(r"^(\s*|.*url\(['\"]?)#([A-Za-z_][\w.:-]*)")
REFERENCE = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
UNSAFE = re.compile(r"[\\<>@]|expression|javascript:|data:|/\*", re.IGNORECASE)
VIEW_BOX = re.compile(r'viewBox="[\d.-]+[ ,]+[\d.-]+[ ,]+(\d+(?:\.\d+)?)[ ,]+(\d+(?:\.\d+)?)"')
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(px|pt)?\s*")

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)


def texts(data: bytes) -> tuple[str, ...]:
    """What is written in a picture: its text elements, and the comments in which text is kept."""
    text = data.decode("utf-8", errors="replace")
    try:
        root = fromstring(text, forbid_dtd=False, forbid_entities=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, RecursionError):
        return ()
    written = [" ".join(part.itertext()) for part in root.iter(f"{{{SVG}}}text")]
    drawn = COMMENT.findall(text)  # matplotlib draws letters as paths and says beside them what
    return tuple(" ".join(said.split()) for said in (*written, *drawn) if said.strip())


def clean(data: bytes, alt: str) -> bytes | None:
    """The same picture with nothing live in it and `alt` as its title; None if it is not SVG."""
    if len(data) > LARGEST:
        return None
    try:
        root = fromstring(data.decode("utf-8"), forbid_dtd=False, forbid_entities=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, RecursionError):
        return None
    if root.tag != f"{{{SVG}}}svg":
        return None
    kept = _element(root, 0)
    _keep_line_joins(root, kept)
    if kept is None or not _sized(kept):
        return None
    _describe(kept, alt)
    _number_ids(kept)
    written: bytes = ElementTree.tostring(kept, encoding="utf-8", xml_declaration=True)
    return written


def size(cleaned: bytes) -> tuple[int, int] | None:
    """The width and height that a cleaned picture asks for, by its viewBox."""
    found = VIEW_BOX.search(cleaned[:2000].decode("utf-8", "replace"))
    if not found:
        return None
    width, height = round(float(found[1])), round(float(found[2]))
    return (width, height) if 0 < width < 10_000 and 0 < height < 10_000 else None


def within(cleaned: bytes, side: int) -> bytes:
    """A cleaned picture that asks for so many pixels a side at most; nothing where it cannot.

    Whatever draws it makes room for all that it asks for.
    """
    root = fromstring(cleaned)
    try:
        box = [float(one) for one in root.get("viewBox", "").replace(",", " ").split()][2:]
    except ValueError:
        return b""
    if len(box) != 2 or not all(math.isfinite(one) and one > 0 for one in box):
        return b""
    said = [one for name in ("width", "height") if (one := root.get(name))]
    asked = [float(match[1]) for one in said if (match := LENGTH.fullmatch(one))] if said else box
    if len(asked) == 2 and max(asked) <= side:
        return cleaned
    for name, length in zip(("width", "height"), box, strict=True):
        root.set(name, str(max(1, round(length / max(box) * side))))
    written: bytes = ElementTree.tostring(root, encoding="utf-8")
    return written


def _element(old: ElementTree.Element, depth: int) -> ElementTree.Element | None:
    name = _local(old.tag, SVG)
    if name not in TAGS or depth > DEEPEST:
        return None
    new = ElementTree.Element(f"{{{SVG}}}{name}", _attributes(old))
    new.text, new.tail = old.text, old.tail
    for child in old:
        kept = _element(child, depth + 1)
        if kept is not None:
            new.append(kept)
    return new


def _attributes(element: ElementTree.Element) -> dict[str, str]:
    kept = {}
    for name, value in element.attrib.items():
        plain = _local(name, XLINK) if name.startswith("{") else name
        if plain not in ATTRIBUTES or (name.startswith("{") and plain != "href"):
            continue
        safe = _style(value) if plain == "style" else _value(plain, value)
        if safe is not None:
            kept[name] = safe
    return kept


def _value(name: str, value: str) -> str | None:
    if name == "href":
        return value if LOCAL.fullmatch(value) or _is_png(value) else None
    if UNSAFE.search(value) or not _only_local(value):
        return None
    return value


def _is_png(value: str) -> bool:
    """Whether it is a picture inside the picture, as matplotlib writes heat maps."""
    if not value.startswith(PNG):
        return False
    try:
        return base64.b64decode(value[len(PNG) :]).startswith(b"\x89PNG\r\n\x1a\n")
    except ValueError:
        return False


def _style(value: str) -> str | None:
    kept = []
    for part in value.split(";"):
        name, _, setting = part.partition(":")
        name = name.strip().lower()
        if name in STYLES and _value(name, setting) is not None:
            kept.append(f"{name}: {setting.strip()}")
    return "; ".join(kept) or None


def _only_local(value: str) -> bool:
    if "url" not in value.lower():
        return True
    rest = REFERENCE.sub(lambda found: "" if LOCAL.fullmatch(found[2].strip()) else "url", value)
    return "url" not in rest.lower()


def _local(tag: object, namespace: str) -> str:
    prefix = f"{{{namespace}}}"
    return tag.removeprefix(prefix) if isinstance(tag, str) and tag.startswith(prefix) else ""


def _sized(root: ElementTree.Element) -> bool:
    """Whether the picture has a size; a width and height give it a viewBox so that it scales."""
    if root.get("viewBox"):
        return True
    found = [LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if not all(found):
        return False
    width, height = (match[1] for match in found if match)
    root.set("viewBox", f"0 0 {width} {height}")
    return True


def _keep_line_joins(old: ElementTree.Element, new: ElementTree.Element | None) -> None:
    """Say on the root what matplotlib says in the style sheet that is dropped."""
    styles = "".join(style.text or "" for style in old.iter(f"{{{SVG}}}style"))
    if new is not None and "stroke-linejoin: round" in styles:
        new.set("stroke-linejoin", "round")


def _number_ids(root: ElementTree.Element) -> None:
    """Give ids their number in the drawing: matplotlib makes up new ones in every run."""
    ids: dict[str, str] = {}
    for element in root.iter():
        if "id" in element.attrib:
            ids.setdefault(element.attrib["id"], f"i{len(ids) + 1}")
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, ids[value])
            elif "#" in value:
                element.set(name, POINTER.sub(lambda found: _pointer(found, ids), value))


def _pointer(found: re.Match[str], ids: dict[str, str]) -> str:
    return f"{found[1]}#{ids.get(found[2], found[2])}"


def _describe(root: ElementTree.Element, alt: str) -> None:
    for child in list(root):
        if child.tag in (f"{{{SVG}}}title", f"{{{SVG}}}desc"):
            root.remove(child)
    title = ElementTree.Element(f"{{{SVG}}}title")
    title.text = alt
    root.insert(0, title)
    root.set("role", "img")
    root.attrib.pop("style", None)
