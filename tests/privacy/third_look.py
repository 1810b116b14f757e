"""A third look at the scan: more places where an invented child's record could hide, and more that
only looks like one."""
# ruff: noqa: E501 - a line for each place

from __future__ import annotations

import base64
import codecs
import gzip
import io
import json
import sqlite3
import struct
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pyarrow as pa
from openpyxl.comments import Comment
from pyarrow import feather

from hub.privacy import Kind
from tests.privacy.harmless import Harmless
from tests.privacy.invented import a_person, people
from tests.privacy.made import Hidden, a_jpeg, a_png, a_zip, as_csv

WHO, ALL = a_person(21), people(8)
NHS = Kind.NHS_NUMBER


def hiding() -> list[Hidden]:
    """Every place of this look."""
    return [*_notebooks(), *_documents(), *_tables(), *_packed(), *_texts(), *_pictures()]


def _cell(kind: str = "code", source: str = "1", **more: Any) -> dict[str, Any]:
    extra = {"outputs": [], "execution_count": 1} if kind == "code" else {}
    return {"cell_type": kind, "source": source, "metadata": {}, "id": "a", **extra, **more}


def _book(*cells: dict[str, Any], **metadata: Any) -> bytes:
    return json.dumps(
        {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    ).encode()


def _printed(text: str) -> dict[str, Any]:
    return _cell(outputs=[{"output_type": "stream", "name": "stdout", "text": text}])


def _displayed(kind: str, value: Any) -> dict[str, Any]:
    shown = {"output_type": "display_data", "data": {kind: value}, "metadata": {}}
    return _cell(outputs=[shown])


def _notebooks() -> Iterator[Hidden]:
    n = WHO.nhs
    two = [{"output_type": "stream", "name": "stdout", "text": f"NHS {n[:5]}"},
           {"output_type": "stream", "name": "stdout", "text": n[5:]}]  # fmt: skip
    spec = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "mark": "bar",
            "datasets": {"d": [{"who": one.nhs, "x": 3} for one in ALL]}}  # fmt: skip
    books = {
        "over two outputs of a cell": _book(_cell(outputs=two)),
        "in a list of printed pieces": _book(_cell(outputs=[{"output_type": "stream", "name": "stdout", "text": [n[:4], n[4:]]}])),
        "in an attachment's odd key": _book(_cell("markdown", "x", attachments={"a.png": {"image/png": "", "about": f"child {n}"}})),
        "in a raw cell": _book(_cell("raw", f"see {WHO.nhs_spaced}")),
        "in a Vega-Lite spec shown": _book(_displayed("application/vnd.vegalite.v5+json", spec)),
        "in a comment of a magic": _book(_cell(source=f"%%time\n# {WHO.nhs_spaced}\nx = 1")),
        "in a shell line": _book(_cell(source=f"!grep {n} a.csv")),
        "in SQL": _book(_cell(source=f"%%sql\nselect * from p where nhs_number = '{n}'")),
        "in a date of birth of SQL": _book(_cell(source=f"%%sql\nselect 1 where dob = '{WHO.born}'")),
        "in a widget's state": _book(metadata={}, widgets={"application/vnd.jupyter.widget-state+json": {"state": {"a": {"state": {"value": WHO.nhs_spaced}}}}}),
        "in the author's name": _book(authors=[{"name": "x", "email": WHO.mail}]),
        "in a data frame of two columns": _book(_printed("\n".join(f"{at}  {one.nhs}  {one.born}" for at, one in enumerate(ALL)))),
    }  # fmt: skip
    for how, data in books.items():
        kind = Kind.MAIL if "author" in how else Kind.BIRTH if "of birth" in how else NHS
        yield Hidden(f"notebook, {how}", "recipe.ipynb", data, kind)
    chart = {"data": {"values": [{"id": one.nhs} for one in ALL]}, "mark": "bar"}
    yield Hidden("Vega-Lite file", "a.vl.json", json.dumps(chart).encode(), NHS)


