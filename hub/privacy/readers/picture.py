"""Pictures: their texts, their metadata, where they were taken, and what is hung on behind them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from hub.privacy import readers
from hub.privacy.budget import TooMuch
from hub.privacy.passage import Item, Passage
from hub.privacy.readers import binary
from hub.privacy.sighting import Kind, Sighting
from hub.privacy.source import Source

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
TIFF = (b"II*\x00", b"MM\x00*")
PIXELS = {b"IDAT", b"IHDR", b"PLTE", b"IEND", b"fdAT", b"tRNS", b"gAMA", b"pHYs", b"sRGB", b"iCCP"}
GPS = 0x8825
LONGEST = 1 << 20
MOST_PARTS = 1_000
MANY = "it is a picture of more parts than can be looked through"
LONG = "it is a picture with more text than can be looked through"
BEHIND = "bytes behind the picture"


def is_picture(head: bytes) -> bool:
    """PNG, JPEG, GIF, WebP, TIFF or BMP."""
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    bmp = head[:2] == b"BM" and head[6:10] == b"\x00" * 4
    return head.startswith((PNG, JPEG, b"GIF8", *TIFF)) or webp or bmp


def read(source: Source) -> Iterator[Item]:
    """What the picture says beside its pixels, which are not read."""
    data = source.whole()
    parts, end = _parts(data)
    if len(parts) > MOST_PARTS:
        raise TooMuch(MANY)
    for part in parts:
        if part.startswith((b"Exif\x00\x00", *TIFF)) and _has_position(
            part.removeprefix(b"Exif\x00\x00")
        ):
            yield Sighting(Kind.POSITION, source.spot.within("its metadata"))
        yield Passage(source.spot.within("its metadata"), binary.strings([part[:LONGEST]]))
        yield Passage(
            source.spot.within("its metadata"), (part[:LONGEST].decode("utf-8", "replace"),)
        )
    if end is not None and len(data) - end > 8 and data[end:].strip(b"\x00\r\n "):
        yield from readers.items(source.inner(BEHIND, io.BytesIO(data[end:])))


def _parts(data: bytes) -> tuple[list[bytes], int | None]:
    """The parts that are no pixels, and where the picture ends."""
    if data.startswith(PNG):
        return _png(data)
    if data.startswith(JPEG):
        return _jpeg(data)
    if data[:4] == b"RIFF":
        end = 8 + struct.unpack("<I", data[4:8])[0]
        marks = [data.find(mark) for mark in (b"EXIF", b"XMP ", b"ICMT")]
        return [data[at + 8 :] for at in marks if at > 0], end + end % 2
    if data.startswith(b"GIF8"):
        end = data.rfind(b"\x00;") + 2
        return [data[:end]], end if end > 1 else None
    return [data], None


def _png(data: bytes) -> tuple[list[bytes], int]:
    parts: list[bytes] = []
    at = len(PNG)
    while at + 12 <= len(data) and len(parts) <= MOST_PARTS:
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind not in PIXELS:
            if len(body) > LONGEST:
                raise TooMuch(LONG)
            parts += [_inflated(body), body]
        if kind == b"IEND":
            break
    return parts, at


def _inflated(body: bytes) -> bytes:
    """The compressed text of a PNG, wherever in the chunk it begins."""
    for at, byte in enumerate(body[:200]):
        if byte == 0x78:
            unfolding = zlib.decompressobj()
            try:
                text = unfolding.decompress(body[at:], LONGEST)
            except zlib.error:
                continue
            if unfolding.unconsumed_tail:
                raise TooMuch(LONG)
            return text
    return b""


def _jpeg(data: bytes) -> tuple[list[bytes], int | None]:
    parts: list[bytes] = []
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and len(parts) <= MOST_PARTS:
        kind, size = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if kind == 0xDA:
            end = data.find(b"\xff\xd9", at)
            return parts, end + 2 if end > 0 else None
        if kind >= 0xE0:
            parts.append(data[at + 4 : at + 2 + size])
        at += 2 + size
    return parts, None


def _has_position(exif: bytes) -> bool:
    """Whether the first directory of the metadata points to one of positions that holds some."""
    order = "<" if exif[:2] == b"II" else ">"
    try:
        place = _entry(exif, struct.unpack(order + "I", exif[4:8])[0], order, GPS)
        return place is not None and _entry(exif, place, order, 2) is not None
    except struct.error:
        return False


def _entry(exif: bytes, at: int, order: str, wanted: int) -> int | None:
    count = struct.unpack(order + "H", exif[at : at + 2])[0]
    for number in range(min(count, 500)):
        start = at + 2 + 12 * number
        tag, _, _, value = struct.unpack(order + "HHII", exif[start : start + 12])
        if tag == wanted:
            return int(value)
    return None
