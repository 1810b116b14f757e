"""The third look, in words and pictures: what stands there in disguise, and what only looks so."""
# ruff: noqa: E501 - a line for each place

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Iterator

from hub.privacy import Kind
from tests.privacy.harmless import Harmless
from tests.privacy.made import Hidden, a_jpeg, a_png
from tests.privacy.third_parts import ALL, NHS, WHO, book, displayed


def texts() -> Iterator[Hidden]:
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
        "with the thin spaces of TeX": f"{n[:3]}\\,{n[3:6]}\\,{n[6:]}",
        "with the commas of TeX": f"{n[:3]}{{,}}{n[3:6]}{{,}}{n[6:]}",
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


def pictures() -> Iterator[Hidden]:
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
        "sizes": ("a.json", json.dumps([{"bytes": n} for n in _numbers(3_260_593_664, 11)])),
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
        "bits of base64": ("a.ipynb", book(displayed("image/png", base64.b64encode(a_png(behind=b"")).decode())).decode()),
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
