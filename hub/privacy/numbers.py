"""NHS numbers, and their like in Scotland and Northern Ireland, however they are written.

One random number in eleven has a right check digit, so a number that stands among many of its
kind is weighed with them: of true NHS numbers all are right, of other codes few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.gb import nhs, upn

from hub.privacy.hit import Hit, before
from hub.privacy.sighting import Kind

ISSUED = (
    range(300, 500),
    range(600, 800),
    range(943, 944),
)  # the first three digits; 943 stands in
INVENTED = "999"  # examples that are in use, and only 999 is kept for tests
SCOTTISH = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{6}")
PLAIN = re.compile(
    r"(?<![0-9A-Za-z.+])(?:NHS|nhs|CHI|chi|No|no)?(\d{10})(?:\.0{1,6}(?!\d)|L\b|n\b)?"
    r"(?![0-9A-Za-z])(?!\.\d)(?!,\d{3},)"
)
GROUPED = re.compile(
    r"(?<![0-9A-Za-z.+])(?<!\d[ ._'/-])(?:NHS|nhs|CHI|chi)?\d"
    r"(?=(?:[ ._'/-]?\d){9}(?![0-9A-Za-z]))"
    r"\d{0,8}([ ._'/-])\d{1,8}(?:\1\d{1,7}){0,8}(?![ ._'/-]\d)"
)
CROWDED = re.compile(r"(?<=\d[ ])(\d{3} \d{3} \d{4})(?!\d)|(?<!\d)(\d{3} \d{3} \d{4})(?= \d)")
WIDE = re.compile(r"(?<![\w.+])\d{3}([ ./_-]{1,3}|[ ]{1,4})\d{3}(?:\1)\d{4}(?![0-9A-Za-z])")
THOUSANDS = re.compile(r"(?<![\d,.])\d,\d{3},\d{3},\d{3}(?![\d,])")
SCIENTIFIC = re.compile(r"(?<![\w.])(\d)\.(\d{7,12})[eE]\+?0{0,2}9(?![\w.])")
NAMED = re.compile(r"nhs|(?<![a-z])chi(?![a-z])|patient|health.?care.?n|h&c")
OTHER_CODE = re.compile(
    r"(?:isbn|issn|snomed|sctid|concept|epoch|timestamp|unix|ukprn|uprn|usrn|doi|barcode|ean|gtin"
    r"|sku|order|invoice|ticket|build|seed|random|hash|tel|phone|mobile|fax|charity|company)"
    r"[^\n\d]{0,24}$"
)
SIMPLE_DOTS = re.compile(r"\d{3}\.\d{3}\.\d{4}|\d\.\d{3}\.\d{3}\.\d{3}")


def _right(digits: str) -> bool:
    return nhs.checksum(digits) == 0


def _hit(text: str, start: int, end: int, digits: str, shape: str) -> Iterator[Hit]:
    issued = any(int(digits[:3]) in part for part in ISSUED)
    scottish = digits[0] in "0123" and SCOTTISH.fullmatch(digits) is not None
    label = before(text, start)
    named = bool(NAMED.search(label)) or text[start].isalpha()
    good = not digits.startswith(INVENTED) and _right(digits)
    if not named and "isbn" in label:  # a right ISBN of ten digits is also a right NHS number
        good = False
    elif not named and OTHER_CODE.search(label):
        shape = "called otherwise"
    elif not issued:
        shape = "scottish" if scottish else "not issued"
    yield Hit(Kind.NHS_NUMBER, start, end, good, good and named, shape)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def nhs_numbers(text: str) -> Iterator[Hit]:
    """Ten digits in a range that is issued, with or without a right check digit."""
    for match in PLAIN.finditer(text):
        yield from _hit(text, match.start(), match.end(), match[1], "plain")
    for match in GROUPED.finditer(text):
        digits = _digits(match[0])
        dotted = match[1] == "." and not SIMPLE_DOTS.fullmatch(match[0])
        if len(digits) == 10 and not dotted:
            yield from _hit(text, match.start(), match.end(), digits, f"grouped {match[1]}")
    for match in CROWDED.finditer(text):
        yield from _hit(text, match.start(), match.end(), _digits(match[0]), "crowded")
    for match in THOUSANDS.finditer(text):
        yield from _hit(text, match.start(), match.end(), _digits(match[0]), "thousands")
    for match in SCIENTIFIC.finditer(text):
        fraction = match[2].rstrip("0").ljust(9, "0")
        if len(fraction) == 9:
            digits = match[1] + fraction
            yield from _hit(text, match.start(), match.end(), digits, "scientific")


UPN = re.compile(
    r"(?<![0-9A-Za-z])([A-HJ-NP-RT-Za-hj-np-rt-z])([ -]?)(\d{3})\2(\d{4})\2(\d{2})\2"
    r"(\d{2}[0-9A-HJ-NP-RT-Za-hj-np-rt-z]|\d{3})(?![0-9A-Za-z])"
)
AUTHORITIES = (
    range(201, 214), range(301, 374), range(380, 395), range(420, 421), range(660, 682),
    range(701, 709), range(800, 960),
)  # fmt: skip


def pupil_numbers(text: str) -> Iterator[Hit]:
    """A unique pupil number of an authority that exists, with a right check letter."""
    for match in UPN.finditer(text):
        body = "".join(match.group(3, 4, 5, 6)).upper()
        real = any(int(body[:3]) in part for part in AUTHORITIES)
        if real and upn.calc_check_digit(body) == match[1].upper():
            yield Hit(Kind.PUPIL_NUMBER, match.start(), match.end())


NI = re.compile(
    r"(?<![0-9A-Za-z])(?!QQ|BG|GB|NK|KN|TN|NT|ZZ|qq|bg|gb|nk|kn|tn|nt|zz)"
    r"([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z])"
    r"([ .-]?)\d{2}\2\d{2}\2\d{2}\2([A-Da-d])?(?![0-9A-Za-z])"
)
NI_NAMED = re.compile(r"nino|\bni[ _.-]?n|national.insurance|\bni\b[^\n]{0,6}$")


def ni_numbers(text: str) -> Iterator[Hit]:
    """A National Insurance number; one without its last letter only where words call it so."""
    for match in NI.finditer(text):
        named = NI_NAMED.search(before(text, match.start())) is not None
        whole = match[3] is not None and match[1].isupper() and match[3].isupper()
        yield Hit(Kind.NI_NUMBER, match.start(), match.end(), True, named or whole, "cut short")
