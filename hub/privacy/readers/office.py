"""Zip files, and those that spreadsheets and word processors write: the one home of openpyxl.

Every part of a document is read as it lies there: hidden sheets, comments, defined names, document
properties and what a pivot table remembers are parts like any other. The sheets of a workbook are
also read as rows, so that a table of people is known as one.
"""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any
from xml.parsers import expat

from hub.privacy.passage import Item, Passage
from hub.privacy.readers import archive
from hub.privacy.sighting import Kind, Sighting
from hub.privacy.source import BLOCK, Source

WORKBOOK = "xl/workbook.xml"
ODDLY = "it is a workbook with larger or deeper sheets than can be read as rows"
LARGEST = 30 << 20  # bytes of a workbook unpacked; larger ones are read as parts only
SOME = 1 << 14  # bytes read before it is looked at again
DEEPEST = 30  # elements one inside another
MOST_IN_A_ROW = 50_000  # elements; a row has 16,384 cells at most
MOST_TEXTS = 400_000  # that a workbook's cells share


def read(source: Source) -> Iterator[Item]:
    """Every part of a zip file, and the rows of a workbook."""
    stream = source.seekable()
    with zipfile.ZipFile(stream) as opened:
        sizes = {member.filename: member.file_size for member in opened.infolist()}
    if WORKBOOK in sizes:
        if sum(sizes.values()) <= LARGEST and _is_plain(source):
            yield from _sheets(source)
        else:
            yield Sighting(Kind.SHUT, source.spot, reason=ODDLY)
    yield from archive.read_zip(source)


def _is_plain(source: Source) -> bool:
    """Whether no sheet is built to fill the memory of whoever opens it."""
    with zipfile.ZipFile(source.seekable()) as opened:
        for name in opened.namelist():
            if name.startswith("xl/") and name.endswith(".xml"):
                with opened.open(name) as stream:
                    if not _Shape().holds(stream):
                        return False
    return True


class _Shape:
    """How deep the elements of a part lie, and how many of them one row or all texts have."""

    def __init__(self) -> None:
        self.depth = self.in_row = self.texts = 0
        self.plain = True
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def holds(self, stream: IO[bytes]) -> bool:
        """Whether the part is as spreadsheets write it."""
        try:
            while self.plain and (block := stream.read(SOME)):
                self.parser.Parse(block)
        except expat.ExpatError:
            return False
        return self.plain

    def _start(self, name: str, _: object) -> None:
        self.depth += 1
        self.texts += name.endswith("si")
        if name.endswith("row"):
            self.in_row = 1
        elif self.in_row:
            self.in_row += 1
        self.plain = (
            self.depth <= DEEPEST and self.in_row <= MOST_IN_A_ROW and self.texts <= MOST_TEXTS
        )

    def _end(self, name: str) -> None:
        self.depth -= 1
        if name.endswith("row"):
            self.in_row = 0


def _sheets(source: Source) -> Iterator[Item]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions it does not know
            book = openpyxl.load_workbook(source.seekable(), read_only=True, data_only=True)
    except Exception:  # noqa: BLE001 - the parts are read all the same
        return
    for number, sheet in enumerate(book.worksheets, start=1):
        yield Passage(
            source.spot.within(f"sheet {number}"), as_lines(sheet.iter_rows(values_only=True))
        )
    book.close()


def as_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Rows as lines with tabs, about a megabyte at a time."""
    lines: list[str] = []
    size = 0
    for row in rows:
        line = "\t".join(_shown(value) for value in row)
        lines.append(line)
        size += len(line) + 1
        if size >= BLOCK:
            yield "\n".join(lines) + "\n"
            lines, size = [], 0
    if lines:
        yield "\n".join(lines) + "\n"


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return " ".join(str(value).split("\t"))
