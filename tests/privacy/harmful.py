"""Where an invented child's record could hide: each place with a file that holds one."""
# ruff: noqa: E501 - a line for each hiding place

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import pickle
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import openpyxl
import pyarrow as pa
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from pyarrow import feather
from pyarrow import parquet as pq

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


def everywhere() -> list[Hidden]:
    """Every hiding place."""
    return [
        *written(), *in_text(), *in_code(), *in_notebooks(), *in_tables(), *in_containers(),
        *in_encodings(), *in_pictures(), *other_kinds(), *in_odd_places(),
    ]  # fmt: skip


def _row(person: Person) -> str:
    return ",".join((person.forename, person.surname, person.born, person.nhs, person.postcode))


def as_csv(persons: list[Person] | None = None) -> str:
    """A table of people."""
    return "\n".join([HEADER, *(_row(person) for person in persons or MANY)]) + "\n"


def written() -> Iterator[Hidden]:
    """An NHS number, however it is written."""
    n = ONE.nhs
    wide = "".join(chr(0xFF10 + int(digit)) for digit in n)
    arabic = "".join(chr(0x0660 + int(digit)) for digit in n)
    words = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    forms = {
        "plain": n,
        "with blanks": ONE.nhs_spaced,
        "with hyphens": ONE.nhs_spaced.replace(" ", "-"),
        "with dots": ONE.nhs_spaced.replace(" ", "."),
        "with slashes": ONE.nhs_spaced.replace(" ", "/"),
        "with underscores": ONE.nhs_spaced.replace(" ", "_"),
        "with no-break spaces": ONE.nhs_spaced.replace(" ", "\u00a0"),
        "with thin spaces": ONE.nhs_spaced.replace(" ", "\u2009"),
        "with en dashes": ONE.nhs_spaced.replace(" ", "\u2013"),
        "digit by digit": " ".join(n),
        "in pairs": " ".join(n[at : at + 2] for at in range(0, 10, 2)),
        "in odd groups": f"{n[:4]} {n[4:7]} {n[7:]}",
        "as a float": f"{n}.0",
        "as a float with two places": f"{n}.00",
        "in scientific form": f"{int(n):.9e}",
        "with thousands": f"{int(n):,}",
        "with low lines as in Python": f"{int(n):_}",
        "with zero-width spaces": "\u200b".join(n),
        "with soft hyphens": "\u00ad".join(n),
        "with a word joiner": f"{n[:5]}\u2060{n[5:]}",
        "in full-width digits": wide,
        "in Arabic digits": arabic,
        "in circled digits": "".join(chr(0x245F + int(d)) if d != "0" else "\u24ea" for d in n),
        "in keycaps": "".join(d + "\ufe0f\u20e3" for d in n),
        "in bold mathematical digits": "".join(chr(0x1D7CE + int(d)) for d in n),
        "in words": " ".join(words[int(d)] for d in n),
        "in bold letters of Markdown": f"{n[:3]}**{n[3:6]}**{n[6:]}",
        "behind letters": f"NHS{n}",
    }
    for how, text in forms.items():
        yield Hidden(
            f"NHS number {how}", "notes.md", f"See {text} for it.".encode(), Kind.NHS_NUMBER
        )


