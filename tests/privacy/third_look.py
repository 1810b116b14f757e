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
import zipfile
from collections.abc import Iterator

import openpyxl
import pyarrow as pa
from openpyxl.comments import Comment
from pyarrow import feather

from hub.privacy import Kind
from tests.privacy.made import Hidden, a_zip, as_csv
from tests.privacy.third_parts import ALL, NHS, WHO, book, cell, displayed, printed
from tests.privacy.third_words import pictures, texts


def hiding() -> list[Hidden]:
    """Every place of this look."""
    return [*_notebooks(), *_documents(), *_tables(), *_packed(), *texts(), *pictures()]


def _notebooks() -> Iterator[Hidden]:
    n = WHO.nhs
    two = [{"output_type": "stream", "name": "stdout", "text": f"NHS {n[:5]}"},
           {"output_type": "stream", "name": "stdout", "text": n[5:]}]  # fmt: skip
    spec = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "mark": "bar",
            "datasets": {"d": [{"who": one.nhs, "x": 3} for one in ALL]}}  # fmt: skip
    books = {
        "over two outputs of a cell": book(cell(outputs=two)),
        "in a list of printed pieces": book(cell(outputs=[{"output_type": "stream", "name": "stdout", "text": [n[:4], n[4:]]}])),
        "in an attachment's odd key": book(cell("markdown", "x", attachments={"a.png": {"image/png": "", "about": f"child {n}"}})),
        "in a raw cell": book(cell("raw", f"see {WHO.nhs_spaced}")),
        "in a Vega-Lite spec shown": book(displayed("application/vnd.vegalite.v5+json", spec)),
        "in a comment of a magic": book(cell(source=f"%%time\n# {WHO.nhs_spaced}\nx = 1")),
        "in a shell line": book(cell(source=f"!grep {n} a.csv")),
        "in SQL": book(cell(source=f"%%sql\nselect * from p where nhs_number = '{n}'")),
        "in a date of birth of SQL": book(cell(source=f"%%sql\nselect 1 where dob = '{WHO.born}'")),
        "in a widget's state": book(metadata={}, widgets={"application/vnd.jupyter.widget-state+json": {"state": {"a": {"state": {"value": WHO.nhs_spaced}}}}}),
        "in the author's name": book(authors=[{"name": "x", "email": WHO.mail}]),
        "in a data frame of two columns": book(printed("\n".join(f"{at}  {one.nhs}  {one.born}" for at, one in enumerate(ALL)))),
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