def _documents() -> Iterator[Hidden]:
    n = WHO.nhs
    runs = f"<w:p><w:r><w:t>{n[:4]}</w:t></w:r><w:r><w:t>{n[4:]}</w:t></w:r></w:p>"
    slide = f"<p:sp><a:p><a:r><a:t>{n[:6]}</a:t></a:r><a:r><a:t>{n[6:]}</a:t></a:r></a:p></p:sp>"
    parts = {
        "Word, split over runs": ("a.docx", "word/document.xml", f"<w:document>{runs}</w:document>"),
        "Word, a comment": ("a.docx", "word/comments.xml", f"<w:comments><w:t>{WHO.nhs_spaced}</w:t></w:comments>"),
        "Word, a deleted passage": ("a.docx", "word/document.xml", f"<w:del><w:delText>{n}</w:delText></w:del>"),
        "PowerPoint": ("a.pptx", "ppt/slides/slide1.xml", slide),
        "PowerPoint, notes": ("a.pptx", "ppt/notesSlides/notesSlide1.xml", f"<a:t>{WHO.nhs_spaced}</a:t>"),
        "PowerPoint, a chart's numbers": ("a.pptx", "ppt/charts/chart1.xml", "".join(f"<c:pt><c:v>{one.nhs}</c:v></c:pt>" for one in ALL)),
        "OpenDocument": ("a.odt", "content.xml", f"<text:p>{n[:5]}<text:span>{n[5:]}</text:span></text:p>"),
        "Word, who wrote it": ("a.docx", "docProps/core.xml", f"<dc:creator>{WHO.mail}</dc:creator>"),
    }  # fmt: skip
    for how, (name, part, text) in parts.items():
        kind = Kind.MAIL if "who wrote" in how else NHS
        yield Hidden(how, name, a_zip({part: text.encode()}), kind)
    inner = a_zip({"xl/workbook.xml": b"<x/>", "a.csv": as_csv().encode()})
    yield Hidden("Word, a workbook inside", "a.docx", a_zip({"word/embeddings/b.xlsx": inner}), NHS)
    yield Hidden("EPUB", "a.epub", a_zip({"OEBPS/a.xhtml": f"<p>{n}</p>".encode()}), NHS)