def in_text() -> Iterator[Hidden]:
    """Every kind of identifier in running text."""
    p = ONE
    texts = {
        Kind.PUPIL_NUMBER: [p.upn, p.upn.lower(), f"{p.upn[0]} {p.upn[1:4]} {p.upn[4:8]} {p.upn[8:10]} {p.upn[10:]}"],
        Kind.NI_NUMBER: [p.ni, f"{p.ni[:2]} {p.ni[2:4]} {p.ni[4:6]} {p.ni[6:8]} {p.ni[8]}", f"nino: {p.ni[:8]}"],
        Kind.POSTCODE: [p.postcode, p.postcode.lower(), p.postcode.replace(" ", "\u00a0"),
                        "postcode: " + p.postcode.replace(" ", ""), p.postcode.replace(" ", "-")],
        Kind.MAIL: [p.mail, p.mail.replace(chr(64), " [at] ").replace(".", " [dot] "), f"mailto:{p.mail}",
                    p.mail.replace(chr(64), "%40"), p.mail.replace(chr(64), "&#64;")],
        Kind.PHONE: [p.phone, p.phone.replace(" ", ""), "+44 " + p.phone[1:], "0113 2" + p.nhs[:2] + " " + p.nhs[:4],
                     "(020) 8" + p.nhs[1:4] + " " + p.nhs[:4]],
        Kind.BIRTH: [f"dob: {p.born}", f"born on {p.born_in_words}", f"Date of birth - {p.born_in_words.replace('/', '.')}",
                     f"D.O.B. {p.born}", f"born 14th March {p.born[:4]}"],
        Kind.PERSONAL_PATH: [rf"C:\Users\{p.surname.lower()}j\Documents\x.csv", f"/home/{p.surname.lower()}/x",
                             f"/Users/{p.forename.lower()}/Desktop", rf"\\srv-{p.forename}\early years$\x.xlsx",
                             rf"C:\\Users\\{p.surname.lower()}\\x"],
        Kind.RECORDS: ["\n".join(f"- {one.forename} {one.surname}, {one.born_in_words}" for one in MANY[:3])],
    }  # fmt: skip
    for kind, forms in texts.items():
        for number, form in enumerate(forms):
            text = (
                f"# A page\n\nSome words, then {form} and more.\n"
                if kind is not Kind.RECORDS
                else form
            )
            yield Hidden(f"{kind} in text, form {number + 1}", "README.md", text.encode(), kind)


def in_code() -> Iterator[Hidden]:
    """Numbers in parts, in Python and other languages."""
    n = ONE.nhs
    joined = ", ".join(f'"{part}"' for part in (n[:3], n[3:6], n[6:]))
    codes = {
        "added": f'x = "{n[:3]}" + "{n[3:6]}" + "{n[6:]}"',
        "side by side": f'x = ("{n[:5]}"\n     "{n[5:]}")',
        "joined": f'x = "".join([{joined}])',
        "through names": f'a = "{n[:5]}"\nb = "{n[5:]}"\nx = a + b',
        "in an f-string": f'a = "{n[:5]}"\nx = f"{{a}}{n[5:]}"',
        "as a sum": f"x = {int(n) - 1234} + 1234",
        "in hexadecimal": f"x = {int(n):#x}",
        "in octal": f"x = {int(n):#o}",
        "in binary": f"x = {int(n):#b}",
        "as a list of digits": f"x = [{', '.join(n)}]",
        "as a list of codes": f"x = bytes([{', '.join(str(ord(d)) for d in n)}])",
        "by chr": "x = " + " + ".join(f"chr({ord(d)})" for d in n),
        "turned round": f'x = "{n[::-1]}"[::-1]',
        "with what is taken out": f'x = "{"x".join(n)}".replace("x", "")',
        "in base64": f'x = b64decode("{base64.b64encode(n.encode()).decode()}")',
        "in base85": f'x = b85decode("{base64.b85encode(n.encode()).decode()}")',
        "in escapes": 'x = "' + "".join(f"\\x{ord(d):02x}" for d in n) + '"',
        "in Unicode escapes": 'x = "' + "".join(f"\\u{ord(d):04x}" for d in n) + '"',
        "as a dictionary key": f"x = {{{n}: 1}}",
        "in a comment": f"x = 1  # {ONE.nhs_spaced}",
    }
    for how, code in codes.items():
        yield Hidden(f"code, {how}", "helper.py", code.encode(), Kind.NHS_NUMBER)
    frame = f'pd.DataFrame({{"forename": ["{ONE.forename}"], "dob": ["{ONE.born}"]}})'
    yield Hidden("code, a data frame", "helper.py", frame.encode(), Kind.BIRTH)
    yield Hidden("R, pasted", "x.R", f"x <- paste0({joined})".encode(), Kind.NHS_NUMBER)


def _notebook(cells: list[dict[str, Any]], **metadata: Any) -> bytes:
    raw = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(raw).encode()


def _code(source: str = "1", outputs: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {}, "execution_count": 1,
            "outputs": outputs or [], "id": "a1", **more}  # fmt: skip


def _shown(kind: str, value: Any, **metadata: Any) -> dict[str, Any]:
    return _code(
        outputs=[{"output_type": "display_data", "data": {kind: value}, "metadata": metadata}]
    )


