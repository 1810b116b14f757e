"""Hiding places in words: text, code, encodings, and odd places."""
# ruff: noqa: E501 - a line for each hiding place

from __future__ import annotations

import base64
from collections.abc import Iterator
from urllib.parse import quote

from hub.privacy import Kind
from tests.privacy.made import MANY, ONE, Hidden, as_csv


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
