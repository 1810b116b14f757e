"""HTML read as a browser reads it: the only module that uses selectolax."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hub.nameset import names

MOST_COLUMNS = 30
TAG = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]*)")
CLOSE_THEMSELVES = names(
    "br hr img input col wbr p li td th tr dt dd thead tbody tfoot option link meta"
)
EMPTY_HEADING = re.compile(r"<th[^>]*>\s*</th>")
FRAME = (
    '<section><div class="hub-scroll" role="region" tabindex="0" '
    'aria-label="{name}">{table}</div>{note}</section>'
)


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a page: its tag, its attributes, and whether the article holds it."""

    tag: str
    attributes: dict[str, str]
    inside: bool
    text: str = ""


def elements(html: str, within: str = "article") -> Iterator[Element]:
    """Every element of a page in order; `inside` is true below the first `within`.

    Script and style elements carry their text.
    """
    tree = LexborHTMLParser(html)
    article = tree.css_first(within)
    inside = {node.mem_id for node in article.traverse()} if article else set()
    root = tree.root
    for node in root.traverse() if root else ():
        if node.tag and not node.tag.startswith("-"):
            text = node.text(deep=True) if node.tag in ("script", "style", "title") else ""
            attributes = {name: value or "" for name, value in node.attributes.items()}
            yield Element(node.tag, attributes, node.mem_id in inside, text)


def scripts_outside(html: str, within: str = "article") -> Iterator[Element]:
    """The script elements of a page that stand outside its first `within`."""
    tree = LexborHTMLParser(html)
    article = tree.css_first(within)
    inside = {node.mem_id for node in article.css("script")} if article else set()
    for node in tree.css("script"):
        if node.mem_id not in inside:
            attributes = {name: value or "" for name, value in node.attributes.items()}
            yield Element("script", attributes, False, node.text(deep=True))


def article_text(html: str) -> str:
    """The words of a page's article, spaces made one."""
    article = LexborHTMLParser(html).css_first("article")
    return " ".join(article.text(separator=" ").split()) if article else ""


def depth_at_most(html: str, limit: int) -> bool:
    """Whether elements nest no deeper than the limit; cleaning takes quadratic time on deep ones.

    100,000 nested blockquotes take nh3 100 seconds, so this is asked of raw text first.
    """
    depth = deepest = 0
    for piece in html.split("<")[1:]:
        name = TAG.match(piece)
        if name and name[2].lower() not in CLOSE_THEMSELVES:
            depth += -1 if name[1] else 1
            deepest = max(deepest, depth)
    return deepest <= limit


def improve_tables(html: str, most_rows: int, name: str = "Table") -> str:
    """Clean HTML with its tables cut to size and named, in a frame that scrolls.

    Headings get their scope. A table without a caption of its own gets the name, with a number
    where there are several.
    """
    if "<table" not in html:
        return html
    tree = LexborHTMLParser(f"<body>{html}</body>")
    outer = [table for table in tree.css("table") if not _in_a_table(table)]
    for number, table in enumerate(outer, start=1):
        _scope_headings(table)
        note = _cut(table, most_rows)
        table.attrs["class"] = "hub-table"
        called = _caption(table) or (f"{name}, number {number}" if len(outer) > 1 else name)
        framed = FRAME.format(
            name=entities.escape(called),
            table=_captioned(EMPTY_HEADING.sub("<td></td>", table.html or ""), called),
            note=f'<p class="nb-note">{note}</p>' if note else "",
        )
        node = LexborHTMLParser(framed).css_first("section")
        if node is not None:
            table.replace_with(node)
    return (tree.body.inner_html or "") if tree.body else ""


def _caption(table: LexborNode) -> str:
    """The words of a table's own caption, which is taken out of it."""
    own = next((child for child in table.iter() if child.tag == "caption"), None)
    if own is None:
        return ""
    said = " ".join(own.text(separator=" ").split())
    own.decompose()
    return said


def _captioned(table: str, name: str) -> str:
    """The HTML of a table with a caption as its first child, where HTML wants it."""
    return table.replace(">", f"><caption>{entities.escape(name)}</caption>", 1)


def _in_a_table(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag == "table":
            return True
        parent = parent.parent
    return False


def _scope_headings(table: LexborNode) -> None:
    for cell in table.css("th"):
        row = cell.parent
        section = row.parent.tag if row and row.parent else None
        cell.attrs["scope"] = "col" if section == "thead" else "row"


def _cut(table: LexborNode, most_rows: int) -> str:
    rows = table.css("tbody tr") or table.css("tr")
    for row in rows[most_rows:]:
        row.decompose()
    wide = 0
    for row in table.css("tr"):
        cells = row.css("th, td")
        wide = max(wide, len(cells))
        for cell in cells[MOST_COLUMNS:]:
            cell.decompose()
    said = []
    if len(rows) > most_rows:
        said.append(f"the first {most_rows} of {len(rows):,} rows")
    if wide > MOST_COLUMNS:
        said.append(f"the first {MOST_COLUMNS} of {wide:,} columns")
    return f"Only {' and '.join(said)} are shown." if said else ""
