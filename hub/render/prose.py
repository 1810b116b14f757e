"""Contributors' Markdown as clean HTML: the only module that uses markdown-it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hub.render import clean
from hub.render.clean import Html

LONGEST = 100_000
ADDRESS = re.compile(
    r"https://[^\s<>\"]+|\bdoi:10\.[^\s<>\"]+|(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
SECTION = re.compile(r"^##[ \t]+([^\n]{1,200})[^\n]*$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?(?:^\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)

# HTML in Markdown is shown as typed; pictures become their alternative text.
_ENGINE = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable(
    ["table", "strikethrough"]
)

Anchor = Callable[[str], str]


def to_html(text: str, top: int = 3, anchor: Anchor | None = None) -> Html:
    """Markdown as HTML whose highest heading is h`top`; `anchor` gives headings their ids."""
    tokens = _ENGINE.parse(clean.printable(text[:LONGEST]))
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = top - min(levels, default=top)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
        if anchor and before is not None and before.type == "heading_open":
            before.attrSet("id", anchor(token.content))
        if token.children:
            token.children = list(_without_pictures(token.children))
    rendered = _ENGINE.renderer.render(tokens, _ENGINE.options, {})
    return clean.notebook(rendered) if anchor else clean.words(rendered)


def inline(text: str) -> Html:
    """One line of Markdown, without its paragraph."""
    tokens = _ENGINE.parseInline(clean.printable(text[:LONGEST]))
    for token in tokens:
        token.children = list(_without_pictures(token.children or []))
    return clean.words(_ENGINE.renderer.render(tokens, _ENGINE.options, {}))


def linked(text: str) -> Html:
    """Plain text with its web addresses, DOIs and mail addresses as links."""

    def link(found: re.Match[str]) -> str:
        words = found[0].rstrip(".,;)")
        address = f"https://doi.org/{words[4:]}" if words.startswith("doi:") else words
        address = address if address.startswith("https:") else f"mailto:{address}"
        return f'<a href="{address}">{words}</a>{found[0][len(words) :]}'

    return clean.words(ADDRESS.sub(link, html.escape(text)))


def coded(text: str) -> Html:
    """Plain text in which what stands between backticks is code."""
    return clean.words(CODE.sub(r"<code>\1</code>", html.escape(text)))


def sections(text: str) -> dict[str, str]:
    """The parts of a README by the lower-case words of their second-level headings."""
    text = text[:LONGEST]
    fences = [match.span() for match in FENCED.finditer(text)]
    heads = [
        match
        for match in SECTION.finditer(text)
        if not any(start <= match.start() < end for start, end in fences)
    ]
    ends = [match.start() for match in heads[1:]] + [len(text)]
    return {
        match[1].strip(" \t#").lower(): text[match.end() : end].strip()
        for match, end in zip(heads, ends, strict=False)  # ends is longer without headings
    }


def _without_pictures(tokens: Sequence[Token]) -> Sequence[Token]:
    for token in tokens:
        if token.type == "image":
            token.type, token.tag, token.nesting = "text", "", 0
            token.content = f"[picture: {token.content or 'not described'}]"
            token.children = None
    return tokens
