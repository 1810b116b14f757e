"""The publishable results of a run, ready for a page: numbers, tables and figures with files.

Results of another class than `publishable` are left out here, so no page or download has them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hub import pictures
from hub.answer import placeholders
from hub.contribution import FigureResult, RecipeCard, TableResult
from hub.model import Figure, Number, Record, ResultFile, Table
from hub.pictures import Picture
from hub.render import words
from hub.render.clean import printable
from hub.render.output import Output
from hub.render.reading import read_plain

FOLDER = "results"  # inside a run's folder, and beside a recipe's page
MOST_ROWS = 200
KINDS = {"svg": "svg", "png": "png", "vl.json": "vl.json"}
NUMERIC = re.compile(r"[-−+]?[\d,]*\.?\d+(?:e[-+]?\d+)?%?|\*|", re.IGNORECASE)
FORMULA = re.compile(r"^[=+@\t\r]|^-(?![\d.])")


@dataclass(frozen=True, slots=True)
class NumberShown:
    """A number with its unit and interval in words."""

    name: str
    title: str
    description: str
    value: str
    interval: str
    n: str
    group: str = ""
    naive: bool = False
    answers: bool = False  # whether the sentence at the top of the page speaks of it


@dataclass(frozen=True, slots=True)
class TableShown:
    """The first rows of a table, which columns hold numbers, and where its CSV is."""

    name: str
    title: str
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    all_rows: int
    file: str


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure, the file that shows it, and the table of its numbers where there is one."""

    name: str
    title: str
    description: str
    alt: str
    file: str
    width: int | None
    height: int | None
    table: TableShown | None


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything of a run that its page shows, and the files that go with it."""

    numbers: tuple[NumberShown, ...] = ()
    tables: tuple[TableShown, ...] = ()
    figures: tuple[FigureShown, ...] = ()
    missing: tuple[str, ...] = ()  # titles of declared results that were not given
    kept_back: tuple[str, ...] = ()  # titles of results that are not for publishing
    files: tuple[Output, ...] = ()

    @property
    def main(self) -> FigureShown | None:
        """The figure that stands at the top: the first that the card names and the run gave."""
        return self.figures[0] if self.figures else None

    @property
    def sound(self) -> tuple[NumberShown, ...]:
        """The numbers that are meant to be right, those of the answer first."""
        right = [number for number in self.numbers if not number.naive]
        return tuple(sorted(right, key=lambda number: not number.answers))

    @property
    def naive(self) -> tuple[NumberShown, ...]:
        """The numbers that an easy sum would give, wrong by design."""
        return tuple(number for number in self.numbers if number.naive)

    @property
    def loose_tables(self) -> tuple[TableShown, ...]:
        """The tables that no figure shows."""
        held = {figure.table.name for figure in self.figures if figure.table}
        return tuple(table for table in self.tables if table.name not in held)


def shown(card: RecipeCard, record: Record | None) -> Shown:
    """The results of a run that may stand on the site; files are named from the recipe's page."""
    kept_back = tuple(
        printable(result.title)
        for result in card.results.values()
        if result.class_ != "publishable"
    )
    if record is None:
        return Shown(kept_back=kept_back)
    given = {name: record.results[name] for name in card.publishable if name in record.results}
    tables = _tables(card, given)
    drawn = _figures(card, given, record, {table.name: table for table in tables})
    figures = tuple(figure for figure, _ in drawn)
    held = {table.name for table in tables} | {figure.name for figure in figures}
    held |= set(words.numbers(card, record))
    missing = tuple(r.title for name, r in card.publishable.items() if name not in held)
    return Shown(
        numbers=_numbers(card, record),
        tables=tables,
        figures=figures,
        missing=missing,
        kept_back=kept_back,
        files=(
            *_numbers_csv(card, record),
            *(_csv(n, f.content) for n, f in given.items() if isinstance(f.content, Table)),
            *(Output(figure.file, picture.data) for figure, picture in drawn),
        ),
    )


def _numbers(card: RecipeCard, record: Record) -> tuple[NumberShown, ...]:
    spoken = placeholders(card.answer or "")
    return tuple(
        NumberShown(
            name=name,
            title=declared.title,
            description=declared.description or "",
            value=words.result(number, declared),
            interval=words.interval(number, declared),
            n=f"{number.n:,}" if number.n is not None else "",
            group=declared.group or "",
            naive=declared.naive,
            answers=name in spoken,
        )
        for name, (declared, number) in words.numbers(card, record).items()
    )


def _tables(card: RecipeCard, given: Mapping[str, ResultFile]) -> tuple[TableShown, ...]:
    found = []
    for name, file in given.items():
        declared, content = card.results[name], file.content
        if isinstance(declared, TableResult) and isinstance(content, Table):
            path, more = f"{FOLDER}/{name}.csv", declared.description or ""
            found.append(table(name, declared.title, more, content, path))
    return tuple(found)


def table(name: str, title: str, description: str, content: Table, file: str) -> TableShown:
    """A table ready for a page, whose CSV is the file."""
    rows = tuple(tuple(printable(cell) for cell in row) for row in content.rows[:MOST_ROWS])
    return TableShown(
        name=name,
        title=title,
        description=description,
        header=tuple(printable(cell) for cell in content.header),
        rows=rows,
        numeric=tuple(
            all(NUMERIC.fullmatch(row[column].strip()) for row in rows)
            for column in range(len(content.header))
        ),
        all_rows=len(content.rows),
        file=file,
    )


def _figures(
    card: RecipeCard,
    given: Mapping[str, ResultFile],
    record: Record,
    tables: Mapping[str, TableShown],
) -> list[tuple[FigureShown, Picture]]:
    found = []
    for name, file in given.items():
        declared, content = card.results[name], file.content
        if not (isinstance(declared, FigureResult) and isinstance(content, Figure)):
            continue
        picture = _picture(file, content, record)
        if picture is None:
            continue
        figure = FigureShown(
            name=name,
            title=declared.title,
            description=declared.description or "",
            alt=picture.alt,
            file=f"{FOLDER}/{name}{picture.suffix}",
            width=picture.width,
            height=picture.height,
            table=tables.get(declared.shows or ""),
        )
        found.append((figure, picture))
    return found


def _picture(file: ResultFile, content: Figure, record: Record) -> Picture | None:
    if content.format not in KINDS:
        return None
    data = read_plain(record.execution.folder, f"{FOLDER}/{file.file}", pictures.LARGEST)
    return pictures.of(data, KINDS[content.format], printable(content.alt)) if data else None


def _csv(name: str, content: Table) -> Output:
    return Output(f"{FOLDER}/{name}.csv", as_csv(content))


def as_csv(content: Table) -> bytes:
    """A table as CSV that a spreadsheet opens without running any of its cells."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in (content.header, *content.rows):
        writer.writerow([f"'{cell}" if FORMULA.match(cell) else printable(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _numbers_csv(card: RecipeCard, record: Record) -> Iterator[Output]:
    """All numbers as one table, unrounded."""
    rows = tuple(
        (name, declared.title, *_written(number), declared.unit or "")
        for name, (declared, number) in words.numbers(card, record).items()
    )
    if rows:
        header = ("name", "title", "value", "lower", "upper", "n", "unit")
        yield _csv("all-numbers", Table(header, rows))  # no result has a hyphen in its name


def _written(number: Number) -> tuple[str, ...]:
    parts = (number.value, number.lower, number.upper, number.n)
    return tuple("" if part is None else str(part) for part in parts)
