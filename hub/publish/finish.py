"""What every built page still needs: its content security policy, and bytes without a clock."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from hub.render import markup

HEAD = "<head>"
SKIP = re.compile(r'(<a href=")#[^"]*(" class="md-skip">)')
NO_SKIP = re.compile(r'(?<=<div data-md-component="skip">)\s*(?=</div>)')
SKIP_LINK = (
    '<a href="#" class="md-skip">Skip to content</a>'  # left out by the theme without contents
)
MAIN_HEADING = re.compile(r'<h1 id="([a-z-]+)"')
LASTMOD = re.compile(r"\s*<lastmod>[^<]*</lastmod>")
UNCOMPLETED = re.compile(
    r'(<input class="md-[^>]*type="(?:checkbox|radio)"[^>]*?) autocomplete="off"'
)
UNNUMBERED = re.compile(r' tabindex=""')
TOC_LABEL = re.compile(r'<label class="md-nav__title" for="__toc">')
NEIGHBOURS = re.compile(r'\s*<link rel="(?:prev|next)"[^>]*>')  # the theme's single keys lead there
GENERATOR = re.compile(r'\s*<meta name="generator"[^>]*>')
TITLE = re.compile(r"<title>([^<]*)</title>")
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
NOT_FOUND = re.compile(r"<h1>404 - Not found</h1>")
HEADING_OR_TABLE = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>|<table>(?!\s*<caption)", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SCRIPT = re.compile(r'src="([^"]*)assets/hub\.js"')
LINKED_DATA = "metadata.jsonld"
INDEX = "index.html"  # sheets beside a page do not say again what it is
ENGLISH, BRITISH = '<html lang="en"', '<html lang="en-GB"'  # the theme knows only the first
SOCIAL = "social.png"
WELL_KNOWN = ".well-known"
LESS_THAN = "\\u003c"  # in JSON; a closing tag inside a string would end the script
RUNS = ("", "module", "text/javascript", "application/javascript")
POLICY = (
    "default-src 'none'",
    "script-src 'self' {hashes}",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
)


def finish(docs: Path, site: Path) -> None:
    """Give every page its policy and its data, and take dates out of the sitemap."""
    for page in pages(site):
        text = _page(page.read_text(encoding="utf-8"), page, site)
        page.write_text(text, encoding="utf-8", newline="\n")
    _fix_sitemap(site)
    if (docs / WELL_KNOWN).is_dir():  # engines leave out what begins with a dot
        shutil.copytree(docs / WELL_KNOWN, site / WELL_KNOWN, dirs_exist_ok=True)


def pages(site: Path) -> Iterator[Path]:
    """Every page of a built site, in order."""
    yield from sorted(site.rglob("*.html"))


def policy(page: str) -> str:
    """The policy of a page: its own files, and the theme's scripts outside the article by hash."""
    hashes = " ".join(
        dict.fromkeys(
            f"'sha256-{_hash(element.text)}'"
            for element in markup.scripts_outside(page)
            if "src" not in element.attributes
            and element.attributes.get("type", "").lower() in RUNS
        )
    )
    return "; ".join(POLICY).format(hashes=hashes).replace(" ;", ";")


def _page(text: str, page: Path, site: Path) -> str:
    root = "../" * (len(page.relative_to(site).parts) - 1)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy(text))}">'
    referrer = '<meta name="referrer" content="no-referrer">'
    feed = f'<link rel="alternate" type="application/atom+xml" href="{root}feed.xml">'
    # The policy stands right after the character set, before anything that it must hold back.
    shared = _shared(text, (page.parent / SOCIAL).is_file())
    linked = _linked(page.with_name(LINKED_DATA)) if page.name == INDEX else ()
    head = [HEAD, '<meta charset="utf-8">', meta, referrer, feed, *shared, *linked]
    text = _helped(text) if page.parent == site else text
    text = text.replace(ENGLISH, BRITISH, 1)
    text = text.replace('<meta charset="utf-8">', "", 1).replace(HEAD, "\n".join(head), 1)
    heading = MAIN_HEADING.search(text)
    if heading:
        text = NO_SKIP.sub(SKIP_LINK, text, count=1)
        text = SKIP.sub(rf"\g<1>#{heading[1]}\g<2>", text, count=1)
    return _mended(NEIGHBOURS.sub("", GENERATOR.sub("", text)))


def _mended(text: str) -> str:
    """Without what HTML does not allow, and with what a screen reader asks for."""
    text = UNNUMBERED.sub("", UNCOMPLETED.sub(r"\1", text))
    text = _captioned(text.replace("<th>", '<th scope="col">'))  # of tables written in Markdown
    if 'id="__toc"' not in text:  # a page without contents has no switch for them
        text = TOC_LABEL.sub('<label class="md-nav__title">', text)
    return text


def _captioned(text: str) -> str:
    """With a caption, heard and not seen, for tables in Markdown: the heading they stand under."""
    heading, number = "", 0

    def caption(found: re.Match[str]) -> str:
        nonlocal heading, number
        if found[1]:
            heading, number = TAG.sub("", found[2]).strip(), 0
            return found[0]
        number += 1
        which = f", table {number}" if number > 1 else ""
        return f'{found[0]}<caption class="hub-heard">{heading}{which}</caption>'

    return HEADING_OR_TABLE.sub(caption, text)


def _helped(text: str) -> str:
    """The theme's page for what is not found, with where to look instead."""
    script = SCRIPT.search(text)
    words = Path(__file__).with_name("notfound.html").read_text(encoding="utf-8")
    helped = words.replace("{root}", script[1] if script else "/")
    return NOT_FOUND.sub(lambda _: helped, text, count=1)


def _shared(text: str, pictured: bool) -> Iterator[str]:
    """What a link to the page shows where it is shared (OpenGraph), from what the head says."""
    title, about, address = TITLE.search(text), DESCRIPTION.search(text), CANONICAL.search(text)
    said = {
        "og:type": "website",
        "og:locale": "en_GB",
        "og:title": title[1].strip() if title else "",
        "og:description": about[1] if about else "",
        "og:url": address[1] if address else "",
        "og:image": f"{address[1]}{SOCIAL}" if address and pictured else "",
    }
    for name, value in said.items():
        if value:
            yield f'<meta property="{name}" content="{value.replace(chr(34), "&quot;")}">'
    yield f'<meta name="twitter:card" content="{"summary_large_image" if pictured else "summary"}">'


def _linked(file: Path) -> Iterator[str]:
    """The schema.org words of a recipe or of the hub, in a script that no browser runs."""
    if file.is_file():
        value = json.dumps(json.loads(file.read_text(encoding="utf-8")))
        safe = value.replace("<", LESS_THAN)
        yield f'<script type="application/ld+json">{safe}</script>'


def _fix_sitemap(site: Path) -> None:
    sitemap = site / "sitemap.xml"
    if not sitemap.is_file():
        return
    text = LASTMOD.sub("", sitemap.read_text(encoding="utf-8"))
    sitemap.write_text(text, encoding="utf-8", newline="\n")
    packed = site / "sitemap.xml.gz"
    packed.write_bytes(gzip.compress(text.encode(), mtime=0))


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
