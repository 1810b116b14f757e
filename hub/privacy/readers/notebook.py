"""Notebooks, cell by cell: source, every form of every output, attachments, metadata, names."""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from hub.privacy import readers
from hub.privacy.budget import TooMuch
from hub.privacy.passage import Item, Passage
from hub.privacy.readers import text
from hub.privacy.sighting import Spot
from hub.privacy.source import Source

LARGEST = 24 << 20  # bytes; a larger one is read as text
HELD = 100 << 20  # bytes that the values of one may take in memory
ONE_VALUE = 64  # bytes, about
HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]{1,100})", re.MULTILINE)
BINARY = (
    "image/",
    "application/pdf",
    "application/octet-stream",
    "application/vnd.",
    "audio/",
    "video/",
)


def is_notebook(source: Source) -> bool:
    """By its name or by what it begins with."""
    return source.suffix == ".ipynb" or (
        b'"cell_type"' in source.head and source.head.lstrip()[:1] == b"{"
    )


def read(source: Source) -> Iterator[Item]:
    """Everything that a notebook holds; one that is not readable, as text."""
    pieces, size = [], 0
    for block in source.blocks():
        pieces.append(block)
        size += len(block)
        if size > LARGEST:
            yield Passage(source.spot, _as_text(source, pieces))
            return
    if sum(_held(piece) for piece in pieces) > HELD:
        yield Passage(source.spot, _as_text(source, pieces))
        return
    data = b"".join(pieces)
    del pieces
    try:
        raw = json.loads(data.decode(text.encoding_of(data[:65_536]) or "utf-8", "replace"))
        cells = raw["cells"] if "cells" in raw else raw["worksheets"][0]["cells"]
        if not isinstance(cells, list):
            raise TypeError
    except (
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        RecursionError,
        AttributeError,
        LookupError,
    ):
        yield Passage(source.spot, (data.decode("utf-8", "replace"),))
        return
    rest = {key: value for key, value in raw.items() if key not in ("cells", "worksheets")}
    yield Passage(source.spot.within("its metadata"), _flattened(rest))
    heading = None
    for number, cell in enumerate(cells, start=1):
        if isinstance(cell, dict):
            source_text = _joined(cell.get("source")) + _joined(cell.get("input"))
            if cell.get("cell_type") == "markdown":
                found = HEADING.findall(source_text)
                heading = found[-1].strip() if found else heading
            spot = Spot(source.spot.inside, cell=number, heading=heading)
            yield from _cell(cell, source_text, spot, source)


def _as_text(source: Source, pieces: list[bytes]) -> Iterator[str]:
    """A notebook too large to be held as values, as plain text."""
    encoding = text.encoding_of(source.head) or "utf-8"
    yield from text.pieces(chain(pieces, source.rest()), encoding, source.budget)


def _held(piece: bytes) -> int:
    """How much memory the values of some JSON take, by the marks between them."""
    return ONE_VALUE * sum(piece.count(mark) for mark in (b",", b"[", b"{"))


def _cell(cell: dict[str, Any], source_text: str, spot: Spot, source: Source) -> Iterator[Item]:
    yield Passage(spot, (source_text,), code=cell.get("cell_type") == "code")
    for name, bundle in _mapping(cell.get("attachments")).items():
        yield Passage(spot.within("the name of an attachment"), (name,))
        yield from _bundle(bundle, spot.within("attachment"), source)
    printed = [one for one in cell.get("outputs") or () if isinstance(one, dict) and "text" in one]
    if len(printed) > 1:  # what stands in one line may lie in several
        together = "".join(_joined(one["text"]) for one in printed)
        yield Passage(spot.within("output"), (together,))
    for output in cell.get("outputs") or ():
        if isinstance(output, dict):
            yield from _output(output, spot.within("output"), source)
    known = ("source", "input", "outputs", "attachments", "cell_type", "execution_count")
    rest = {key: value for key, value in cell.items() if key not in known}
    yield Passage(spot.within("metadata"), _flattened(rest))


def _output(output: dict[str, Any], spot: Spot, source: Source) -> Iterator[Item]:
    for part in ("text", "traceback", "evalue", "ename"):
        if part in output:
            yield Passage(spot, (_joined(output[part]),))
    yield from _bundle(output.get("data"), spot, source)
    known = ("text", "traceback", "evalue", "ename", "data", "output_type", "execution_count")
    rest = {key: value for key, value in output.items() if key not in known}
    yield Passage(spot.within("metadata"), _flattened(rest))


def _bundle(bundle: Any, spot: Spot, source: Source) -> Iterator[Item]:
    """One output in all its forms."""
    for kind, value in _mapping(bundle).items():
        inside = spot.within(kind[:60])
        words = _joined(value) if isinstance(value, (str, list)) else None
        if words is None:
            yield Passage(inside, _flattened(value))
            continue
        data = (
            _bytes(words)
            if kind.startswith(BINARY) and "svg" not in kind and "json" not in kind
            else None
        )
        if data is None:
            yield Passage(inside, (words,))
        else:
            yield from readers.items(source.inner(kind, io.BytesIO(data)))


def _bytes(words: str) -> bytes | None:
    try:
        return base64.b64decode("".join(words.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _joined(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(part if isinstance(part, str) else f"{part}\n" for part in value)
    return str(value) if value is not None else ""


def _flattened(value: Any) -> Iterator[str]:
    """Any nesting of values as lines "key: value", so that a key stands beside what it names."""
    lines: list[str] = []
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        key, part = waiting.pop()
        if len(lines) > 2_000_000:
            raise TooMuch("its metadata go on too long to be looked into")
        if isinstance(part, dict):
            lines += [str(name) for name in part]
            waiting += [(str(name), inner) for name, inner in reversed(part.items())]
        elif isinstance(part, list):
            short = all(isinstance(inner, (str, int, float)) for inner in part)
            if short and part:
                lines.append(f"{key}: " + "\t".join(str(inner) for inner in part))
            else:
                waiting += [(key, inner) for inner in reversed(part)]
        elif part is not None and not isinstance(part, bool):
            lines.append(f"{key}: {part}")
    yield "\n".join(lines)
