"""Checking a folder of tables against the contract: names, types, blanks, codes, keys, references.

Messages give tables, fields and counts, never a value.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from synthetic_data.contract import CONTRACT, Field, Table
from synthetic_data.contract.arrow import ARROW_TYPES
from synthetic_data.trouble import CannotMake, nearest


@dataclass(frozen=True)
class Problem:
    """One thing that does not keep to the contract."""

    table: str
    field: str | None
    problem: str

    def __str__(self) -> str:
        where = self.table if self.field is None else f"{self.table}.{self.field}"
        return f"{where}: {self.problem}"


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
    yield from _references(held)


def check_table(table: Table, rows: pa.Table) -> Iterator[Problem]:
    """Everything in one table that does not keep to the contract."""
    for name in rows.schema.names:
        if not table.has_field(name):
            yield Problem(table.name, name, f"no such field; {nearest(name, table.field_names)}")
    for name in table.required_fields:
        if name not in rows.schema.names:
            yield Problem(table.name, name, "a required field is missing.")
    for field in table.fields:
        if field.name in rows.schema.names:
            yield from _check_field(table, field, rows[field.name])
    if all(name in rows.schema.names for name in table.key):
        yield from _key(table, rows)


def _check_field(table: Table, field: Field, values: pa.ChunkedArray) -> Iterator[Problem]:
    wanted = ARROW_TYPES[field.type]
    if values.type != wanted:
        yield Problem(table.name, field.name, f"is {values.type} and should be {wanted}.")
        return
    if values.null_count and not field.nullable:
        yield Problem(table.name, field.name, f"{values.null_count:,} values are blank.")
    if field.codes:
        # Leading zeros are lost and won in every export; they do not make a code wrong.
        known = pc.utf8_ltrim(pa.array(list(field.codes)), "0")
        text = pc.utf8_ltrim(pc.cast(values, pa.string()), "0")
        strange = pc.and_(pc.is_valid(text), pc.invert(pc.is_in(text, value_set=known)))
        count = pc.sum(strange).as_py() or 0
        if count:
            yield Problem(table.name, field.name, f"{count:,} values are not in the code list.")


def _key(table: Table, rows: pa.Table) -> Iterator[Problem]:
    again = rows.num_rows - rows.group_by(list(table.key)).aggregate([]).num_rows
    if again:
        yield Problem(table.name, None, f"{again:,} rows repeat the key {', '.join(table.key)}.")


def _references(held: dict[str, pa.Table]) -> Iterator[Problem]:
    for name, rows in held.items():
        for field in CONTRACT.table(name).fields:
            target, _, other = (field.references or "").partition(".")
            if field.name not in rows.schema.names or target not in held:
                continue
            if other not in held[target].schema.names:
                continue
            values = rows[field.name]
            found = pc.is_in(values, value_set=held[target][other].combine_chunks())
            lost = pc.sum(pc.and_(pc.is_valid(values), pc.invert(found))).as_py() or 0
            if lost:
                yield Problem(name, field.name, f"{lost:,} values are not in {field.references}.")