def _sheet(how: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["area", "n"])
    sheet.append(["A", 12])
    if how == "a comment":
        sheet["A1"].comment = Comment(f"as {WHO.nhs_spaced}", "x")
    elif how == "a very hidden sheet":
        more = book.create_sheet("h")
        more.sheet_state = "veryHidden"
        for one in ALL:
            more.append([one.forename, one.surname, one.born, one.nhs])
    elif how == "a sheet's name":
        sheet.title = f"child {WHO.nhs}"
    elif how == "a formula":
        sheet["C1"] = f'="{WHO.nhs[:5]}"&"{WHO.nhs[5:]}"'
    elif how == "a link":
        sheet["C1"].hyperlink = f"https://a.example.org/?nhs={WHO.nhs}"
    elif how == "numbers as numbers":
        for one in ALL:
            sheet.append([int(one.nhs), 1])
    elif how == "a hidden column":
        for row, one in enumerate(ALL, start=2):
            sheet.cell(row, 9, one.nhs)
        sheet.column_dimensions["I"].hidden = True
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _tables() -> Iterator[Hidden]:
    for how in ("a comment", "a very hidden sheet", "a sheet's name", "a formula", "a link",
                "numbers as numbers", "a hidden column"):  # fmt: skip
        yield Hidden(f"workbook, {how}", "lookups/a.xlsx", _sheet(how), NHS)
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE t (a TEXT, b BLOB)")
    base.execute("INSERT INTO t VALUES (?, ?)", ("x", gzip.compress(as_csv().encode())))
    base.execute(f"CREATE VIEW v AS SELECT '{WHO.nhs}' AS n")
    base.commit()
    yield Hidden("SQLite, a view", "a.sqlite", bytes(base.serialize()), NHS)
    columns = {
        "k": pa.array([one.nhs for one in ALL]).dictionary_encode(),
        "v": list(range(len(ALL))),
    }
    made = io.BytesIO()
    feather.write_feather(pa.table(columns), made)
    yield Hidden("Feather, a dictionary", "a.feather", made.getvalue(), NHS)
    rows = "\n".join(f"{one.born};{one.nhs[:3]};{one.nhs[3:6]};{one.nhs[6:]}" for one in ALL)
    yield Hidden(
        "CSV, three columns for a number",
        "a.csv",
        f"dob;nhs1;nhs2;nhs3\n{rows}\n".encode(),
        Kind.RECORDS,
    )
    yield Hidden(
        "CSV in UTF-16 with semicolons", "a.csv", as_csv().replace(",", ";").encode("utf-16"), NHS
    )
    quoted = "\n".join(f'"{one.nhs_spaced}","x"' for one in ALL)
    yield Hidden("CSV, quoted and spaced", "lookups/b.csv", f'"id","v"\n{quoted}\n'.encode(), NHS)
    excel = "\n".join(f'="{one.nhs}",1' for one in ALL)
    yield Hidden("CSV, as Excel keeps text", "a.csv", f"id,v\n{excel}\n".encode(), NHS)
    fixed = "\n".join(
        f"{one.forename:<12}{one.surname:<14}{one.born.replace('-', '')}{one.nhs}" for one in ALL
    )
    yield Hidden(
        "fixed widths",
        "a.txt",
        f"{'forename':<12}{'surname':<14}dob     nhs\n{fixed}\n".encode(),
        Kind.RECORDS,
    )
    lines = "\n".join(json.dumps({"ref": one.nhs, "n": 1}) for one in ALL)
    yield Hidden("JSON lines", "a.jsonl", lines.encode(), NHS)
    person = {"resourceType": "Patient", "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": WHO.nhs}],
              "birthDate": WHO.born}  # fmt: skip
    yield Hidden("FHIR", "a.json", json.dumps(person, indent=1).encode(), NHS)
    yield Hidden(
        "FHIR, its date of birth",
        "a.json",
        json.dumps({**person, "identifier": []}).encode(),
        Kind.BIRTH,
    )
    hl7 = f"PID|1||{WHO.nhs}^^^NHS^NH||{WHO.surname}^{WHO.forename}||{WHO.born.replace('-', '')}|F"
    yield Hidden("HL7 message", "a.hl7", hl7.encode(), NHS)
    yield Hidden("XML attribute", "a.xml", f'<child nhs="{WHO.nhs}" sex="1"/>'.encode(), NHS)
    geo = {
        "type": "Feature",
        "properties": {"name": f"{WHO.forename} {WHO.surname}", "dob": WHO.born},
        "geometry": None,
    }
    yield Hidden("GeoJSON", "a.geojson", json.dumps(geo).encode(), Kind.BIRTH)


def _packed() -> Iterator[Hidden]:
    data = as_csv().encode()
    yield Hidden(
        "CSV in three zips",
        "a.zip",
        a_zip({"b.zip": a_zip({"c.zip": a_zip({"d.csv": data})})}),
        NHS,
    )
    packed = base64.b64encode(gzip.compress(data)).decode()
    yield Hidden("gzip in base64 in JSON", "a.json", json.dumps({"blob": packed}).encode(), NHS)
    yield Hidden(
        "base64 in JSON", "a.json", json.dumps({"d": base64.b64encode(data).decode()}).encode(), NHS
    )
    lines = base64.encodebytes(data).decode().replace("\n", "\\n")
    yield Hidden("base64 in lines in JSON", "a.json", f'{{"d": "{lines}"}}'.encode(), NHS)
    yield Hidden("base64 of UTF-16 CSV", "a.txt", base64.b64encode(as_csv().encode("utf-16")), NHS)
    yield Hidden(
        "a zip behind text",
        "README.md",
        b"# Words\n\n" + b"x" * 70_000 + b"\n" + a_zip({"a.csv": data}),
        Kind.SHUT,
    )
    yield Hidden("a zip's folder name", "a.zip", a_zip({f"{WHO.nhs}/a.txt": b"x"}), NHS)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.mkdir(WHO.nhs)
    yield Hidden("a zip's empty folder", "a.zip", made.getvalue(), NHS)
    yield Hidden(
        "gzip, the name it had",
        "a.gz",
        b"\x1f\x8b\x08\x08" + b"\0" * 6 + WHO.nhs.encode() + b"\0" + gzip.compress(b"x")[10:],
        NHS,
    )
    yield Hidden("uuencoded", "a.txt", codecs.encode(f"child {WHO.nhs}\n".encode(), "uu"), NHS)


