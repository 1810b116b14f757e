"""NHS numbers, and their like in Scotland and Northern Ireland, however they are written.

One random number in eleven has a right check digit, so a number that stands among many of its
kind is weighed with them: of true NHS numbers all are right, of other codes few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.gb import nhs, upn

from hub.privacy.hit import Hit, before, lines_with
from hub.privacy.sighting import Kind

ISSUED = (
    range(300, 500),
    range(600, 800),
    range(943, 944),
)  # the first three digits; 943 stands in
INVENTED = "999"  # examples that are in use, and only 999 is kept for tests
SCOTTISH = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{6}")
PLAIN = re.compile(
    r"\d{10}(?<![\d.+]\d{10})(?:\.0{1,6}(?!\d)|L\b|n\b)?(?![0-9A-Za-z])(?!\.\d|,\d{3},)"
)
GROUPED = re.compile(
    r"\d(?<![0-9.+]\d)(?<!\d[ ._'/-]\d)(?=(?:[ ._'/-]?\d){9}(?![0-9A-Za-z]))"
    r"\d{0,8}([ ._'/-])\d{1,8}(?:\1\d{1,7}){0,8}(?![ ._'/-]\d)"
)
BESIDE = re.compile(r"\d ")
PREFIX = re.compile(r"(?:^|[^A-Za-z0-9])(?:nhs|chi|no|n)?$", re.IGNORECASE)
CROWDED = re.compile(r"\d{3}(?<!\d\d{3}) \d{3} \d{4}(?!\d)")
THOUSANDS = re.compile(
    r",\d{3},\d{3},\d{3}(?<=[^\d,.]\d.{12})(?![\d,])|\A\d,\d{3},\d{3},\d{3}(?![\d,])"
)
POWER = re.compile(r"[eE]\+?0{0,2}9(?![\w.])")
SCIENTIFIC = re.compile(r"(?:^|[^\w.])((\d)\.(\d{7,12}))$")
LONG = re.compile(r"\d(?:[ ._'/-]?\d){9,}")
NAMED = re.compile(r"nhs|(?<![a-z])chi(?![a-z])|patient|health.?care.?n|h&c")
OTHER_CODE = re.compile(
    r"(?:isbn|issn|snomed|sctid|concept|epoch|timestamp|unix|ukprn|uprn|usrn|doi|barcode|ean|gtin"
    r"|sku|order|invoice|ticket|build|seed|random|hash|population|amount|spend|budget|tel|phone|mobile|fax|charity|company)"
    r"[^\n\d]{0,24}$|bytes[\"']?\s{0,3}[:=]\s{0,3}$"
)
SIMPLE_DOTS = re.compile(r"\d{3}\.\d{3}\.\d{4}|\d\.\d{3}\.\d{3}\.\d{3}")


def _right(digits: str) -> bool:
    return nhs.checksum(digits) == 0


def _hit(text: str, start: int, end: int, digits: str, shape: str) -> Iterator[Hit]:
    issued = any(int(digits[:3]) in part for part in ISSUED)
    scottish = digits[0] in "0123" and SCOTTISH.fullmatch(digits) is not None
    label = before(text, start)
    named = NAMED.search(label) is not None
    good = not digits.startswith(INVENTED) and _right(digits)
    if not named and "isbn" in label:  # a right ISBN of ten digits is also a right NHS number
        good = False
    elif not named and OTHER_CODE.search(label):
        shape = "called otherwise"
    elif not issued:
        shape = "scottish" if scottish else "not issued"
    yield Hit(Kind.NHS_NUMBER, start, end, good, good and named, shape)


RESERVED = re.compile(
    r"(?<![0-9A-Za-z])(?:999[ -]?\d{3}[ -]?\d{4}|(?:SYN(?:CIN)?|MUM)\d{8,10}"
    r"|[A-HJ-NP-RT-Z]99\d{8}\d{2}[0-9A-Z])(?![0-9A-Za-z])"
)


def reserved_numbers(text: str) -> Iterator[Hit]:
    """Each line with the number of an invented person, in what a recipe made of synthetic data."""
    seen = -1
    for match in RESERVED.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if start > seen and not _is_drawn(text, match):
            seen = start
            yield Hit(Kind.RECORDS, match.start(), match.end())


OPENING = re.compile(r"""[\s"'](?:d|points)=$""")
DRAWN = re.compile(r"[\sMLHVCSQTAZmlhvcsqtaz\d.,eE+-]*")
COORDINATE = re.compile(r"\d+(?:\.\d+)?")


