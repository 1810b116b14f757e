"""Compressed files and archives, streamed; what unfolds without end is given up on."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any, BinaryIO, cast

from hub.privacy import readers
from hub.privacy.passage import Item, Passage
from hub.privacy.readers import binary
from hub.privacy.sighting import Kind, Sighting
from hub.privacy.source import Source

ZLIB = (b"x\x9c", b"x\xda", b"x\x01", b"x^")
HEADER = 600  # bytes in which gzip keeps the name that a file had
LOCKED = "it is encrypted"
ODDLY = "it is packed in a way that can take any amount of memory"
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
MEMORY = 80 << 20  # bytes for unpacking xz; its own presets take up to 65


def is_compressed(head: bytes) -> bool:
    """gzip, bzip2, xz or a bare zlib stream."""
    return head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")) or _is_zlib(head)


def _is_zlib(head: bytes) -> bool:
    if not head.startswith(ZLIB):
        return False
    try:
        return bool(zlib.decompressobj().decompress(head[:1_000], 100))
    except zlib.error:
        return False


def read_compressed(source: Source) -> Iterator[Item]:
    """The one file that a compressed file holds, which may be an archive."""
    head = source.head
    inner = source.name.removesuffix(source.suffix) if source.suffix else "what it holds"
    stream: Any
    if _is_zlib(head):
        stream = _Inflated(source)
    elif head.startswith(b"\x1f\x8b"):
        said = binary.strings([head[10:HEADER]] if head[3:4] > b"\x01" else [])
        yield Passage(source.spot.within("its header"), said)
        stream = gzip.GzipFile(fileobj=source.seekable())
    elif head.startswith(b"BZh"):
        stream = bz2.BZ2File(source.seekable())
    else:
        stream = _Unpacked(source, lzma.LZMADecompressor(memlimit=MEMORY))
    yield from member_items(source, inner.rpartition("/")[2], stream)


def member_items(source: Source, name: str, stream: IO[bytes]) -> Iterator[Item]:
    """What one member of a container holds, and its name."""
    yield _name(source, name)
    yield from readers.items(source.inner(name, cast("BinaryIO", stream)))


def _name(source: Source, name: str) -> Passage:
    return Passage(source.spot.within("a name in it"), (name.replace("/", " / "),))


class _Inflated:
    """A zlib stream as one that can be read."""

    def __init__(self, source: Source) -> None:
        self.blocks = source.blocks()
        self.inflate = zlib.decompressobj()

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many."""
        made = b""
        while not made and not self.inflate.eof:
            waiting = self.inflate.unconsumed_tail or next(self.blocks, b"")
            if not waiting:
                break
            made = self.inflate.decompress(waiting, size)
        return made


class _Unpacked:
    """An xz stream as one that can be read, within a bound of memory."""

    def __init__(self, source: Source, unpack: lzma.LZMADecompressor) -> None:
        self.blocks = source.blocks()
        self.unpack = unpack

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many."""
        made = b""
        while not made and not self.unpack.eof:
            waiting = next(self.blocks, b"") if self.unpack.needs_input else b""
            if self.unpack.needs_input and not waiting:
                break
            made = self.unpack.decompress(waiting, size)
        return made


def read_tar(source: Source) -> Iterator[Item]:
    """Every plain member, and the names of all."""
    with tarfile.open(fileobj=source.seekable(), mode="r:") as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None:
                yield from member_items(source, member.name, stream)


def read_zip(source: Source, passed_over: frozenset[str] = frozenset()) -> Iterator[Item]:
    """Every member, and the comments."""
    with zipfile.ZipFile(source.seekable()) as archive:
        comments = [archive.comment, *(member.comment for member in archive.infolist())]
        said = b"\n".join(comment for comment in comments if comment)
        yield Passage(source.spot.within("its comments"), (said.decode("utf-8", "replace"),))
        for member in archive.infolist():
            if member.is_dir():
                yield _name(source, member.filename)
            if member.is_dir() or member.filename in passed_over:
                continue
            if member.flag_bits & 1:
                yield Sighting(Kind.SHUT, source.spot.within(member.filename), reason=LOCKED)
                continue
            if member.compress_type not in PACKED:
                yield Sighting(Kind.SHUT, source.spot.within(member.filename), reason=ODDLY)
                continue
            with archive.open(member) as stream:
                yield from member_items(source, member.filename, stream)
