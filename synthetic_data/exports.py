"""A table as a vendor's system exports it, and such a file read through its mapping."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from synthetic_data.contract import CONTRACT
from synthetic_data.contract.arrow import ARROW_TYPES, arrow_schema
from synthetic_data.files import Written, written
from synthetic_data.vendors import VENDORS, FieldMapping, TableMapping, mapping

_DECIMALS = 6


def export_and_read_back(
    root: Path, here: str, name: str, table: pa.Table, vendors: tuple[str, ...]
) -> tuple[list[Written], pa.Table]:
    """Write a table as each vendor would; gives the table as the first one's file reads."""
    files, back = [], table
    for vendor in vendors:
        how = mapping(VENDORS[vendor], CONTRACT.table(name))
        path = f"{here}/export/{vendor}/{how.file}"
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write_export(root / path, table, how)
        files.append(written(root, path, table.num_rows))
        if vendor == vendors[0]:
            back = read_export(root / path, how)
    return files, back


def write_export(path: Path, table: pa.Table, how: TableMapping) -> None:
    """Write a table of the contract as the vendor's file."""
    columns = {
        field.column: _theirs(table[field.field].combine_chunks(), field, how)
        for field in how.fields
    }
    options = csv.WriteOptions(delimiter=how.delimiter)
    csv.write_csv(pa.table(columns), path, options)


def read_export(path: Path, how: TableMapping) -> pa.Table:
    """Read a vendor's file as a table of the contract."""
    names = [field.column for field in how.fields]
    raw = csv.read_csv(
        path,
        parse_options=csv.ParseOptions(delimiter=how.delimiter),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[how.blank],
            strings_can_be_null=True,
            quoted_strings_can_be_null=how.blank != "",
        ),
    )
    schema = arrow_schema(CONTRACT.table(how.table))
    arrays = [_ours(raw[field.column].combine_chunks(), field, how) for field in how.fields]
    return pa.Table.from_arrays(arrays, schema=schema)


def _theirs(values: pa.Array, field: FieldMapping, how: TableMapping) -> pa.Array:
    """Values of ours as the vendor writes them."""
    text = _as_text(values, field, how)
    if field.codes:
        text = _recoded(text, {ours: theirs for theirs, ours in field.codes.items()})
    return pc.fill_null(text, how.blank) if how.blank else text


def _as_text(values: pa.Array, field: FieldMapping, how: TableMapping) -> pa.Array:
    if field.type == "date":
        coded = values.dictionary_encode()  # few days, each written once
        return pc.strftime(coded.dictionary, format=field.date_format).take(coded.indices)
    if field.type == "boolean":
        return pc.if_else(values, how.yes, how.no)
    if field.type == "geometry":
        return pa.array([None if v is None else v.hex() for v in values.to_pylist()], pa.string())
    if field.factor:
        values = pc.divide(pc.cast(values, pa.float64()), field.factor)
    return pc.cast(values, pa.string())


def _ours(text: pa.Array, field: FieldMapping, how: TableMapping) -> pa.Array:
    """Values of the vendor as ours."""
    if field.codes:
        text = _recoded(text, field.codes)
    if field.type == "date":
        return pc.strptime(text, format=field.date_format, unit="ms")
    if field.type == "boolean":
        return pc.if_else(pc.is_valid(text), pc.equal(text, how.yes), None)
    if field.type == "geometry":
        shapes = [None if value is None else bytes.fromhex(value) for value in text.to_pylist()]
        return pa.array(shapes, pa.binary())
    if field.factor:
        number = pc.multiply(pc.cast(text, pa.float64()), field.factor)
        return pc.cast(pc.round(number, ndigits=_DECIMALS), ARROW_TYPES[field.type])
    return pc.cast(text, ARROW_TYPES[field.type])


def _recoded(text: pa.Array, codes: Mapping[str, str]) -> pa.Array:
    """Known codes in the other list; what no list knows stays as it is."""
    place = pc.index_in(text, pa.array(list(codes)))
    other = pa.array(list(codes.values())).take(place)
    return pc.if_else(pc.is_valid(place), other, text)
