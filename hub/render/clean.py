"""The strict cleaning of contributors' HTML: what is not on these lists does not reach a page.

The only module that uses nh3. Nothing else may call a string safe: `Html` is made here, and by
the hub's own templates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3

from hub.nameset import names

WORDS = names(
    "a abbr b blockquote br code del dd dl dt em h2 h3 h4 h5 h6 hr i kbd li ol p pre q s samp "
    "small strong sub sup table tbody td tfoot th thead tr ul caption"
)
GONE_WITH_CONTENT = names(
    "script style template title textarea select noscript iframe object embed math svg"
)
CELL = frozenset({"colspan", "rowspan"})
NUMBER = re.compile(r"[0-9]{1,4}")
ANCHOR = re.compile(r"nb-[a-z0-9-]{1,80}")
OUR_FILE = re.compile(r"files/[0-9a-f]{16}\.(?:png|jpg|svg)")
ADDRESS = re.compile(r"(?:https://|mailto:)[^\s\\]+", re.IGNORECASE)
PYGMENTS = re.compile(r"[a-z][a-z0-9]{0,2}")
# Control characters, invisible and right-to-left marks, lone surrogates, private use.
# U+200D stays: it joins emoji. Control characters that Markdown engines use as marks go too.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff\ufff9-\uffff\U000e0000-\U0010ffff]"
)
OURS = names(
    "highlight nb nb-cell nb-code nb-explained nb-text nb-output nb-stream nb-error nb-picture "
    "nb-note hub-scroll hub-table"
)


class Html(str):
    """HTML that was made or cleaned by the hub; templates put it in as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class _Policy:
    """Which tags and attributes pass; every value is looked at in `attribute`."""

    tags: frozenset[str]
    attributes: dict[str, frozenset[str]]

    def clean(self, html: str) -> Html:
        return Html(
            printable(
                nh3.clean(
                    html,
                    tags=set(self.tags),
                    clean_content_tags=set(GONE_WITH_CONTENT),
                    attributes={tag: set(names) for tag, names in self.attributes.items()},
                    attribute_filter=_attribute,
                    url_schemes={"https", "mailto"},
                    link_rel="nofollow noopener",
                    strip_comments=True,
                )
            )
        )


WORDS_POLICY = _Policy(
    WORDS, {"a": frozenset({"href"}), "td": CELL, "th": CELL, "ol": frozenset({"start"})}
)
NOTEBOOK_POLICY = _Policy(
    WORDS | {"details", "div", "figure", "figcaption", "img", "section", "span", "summary"},
    {
        "a": frozenset({"href"}),
        "ol": frozenset({"start"}),
        "td": CELL,
        "th": CELL | {"scope"},
        "div": frozenset({"class", "role", "tabindex", "aria-label"}),
        "section": frozenset({"class"}),
        "details": frozenset({"class"}),
        "figure": frozenset({"class"}),
        "pre": frozenset({"class", "tabindex"}),
        "p": frozenset({"class"}),
        "span": frozenset({"class"}),
        "table": frozenset({"class"}),
        "img": frozenset({"src", "alt", "width", "height"}),
        **{f"h{level}": frozenset({"id"}) for level in range(2, 7)},
    },
)


def words(html: str) -> Html:
    """Contributors' prose, and the HTML that their cells put out: no classes, ids or pictures."""
    return WORDS_POLICY.clean(html)


def notebook(html: str) -> Html:
    """A rendered notebook: as `words`, with the hub's own classes, anchors and pictures."""
    return NOTEBOOK_POLICY.clean(html)


def printable(text: str) -> str:
    """Text without control characters and the invisible ones that turn or hide words."""
    return HIDDEN.sub("", text)


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return _classes(tag, value)
    tests = {
        "href": ADDRESS,
        "src": OUR_FILE,
        "id": ANCHOR,
        "colspan": NUMBER,
        "rowspan": NUMBER,
        "start": NUMBER,
        "width": NUMBER,
        "height": NUMBER,
        "tabindex": re.compile("0"),
        "role": re.compile("region"),
        "scope": re.compile("(?:col|row)(?:group)?"),
    }
    if name in tests:
        return value if tests[name].fullmatch(value) else None
    return value if name in ("alt", "aria-label", "rel") else None


def _classes(tag: str, value: str) -> str | None:
    kept = [
        name
        for name in value.split()
        if name in OURS or (tag == "span" and PYGMENTS.fullmatch(name))
    ]
    return " ".join(kept) or None