def in_notebooks() -> Iterator[Hidden]:
    """Every part of a notebook."""
    n, p = ONE.nhs, ONE
    rows = "".join(f"<tr><td>{one.forename}</td><td>{one.born}</td></tr>" for one in MANY)
    table = f"<table><tr><th>forename</th><th>dob</th></tr>{rows}</table>"
    printed = "\n".join(
        ["  forename   surname         dob"]
        + [f"{at}  {one.forename}  {one.surname}  {one.born}" for at, one in enumerate(MANY)]
    )
    split = f"<td>{n[:3]}<b>{n[3:6]}</b>{n[6:]}</td>"
    text64 = base64.b64encode(as_csv().encode()).decode()
    markdown = {"cell_type": "markdown", "metadata": {}, "id": "m1"}
    parts = {
        "source": [_code(f"x = '{n}'")],
        "Markdown": [{**markdown, "source": f"Child {p.nhs_spaced}"}],
        "printed output": [_code(outputs=[{"output_type": "stream", "name": "stdout", "text": [f"{n}\n"]}])],
        "error output": [_code(outputs=[{"output_type": "error", "ename": "KeyError", "evalue": n, "traceback": ["x"]}])],
        "traceback with colours": [_code(outputs=[{"output_type": "error", "ename": "E", "evalue": "",
                                                   "traceback": [f"\u001b[0;31m{n}\u001b[0m"]}])],
        "HTML output": [_shown("text/html", f"<p>{n}</p>")],
        "HTML output with tags inside": [_shown("text/html", split)],
        "JSON output": [_shown("application/json", {"child": {"nhs": n}})],
        "widget state": [_shown("application/vnd.jupyter.widget-view+json", {"model_id": n})],
        "a chart's data": [_shown("application/vnd.plotly.v1+json", {"data": [{"x": [p.forename], "text": [p.nhs_spaced]}]})],
        "vega data": [_shown("application/vnd.vegalite.v5+json", {"data": {"values": [{"upn": 1, "id": n}]}})],
        "LaTeX output": [_shown("text/latex", f"${n}$")],
        "SVG output": [_shown("image/svg+xml", f"<svg><text>{p.nhs_spaced}</text></svg>")],
        "output metadata": [_shown("text/plain", "1", who=n)],
        "cell metadata": [_code(metadata={"comment": n})],
        "cell id": [_code(id=f"c-{n}")],
        "tags": [_code(metadata={"tags": [n]})],
        "attachment": [{**markdown, "source": "x", "attachments": {"x.csv": {"text/csv": text64}}}],
        "attachment name": [{**markdown, "source": "x", "attachments": {f"{n}.png": {"image/png": ""}}}],
        "picture output": [_shown("image/png", base64.b64encode(a_png(text=n)).decode())],
        "base64 in HTML": [_shown("text/html", f'<a href="data:text/csv;base64,{text64}">x</a>')],
    }  # fmt: skip
    for how, cells in parts.items():
        yield Hidden(f"notebook, {how}", "recipe.ipynb", _notebook(cells), Kind.NHS_NUMBER)
    yield Hidden(
        "notebook, metadata",
        "recipe.ipynb",
        _notebook([], widgets={"state": {"x": n}}),
        Kind.NHS_NUMBER,
    )
    yield Hidden("notebook, papermill's record", "recipe.ipynb",
                 _notebook([], papermill={"input_path": rf"C:\Users\{p.surname.lower()}\n.ipynb"}), Kind.PERSONAL_PATH)  # fmt: skip
    yield Hidden(
        "notebook, HTML table of people",
        "recipe.ipynb",
        _notebook([_shown("text/html", table)]),
        Kind.RECORDS,
    )
    yield Hidden(
        "notebook, printed table of people",
        "recipe.ipynb",
        _notebook([_shown("text/plain", printed)]),
        Kind.RECORDS,
    )
    yield Hidden(
        "notebook under another name", "old.json", _notebook([_code(f"x = {n}")]), Kind.NHS_NUMBER
    )
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [{"cells": [_code(input=n, source="")]}],
    }
    yield Hidden("notebook of version 3", "recipe.ipynb", json.dumps(old).encode(), Kind.NHS_NUMBER)
    yield Hidden("broken notebook", "recipe.ipynb", _notebook([_code(n)])[:-20], Kind.NHS_NUMBER)


def _frame() -> pa.Table:
    return pa.table(
        {
            "a": [one.forename for one in MANY],
            "b": [int(one.nhs) for one in MANY],
            "c": [float(one.nhs) for one in MANY],
        }
    )


