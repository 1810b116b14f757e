"""The guard: what must hold before a built site takes the place of the old one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hub.errors import PublishError
from hub.publish.finish import pages
from hub.render import markup
from hub.render.markup import Element

MOST_SHOWN = 20
LARGEST_PAGE = 500_000
LOADS = {  # what a browser fetches by itself
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "body": ("background",),
}
NEVER_INSIDE = frozenset(
    ["script", "style", "iframe", "frame", "object", "embed", "form", "base", "meta", "link"]
)
ONLY_NAMES = ("canonical", "next", "prev")  # links of the head that nothing is loaded from
LIVE_ADDRESS = re.compile(r"^[\s\x00-\x20]*(?:javascript|vbscript|data):", re.IGNORECASE)
FRAME = ("<article", "</article>", "<main", "</main>", "<body", "</body>", "</head>")
OF_THE_THEME = ("__", "?")


@dataclass(frozen=True, slots=True)
class Page:
    """One built page: its address in the site, its elements, and the anchors it has."""

    path: str
    elements: tuple[Element, ...]
    anchors: frozenset[str]
    whole: bool  # one article, one main part, one body: nothing broke out of its place


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site, or a picture, style or script of it."""

    tag: str
    value: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link to an anchor, looked at when the anchors of every page are known."""

    page: str
    target: str
    value: str


def check(site: Path, expected: Mapping[str, str]) -> None:
    """Raise PublishError with every fault of a built site, unless there is none."""
    faults = list(dict.fromkeys((*_faults(site), *_missing(site, expected))))
    if faults:
        more = f"\n  and {len(faults) - MOST_SHOWN} more" if len(faults) > MOST_SHOWN else ""
        raise PublishError(
            "The guard refuses the new site:\n  " + "\n  ".join(faults[:MOST_SHOWN]) + more + "\n",
            "Mend what it names. The old site still stands.",
        )


def _read(path: Path, site: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    found = tuple(markup.elements(text))
    anchors = frozenset(
        value for element in found for value in (element.attributes.get("id"),) if value
    )
    whole = all(text.count(mark) == 1 for mark in FRAME)
    return Page(path.relative_to(site).as_posix(), found, anchors, whole)


def _faults(site: Path) -> Iterator[str]:
    """One page after the other, so that a long catalogue fits in memory; anchors at the end."""
    anchors: dict[str, frozenset[str]] = {}
    pointers: list[Pointer] = []
    files = frozenset(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    for path in pages(site):
        page = _read(path, site)
        anchors[page.path] = page.anchors
        yield from _live(page)
        yield from _foreign(page)
        yield from _policy(page)
        for link in _links(page):
            target = _target(page.path, unquote(urlsplit(link.value).path), files)
            if target is None:
                yield f"{page.path}: <{link.tag}> leads nowhere: {link.value}"
            elif urlsplit(link.value).fragment:
                pointers.append(Pointer(page.path, target, link.value))
    for pointer in pointers:
        fragment = unquote(urlsplit(pointer.value).fragment)
        known = anchors.get(pointer.target, frozenset([fragment]))
        if fragment not in known and not fragment.startswith(OF_THE_THEME):
            yield f"{pointer.page}: the anchor does not exist: {pointer.value}"


def _live(page: Page) -> Iterator[str]:
    """Anything inside the article that a browser would run, load or send."""
    if not page.whole:
        yield f"{page.path}: more than one article or main part, or none"
    for element in page.elements:
        if not element.inside:
            continue
        if element.tag in NEVER_INSIDE:
            yield f"{page.path}: <{element.tag}> inside the article"
        for name, value in element.attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                yield f"{page.path}: <{element.tag} {name}=…> inside the article"
            if LIVE_ADDRESS.match(value) and name in ("href", "src", "xlink:href", "action"):
                yield f"{page.path}: a live address in <{element.tag} {name}=…>"


def _foreign(page: Page) -> Iterator[str]:
    """Anything loaded from another host, anywhere on the page."""
    for element, value in _loaded(page.elements):
        parts = urlsplit(value)
        if parts.netloc or parts.scheme not in ("", "data"):
            yield f"{page.path}: <{element.tag}> loads from another host ({parts.netloc or value})"


def _links(page: Page) -> Iterator[Link]:
    """Everything on a page that names another file of the site."""
    for element in page.elements:
        if element.tag == "a" and "href" in element.attributes:
            yield from _inner(element.tag, element.attributes["href"])
    for element, value in _loaded(page.elements):
        yield from _inner(element.tag, value)


def _inner(tag: str, value: str) -> Iterator[Link]:
    parts = urlsplit(value)
    if not (parts.scheme or parts.netloc):
        yield Link(tag, value)


def _policy(page: Page) -> Iterator[str]:
    if not any(
        element.tag == "meta"
        and element.attributes.get("http-equiv", "").lower() == "content-security-policy"
        for element in page.elements
    ):
        yield f"{page.path}: no content security policy"


def _missing(site: Path, expected: Mapping[str, str]) -> Iterator[str]:
    """Recipes without a page, or that catalogue.json does not list."""
    listed = _listed(site)
    for recipe, page in sorted(expected.items()):
        if not (site / page / "index.html").is_file():
            yield f"the recipe {recipe} has no page at {page}/"
        if recipe not in listed:
            yield f"catalogue.json does not list the recipe {recipe}"


def _listed(site: Path) -> frozenset[str]:
    try:
        value = json.loads((site / "catalogue.json").read_text(encoding="utf-8"))
        return frozenset(recipe["id"] for recipe in value["recipes"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def _loaded(elements: Iterable[Element]) -> Iterator[tuple[Element, str]]:
    for element in elements:
        if element.tag == "link" and element.attributes.get("rel", "") in ONLY_NAMES:
            continue
        for name in LOADS.get(element.tag, ()):
            value = element.attributes.get(name, "")
            if not value:
                continue
            if name == "srcset":
                yield from ((element, part.split()[0]) for part in value.split(",") if part.strip())
            elif not value.startswith("data:"):
                yield element, value


def _target(page: str, path: str, files: frozenset[str]) -> str | None:
    """The file that a link on a page leads to, or None."""
    if path.startswith("/"):
        parts = path.strip("/").split("/")
    else:
        parts = [*page.split("/")[:-1], *path.split("/")] if path else page.split("/")
    kept: list[str] = []
    for part in parts:
        if part == ".." and not kept:
            return None
        if part == "..":
            kept.pop()
        elif part not in ("", "."):
            kept.append(part)
    found = "/".join(kept)
    return next(
        (name for name in (found, f"{found}/index.html".lstrip("/")) if name in files), None
    )