def _texts() -> Iterator[Hidden]:
    n = WHO.nhs
    wide = "".join(chr(0xFF10 + int(digit)) for digit in n)
    bengali = "".join(chr(0x09E6 + int(digit)) for digit in n)
    forms = {
        "full-width, in groups": f"{wide[:3]}\u3000{wide[3:6]}\u3000{wide[6:]}",
        "Bengali digits": bengali,
        "with a line of hyphenation": f"{n[:5]}-\n{n[5:]}",
        "as a quantity": f"£{int(n):,}.00",
        "in an address": f"https://a.example.org/patient/{n}/view",
        "in an anchor": f"[here](#child-{n})",
        "in YAML": f"seed: 3\nkeep:\n  - {n}\n",
        "with right-to-left marks": f"\u202e{n[:5]}\u202c{n[5:]}",
        "in a LaTeX table": f"{n[:3]}~{n[3:6]}~{n[6:]}",
        "with apostrophes": f"{n[:3]}'{n[3:6]}'{n[6:]}",
        "in superscripts": "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(d)] for d in n),
        "behind a hash": f"#{n}",
        "between pipes": f"|{n}|",
    }  # fmt: skip
    for how, text in forms.items():
        yield Hidden(f"NHS number {how}", "README.md", f"See {text} there.\n".encode(), NHS)
    others = {
        "postcode over a line": (Kind.POSTCODE, "postcode: " + WHO.postcode.replace(" ", "\n")),
        "mail with blanks": (Kind.MAIL, WHO.mail.replace(chr(64), f" {chr(64)} ")),
        "mail, AT in brackets": (Kind.MAIL, WHO.mail.replace(chr(64), "(AT)").replace(".gov.uk", "(DOT)gov(DOT)uk")),
        "phone with dots": (Kind.PHONE, WHO.phone.replace(" ", ".")),
        "phone, +44 (0)": (Kind.PHONE, f"+44 (0){WHO.phone[1:]}"),
        "phone, 0044": (Kind.PHONE, f"0044{WHO.phone[1:]}"),
        "dob in American order": (Kind.BIRTH, f"DOB: {WHO.born[5:7]}/{WHO.born[8:]}/{WHO.born[:4]}"),
        "dob without marks": (Kind.BIRTH, f"date_of_birth={WHO.born.replace('-', '')}"),
        "dob with a month's name": (Kind.BIRTH, f"d.o.b. {int(WHO.born[8:])} March {WHO.born[:4]}"),
        "upn in lower case, spaced": (Kind.PUPIL_NUMBER, " ".join((WHO.upn[0], WHO.upn[1:4], WHO.upn[4:8], WHO.upn[8:])).lower()),
        "home of a Mac in code": (Kind.PERSONAL_PATH, f'"/Users/{WHO.forename.lower()}.{WHO.surname.lower()}/a.csv"'),
        "OneDrive": (Kind.PERSONAL_PATH, rf"C:\Users\{WHO.surname}J\OneDrive - Any Council\x.xlsx"),
        "share with slashes": (Kind.PERSONAL_PATH, f"//anycouncil-fs01/{WHO.surname.lower()}$/x.csv"),
        "token in an address": (Kind.SECRET, "https://x:" + "ghp_" + "aB3" * 12 + chr(64) + "git.example.org/a"),
        "connection string": (Kind.SECRET, "DRIVER={ODBC};SERVER=a;UID=b;PWD=" + "Tr0ub4dor" + "9;"),
    }  # fmt: skip
    for how, (kind, text) in others.items():
        yield Hidden(how, "helper.py", f"# {text}\n".encode(), kind)
    yield Hidden(
        "a row of one child in a list",
        "a.md",
        f"- {WHO.forename} {WHO.surname} ({WHO.born_in_words}), {WHO.postcode}\n".encode(),
        Kind.POSTCODE,
    )
    table = "\n".join(f"| {one.forename} {one.surname} | {one.born_in_words} |" for one in ALL)
    yield Hidden(
        "names and days in Markdown",
        "a.md",
        f"| Name | Born |\n|---|---|\n{table}\n".encode(),
        Kind.RECORDS,
    )
    days = "\n".join(f"{at},{one.born},{one.postcode}" for at, one in enumerate(ALL))
    yield Hidden(
        "days of birth with postcodes", "a.csv", f"id,dob,pc\n{days}\n".encode(), Kind.BIRTH
    )


