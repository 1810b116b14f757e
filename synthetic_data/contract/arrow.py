"""The types that the tables of the contract have as Parquet."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.contract.model import Field, Table

# A date is a timestamp without a zone and not a date32, because pandas reads date32 as a column of
# Python objects, on which date arithmetic is slow and comparison with a Timestamp fails.
ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.timestamp("ms"),
    "boolean": pa.bool_(),
    "geometry": pa.binary(),
}


def arrow_field(field: Field) -> pa.Field:
    """One field of the contract as an Arrow field."""
    return pa.field(field.name, ARROW_TYPES[field.type], nullable=field.nullable)


def arrow_schema(table: Table, fields: Sequence[str] | None = None) -> pa.Schema:
    """The Arrow schema of a table, or of the named fields only, in the order of the contract.

    Raises KeyError for a name that the table does not have.
    """
    for name in fields or ():
        table.field(name)
    wanted = table.field_names if fields is None else fields
    return pa.schema([arrow_field(field) for field in table.fields if field.name in wanted])


def as_text(table: pa.Table) -> pa.Table:
    """The table with shapes as hexadecimal text and dates without a time."""
    for place, field in enumerate(table.schema):
        column = table.column(place)
        if pa.types.is_binary(field.type):
            shapes = [None if shape is None else shape.hex() for shape in column.to_pylist()]
            table = table.set_column(place, field.name, pa.array(shapes, pa.string()))
        elif pa.types.is_timestamp(field.type):
            table = table.set_column(place, field.name, pc.cast(column, pa.date32()))
    return table
