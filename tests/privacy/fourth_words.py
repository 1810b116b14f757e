"""The fourth look: documents, code and words that hide somebody."""
# ruff: noqa: E501 - a line for each place

from __future__ import annotations

import base64
import codecs
import json
import struct
import zlib
from collections.abc import Iterator

from hub.privacy import Kind
from tests.privacy.made import Hidden, a_jpeg, a_zip, as_csv
from tests.privacy.third_parts import NHS, WHO, book, cell

PEOPLE = as_csv().encode()
PLAIN = b"area,n\nA,12\nB,20\n"


def documents() -> Iterator[Hidden]:
    n = WHO.nhs
    chunk = b"eXIf" + f"MM\0*{n}".encode()
    picture = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(chunk) - 4)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
    )
    yield Hidden("PNG, eXIf", "a.png", picture, NHS)
    text = b"iTXtabout\0\1\0en\0\0" + zlib.compress(n.encode())
    picture = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(text) - 4)
        + text
        + struct.pack(">I", zlib.crc32(text))
    )
    yield Hidden("PNG, iTXt packed", "a.png", picture, NHS)
    packed = b"prVtx" + zlib.compress(PEOPLE)
    picture = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(packed) - 4)
        + packed
        + struct.pack(">I", zlib.crc32(packed))
    )
    yield Hidden("PNG, a chunk of its own, packed", "a.png", picture, NHS)
    yield Hidden(
        "JPEG, a workbook behind it", "a.jpg", a_jpeg(behind=a_zip({"a.csv": PEOPLE})), NHS
    )
    svg = f"<svg><metadata><rdf:Description dc:subject='{n}'/></metadata><title>Map</title></svg>"
    yield Hidden("SVG, its metadata", "a.svg", svg.encode(), NHS)
    css = base64.b64encode(PEOPLE).decode()
    yield Hidden(
        "CSS, a data address",
        "a.css",
        f".x{{background:url(data:text/csv;base64,{css})}}".encode(),
        NHS,
    )
    yield Hidden(
        "data address in percent signs",
        "a.html",
        f'<a href="data:text/csv,{"".join(f"%{ord(c):02X}" for c in n)}">x</a>'.encode(),
        NHS,
    )
    yield Hidden(
        "HTML comment", "README.md", f"# Words\n\n<!-- child {WHO.nhs_spaced} -->\n".encode(), NHS
    )
    slide = f"<a:p><a:r><a:t>{n[:5]}</a:t></a:r></a:p><a:p/>".encode()
    yield Hidden(
        "PowerPoint, a tag",
        "a.pptx",
        a_zip(
            {
                "ppt/slides/slide1.xml": slide,
                "ppt/tags/tag1.xml": f'<p:tag name="who" val="{n}"/>'.encode(),
            }
        ),
        NHS,
    )
    note = f"<w:footnotes><w:t>{WHO.nhs_spaced}</w:t></w:footnotes>"
    yield Hidden("Word, a footnote", "a.docx", a_zip({"word/footnotes.xml": note.encode()}), NHS)
    yield Hidden(
        "Word, a custom part",
        "a.docx",
        a_zip({"customXml/item1.xml": f"<x><id>{n}</id></x>".encode()}),
        NHS,
    )
    mail = f"Content-Type: text/csv\nContent-Transfer-Encoding: base64\n\n{base64.encodebytes(PEOPLE).decode()}"
    yield Hidden("mail with an attachment", "a.eml", mail.encode(), NHS)
    card = f"BEGIN:VCARD\nN:{WHO.surname};{WHO.forename}\nBDAY:{WHO.born.replace('-', '')}\nEND:VCARD\n"
    yield Hidden("a contact card", "a.vcf", card.encode(), Kind.BIRTH)


def code() -> Iterator[Hidden]:
    n = WHO.nhs
    pieces = {
        "joined of a list": f'who = "".join(["{n[:3]}", "{n[3:6]}", "{n[6:]}"])',
        "added to later": f'who = "{n[:4]}"\nwho += "{n[4:]}"',
        "a list of its groups": f'parts = ["{n[:3]}", "{n[3:6]}", "{n[6:]}"]',
        "an f-string": f'a, b = "{n[:5]}", "{n[5:]}"\nwho = f"{{a}}{{b}}"',
        "digits joined by map": f'who = "".join(map(str, {[int(d) for d in n]}))',
        "turned round": f'who = "{n[::-1]}"[::-1]',
        "a formatted number": f'who = "{{}}-{{}}".format("{n[:5]}", {int(n[5:])})' if n[5] != "0" else f'who = "{n}"',
        "in a dictionary": f'who = {{"nhs": "{n[:5]}" "{n[5:]}"}}',
        "unpacked in a call": f"row = dict(nhs_number={n})",
        "in the bytes of a string": f"who = b'{n}'.decode()",
        "a sum": f"who = {int(n) - 12345} + 12345",
    }  # fmt: skip
    for how, source in pieces.items():
        yield Hidden(f"code, {how}", "recipe.ipynb", book(cell(source=source)), NHS)
    yield Hidden(
        "notebook, a key nobody reads",
        "recipe.ipynb",
        json.dumps(
            {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5, "backup": [n]}
        ).encode(),
        NHS,
    )
    yield Hidden(
        "notebook, execution's metadata",
        "recipe.ipynb",
        book({**cell(), "metadata": {"execution": {"by": WHO.mail}}}),
        Kind.MAIL,
    )
    yield Hidden(
        "notebook, a slide's notes",
        "recipe.ipynb",
        book({**cell("raw", n), "metadata": {"slideshow": {"slide_type": "notes"}}}),
        NHS,
    )


def words() -> Iterator[Hidden]:
    n = WHO.nhs
    words = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    spelt = [words[int(digit)] for digit in n]
    yield Hidden(
        "words with commas", "README.md", f"Her number is {', '.join(spelt)}.\n".encode(), NHS
    )
    yield Hidden(
        "words, one to a line",
        "README.md",
        ("\n".join(f"- {one}" for one in spelt) + "\n").encode(),
        NHS,
    )
    yield Hidden("words in capitals", "a.py", f"# {' '.join(spelt).upper()}\n".encode(), NHS)
    yield Hidden(
        "in a fence of Markdown",
        "README.md",
        f"```\nNHS  {n[:3]}   {n[3:6]}   {n[6:]}\n```\n".encode(),
        NHS,
    )
    yield Hidden(
        "in a badge",
        "README.md",
        f"![x](https://img.example.org/badge/nhs-{n}-green)\n".encode(),
        NHS,
    )
    yield Hidden("in a reference of Markdown", "README.md", f"[1]: # (child {n})\n".encode(), NHS)
    yield Hidden(
        "YAML, folded over lines",
        "recipe.yml",
        f"summary: >\n  nhs number\n  {n[:3]}\n  {n[3:6]}\n  {n[6:]}\n".encode(),
        NHS,
    )
    yield Hidden(
        "a submodule's address",
        ".gitmodules",
        (
            '[submodule "x"]\n\turl = https://me:'
            + "ghp_"
            + "aB3" * 12
            + chr(64)
            + "git.example.org/a\n"
        ).encode(),
        Kind.SECRET,
    )
    yield Hidden(
        "a submodule's path", ".gitmodules", f'[submodule "x"]\n\tpath = child-{n}\n'.encode(), NHS
    )
    yield Hidden(
        "names and birthdays turned by thirteen",
        "a.csv",
        codecs.encode(as_csv(), "rot13").encode(),
        NHS,
    )
