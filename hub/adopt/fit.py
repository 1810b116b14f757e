"""Whether your files fit a recipe: its tables read through your mappings, and what is in the way.

Only the tables and fields that the recipe asks for are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from hub.adopt.misfit import Misfit
from hub.contribution import Input, RecipeCard
from hub.data import CONTRACT, FieldMapping, Table, TableMapping, as_it_is, keeping, reading
from hub.nearest import listed, nearest, number_of

ENDINGS = (".parquet", ".csv", ".txt")
TO_WRITE = "Write it into the mapping; hub adopt makes one to fill in."


@dataclass(slots=True)
class Fit:
    """The tables that a recipe can have of your data, and what does not fit."""

    tables: dict[str, pa.Table] = field(default_factory=dict)
    misfits: list[Misfit] = field(default_factory=list)

    @property
    def fits(self) -> bool:
        """Whether the recipe can be run on it."""
        return not any(one.stops for one in self.misfits)


def fit(
    card: RecipeCard, data: Path, mappings: Mapping[str, TableMapping], *, values: bool = True
) -> Fit:
    """Read what a recipe asks for from a folder of your files.

    A table without a mapping is looked for as NAME.csv or NAME.parquet, with the names and codes
    of the data dictionary. Without `values` only the headers are read.
    """
    made = Fit()
    for name, wanted in card.inputs.items():
        table = CONTRACT.table(name)
        file = _File(table, wanted, data, mappings.get(name))
        lacking = list(file.lacking())
        made.misfits += lacking if wanted.required else _good_to_know(table, lacking)
        if lacking and any(one.stops for one in lacking):
            continue
        if values:
            _read(file, made)
    if values and made.fits:
        made.misfits += _unlike(made.tables)
    return made


def _good_to_know(table: Table, lacking: Sequence[Misfit]) -> Iterator[Misfit]:
    """An optional table may be missing; one that is there and cannot be used should be mended."""
    if any(one.stops for one in lacking):
        words = "the recipe does without this table, because " + lacking[0].problem
        yield Misfit(table.name, words, lacking[0].do, stops=False)
    else:
        yield from lacking


@dataclass(frozen=True, slots=True)
class _File:
    """A table that a recipe asks for, and the file of yours that should hold it."""

    table: Table
    wanted: Input
    data: Path
    mapping: TableMapping | None

    def found(self) -> list[Path]:
        """The file that the mapping names, or those named after the table."""
        if self.mapping is not None:
            path = self.data / self.mapping.file
            return [path] if self.mapping.file and path.is_file() else []
        return sorted(
            path
            for path in self.data.glob(f"{self.table.name}.*")
            if path.suffix.lower() in ENDINGS and path.is_file()
        )

    def how(self) -> TableMapping:
        """The mapping of the fields that the recipe asks for."""
        whole = self.mapping or as_it_is(self.table, "")
        fields = tuple(one for one in whole.fields if one.field in self.wanted.fields)
        return replace(whole, fields=fields)

    def held(self, columns: Sequence[str]) -> TableMapping:
        """The same, of the columns that are there."""
        how = self.how()
        fields = tuple(one for one in how.fields if one.column in columns)
        return replace(how, fields=fields)

    def lacking(self) -> Iterator[Misfit]:
        """What of it is not there, from the headers alone."""
        found = self.found()
        if len(found) != 1:
            yield self._no_file(found)
            return
        try:
            columns = reading.columns_of(found[0], self.how())
        except reading.Unreadable as fault:
            yield Misfit(found[0].name, f"{fault}.", "")
            return
        mapped = {one.field: one for one in self.how().fields}
        for name in self.wanted.fields:
            if name not in mapped or mapped[name].column not in columns:
                yield self._no_field(name, mapped.get(name), columns, found[0])

    def _no_file(self, found: list[Path]) -> Misfit:
        if self.mapping is not None:
            said = f'the mapping names the file "{self.mapping.file}", which is not in the folder.'
            said = said if self.mapping.file else "the mapping names no file."
            return Misfit(self.table.name, said, 'Write the name of your file after "file:".')
        if found:
            names = listed(path.name for path in found)
            return Misfit(self.table.name, f"{names} could each be it.", "Keep one in the folder.")
        name = self.table.name
        do = f"Put {name}.csv or {name}.parquet there, or write a mapping that names your file."
        return Misfit(name, "there is no file for it in the folder.", do)

    def _no_field(
        self, name: str, one: FieldMapping | None, columns: Sequence[str], file: Path
    ) -> Misfit:
        stops = name not in self.wanted.optional
        where = f"{self.table.name}.{name}"
        without = "" if stops else " The recipe does without it."
        if one is None:
            said = f"the mapping names no column for it.{without}"
            return Misfit(where, said, TO_WRITE if stops else "", stops)
        near = nearest(one.column, columns)
        meant = f' Is it "{near}"?' if near else ""
        said = f'{file.name} has no column "{one.column}".{meant}{without}'
        return Misfit(where, said, TO_WRITE if stops else "", stops)


def _read(file: _File, made: Fit) -> None:
    """The table's values; what could not be read, and what is not as the dictionary says."""
    (path,) = file.found()
    try:
        how = file.held(reading.columns_of(path, file.how()))
        rows, unread = reading.read(path, how, file.table)
        rows = _without_empty(rows)
    except reading.Unreadable as fault:
        made.misfits.append(Misfit(path.name, f"{fault}.", "", stops=file.wanted.required))
        return
    if not rows.num_rows:
        words = f"{path.name} has a header and no rows."
        made.misfits.append(Misfit(file.table.name, words, "", stops=file.wanted.required))
        return
    formats = {one.field: one for one in how.fields}
    for one in unread:
        made.misfits.append(_unread(one, file, formats[one.field], rows.num_rows))
    for problem in (*keeping.of_fields(file.table, rows), *keeping.of_key(file.table, rows)):
        made.misfits.append(_known(problem))
    made.tables[file.table.name] = rows


