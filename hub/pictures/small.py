"""A figure made small for cards, and the picture that social media show: bytes only, no network."""

from __future__ import annotations

import io

from PIL import Image

from hub.pictures import svg, vega

WIDTH, HEIGHT = 400, 260
MOST = 2000  # pixels a side that a drawing is given before it is made small
COLOURS = 64


def thumbnail(data: bytes, suffix: str) -> bytes | None:
    """A checked picture as a small WebP on white, or None where it cannot be drawn."""
    if suffix == ".svg":
        drawn = vega.raster(svg.within(data, MOST).decode("utf-8", "replace"))
    else:
        drawn = data
    if drawn is None:
        return None
    try:
        with Image.open(io.BytesIO(drawn)) as opened:
            picture = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    picture.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    stream = io.BytesIO()
    ground.save(stream, "WEBP", quality=72, method=4)
    return stream.getvalue()


def poster(drawing: str) -> bytes | None:
    """A drawing of the hub's own as a small PNG, or None where it cannot be drawn."""
    drawn = vega.raster(drawing)
    if drawn is None:
        return None
    with Image.open(io.BytesIO(drawn)) as opened:
        flat = opened.convert("RGB").quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
    stream = io.BytesIO()
    flat.save(stream, "PNG", optimize=True)
    return stream.getvalue()
