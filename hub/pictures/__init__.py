"""Figures and pictures of a run made safe to show: checked by content, named by hash."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from PIL import Image

from hub.pictures import svg, vega

LARGEST = 3_000_000
MOST_PIXELS = 50_000_000
FORMATS = {"png": "PNG", "jpg": "JPEG"}


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
    size = _size(data, kind)
    return Picture(data, f".{kind}", alt, *size) if size else None


def texts(data: bytes, kind: str) -> tuple[str, ...]:
    """What is written in a figure, where it can be read."""
    return svg.texts(data) if kind == "svg" else ()


def rows(data: bytes, kind: str) -> list[dict[str, object]]:
    """The values that a figure was drawn from, where its file holds them."""
    return vega.rows(data) if kind == "vl.json" else []


def _svg(data: bytes, alt: str) -> Picture | None:
    cleaned = svg.clean(data, alt)
    if cleaned is None:
        return None
    return Picture(cleaned, ".svg", alt, *(svg.size(cleaned) or (None, None)))


def _size(data: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height of a picture that is whole and of its kind, read without drawing it."""
    try:
        with Image.open(io.BytesIO(data), formats=[FORMATS[kind]]) as picture:
            size = picture.size
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return size if 0 < size[0] * size[1] <= MOST_PIXELS else None
