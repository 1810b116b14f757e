"""Figures and pictures of a run as files the site may show: checked by content, named by hash."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass

from hub.render import svg, vega

LARGEST = 3_000_000
MOST_PIXELS = 50_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is safe to show: its bytes, how it is named, its size, what it shows."""

    data: bytes
    suffix: str
    alt: str
    width: int | None = None
    height: int | None = None

    @property
    def name(self) -> str:
        """A name made from its content, so that the same picture is the same file."""
        return f"{hashlib.sha256(self.data).hexdigest()[:16]}{self.suffix}"


def of(data: bytes, kind: str, alt: str) -> Picture | None:
    """The picture of that kind (svg, png, jpg or vl.json), or None when it is not what it says."""
    if len(data) > LARGEST:
        return None
    if kind == "vl.json":
        drawn = vega.draw(data)
        return _svg(drawn.encode(), alt) if drawn else None
    if kind == "svg":
        return _svg(data, alt)
    size = {"png": _png_size, "jpg": _jpeg_size}[kind](data)
    if size is None or not 0 < size[0] * size[1] <= MOST_PIXELS:
        return None
    return Picture(data, f".{kind}", alt, *size)


def _svg(data: bytes, alt: str) -> Picture | None:
    cleaned = svg.clean(data, alt)
    if cleaned is None:
        return None
    return Picture(cleaned, ".svg", alt, *(svg.size(cleaned) or (None, None)))


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
