"""Files that nobody should open unseen, or that no reader knows: refused, and their strings."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from hub.privacy.passage import Item, Passage
from hub.privacy.sighting import Kind, Sighting
from hub.privacy.source import BLOCK, Source

SHUT: tuple[tuple[bytes, str], ...] = (
    (b"\x80\x02", "it is a pickle, which runs code when it is opened"),
    (b"\x80\x03", "it is a pickle, which runs code when it is opened"),
    (b"\x80\x04", "it is a pickle, which runs code when it is opened"),
    (b"\x80\x05", "it is a pickle, which runs code when it is opened"),
    (b"\xd0\xcf\x11\xe0", "it is an old or encrypted Office file"),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7-Zip archive"),
    (b"Rar!\x1a\x07", "it is a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "it is compressed with Zstandard"),
    (b"\x04\x22\x4d\x18", "it is compressed with LZ4"),
    (b"\x89HDF\r\n", "it is an HDF5 file"),
    (b"\x93NUMPY", "it is a NumPy array"),
    (b"RDX", "it is R data"),
    (b"RDA", "it is R data"),
    (b"FEA1", "it is a Feather file of the first version"),
    (b"Obj\x01", "it is an Avro file"),
    (b"ORC", "it is an ORC file"),
    (b"$FL2", "it is an SPSS file"),
    (b"$FL3", "it is an SPSS file"),
    (b"<stata_dta>", "it is a Stata file"),
    (b"\x00\x01\x00\x00Standard", "it is an Access database"),
)
UNKNOWN = "it is of a kind that cannot be looked into"
PDF = "it is a PDF; only part of its text can be read"
ASCII = re.compile(rb"[\x20-\x7e\t]{5,}")
WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){5,}")
STREAM = re.compile(rb"stream\r?\n")
INSIDE_TEXT = "text in code"
OVERLAP = 200
LONGEST = 1 << 20  # bytes of one stream of a PDF


def is_shut(head: bytes) -> bool:
    """Whether it is of a kind that is refused."""
    return any(head.startswith(mark) for mark, _ in SHUT)


def read(source: Source) -> Iterator[Item]:
    """That it cannot be looked into, and what stands in it as plain letters."""
    if source.name != INSIDE_TEXT:
        reason = next((why for mark, why in SHUT if source.head.startswith(mark)), UNKNOWN)
        yield Sighting(Kind.SHUT, source.spot, reason=reason)
    yield Passage(source.spot, strings(source.blocks()))


def read_pdf(source: Source) -> Iterator[Item]:
    """The text that its compressed streams hold, as far as it is written in letters."""
    yield Sighting(Kind.SHUT, source.spot, reason=PDF)
    data = source.whole()
    yield Passage(source.spot, strings(data[at : at + BLOCK] for at in range(0, len(data), BLOCK)))
    for match in STREAM.finditer(data):
        try:
            packed = data[match.end() : match.end() + LONGEST]
            inflated = zlib.decompressobj().decompress(packed, LONGEST)
        except zlib.error:
            source.budget.in_time()
            continue
        source.budget.spend(len(inflated))
        yield Passage(source.spot.within("its text"), (inflated.decode("latin-1"),))


def strings(blocks: Iterator[bytes] | list[bytes]) -> Iterator[str]:
    """Runs of letters in bytes, in one and in two bytes each, a line a run."""
    rest = b""
    for block in blocks:
        data = rest + block
        found = [run.decode("ascii") for run in ASCII.findall(data)]
        found += [run.decode("utf-16-le") for run in WIDE.findall(data)]
        if found:
            yield "\n".join(found) + "\n"
        rest = data[-OVERLAP:]


def blocks_of(stream: BinaryIO) -> Iterator[bytes]:
    """A stream from its beginning, in blocks."""
    stream.seek(0)
    while block := stream.read(BLOCK):
        yield block