def _workbook(hide: str = "") -> bytes:
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


def in_tables() -> Iterator[Hidden]:
    """Files that hold tables."""
    yield Hidden("CSV of people", "lookups/areas.csv", as_csv().encode(), Kind.RECORDS)
    bare = "\n".join(f"{one.surname};{one.forename};{one.born_in_words}" for one in MANY)
    yield Hidden("CSV without a header", "a.csv", bare.encode(), Kind.RECORDS)
    columns = "\n".join(["f1,f2"] + [f"{at},{one.nhs}" for at, one in enumerate(MANY)])
    yield Hidden("CSV with columns called nothing", "a.csv", columns.encode(), Kind.NHS_NUMBER)
    rows = [f"{one.forename}\t{one.surname}\t{one.born}" for one in MANY]
    tabs = "\n".join(["First Name\tLast Name\tDOB", *rows])
    yield Hidden("table with tabs", "a.txt", tabs.encode(), Kind.RECORDS)
    pipes = "\n".join(["| Child's name | Date of birth |", "|---|---|"]
                      + [f"| {one.forename} | {one.born_in_words} |" for one in MANY])  # fmt: skip
    yield Hidden("table in Markdown", "README.md", pipes.encode(), Kind.RECORDS)
    ids = "\n".join(["child_id,month"] + [f"C{at * 7919 % 9973:06},3" for at in range(1, 60)])
    yield Hidden("rows with a child's number", "a.csv", ids.encode(), Kind.RECORDS)
    joined = "\n".join(["pc"] + [one.postcode.replace(" ", "") for one in MANY])
    yield Hidden("postcodes without blanks", "a.csv", joined.encode(), Kind.POSTCODE)
    mobiles = "\n".join(["m"] + [one.phone.replace(" ", "")[1:] for one in MANY])
    yield Hidden("telephone numbers without their 0", "a.csv", mobiles.encode(), Kind.PHONE)
    for hide in ("value", "float", "hidden sheet", "comment", "defined name", "properties",
                 "header of a page", "formula", "sheet name"):  # fmt: skip
        yield Hidden(f"workbook, {hide}", "lookups/a.xlsx", _workbook(hide), Kind.NHS_NUMBER)
    yield Hidden("workbook, people below a table", "a.xlsx", _workbook("people"), Kind.RECORDS)
    yield Hidden(
        "JSON lines",
        "a.json",
        "\n".join(json.dumps({"x": one.nhs}) for one in MANY).encode(),
        Kind.NHS_NUMBER,
    )
    sink = io.BytesIO()
    pq.write_table(_frame(), sink, compression="zstd")
    yield Hidden("Parquet, values", "a.parquet", sink.getvalue(), Kind.NHS_NUMBER)
    sink = io.BytesIO()
    plain = pa.table({"area": ["a"]}).replace_schema_metadata({"note": ONE.nhs})
    pq.write_table(plain, sink)
    yield Hidden("Parquet, metadata", "a.parquet", sink.getvalue(), Kind.NHS_NUMBER)
    sink = io.BytesIO()
    nested = pa.table({"area": [[{"who": {"n": ONE.nhs}}]]})
    pq.write_table(nested, sink)
    yield Hidden("Parquet, nested", "a.parquet", sink.getvalue(), Kind.NHS_NUMBER)
    sink = io.BytesIO()
    feather.write_feather(_frame(), sink)
    yield Hidden("Feather", "a.feather", sink.getvalue(), Kind.NHS_NUMBER)
    yield Hidden("SQLite", "a.db", _database(), Kind.NHS_NUMBER)
    yield Hidden("SQLite, a deleted row", "a.db", _database(deleted=True), Kind.NHS_NUMBER)


def _database(deleted: bool = False) -> bytes:
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


