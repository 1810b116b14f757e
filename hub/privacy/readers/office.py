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
from typing import Any

from hub.privacy.passage import Item, Passage
from hub.privacy.readers import archive
from hub.privacy.source import BLOCK, Source

WORKBOOK = "xl/workbook.xml"
LARGEST = 100 << 20  # bytes of a workbook unpacked; larger ones are read as parts only


def read(source: Source) -> Iterator[Item]:
    """Every part of a zip file, and the rows of a workbook."""
    stream = source.seekable()
    with zipfile.ZipFile(stream) as opened:
        sizes = {member.filename: member.file_size for member in opened.infolist()}
    if WORKBOOK in sizes and sum(sizes.values()) <= LARGEST:
        yield from _sheets(source)
    yield from archive.read_zip(source)


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
