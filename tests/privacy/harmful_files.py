"""Hiding places in kinds of files: notebooks, tables, containers, pictures."""
# ruff: noqa: E501 - a line for each hiding place

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import pickle
import tarfile
import zlib
from collections.abc import Iterator

import pyarrow as pa
from pyarrow import feather
from pyarrow import parquet as pq

from hub.privacy import Kind
from tests.privacy.made import (
    MANY,
    ONE,
    Hidden,
    a_code_cell,
    a_database,
    a_frame,
    a_jpeg,
    a_notebook,
    a_png,
    a_workbook,
    a_zip,
    an_exif_position,
    an_output,
    as_csv,
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
        "source": [a_code_cell(f"x = '{n}'")],
        "Markdown": [{**markdown, "source": f"Child {p.nhs_spaced}"}],
        "printed output": [a_code_cell(outputs=[{"output_type": "stream", "name": "stdout", "text": [f"{n}\n"]}])],
        "error output": [a_code_cell(outputs=[{"output_type": "error", "ename": "KeyError", "evalue": n, "traceback": ["x"]}])],
        "traceback with colours": [a_code_cell(outputs=[{"output_type": "error", "ename": "E", "evalue": "",
                                                   "traceback": [f"\u001b[0;31m{n}\u001b[0m"]}])],
        "HTML output": [an_output("text/html", f"<p>{n}</p>")],
        "HTML output with tags inside": [an_output("text/html", split)],
        "JSON output": [an_output("application/json", {"child": {"nhs": n}})],
        "widget state": [an_output("application/vnd.jupyter.widget-view+json", {"model_id": n})],
        "a chart's data": [an_output("application/vnd.plotly.v1+json", {"data": [{"x": [p.forename], "text": [p.nhs_spaced]}]})],
        "vega data": [an_output("application/vnd.vegalite.v5+json", {"data": {"values": [{"upn": 1, "id": n}]}})],
        "LaTeX output": [an_output("text/latex", f"${n}$")],
        "SVG output": [an_output("image/svg+xml", f"<svg><text>{p.nhs_spaced}</text></svg>")],
        "output metadata": [an_output("text/plain", "1", who=n)],
        "cell metadata": [a_code_cell(metadata={"comment": n})],
        "cell id": [a_code_cell(id=f"c-{n}")],
        "tags": [a_code_cell(metadata={"tags": [n]})],
        "attachment": [{**markdown, "source": "x", "attachments": {"x.csv": {"text/csv": text64}}}],
        "attachment name": [{**markdown, "source": "x", "attachments": {f"{n}.png": {"image/png": ""}}}],
        "picture output": [an_output("image/png", base64.b64encode(a_png(text=n)).decode())],
        "base64 in HTML": [an_output("text/html", f'<a href="data:text/csv;base64,{text64}">x</a>')],
    }  # fmt: skip
    for how, cells in parts.items():
        yield Hidden(f"notebook, {how}", "recipe.ipynb", a_notebook(cells), Kind.NHS_NUMBER)
    yield Hidden(
        "notebook, metadata",
        "recipe.ipynb",
        a_notebook([], widgets={"state": {"x": n}}),
        Kind.NHS_NUMBER,
    )
    yield Hidden("notebook, papermill's record", "recipe.ipynb",
                 a_notebook([], papermill={"input_path": rf"C:\Users\{p.surname.lower()}\n.ipynb"}), Kind.PERSONAL_PATH)  # fmt: skip
    yield Hidden(
        "notebook, HTML table of people",
        "recipe.ipynb",
        a_notebook([an_output("text/html", table)]),
        Kind.RECORDS,
    )
    yield Hidden(
        "notebook, printed table of people",
        "recipe.ipynb",
        a_notebook([an_output("text/plain", printed)]),
        Kind.RECORDS,
    )
    yield Hidden(
        "notebook under another name",
        "old.json",
        a_notebook([a_code_cell(f"x = {n}")]),
        Kind.NHS_NUMBER,
    )
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [{"cells": [a_code_cell(input=n, source="")]}],
    }
    yield Hidden("notebook of version 3", "recipe.ipynb", json.dumps(old).encode(), Kind.NHS_NUMBER)
    yield Hidden(
        "broken notebook", "recipe.ipynb", a_notebook([a_code_cell(n)])[:-20], Kind.NHS_NUMBER
    )


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
        yield Hidden(f"workbook, {hide}", "lookups/a.xlsx", a_workbook(hide), Kind.NHS_NUMBER)
    yield Hidden("workbook, people below a table", "a.xlsx", a_workbook("people"), Kind.RECORDS)
    yield Hidden(
        "JSON lines",
        "a.json",
        "\n".join(json.dumps({"x": one.nhs}) for one in MANY).encode(),
        Kind.NHS_NUMBER,
    )
    sink = io.BytesIO()
    pq.write_table(a_frame(), sink, compression="zstd")
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
    feather.write_feather(a_frame(), sink)
    yield Hidden("Feather", "a.feather", sink.getvalue(), Kind.NHS_NUMBER)
    yield Hidden("SQLite", "a.db", a_database(), Kind.NHS_NUMBER)
    yield Hidden("SQLite, a deleted row", "a.db", a_database(deleted=True), Kind.NHS_NUMBER)


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