def in_containers() -> Iterator[Hidden]:
    """Compressed files and archives, and those within others."""
    data, kind = as_csv().encode(), Kind.NHS_NUMBER
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        info = tarfile.TarInfo("a.csv")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    yield Hidden("zip", "a.zip", a_zip({"a.csv": data}), kind)
    yield Hidden("zip under another name", "lookups/a.csv", a_zip({"a.csv": data}), kind)
    yield Hidden("zip in a zip", "a.zip", a_zip({"b.zip": a_zip({"a.csv": data})}), kind)
    yield Hidden("zip, its comment", "a.zip", a_zip({"a": b"1"}, ONE.nhs.encode()), kind)
    yield Hidden("zip, a member's name", "a.zip", a_zip({f"{ONE.nhs}.txt": b"1"}), kind)
    yield Hidden("gzip", "a.csv.gz", gzip.compress(data), kind)
    yield Hidden("gzip twice", "a.gz", gzip.compress(gzip.compress(data)), kind)
    yield Hidden("bzip2", "a.bz2", bz2.compress(data), kind)
    yield Hidden("xz", "a.xz", lzma.compress(data), kind)
    yield Hidden("zlib", "a.bin", zlib.compress(data), kind)
    yield Hidden("tar", "a.tar", tar.getvalue(), kind)
    yield Hidden("tar, compressed", "a.tgz", gzip.compress(tar.getvalue()), kind)
    yield Hidden("zip in a tar in xz", "a.txz", lzma.compress(tar.getvalue()), kind)
    document = f"<w:p><w:r><w:t>{ONE.nhs[:4]}</w:t></w:r><w:r><w:t>{ONE.nhs[4:]}</w:t></w:r></w:p>"
    yield Hidden(
        "Word document, in two runs",
        "a.docx",
        a_zip({"word/document.xml": document.encode()}),
        kind,
    )
    inside = base64.b64encode(gzip.compress(data)).decode()
    yield Hidden("gzip in base64 in code", "a.py", f'x = "{inside}"'.encode(), kind)
    broken = "\n".join(inside[at : at + 76] for at in range(0, len(inside), 76))
    yield Hidden("base64 over many lines", "a.txt", broken.encode(), kind)
    yield Hidden("pickle", "a.pkl", pickle.dumps([one.nhs for one in MANY]), Kind.SHUT)
    yield Hidden("PDF, compressed", "a.pdf", b"%PDF-1.4\nstream\n" + zlib.compress(f"({ONE.nhs}) Tj".encode())
                 + b"\nendstream", kind)  # fmt: skip
    yield Hidden(
        "bytes of an unknown kind",
        "a.bin",
        b"\x01\x02\x00\xff" * 50 + ONE.nhs.encode() + b"\x00" * 9,
        kind,
    )


def in_encodings() -> Iterator[Hidden]:
    """Other encodings of the whole file, and of parts of it."""
    text, kind = as_csv(), Kind.NHS_NUMBER
    for name in (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "latin-1",
        "utf-8-sig",
        "cp037",
    ):
        yield Hidden(f"file in {name}", "a.csv", text.encode(name), kind)
    n = ONE.nhs
    forms = {
        "base64": base64.b64encode(n.encode()).decode(),
        "base64 for addresses": base64.urlsafe_b64encode(f"???>>>{n}???".encode()).decode(),
        "base64 twice": base64.b64encode(base64.b64encode(f"child {n}".encode())).decode(),
        "base32": base64.b32encode(n.encode()).decode(),
        "hexadecimal": n.encode().hex(),
        "hexadecimal apart": n.encode().hex(" "),
        "percent signs": "".join(f"%{ord(d):02X}" for d in n),
        "an address": "https://example.org/?q=" + quote(ONE.nhs_spaced),
        "entities": "".join(f"&#{ord(d)};" for d in n),
        "hexadecimal entities": "".join(f"&#x{ord(d):x};" for d in n),
        "quoted-printable": "".join(f"={ord(d):02X}" for d in n),
        "JSON escapes": "".join(f"\\u{ord(d):04x}" for d in n),
        "UTF-16 in base64": base64.b64encode(f"nhs {n}".encode("utf-16-le")).decode(),
    }
    for how, form in forms.items():
        yield Hidden(f"number in {how}", "a.md", f"See {form} .".encode(), kind)


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