def _pictures() -> Iterator[Hidden]:
    wide = b"ASCII\0\0\0" + f"child {WHO.nhs}".encode()
    at = 8 + 2 + 12 + 4
    exif = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1)
    exif += struct.pack("<HHII", 0x9286, 7, len(wide), at) + struct.pack("<I", 0) + wide
    yield Hidden("JPEG, a user's comment", "a.jpg", a_jpeg(exif=exif), NHS)
    said = f"child {WHO.nhs}".encode("utf-16-le")
    exif = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1)
    exif += struct.pack("<HHII", 0x9C9C, 1, len(said), at) + struct.pack("<I", 0) + said
    yield Hidden("JPEG, a comment of Windows", "a.jpg", a_jpeg(exif=exif), NHS)
    xmp = f"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:title>{WHO.nhs_spaced}</dc:title></x:xmpmeta>"
    segment = b"\xff\xe1" + struct.pack(">H", len(xmp) + 2) + xmp.encode()
    yield Hidden("JPEG, XMP", "a.jpg", b"\xff\xd8" + segment + a_jpeg()[2:], NHS)
    words = f"<svg><title>{WHO.nhs_spaced}</title><path d='M0 0'/></svg>"
    yield Hidden("SVG, title", "a.svg", words.encode(), NHS)
    letters = "".join(f"<tspan x='{at}'>{d}</tspan>" for at, d in enumerate(WHO.nhs))
    yield Hidden(
        "SVG, letter by letter", "a.svg", f"<svg><text>{letters}</text></svg>".encode(), NHS
    )
    yield Hidden("SVG, a link", "a.svg", f"<svg><a href='x?c={WHO.nhs}'/></svg>".encode(), NHS)


def _numbers(first: int, step: int, count: int = 30) -> list[int]:
    return [first + step * at for at in range(count)]


