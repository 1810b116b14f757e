"""A table as a vendor's system exports it, and such a file read through its mapping."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from synthetic_data.contract import CONTRACT
from synthetic_data.contract.mapping import FieldMapping, TableMapping, Texts
from synthetic_data.contract.reading import read
from synthetic_data.files import Written, written
from synthetic_data.vendors import VENDORS, mapping


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
    rows, unread = read(path, how, CONTRACT.table(how.table))
    if unread:
        raise ValueError(f"{how.vendor} writes {how.table} otherwise than its mapping says")
    return rows


def _theirs(values: pa.Array, field: FieldMapping, how: TableMapping) -> pa.Array:
    """Values of ours as the vendor writes them."""
    text = _as_text(values, field, how)
    if field.codes:
        text = _recoded(text, field.codes)
    (blank,) = how.blank
    return pc.fill_null(text, blank) if blank else text


def _as_text(values: pa.Array, field: FieldMapping, how: TableMapping) -> pa.Array:
    of = CONTRACT.table(how.table).field(field.field).type
    if of == "date":
        coded = values.dictionary_encode()  # few days, each written once
        return pc.strftime(coded.dictionary, format=field.date_format).take(coded.indices)
    if of == "boolean":
        return pc.if_else(values, how.yes[0], how.no[0])
    if of == "geometry":
        return pa.array([None if v is None else v.hex() for v in values.to_pylist()], pa.string())
    if field.factor != 1:
        values = pc.divide(pc.cast(values, pa.float64()), field.factor)
    return pc.cast(values, pa.string())


def _recoded(text: pa.Array, codes: Mapping[str, Texts]) -> pa.Array:
    """Known codes as the vendor's; what no list knows stays as it is."""
    place = pc.index_in(text, pa.array(list(codes)))
    theirs = pa.array([one for (one,) in codes.values()]).take(place)
    return pc.if_else(pc.is_valid(place), theirs, text)