def _without_empty(rows: pa.Table) -> pa.Table:
    """Empty texts as blanks: programs that write tables put quotes around everything."""
    for place, name in enumerate(rows.schema.names):
        if pa.types.is_string(rows.schema.field(place).type):
            values = rows[name]
            kept = pc.if_else(pc.equal(values, ""), pa.scalar(None, pa.string()), values)
            field = rows.schema.field(place).with_nullable(True)
            rows = rows.set_column(place, field, kept)
    return rows


def _unread(one: reading.Unread, file: _File, how: FieldMapping, rows: int) -> Misfit:
    of = file.table.field(one.field)
    form = {
        "date": f"a day written as {how.date_format}",
        "boolean": "the word for yes or for no",
        "geometry": "a shape as WKB in hexadecimal",
        "integer": "a whole number",
    }.get(of.type, f"a {of.type}")
    part = f"{number_of(one.count, 'value')} of {rows:,} rows"
    verb = "is" if one.count == 1 else "are"
    problem = f"{part} {verb} not {form}, first in row {one.first}; they count as blank."
    every = one.count == rows
    key = {"date": "date_format", "boolean": "yes and no"}.get(of.type, "column")
    do = f"Look at {key} in the mapping." if every or one.count > rows / 100 else ""
    return Misfit(f"{file.table.name}.{one.field}", problem, do, stops=every and _must(file, one))


def _must(file: _File, one: reading.Unread) -> bool:
    return file.wanted.required and one.field not in file.wanted.optional


def _unlike(tables: Mapping[str, pa.Table]) -> Iterator[Misfit]:
    for problem in keeping.of_references(CONTRACT, tables):
        yield _known(problem)


def _known(problem: keeping.Problem) -> Misfit:
    where = f"{problem.table}.{problem.field}" if problem.field else problem.table
    return Misfit(where, problem.problem, "", stops=False)
