"""Checking a folder of tables against the contract: names, types, blanks, codes, keys, references.

Messages give tables, fields and counts, never a value.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from synthetic_data.contract import CONTRACT, Table
from synthetic_data.contract.keeping import Problem, of_fields, of_key, of_references
from synthetic_data.trouble import CannotMake, nearest


def check_folder(folder: Path) -> Iterator[Problem]:
    """Everything in a locality's folder that does not keep to the contract.

    Raises CannotMake when there is no such folder or no table in it.
    """
    files = sorted(Path(folder).glob("*.parquet"))
    if not files:
        raise CannotMake(f"There is no Parquet file in {folder}.")
    held = {}
    for file in files:
        if not CONTRACT.has_table(file.stem):
            names = nearest(file.stem, CONTRACT.table_names)
            yield Problem(file.stem, None, f"the contract has no such table; {names}")
            continue
        try:
            held[file.stem] = pq.read_table(file)
        except (pa.ArrowInvalid, OSError):
            yield Problem(file.stem, None, "the file cannot be read as Parquet.")
    for name, rows in held.items():
        yield from check_table(CONTRACT.table(name), rows)
    yield from of_references(CONTRACT, held)


def check_table(table: Table, rows: pa.Table) -> Iterator[Problem]:
    """Everything in one table that does not keep to the contract."""
    for name in rows.schema.names:
        if not table.has_field(name):
            yield Problem(table.name, name, f"no such field; {nearest(name, table.field_names)}")
    for name in table.required_fields:
        if name not in rows.schema.names:
            yield Problem(table.name, name, "a required field is missing.")
    yield from of_fields(table, rows)
    yield from of_key(table, rows)