def _is_drawn(text: str, match: re.Match[str]) -> bool:
    """Whether these digits are coordinates of a line: in two parts at least, well inside one.

    A map has so many that any ten digits come up; a number in one piece is no coordinate.
    """
    if match[0].isalnum():
        return False
    quote = text.rfind('"', 0, match.start())
    if quote < 0 or not OPENING.search(text, max(0, quote - 8), quote):
        return False
    before = text[quote + 1 : match.start()]
    return DRAWN.fullmatch(before) is not None and len(COORDINATE.findall(before[-200:])) >= 4


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def nhs_numbers(text: str) -> Iterator[Hit]:
    """Ten digits in a range that is issued, with or without a right check digit."""
    for run in LONG.finditer(text):
        yield from _in_run(text, run.start(), run.end())
    for match in THOUSANDS.finditer(text):
        start = match.start() - (match[0][0] == ",")
        yield from _hit(text, start, match.end(), _digits(text[start : match.end()]), "thousands")
    for match in POWER.finditer(text):
        found = SCIENTIFIC.search(text[max(0, match.start() - 15) : match.start()])
        fraction = found[3].rstrip("0").ljust(9, "0") if found else ""
        if found and len(fraction) == 9:
            start = match.start() - len(found[1])
            yield from _hit(text, start, match.end(), found[2] + fraction, "scientific")


CALLED = re.compile(
    r"nhs[^\d\n]{0,30}(?:\n[ \t>-]{0,12})?((?:\d[\s|,()./_-]{0,4}){9}\d)(?!\d)", re.IGNORECASE
)
BRACKETED = re.compile(r"\((\d{3})\) ?(\d{3})[ -](\d{4})(?!\d)")


def loose_numbers(text: str) -> Iterator[Hit]:
    """Ten digits far apart, where words call them an NHS number or brackets hold them together."""
    for first, last in lines_with(text, ("nhs",)):
        for match in CALLED.finditer(text, first, last + 30):
            yield from _hit(text, match.start(1), match.end(), _digits(match[1]), "far apart")
    for match in BRACKETED.finditer(text):
        yield from _hit(text, match.start(), match.end(), _digits(match[0]), "in brackets")


def _in_run(text: str, first: int, last: int) -> Iterator[Hit]:
    """The numbers in a run of digits with single marks between them."""
    for match in PLAIN.finditer(text, first, last + 8):
        if match.start() < last and _stands_free(text, match.start()):
            yield from _hit(text, match.start(), match.end(), match[0][:10], "plain")
    for match in GROUPED.finditer(text, first, last):
        digits = _digits(match[0])
        dotted = match[1] == "." and not SIMPLE_DOTS.fullmatch(match[0])
        if len(digits) == 10 and not dotted and _stands_free(text, match.start()):
            yield from _hit(text, match.start(), match.end(), digits, f"grouped {match[1]}")
    for match in CROWDED.finditer(text, first, last):
        start, end = match.span()
        if BESIDE.fullmatch(text[start - 2 : start]) or BESIDE.fullmatch(text[end : end + 2][::-1]):
            yield from _hit(text, start, end, _digits(match[0]), "crowded")


def _stands_free(text: str, start: int) -> bool:
    """Whether a number is no part of a longer word, or only of one such as NHS1234567890."""
    if start == 0 or not text[start - 1].isalnum():
        return True
    return PREFIX.search(text[max(0, start - 5) : start]) is not None


UPN = re.compile(
    r"([A-HJ-NP-RT-Za-hj-np-rt-z])(?<![0-9A-Za-z].)([ -]?)(\d{3})\2(\d{4})\2(\d{2})[ -]?"
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
    r"([A-CEGHJ-PR-TW-Za-ceghj-pr-tw-z][A-CEGHJ-NPR-TW-Za-ceghj-npr-tw-z])"
    r"(?<![0-9A-Za-z]..)"
    r"([ .-]?)\d{2}\2\d{2}\2\d{2}\2([A-Da-d])?(?![0-9A-Za-z])"
)
NEVER = {"QQ", "BG", "GB", "NK", "KN", "TN", "NT", "ZZ"}  # first letters that are not issued
NI_NAMED = re.compile(r"nino|\bni[ _.-]?n|national.insurance|\bni\b[^\n]{0,6}$")


def ni_numbers(text: str) -> Iterator[Hit]:
    """A National Insurance number; one without its last letter only where words call it so."""
    for match in NI.finditer(text):
        named = NI_NAMED.search(before(text, match.start())) is not None
        if match[1].upper() in NEVER:
            continue
        whole = match[3] is not None and match[1].isupper() and match[3].isupper()
        yield Hit(Kind.NI_NUMBER, match.start(), match.end(), True, named or whole, "cut short")
