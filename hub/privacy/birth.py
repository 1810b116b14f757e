"""Dates of birth: a whole date beside words that say whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.privacy.hit import Hit, lines_with
from hub.privacy.sighting import Kind

MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
LONG_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
DATE = (
    r"(?:(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/. ](?:0?[1-9]|1[0-2])[-/. ](?:(?:19|20)\d\d|\d\d)"
    r"|(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)\d\d"
    rf"|(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: of)?[-/. ](?:{LONG_MONTHS}|{MONTHS})[-/., ]+"
    r"(?:(?:19|20)\d\d|\d\d)"
    rf"|(?:{LONG_MONTHS}|{MONTHS}) (?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    r"|(?:19|20)\d\d, ?(?:0?[1-9]|1[0-2]), ?(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
WHOLE_DATE = re.compile(rf"(?<![\w.]){DATE}", re.IGNORECASE)
BIRTH_WORD = (
    r"(?<![a-z])(?:d\.?o\.?b\.?(?![a-z])|dates?[ _.-]?of[ _.-]?birth|birth[ _.-]?(?:date|day)"
    r"|bday|born)"
)
NAMED_DATE = re.compile(rf"{BIRTH_WORD}([^\n\d]{{0,40}}?)({DATE})", re.IGNORECASE)
TURNED = re.compile(rf"(?<![\w.])({DATE})([^\n\w]{{0,4}}\(?{BIRTH_WORD})", re.IGNORECASE)
BOUNDARY = re.compile(
    r">|<(?!-)|!=|\b(?:after|before|since|until|from|between|by|later|earlier|in|e\.?g|example|format"
    r"|such as|like|cut.?off|start|end|min|max|default|range|limit|reference)\b"
    r"|_(?:from|to|start|end|min|max|cut)",
    re.IGNORECASE,
)
SIGNS = ("bday", "dob", "d.o.b", "birth", "born", "d.o b", "do.b")
PARTS = re.compile(r"\d+|[a-z]+", re.IGNORECASE)
EDGES = {(1, 9), (31, 8), (1, 4), (31, 3), (1, 1), (31, 12)}  # of school, tax and calendar years
NUMBER_OF = {name: n for n, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
)}  # fmt: skip


def is_edge(date: str) -> bool:
    """Whether a date is the first or last day of a school, tax or calendar year."""
    parts = [
        part for part in PARTS.findall(date.lower()) if part not in ("st", "nd", "rd", "th", "of")
    ]
    if len(parts) == 1 and len(date) == 8:
        parts = [date[:4], date[4:6], date[6:]]
    if len(parts) != 3:
        return False
    if len(parts[0]) == 4 and parts[0].isdigit():
        parts.reverse()
    if parts[0].isalpha():
        parts[:2] = parts[1::-1]
    month = NUMBER_OF.get(parts[1][:3]) or (int(parts[1]) if parts[1].isdigit() else 0)
    return (int(parts[0]), month) in EDGES


def births(text: str) -> Iterator[Hit]:
    """A day of birth that is called so. Cut-off dates (of school, tax, calendar years) are not."""
    for start, end in lines_with(text, SIGNS):
        yield from _called_so(text, start, end)


def _called_so(text: str, first: int, last: int) -> Iterator[Hit]:
    for match in NAMED_DATE.finditer(text, first, last):
        if not BOUNDARY.search(match[1]) and not is_edge(match[2]):
            yield Hit(Kind.BIRTH, match.start(2), match.end(2))
    for match in TURNED.finditer(text, first, last):
        if not is_edge(match[1]):
            yield Hit(Kind.BIRTH, match.start(1), match.end(1))
