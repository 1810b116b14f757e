"""Whether tables keep to a contract: types, blanks, codes, keys, references.

What is said gives tables, fields and counts, never a value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.contract.arrow import ARROW_TYPES
from synthetic_data.contract.model import Contract, Field, Table


@dataclass(frozen=True)
class Problem:
    """One thing that does not keep to the contract."""

    table: str
    field: str | None
    problem: str

    def __str__(self) -> str:
        where = self.table if self.field is None else f"{self.table}.{self.field}"
        return f"{where}: {self.problem}"


def of_fields(table: Table, rows: pa.Table) -> Iterator[Problem]:
    """What is wrong in those fields of a table that are there."""
    for field in table.fields:
        if field.name in rows.schema.names:
            yield from _of_field(table, field, rows[field.name])


def _of_field(table: Table, field: Field, values: pa.ChunkedArray) -> Iterator[Problem]:
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


def of_key(table: Table, rows: pa.Table) -> Iterator[Problem]:
    """Whether rows repeat the key, where all of it is there."""
    if not all(name in rows.schema.names for name in table.key):
        return
    again = rows.num_rows - rows.group_by(list(table.key)).aggregate([]).num_rows
    if again:
        yield Problem(table.name, None, f"{again:,} rows repeat the key {', '.join(table.key)}.")


def of_references(contract: Contract, held: Mapping[str, pa.Table]) -> Iterator[Problem]:
    """Values that are not in the table that they refer to, where both are there."""
    for name, rows in held.items():
        for field in contract.table(name).fields:
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