def in_pictures() -> Iterator[Hidden]:
    """What a picture says beside its pixels."""
    n, kind = ONE.nhs, Kind.NHS_NUMBER
    yield Hidden("PNG, text", "a.png", a_png(text=n), kind)
    yield Hidden("PNG, compressed text", "a.png", a_png(compressed=n), kind)
    yield Hidden(
        "PNG, a zip behind it", "a.png", a_png(behind=a_zip({"a.csv": as_csv().encode()})), kind
    )
    yield Hidden("PNG, text behind it", "a.png", a_png(behind=as_csv().encode()), kind)
    yield Hidden("JPEG, comment", "a.jpg", a_jpeg(comment=n), kind)
    yield Hidden(
        "JPEG, metadata",
        "a.jpg",
        a_jpeg(exif=b"II*\x00\x08\x00\x00\x00\x00\x00" + n.encode()),
        kind,
    )
    yield Hidden("JPEG, position", "a.jpg", a_jpeg(exif=an_exif_position()), Kind.POSITION)
    yield Hidden("JPEG, bytes behind it", "a.jpg", a_jpeg(behind=as_csv().encode()), kind)
    yield Hidden(
        "SVG, text",
        "a.svg",
        f"<svg><text>{n[:5]}<tspan>{n[5:]}</tspan></text></svg>".encode(),
        kind,
    )
    yield Hidden(
        "SVG, description", "a.svg", f"<svg><desc>{ONE.nhs_spaced}</desc></svg>".encode(), kind
    )


def _sort_of_key() -> str:
    return "RSA"


def other_kinds() -> Iterator[Hidden]:
    """File names, and keys."""
    yield Hidden("file name", f"lookups/{ONE.nhs}.csv", b"a,b\n1,2\n", Kind.NHS_NUMBER)
    yield Hidden(
        "file name, postcode", f"{ONE.postcode.replace(' ', '_')}.csv", b"a", Kind.POSTCODE
    )
    letters = "".join(chr(97 + int(d) * 2) + d for d in ONE.nhs * 4)
    secrets = [
        "AKIA" + letters.upper()[:16],
        "ghp_" + letters[:36],
        f'password = "{letters[:12]}"',
        f"postgresql://reader:{letters[:10]}@db.anycouncil.gov.uk/x",
        f"-----BEGIN {_sort_of_key()} PRIVATE KEY-----",
        "dapi" + (letters * 2).encode().hex()[:32],
        f"Server=x;Uid=reader;PWD={letters[:9]};",
        f'api_key: "{letters[:32]}"',
    ]
    for number, line in enumerate(secrets):
        yield Hidden(f"key {number + 1}", "helper.py", line.encode(), Kind.SECRET)


def in_odd_places() -> Iterator[Hidden]:
    """What a second look at the scan, as somebody who wishes to pass it, came upon."""
    n, p = ONE.nhs, ONE
    parts, nhs = (n[:3], n[3:6], n[6:]), Kind.NHS_NUMBER
    listed = ", ".join(f'("{one.forename}", "{one.surname}", "{one.born}")' for one in MANY)
    year, month, day = (int(part) for part in p.born.split("-"))
    homes = "\n".join(f"{one.forename},{one.surname},{at} Mill Lane" for at, one in enumerate(MANY))
    styled = "{\\rtf1 " + n[:5] + "{\\b " + n[5:] + "}}"
    subject = base64.b64encode(f"child {n}".encode()).decode()
    yield Hidden(
        "NHS number over three lines", "a.md", "NHS no: {}\n{}\n{}".format(*parts).encode(), nhs
    )
    yield Hidden("NHS number with commas", "a.md", "nhs: {}, {}, {}".format(*parts).encode(), nhs)
    yield Hidden("NHS number in brackets", "a.md", "({}) {}-{}".format(*parts).encode(), nhs)
    yield Hidden("rich text", "a.rtf", styled.encode(), nhs)
    yield Hidden("a mail's subject", "a.eml", f"Subject: =?utf-8?B?{subject}?=\n".encode(), nhs)
    yield Hidden("comment in markup", "a.md", f"text <!-- {n} --> more".encode(), nhs)
    yield Hidden(
        "numbers with zeros between", "a.txt", "\0".join(one.nhs for one in MANY).encode(), nhs
    )
    yield Hidden("people on one line of code", "a.py", f"rows = [{listed}]".encode(), Kind.RECORDS)
    yield Hidden(
        "a date made in code", "a.py", f"dob = date({year}, {month}, {day})".encode(), Kind.BIRTH
    )
    yield Hidden("a date in R", "a.R", f'dob <- as.Date("{p.born}")'.encode(), Kind.BIRTH)
    yield Hidden(
        "names with addresses", "a.csv", f"Forename,Surname,Address\n{homes}".encode(), Kind.RECORDS
    )
