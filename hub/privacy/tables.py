"""Tables of people: a row for each person, by what its columns are called or what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from hub.privacy.birth import WHOLE_DATE, is_edge
from hub.privacy.hit import Hit, lines_with
from hub.privacy.names import FORENAMES
from hub.privacy.sighting import Kind

PERSON = (
    r"(?:child|pupil|patient|client|person|student|baby|mother|father|parent|carer|service.?user)"
)


class Column(Enum):
    """What a column says of a person."""

    NAME = re.compile(
        r"(?:fore|first|given|sur|last|family|full|middle|known.?as)_?name|name|names?_of_child"
        rf"|{PERSON}s?_?(?:s_)?(?:full_|fore|sur|first_|last_)?name"
    )
    BIRTH = re.compile(
        rf"(?:{PERSON}_)?(?:d_?o_?b|date_?of_?birth|birth_?da(?:te|y)|born)(?:_\w+)?"
    )
    NUMBER = re.compile(
        rf"nhs\w*|u_?p_?n|chi(?:_n\w+)?|nino|ni_n\w+|{PERSON}_?(?:id|no|number|ref\w*|code|key)|uln"
        r"|la_?child_?id|mosaic\w*|liquid_?logic\w*|hospital_n\w+|mrn|case_(?:id|no|number|ref\w*)"
    )
    HOME = re.compile(r"(?:home_)?address\w*|street|house\w*|post_?code|pcd|uprn|flat")
    ABOUT = re.compile(
        r"sex|gender|ethnic\w*|disab\w*|sen(?:d|_\w+)?|religion|(?:main_|first_)?language|diagnos\w*"
        r"|social_worker|gp(?:_\w+)?|fsm|eal|cp_?plan\w*|cin(?:_\w+)?|lac|school|nursery|setting|age\w*"
    )


HEADWORD = re.compile(
    r"(?i)(?<![a-z])(?:(?:fore|sur)_?name|(?:first|given|last|full|family)[ _]?name"
    rf"|{PERSON}(?:'?s)?[ _]?(?:name|id|no|number|ref)|name|d\.?o\.?b|date[ _]?of[ _]?birth"
    r"|birth[ _]?da(?:te|y)|nhs[ _]?n\w+|upn|la_?child_?id|mosaic[ _]?id)(?![a-z])"
)
RESERVED = re.compile(
    r"(?<!\d)999[ -]?\d{3}[ -]?\d{4}(?!\d)|\bSYN[A-Z]*\d|\bMUM0\d|\bZZ\d{1,2} ?\d[A-Z]{2}\b"
    r"|\b[EW]01\s?9\d{5}\b|\bEY9\d{5}\b|\b[A-Z]99\d\d{4}\d{4}\w\b|@example\.org|\b[A-Z]{3}3000\d{5}\b"
)
NOTHING = re.compile(r"(?!)")
DIGIT = re.compile(r"\d")
SIGNS = ("name", "dob", "d.o.b", "birth", "nhs", "upn", "child", "pupil", "patient", "client")
MORE_SIGNS = ("person", "student", "mosaic", "baby", "mother", "parent", "carer", "mrn", "uln")
EMPTY = {
    "", "nan", "none", "null", "nat", "na", "n/a", "-", "*", "<na>", "str", "string", "object",
    "date", "text", "x", "...", "…", "datetime64[ns]", "int64", "float64", "varchar",
}  # fmt: skip
SPLITS = tuple(re.compile(mark) for mark in (r"\t", r"\|", ";", ",", r"\s{2,}", r"\s+"))
RULE = re.compile(r"^[\s|:+=-]*$")
SERIAL = re.compile(r"(?:3[2-9]|4\d)\d{3}(?:\.0)?")  # days since 1900, as spreadsheets count
LETTERS = re.compile(r"[^\W\d_](?:[^\W\d_]|['’. -])*")
MOST_ROWS = 300
SAMPLE = 200_000  # characters of each piece in which lists without a header are looked for
MANY = 20  # rows with nothing but a person's number


@dataclass(frozen=True)
class _Row:
    start: int
    cells: tuple[str, ...]
    line: str


def records(text: str, reserved: re.Pattern[str] = RESERVED) -> Iterator[Hit]:
    """Each row of what is laid out as a table of people, and each date of birth in a column.

    Tables whose rows carry a reserved identifier are of invented people, and silent.
    """
    rows: set[int] = set()
    for hit in (*_laid_out(text, reserved), *_listed(text[:SAMPLE], reserved)):
        if hit.start not in rows:
            rows.add(hit.start)
            yield hit


def records_of_anyone(text: str) -> Iterator[Hit]:
    """The same, invented people among them."""
    yield from records(text, NOTHING)


def _laid_out(text: str, reserved: re.Pattern[str]) -> Iterator[Hit]:
    for start, end in lines_with(text, (*SIGNS, *MORE_SIGNS)):
        start = text.rfind("\n", 0, start) + 1
        for at in _line_starts(text, start, end):
            line = text[at : _end(text, at)]
            below = text[at + len(line) + 1 : at + len(line) + 401]
            if len(line) < 5_000 and HEADWORD.search(line) and DIGIT.search(below):
                yield from _table(text, at, line, reserved)


def _line_starts(text: str, start: int, end: int) -> Iterator[int]:
    while 0 <= start < end:
        yield start
        start = text.find("\n", start) + 1 or -1


def _end(text: str, start: int) -> int:
    found = text.find("\n", start)
    return len(text) if found < 0 else found


def _name(cell: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cell.strip(" \"'*`_[](){}:#"))
    return re.sub(r"[^a-z0-9]+", "_", spaced.lower()).strip("_")


def _what(cell: str) -> Column | None:
    name = _name(cell)
    return next((column for column in Column if column.value.fullmatch(name)), None)


def _table(text: str, start: int, line: str, reserved: re.Pattern[str]) -> Iterator[Hit]:
    split = next((one for one in SPLITS if len(one.split(line.strip())) > 1), None)
    if split is None:
        return
    header = [_what(cell) for cell in split.split(line)]
    kinds = {column for column in header if column}
    if not kinds & {Column.NAME, Column.BIRTH, Column.NUMBER}:
        return
    rows = list(_rows(text, start + len(line) + 1, split, len(header)))
    if not rows or 2 * sum(reserved.search(row.line) is not None for row in rows) >= len(rows):
        return
    yield from _people(header, rows, split)


def _rows(text: str, start: int, split: re.Pattern[str], width: int) -> Iterator[_Row]:
    """The lines below a header that are as wide as it is, with or without an index before them."""
    for _ in range(MOST_ROWS):
        if start >= len(text):
            return
        line = text[start : _end(text, start)]
        if not line.strip():
            return
        cells = tuple(split.split(line))
        if not (width - 1 <= len(cells) <= width + 1 or split in SPLITS[-2:]):
            return
        if not RULE.match(line) and not _is_header(cells):
            yield _Row(start, cells, line)
        start += len(line) + 1


def _is_header(cells: tuple[str, ...]) -> bool:
    """Whether most cells name a column, as in lists of fields that stand below each other."""
    return len(cells) > 1 and 2 * sum(_what(cell) is not None for cell in cells) >= len(cells)


def _people(header: list[Column | None], rows: list[_Row], split: re.Pattern[str]) -> Iterator[Hit]:
    loose = split in SPLITS[-2:]
    held = [_held(header, row, loose) for row in rows]
    numbers = [row for row, what in zip(rows, held, strict=True) if Column.NUMBER in what]
    named = header.count(Column.NAME) > 1
    people = [row for row, what in zip(rows, held, strict=True) if _is_person(what, named)]
    if not people and len(numbers) >= MANY and _different(header, numbers):
        people = numbers
    yield from (Hit(Kind.RECORDS, row.start, row.start + len(row.line)) for row in people)
    born = [row for row, what in zip(rows, held, strict=True) if Column.BIRTH in what]
    if not people and len({row.line for row in born}) >= 3:
        yield from (Hit(Kind.BIRTH, row.start, row.start + len(row.line)) for row in born)


def _is_person(what: set[Column], named: bool) -> bool:
    """Whether what a row fills is about one person; `named` where names are in two columns."""
    strong = what & {Column.NAME, Column.BIRTH, Column.NUMBER}
    if len(strong) >= 2:
        return True
    if Column.NAME in what:
        return Column.HOME in what and (named or Column.ABOUT in what)
    if Column.BIRTH in what:
        return Column.HOME in what or Column.ABOUT in what
    return Column.NUMBER in what and Column.ABOUT in what and Column.HOME in what


def _held(header: list[Column | None], row: _Row, loose: bool) -> set[Column]:
    """Which columns of a person this row fills."""
    cells = row.cells
    if loose:  # an index without a header, and blanks inside values: only what stands out counts
        found: set[Column] = set()
        dated = WHOLE_DATE.search(row.line)
        if Column.BIRTH in header and dated and not is_edge(dated[0]):
            found.add(Column.BIRTH)
        if Column.NAME in header and re.search(r"\b[A-Z][a-z'’-]{1,}", row.line):
            found.add(Column.NAME)
        if Column.NUMBER in header and re.search(r"\b[A-Z]{0,6}\d{4,}\w*\b", row.line):
            found.add(Column.NUMBER)
        return found | ({Column.ABOUT} if Column.ABOUT in header and found else set())
    off = 1 if len(cells) == len(header) + 1 else 0
    return {
        column
        for column, cell in zip(header, cells[off:], strict=False)
        if column and _fills(column, cell.strip(" \"'*`"))
    }


def _fills(column: Column, cell: str) -> bool:
    if cell.lower() in EMPTY:
        return False
    if column is Column.NAME:
        return LETTERS.fullmatch(cell) is not None
    if column is Column.BIRTH:
        date = WHOLE_DATE.match(cell)
        return (date is not None and not is_edge(date[0])) or SERIAL.fullmatch(cell) is not None
    if column is Column.NUMBER:
        return any(letter.isdigit() for letter in cell)
    return True


def _different(header: list[Column | None], rows: list[_Row]) -> bool:
    at = header.index(Column.NUMBER)
    values = [row.cells[at] for row in rows if at < len(row.cells)]
    return len(set(values)) > 0.9 * len(rows)


LISTED = re.compile(r"([A-Z][\w'’-]+)[ \t,;|\"']{1,4}(?=([A-Z][\w'’-]+))")
PLACE_WORDS = """
street road avenue lane close drive way court place square park gardens green hill valley bank wood
field fields bridge bay ward parish town village north south east west central estate house school
nursery academy college centre hub clinic hospital surgery playgroup preschool day days
"""
OF_PLACES = frozenset(PLACE_WORDS.split())
DATED = re.compile(r"\d[-/. ]\d|\d{8}|(?:19|20)\d\d")
WRITTEN_BY = re.compile(
    r"(?i)auth|updat|creat|writ|version|review|publish|access|retriev|edit|©|copyright|doi|http|by "
    r"|draft|commit|date:|modified|approv|contact|lead|owner|presented|wed|mon|tue|thu|fri|et al"
)


def _listed(text: str, reserved: re.Pattern[str]) -> Iterator[Hit]:
    """Lines with a common forename, a surname and a whole date: two or more are a list."""
    found: list[Hit] = []
    several = False
    at = 0
    for line in text.splitlines(keepends=True):
        if len(line) < 5_000 and DATED.search(line) and _names_someone(line):
            dates = len(WHOLE_DATE.findall(line))
            if dates and not WRITTEN_BY.search(line) and not reserved.search(line):
                found.append(Hit(Kind.RECORDS, at, at + len(line)))
                several = several or (dates > 2 and _names_someone(line, least=3))
        at += len(line)
    if len(found) > 1 or several:
        yield from found


def _names_someone(line: str, least: int = 1) -> bool:
    named = (
        (match[1].lower() in FORENAMES or match[2].lower() in FORENAMES)
        and match[2].lower() not in OF_PLACES
        for match in LISTED.finditer(line)
    )
    return sum(named) >= least
