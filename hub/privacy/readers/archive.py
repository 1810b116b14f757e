"""Compressed files and archives, streamed; what unfolds without end is given up on."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any, BinaryIO, cast

from hub.privacy import readers
from hub.privacy.budget import TooMuch
from hub.privacy.passage import Item, Passage
from hub.privacy.readers import binary
from hub.privacy.sighting import Kind, Sighting
from hub.privacy.source import Source

XZ = b"\xfd7zXZ\x00"
MARKED = 8  # bytes that tell whether one more stream follows
ZLIB = (b"x\x9c", b"x\xda", b"x\x01", b"x^")
DESCRIPTOR = 40  # bytes that may stand behind a member of a zip, and say how long it was
LAST = 66_000  # bytes in which a zip ends
BESIDE = "bytes that belong to none of its members"
HEADER = 600  # bytes in which gzip keeps the name that a file had
LOCKED = "it is encrypted"
ODDLY = "it is packed in a way that can take any amount of memory"
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
MEMORY = 80 << 20  # bytes for unpacking xz; its own presets take up to 65


def is_compressed(head: bytes) -> bool:
    """gzip, bzip2, xz or a bare zlib stream."""
    return head.startswith((b"\x1f\x8b", b"BZh", XZ)) or _is_zlib(head)


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
        stream = _Unfolded(source, zlib.decompressobj)
    elif head.startswith(b"\x1f\x8b"):
        said = binary.strings([head[10:HEADER]] if head[3:4] > b"\x01" else [])
        yield Passage(source.spot.within("its header"), said)
        stream = gzip.GzipFile(fileobj=source.seekable())
    elif head.startswith(b"BZh"):
        stream = bz2.BZ2File(source.seekable())
    else:
        stream = _Unfolded(source, _xz, XZ)
    yield from member_items(source, inner.rpartition("/")[2], stream)


def member_items(source: Source, name: str, stream: IO[bytes]) -> Iterator[Item]:
    """What one member of a container holds, and its name."""
    yield _name(source, name)
    yield from readers.items(source.inner(name, cast("BinaryIO", stream)))


def _name(source: Source, name: str) -> Passage:
    return Passage(source.spot.within("a name in it"), (name.replace("/", " / "),))


class _Unfolded:
    """Packed streams one behind the other, then what hangs behind the last as it lies there."""

    def __init__(self, source: Source, begin: Callable[[], Any], mark: bytes | None = None) -> None:
        self.blocks, self.begin, self.mark = source.blocks(), begin, mark
        self.unfold, self.waiting, self.over = begin(), b"", False

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many."""
        made = b""
        while not made:
            if self.unfold.eof and not self.over:
                self._go_on()
            wanted = self.over or getattr(self.unfold, "needs_input", True)
            waiting = self.waiting or (next(self.blocks, b"") if wanted else b"")
            if wanted and not waiting:
                break
            if self.over:
                made, self.waiting = waiting[:size], waiting[size:]
            else:
                made = self.unfold.decompress(waiting, size)
                self.waiting = getattr(self.unfold, "unconsumed_tail", b"")
        return made

    def _go_on(self) -> None:
        """Begin the next stream, where one follows."""
        self.waiting = self.unfold.unused_data
        while len(self.waiting.lstrip(b"\0")) < MARKED and (more := next(self.blocks, b"")):
            self.waiting += more
        if self.mark and self.waiting.lstrip(b"\0").startswith(self.mark):
            self.waiting, self.unfold = self.waiting.lstrip(b"\0"), self.begin()
        else:
            self.over = True


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(memlimit=MEMORY)


def read_tar(source: Source) -> Iterator[Item]:
    """Every plain member, the names of all, what their headers say, and what hangs behind."""
    opened, end = source.seekable(), 0
    with tarfile.open(fileobj=opened, mode="r:") as archive:
        for member in archive:
            said = (member.linkname, member.uname, member.gname, *member.pax_headers.values())
            if any(said):
                words = "\n".join(filter(None, said))
                yield Passage(source.spot.within("a header in it"), (words,))
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None:
                yield from member_items(source, member.name, stream)
            else:
                source.budget.member()
                yield _name(source, member.name)
            end = max(end, archive.offset)
    yield from _left_over(source, opened, end, opened.seek(0, io.SEEK_END))


def _left_over(source: Source, stream: BinaryIO, first: int, last: int) -> Iterator[Item]:
    """What lies in a container where none of its members is."""
    stream.seek(first)
    rest = stream.read(max(0, min(last - first, source.budget.whole + 1)))
    if len(rest) > source.budget.whole:
        raise TooMuch("it holds more beside its members than can be looked through")
    if len(rest.strip(b"\0\r\n ")) > MARKED:
        yield from readers.items(source.inner(BESIDE, io.BytesIO(rest.lstrip(b"\0"))))


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
        yield from _between_members(source, source.seekable(), archive)


def _between_members(source: Source, stream: BinaryIO, archive: zipfile.ZipFile) -> Iterator[Item]:
    """The bytes of a zip that belong to no member: before, between and behind them."""
    at = 0
    for member in sorted(archive.infolist(), key=lambda one: one.header_offset):
        if member.header_offset - at > DESCRIPTOR:
            yield from _left_over(source, stream, at, member.header_offset)
        stream.seek(member.header_offset + 26)
        sizes = stream.read(4)
        named = int.from_bytes(sizes[:2], "little") + int.from_bytes(sizes[2:], "little")
        at = max(at, member.header_offset + 30 + named + member.compress_size)
    if archive.start_dir - at > DESCRIPTOR:
        yield from _left_over(source, stream, at, archive.start_dir)
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - LAST))
    last = stream.read()
    ended = last.rfind(b"PK\x05\x06") + 22 + len(archive.comment) - len(last)
    yield from _left_over(source, stream, size + ended, size)