def looking_alike() -> list[Harmless]:
    """What analysts of early years write, with nobody in it."""
    texts = {
        "ONS codes": ("lookups/a.csv", "code,name\n" + "".join(f"E010{n},Area {n}\n" for n in _numbers(10001, 7))),
        "URNs and Ofsted numbers": ("lookups/b.csv", "urn,reg\n" + "".join(f"{n},EY{n}\n" for n in _numbers(400123, 31))),
        "UPRNs": ("lookups/c.csv", "uprn,lsoa\n" + "".join(f"{n},E0101\n" for n in _numbers(10001234567, 977))),
        "eastings and northings": ("lookups/d.csv", "easting,northing\n" + "".join(f"{n},{n - 91234}\n" for n in _numbers(412345, 317))),
        "seconds since 1970": ("a.py", "\n".join(f"t = {n}" for n in _numbers(1700000000, 86400))),
        "milliseconds": ("a.json", json.dumps({"at": _numbers(1700000000123, 999)})),
        "a term's days": ("a.py", 'TERMS = {"2024-autumn": ("2024-09-01", "2024-12-31"), "2025-spring": ("2025-01-01", "2025-03-31")}\n'),
        "born after": ("recipe.yml", "parameters:\n  born_from: {type: date, default: 2022-09-01, title: Born on or after}\n"),
        "cut of a cohort": ("a.py", 'cohort = birth[birth.date_of_birth.between("2021-09-01", "2022-08-31")]\n'),
        "random dob code": ("a.py", "dob = rng.choice(pd.date_range('2020-01-01', '2023-12-31'))\n"),
        "reserved rows": ("a.md", "| child | nhs |\n|---|---|\n" + "".join(f"| SYN00000{n} | 999 012 34{n} |\n" for n in range(10, 30))),
        "a git log": ("CHANGELOG.md", "# Changes\n\n## 1.0.0 (2026-03-01)\n\n- 5f0c1d2e3b4a9876543210 merged\n"),
        "SNOMED": ("lookups/s.csv", "concept_id,term\n" + "".join(f"{n},Term\n" for n in _numbers(1064811000, 12345))),
        "confidence limits": ("a.csv", "rate,lower,upper\n" + "".join(f"{n / 1e9:.10f},{n / 2e9:.10f},{n / 1e8:.10f}\n" for n in _numbers(412345678, 1234567))),
        "grants": ("a.md", "The grant was £4,012,345,678 over 2023-24.\n"),
        "ISBN": ("README.md", "Field (2009), ISBN 978-1-84787-906-6; ISBN 0-19-852663-6.\n"),
        "an ORCID": ("recipe.yml", "authors:\n  - {name: A team, orcid: 0000-0002-1825-0097}\n"),
        "DOIs": ("README.md", "doi:10.1136/bmj.d4002 and 10.1016/S0140-6736(16)31390-3, 10.1177/0962280206074463\n"),
        "a help line": ("README.md", "Call 0300 123 4567 or 0808 800 2222 or 111.\n"),
        "first halves": ("lookups/p.csv", "district,n\nLS1,20\nBD3,40\nSW1A,15\nEC1V,30\n"),
        "wards with dates": ("a.csv", "ward,visit_date\nMill Lane,2024-03-02\nOld Town,2024-05-06\nRose Hill,2024-07-01\n"),
        "people who wrote": ("README.md", "Written by Amelia Carrow and Harry Ellery (2024-05-01).\n"),
        "bits of base64": ("a.ipynb", _book(_displayed("image/png", base64.b64encode(a_png(behind=b"")).decode())).decode()),
        "colours": ("a.py", 'PALETTE = ["#4012345678"[:7], "#0b7a75", "#d7c9aa"]\n'),
        "version pins": ("a.txt", "pandas==2.2.3 --hash=sha256:" + "40102" * 12 + "abcd\n"),
        "a Databricks job": ("a.py", "# Databricks notebook source\n# COMMAND ----------\n# MAGIC %md job 4012345678901234\n"),
        "contract names": ("a.py", 'FIELDS = ["nhs_number", "date_of_birth", "postcode", "forename", "surname"]\n'),
        "a regular expression": ("a.py", r'NHS = re.compile(r"\d{3} ?\d{3} ?\d{4}")' + "\n"),
        "a fake for tests": ("a.py", 'fake = {"forename": "Test", "surname": "Child", "nhs_number": "9990000000"}\n'),
        "quarters": ("a.csv", "quarter,births\n" + "".join(f"202{y}Q{q},{300 + y * q}\n" for y in range(5) for q in range(1, 5))),
        "shares by months": ("a.csv", "month_of_birth,share\n" + "".join(f"2023-{m:02},{m * 7.1:.1f}\n" for m in range(1, 13))),
        "large counts": ("a.csv", "place,population\nEngland,4312345678\nWales,3107500000\n"),
        "hash of a person": ("a.py", "key = hashlib.blake2b(b'x', digest_size=8).hexdigest()  # 40102321a7abcdef\n"),
        "example paths": ("README.md", r"For example C:\Users\YOUR_NAME\Documents or /home/<you>/recipes or \\server\share." + "\n"),
        "settings of a service": ("a.yml", "password: ${DB_PASSWORD}\ntoken: <your token>\nsecret: os.environ['X']\n"),
    }  # fmt: skip
    return [Harmless(what, name, text.encode()) for what, (name, text) in texts.items()]
