"""Reading a system's file through its mapping: what can be read, and how much could not.

Nothing said here holds a value: tables, fields, counts and row numbers only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from synthetic_data.contract.arrow import ARROW_TYPES, arrow_schema
from synthetic_data.contract.mapping import FieldMapping, TableMapping
from synthetic_data.contract.model import Field, Table

_DECIMALS = 6
_NUMBER = r"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$"
_EXACT = 2.0**53  # beyond it, not every whole number is a float


class Unreadable(Exception):
    """The file as a whole cannot be read; the text says why, without a word of its content."""


@dataclass(frozen=True)
class Unread:
    """Values of one field that are not what the mapping says; they were left blank."""

    field: str
    count: int
    first: int  # the row, counted from 1 below the header


def columns_of(path: Path, how: TableMapping) -> tuple[str, ...]:
    """The names of the columns of a file. Raises Unreadable."""
    if path.suffix.lower() == ".parquet":
        return tuple(_parquet(path, None).schema.names)
    return tuple(_text(path, how, only_header=True).schema.names)


def read(path: Path, how: TableMapping, table: Table) -> tuple[pa.Table, tuple[Unread, ...]]:
    """The mapped fields of a file as those of the table, in the order of the contract.

    What cannot be read as its field is left blank, and counted. Raises Unreadable, also where a
    mapped column is not there.
    """
    mapped = {one.field: one for one in how.fields}
    names = [name for name in table.field_names if name in mapped]
    columns = [mapped[name].column for name in names]
    raw = _parquet(path, columns) if path.suffix.lower() == ".parquet" else _text(path, how)
    lacking = [one for one in columns if one not in raw.schema.names]
    if lacking:
        raise Unreadable(f"it has no column {lacking[0]}")
    read_so = [_ours(raw[mapped[n].column], table.field(n), mapped[n], how) for n in names]
    unread = [_counted(raw[mapped[n].column], a, n) for n, a in zip(names, read_so, strict=True)]
    schema = pa.schema(
        [
            f.with_nullable(f.nullable or a.null_count > 0)
            for f, a in zip(arrow_schema(table, names), read_so, strict=True)
        ]
    )
    return pa.Table.from_arrays(read_so, schema=schema), tuple(one for one in unread if one.count)


def _text(path: Path, how: TableMapping, *, only_header: bool = False) -> pa.Table:
    """All columns as text, blanks as nulls."""
    odd: list[int | None] = []

    def handler(row: csv.InvalidRow) -> str:
        odd.append(row.number)
        return "skip"

    reading = csv.ReadOptions(encoding=how.encoding, use_threads=False)
    parsing = csv.ParseOptions(
        delimiter=how.delimiter, newlines_in_values=True, invalid_row_handler=handler
    )
    try:
        with csv.open_csv(path, reading, parsing) as stream:
            names = stream.schema.names
        if only_header:
            return pa.table({name: pa.array([], pa.string()) for name in dict.fromkeys(names)})
        odd.clear()
        converting = csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=list(how.blank),
            strings_can_be_null=True,
            quoted_strings_can_be_null=how.blank != ("",),
        )
        rows = csv.read_csv(path, reading, parsing, converting)
    except (pa.ArrowException, UnicodeError, LookupError, OSError) as fault:
        raise Unreadable(_why(fault, how)) from None
    if odd:
        first = f", first in line {odd[0]}" if odd[0] else ""
        raise Unreadable(
            f"{len(odd):,} of its lines have more or fewer columns than its header{first}"
        )
    again = {name for name in names if names.count(name) > 1}
    if again:
        raise Unreadable("two of its columns have the same name")
    return rows


def _why(fault: Exception, how: TableMapping) -> str:
    """Why a file cannot be read; the words of the reader itself may hold what stands in it."""
    said = str(fault).lower()
    if isinstance(fault, LookupError) or ("codec" in said and "unknown" in said):
        return f'there is no encoding "{how.encoding}"'
    if "utf" in said or "codec" in said or "decode" in said:
        return f'it is not text in {how.encoding}; write "encoding: cp1252" or the like'
    if "empty" in said:
        return "it is empty"
    return "it is not such a file"


def _parquet(path: Path, columns: list[str] | None) -> pa.Table:
    try:
        held = pq.ParquetFile(path)
        there = held.schema_arrow.names
        if columns is None:
            return held.schema_arrow.empty_table()
        return held.read([one for one in dict.fromkeys(columns) if one in there])
    except (pa.ArrowException, OSError):
        raise Unreadable("it is not a Parquet file") from None


def _counted(raw: pa.ChunkedArray, made: pa.Array, name: str) -> Unread:
    """What is lost; a text of blanks only is no value."""
    values = raw.combine_chunks()
    there = pc.is_valid(values)
    if pa.types.is_string(values.type):
        there = pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(values), ""), False)
    lost = pc.and_(there, pc.is_null(made))
    return Unread(name, pc.sum(lost).as_py() or 0, (pc.index(lost, True).as_py() or 0) + 1)


def _ours(raw: pa.ChunkedArray, field: Field, one: FieldMapping, how: TableMapping) -> pa.Array:
    """Values of theirs as ours; null where they are not what they should be."""
    values = raw.combine_chunks()
    if one.codes:
        values = _recoded(pc.cast(values, pa.string()), one)
    if not (pa.types.is_string(values.type) or pa.types.is_large_string(values.type)):
        if values.type == ARROW_TYPES[field.type] and one.factor == 1:
            return values
        if pa.types.is_temporal(values.type) and field.type == "date":
            return pc.cast(pc.cast(values, pa.date32(), safe=False), ARROW_TYPES["date"])
    return _AS[field.type](values, one, how)


def _strings(values: pa.Array, _one: FieldMapping, _how: TableMapping) -> pa.Array:
    return pc.cast(values, pa.string())


def _dates(values: pa.Array, one: FieldMapping, _how: TableMapping) -> pa.Array:
    def parsed(text: str | None) -> dt.datetime | None:
        try:
            day = dt.datetime.strptime((text or "").strip(), one.date_format)
        except ValueError:
            return None
        return day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)

    return _each(values, parsed, ARROW_TYPES["date"])


def _shapes(values: pa.Array, _one: FieldMapping, _how: TableMapping) -> pa.Array:
    def parsed(text: str | None) -> bytes | None:
        try:
            return None if text is None else bytes.fromhex(text)
        except ValueError:
            return None

    return _each(values, parsed, pa.binary())


def _each(values: pa.Array, parsed: Callable[[str | None], object], to: pa.DataType) -> pa.Array:
    """Each different text read once: there are few different days in many rows."""
    coded = pc.cast(values, pa.string()).dictionary_encode()
    read_so = [parsed(text) for text in coded.dictionary.to_pylist()]
    return pa.array(read_so, to).take(coded.indices)


def _booleans(values: pa.Array, one: FieldMapping, how: TableMapping) -> pa.Array:
    text = pc.utf8_trim_whitespace(pc.cast(values, pa.string()))
    yes, no = (pa.array(marks, pa.string()) for marks in (one.yes or how.yes, one.no or how.no))
    said = pc.is_in(text, value_set=yes)
    known = pc.or_(said, pc.is_in(text, value_set=no))
    return pc.if_else(pc.and_(pc.is_valid(text), known), said, pa.scalar(None, pa.bool_()))


def _numbers(values: pa.Array, one: FieldMapping, _how: TableMapping) -> pa.Array:
    text = pc.cast(values, pa.string())
    sound = pc.if_else(pc.match_substring_regex(text, _NUMBER), text, None)
    number = pc.cast(pc.utf8_trim_whitespace(sound), pa.float64())
    if one.factor == 1:
        return number
    return pc.round(pc.multiply(number, one.factor), ndigits=_DECIMALS)


def _integers(values: pa.Array, one: FieldMapping, how: TableMapping) -> pa.Array:
    number = _numbers(values, one, how)
    whole = pc.and_(pc.equal(pc.round(number), number), pc.less(pc.abs(number), _EXACT))
    return pc.cast(pc.if_else(whole, number, None), pa.int64())


def _recoded(text: pa.Array, one: FieldMapping) -> pa.Array:
    """Known codes as ours; what the mapping does not know stays as it is."""
    pairs = [(theirs, ours) for ours, every in one.codes.items() for theirs in every]
    place = pc.index_in(text, pa.array([theirs for theirs, _ in pairs], pa.string()))
    ours = pa.array([ours for _, ours in pairs], pa.string()).take(place)
    return pc.if_else(pc.is_valid(place), ours, text)


_AS: dict[str, Callable[[pa.Array, FieldMapping, TableMapping], pa.Array]] = {
    "string": _strings,
    "date": _dates,
    "boolean": _booleans,
    "geometry": _shapes,
    "number": _numbers,
    "integer": _integers,
}
