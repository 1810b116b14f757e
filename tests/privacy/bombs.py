"""Files that fill the memory of whoever opens them carelessly: a few bytes, or very many."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as parquet

MEBIBYTE = 1 << 20
ZEROS = bytes(MEBIBYTE)
NOTEBOOK = '{"nbformat": 4, "nbformat_minor": 5, "cells": [%s], "metadata": {"a": [%s]}}'
OUTPUT = {"output_type": "stream", "name": "stdout", "text": "1 of 2\n" * 700_000}
CELL = {"cell_type": "code", "metadata": {}, "source": "x = 1", "execution_count": 1}
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def gzipped(size: int) -> bytes:
    """So many mebibytes of nothing."""
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb", compresslevel=1) as stream:
        for _ in range(size):
            stream.write(ZEROS)
    return made.getvalue()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def nested() -> bytes:
    """Six archives one inside another, each of four, and a little that unfolds into much."""
    data = gzipped(60)
    for _ in range(6):
        data = zipped({f"{number}.zip": data for number in range(4)})
    return data


def packed_wide() -> bytes:
    """An xz file whose unpacking asks for as much memory as it gives."""
    data = bytearray(lzma.compress(b"a", preset=0))
    end = 12 + data[12] * 4  # of the block's header, before its checksum
    data[16] = 40  # four gibibytes to look back on
    data[end : end + 4] = struct.pack("<I", zlib.crc32(data[12:end]))
    return bytes(data)


def repeated_text() -> pa.Table:
    """One text of a megabyte that ten thousand rows share."""
    texts = pa.array(["y 1 " * 250_000])
    rows = pa.array([0] * 10_000, pa.int32())
    return pa.table({"a": pa.DictionaryArray.from_arrays(rows, texts)})


def a_parquet(table: pa.Table) -> bytes:
    """A Parquet file."""
    made = io.BytesIO()
    parquet.write_table(table, made, compression="zstd")
    return made.getvalue()


def a_feather(table: pa.Table) -> bytes:
    """A Feather file of one batch."""
    made = io.BytesIO()
    feather.write_feather(table, made, compression="zstd", chunksize=1 << 20)
    return made.getvalue()


def a_workbook(rows: str, texts: str = "") -> bytes:
    """A workbook of one sheet."""
    relation = '<Relationship Id="r{0}" Type="' + OFFICE + '/{1}" Target="{2}"/>'
    sheet = relation.format(1, "worksheet", "worksheets/sheet1.xml")
    shared = relation.format(2, "sharedStrings", "sharedStrings.xml")
    book = relation.format(1, "officeDocument", "xl/workbook.xml")
    around = f'<Relationships xmlns="{PACKAGE}/relationships">%s</Relationships>'
    types = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{KIND}.{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("sharedStrings", "sharedStrings"),
        )
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": around % book,
        "xl/_rels/workbook.xml.rels": around % (sheet + shared),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{texts}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}'
        "</sheetData></worksheet>",
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def a_picture(chunks: bytes) -> bytes:
    """A PNG of 30,000 by 30,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    text = chunk(b"zTXt", b"c\0\0" + zlib.compress(bytes(300 * MEBIBYTE), 1))
    return b"\x89PNG\r\n\x1a\n" + head + text + chunks


def a_database() -> bytes:
    """A column that is worked out, and comes to 400 MB."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE t (a, b AS (hex(zeroblob(200000000))))")
    base.execute("INSERT INTO t (a) VALUES (1)")
    base.commit()
    return bytes(base.serialize())


def a_large_notebook() -> bytes:
    """200 MB of outputs."""
    cell = json.dumps({**CELL, "outputs": [OUTPUT]})
    return (NOTEBOOK % (",".join([cell] * (200 * MEBIBYTE // len(cell))), "")).encode()


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "gzip": ("a.csv.gz", lambda: gzipped(400)),
    "gzip in gzip": ("a.gz", lambda: gzip.compress(gzipped(400))),
    "zip": ("a.zip", lambda: zipped({"a.csv": bytes(300 * MEBIBYTE)})),
    "zip of a rare packing": ("a.zip", lambda: zipped({"a": ZEROS}, zipfile.ZIP_LZMA)),
    "zip of many": ("a.zip", lambda: zipped({f"{n}.csv": b"" for n in range(20_000)})),
    "nested": ("a.zip", nested),
    "xz": ("a.xz", packed_wide),
    "parquet, one cell": ("a.parquet", lambda: a_parquet(pa.table({"a": ["z" * 150_000_000]}))),
    "parquet, repeated": ("a.parquet", lambda: a_parquet(repeated_text())),
    "parquet, wide": (
        "a.parquet",
        lambda: a_parquet(pa.table({f"c{number}": [1] for number in range(6_000)})),
    ),
    "feather": ("a.feather", lambda: a_feather(pa.table({"a": ["z" * 1_000] * 300_000}))),
    "feather, repeated": ("a.feather", lambda: a_feather(repeated_text())),
    "workbook, deep": ("a.xlsx", lambda: a_workbook("<row>" * 1_500_000)),
    "workbook, wide": ("a.xlsx", lambda: a_workbook("<row>" + "<c/>" * 3_000_000 + "</row>")),
    "workbook, texts": ("a.xlsx", lambda: a_workbook("", "<si><t>ab</t></si>" * 1_500_000)),
    "notebook, large": ("a.ipynb", a_large_notebook),
    "notebook, lists": (
        "a.ipynb",
        lambda: (NOTEBOOK % ("", "[]," * 6_000_000 + "1")).encode(),
    ),
    "nested JSON": ("a.json", lambda: b"[" * 20_000_000),
    "nested YAML": ("a.yml", lambda: b"- " * 5_000_000),
    "picture": ("a.png", lambda: a_picture(b"")),
    "picture of many parts": ("a.png", lambda: a_picture(bytes(20 * MEBIBYTE))),
    "PDF": ("a.pdf", lambda: b"%PDF-1.4\n" + b"stream\n" * 2_000_000),
    "database": ("a.db", a_database),
    "code": ("a.py", lambda: b"x = 'a' * 10**9\ny = [0] * 10**9\nz = 9**9**9\n"),
}  # fmt: skip


def write(kind: str, folder: Path) -> Path:
    """The file of that kind, in a folder."""
    name, make = BOMBS[kind]
    path = folder / name
    path.write_bytes(make())
    return path
