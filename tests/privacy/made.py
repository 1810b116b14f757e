"""Files and words that tests hide invented people in: notebooks, workbooks, databases, archives, pictures."""
# ruff: noqa: E501 - a line for each hiding place

from __future__ import annotations

import io
import json
import sqlite3
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

import openpyxl
import pyarrow as pa
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from hub.privacy import Kind
from tests.privacy.invented import Person, a_person, people

ONE, MANY = a_person(1), people(8)

HEADER = "forename,surname,date_of_birth,nhs_number,postcode"


@dataclass(frozen=True)
class Hidden:
    """A file in which something lies, how it is hidden, and what must be seen."""

    how: str
    name: str
    data: bytes
    kind: Kind


def _row(person: Person) -> str:
    return ",".join((person.forename, person.surname, person.born, person.nhs, person.postcode))


def as_csv(persons: list[Person] | None = None) -> str:
    """A table of people."""
    return "\n".join([HEADER, *(_row(person) for person in persons or MANY)]) + "\n"


def a_notebook(cells: list[dict[str, Any]], **metadata: Any) -> bytes:
    raw = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(raw).encode()


def a_code_cell(source: str = "1", outputs: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {}, "execution_count": 1,
            "outputs": outputs or [], "id": "a1", **more}  # fmt: skip


def an_output(kind: str, value: Any, **metadata: Any) -> dict[str, Any]:
    return a_code_cell(
        outputs=[{"output_type": "display_data", "data": {kind: value}, "metadata": metadata}]
    )


def a_frame() -> pa.Table:
    return pa.table(
        {
            "a": [one.forename for one in MANY],
            "b": [int(one.nhs) for one in MANY],
            "c": [float(one.nhs) for one in MANY],
        }
    )


def a_workbook(hide: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["area", "value"])
    for row in range(30):
        sheet.append([f"Area {row}", row])
    n = ONE.nhs
    if hide == "value":
        sheet["C3"] = int(n)
    elif hide == "float":
        sheet["C3"] = float(n) + 0.0
    elif hide == "hidden sheet":
        other = book.create_sheet("x")
        other["A1"] = n
        other.sheet_state = "veryHidden"
    elif hide == "comment":
        sheet["A1"].comment = Comment(n, "x")
    elif hide == "defined name":
        book.defined_names["who"] = DefinedName("who", attr_text=f'"{n}"')
    elif hide == "properties":
        book.properties.description = n
    elif hide == "header of a page":
        sheet.oddHeader.center.text = ONE.nhs_spaced
    elif hide == "formula":
        sheet["C3"] = f'="{n}"'
    elif hide == "sheet name":
        book.create_sheet(n)
    elif hide == "people":
        sheet.append([])
        for line in as_csv().splitlines():
            sheet.append(line.split(",")[:3])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def a_database(deleted: bool = False) -> bytes:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE t (a TEXT, b INTEGER)")
    for one in MANY:
        base.execute("INSERT INTO t VALUES (?, ?)", (f"NHS {one.nhs}", int(one.nhs)))
    if deleted:
        base.execute("PRAGMA secure_delete = OFF")
        base.execute("DELETE FROM t")
    base.commit()
    return bytes(base.serialize())


def a_zip(members: dict[str, bytes], comment: bytes = b"") -> bytes:
    """A zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        archive.comment = comment
    return made.getvalue()


def a_png(text: str = "", behind: bytes = b"", compressed: str = "") -> bytes:
    """A picture of one pixel, with texts and with bytes behind it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    parts = [chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))]
    if text:
        parts.append(chunk(b"tEXt", b"Comment\x00" + text.encode()))
    if compressed:
        parts.append(chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(compressed.encode())))
    parts += [chunk(b"IDAT", zlib.compress(b"\x00\x00")), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + behind


def a_jpeg(*, comment: str = "", exif: bytes = b"", behind: bytes = b"") -> bytes:
    """The frame of a JPEG: its segments, without a picture."""
    segments = b""
    if exif:
        segments += b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\x00\x00" + exif
    if comment:
        segments += b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment.encode()
    return b"\xff\xd8" + segments + b"\xff\xda\x00\x02" + b"\x11" * 9 + b"\xff\xd9" + behind


def an_exif_position() -> bytes:
    """Metadata of a camera that knows where it was."""
    head = b"II*\x00" + struct.pack("<I", 8)
    first = struct.pack("<H", 1) + struct.pack("<HHII", 0x8825, 4, 1, 26) + struct.pack("<I", 0)
    place = struct.pack("<H", 1) + struct.pack("<HHII", 2, 5, 3, 60) + struct.pack("<I", 0)
    return head + first + place + b"\x00" * 40
