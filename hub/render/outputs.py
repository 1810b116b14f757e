"""What cells put out, by allow-list: the few kinds that a page may show, as values.

A run's notebook is hostile. Nothing of it goes on but what is copied here: no metadata, no
attachments, no scripts, no widgets.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub import pictures
from hub.pictures import Picture
from hub.render import clean, markup
from hub.render.naming import Names
from hub.render.scrub import Scrub

LONGEST_TEXT = 10_000
LONGEST_HTML = 2_000_000
MOST_ROWS = 100
DEEPEST = 100
PICTURES = (("image/svg+xml", "svg"), ("image/png", "png"), ("image/jpeg", "jpg"))
WORDS = ("text/markdown", "text/latex", "text/plain")
LIVE = ("javascript", "widget", "vnd.plotly", "vnd.bokeh", "vnd.mermaid", "vnd.vega")
NO_LIVE = "Interactive output is not shown."


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text: what was printed, the text of a value, or an error."""

    kind: str  # stream | value | error
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """HTML that has been cleaned, usually a table."""

    html: clean.Html


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence in the place of something that is not shown."""

    sentence: str


Shown = Text | Rich | Picture | Notice


def shown(output: Mapping[str, Any], scrub: Scrub, names: Names) -> Shown | None:
    """What a page shows of one output of a cell; None when there is nothing to show."""
    kind = output.get("output_type")
    if kind == "stream":
        return _text("stream", _joined(output.get("text")), scrub)
    if kind == "error":
        lines = _joined(output.get("traceback"), "\n")
        said = f"{_joined(output.get('ename'))}: {_joined(output.get('evalue'))}"
        return _text("error", lines or said, scrub)
    if kind in ("display_data", "execute_result"):
        data = output.get("data")
        return _best(data, scrub, names) if isinstance(data, dict) else None
    return None


def _best(data: Mapping[str, Any], scrub: Scrub, names: Names) -> Shown | None:
    """The richest form that is allowed."""
    for mime, kind in PICTURES:
        if mime in data:
            return _picture(_joined(data[mime]), kind, names.picture)
    live = any(word in str(mime) for mime in data for word in LIVE)
    if "text/html" in data and not live:
        return _rich(_joined(data["text/html"]), scrub, names.table)
    if live:
        return Notice(NO_LIVE)
    words = next((data[name] for name in WORDS if name in data), None)
    return _text("value", _joined(words), scrub) if words is not None else None


def _picture(content: str, kind: str, alt: str) -> Shown:
    try:
        data = content.encode() if kind == "svg" else base64.b64decode(content, validate=False)
    except (binascii.Error, ValueError):
        data = b""
    found = pictures.of(data, kind, alt)
    return found or Notice("A picture is not shown: its content is not what it says it is.")


def _rich(html: str, scrub: Scrub, name: str) -> Shown | None:
    if len(html) > LONGEST_HTML:
        return Notice("A table is not shown: it is too large for a page.")
    if not markup.depth_at_most(html, DEEPEST):
        return Notice("An output is not shown: its elements nest too deeply.")
    cleaned = clean.words(scrub.output(html))
    improved = clean.notebook(markup.improve_tables(cleaned, MOST_ROWS, name))
    if improved.strip():
        return Rich(improved)
    return Notice(NO_LIVE) if html.strip() else None


def _text(kind: str, text: str, scrub: Scrub) -> Text | None:
    whole = len(text)
    text = clean.printable(scrub.output(text[: LONGEST_TEXT * 4]))[:LONGEST_TEXT].rstrip()
    if not text.strip():
        return None
    cut = whole > LONGEST_TEXT
    note = f"Only the first {LONGEST_TEXT:,} of {whole:,} characters are shown." if cut else ""
    return Text(kind, text, note)


def joined_streams(outputs: Sequence[Any]) -> Iterator[Mapping[str, Any]]:
    """The outputs of a cell, with pieces of printed text that follow each other made one."""
    pieces: list[str] = []
    for output in outputs:
        if not isinstance(output, dict):
            continue
        if output.get("output_type") == "stream":
            pieces.append(_joined(output.get("text")))
            continue
        if pieces:
            yield {"output_type": "stream", "text": "".join(pieces)}
            pieces = []
        yield output
    if pieces:
        yield {"output_type": "stream", "text": "".join(pieces)}


def _joined(value: Any, between: str = "") -> str:
    """Notebook text, which is a string or a list of strings, as one string."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return between.join(part for part in value if isinstance(part, str))
    return ""
