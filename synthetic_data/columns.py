"""From arrays to tables with the types of the contract."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.arrays import Bools, Ints
from synthetic_data.contract import CONTRACT
from synthetic_data.contract.arrow import arrow_schema


def pick(values: Sequence[str], index: Ints, blank: Bools | None = None) -> pa.Array:
    """Text chosen from a short list by position, blank where `blank` says so."""
    coded = pa.DictionaryArray.from_arrays(
        pa.array(index.astype(np.int32), mask=blank), pa.array(list(values), pa.string())
    )
    return pc.cast(coded, pa.string())


def take(values: pa.Array, index: Ints) -> pa.Array:
    """The values at those positions."""
    return values.take(pa.array(index))


def blanked(values: pa.Array, blank: Bools) -> pa.Array:
    """The same values with nothing where `blank` says so."""
    return pc.if_else(pa.array(blank), pa.scalar(None, values.type), values)


def column(values: object, kind: pa.DataType) -> pa.Array:
    """An array as Arrow holds it: NaN and NaT become nothing, days become milliseconds."""
    if isinstance(values, np.ndarray) and values.dtype.kind == "M":
        values = values.astype("datetime64[ms]")
    return pa.array(values, kind, from_pandas=True)


def table(name: str, **columns: object) -> pa.Table:
    """A table of the contract from its columns; every field must be given, and no other."""
    schema = arrow_schema(CONTRACT.table(name))
    if set(columns) != set(schema.names):
        raise ValueError(
            f"{name}: the contract has other fields: {set(columns) ^ set(schema.names)}"
        )
    arrays = [column(columns[field.name], field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def empty(name: str) -> pa.Table:
    """A table of the contract without a row, for a service that a locality does not have."""
    return arrow_schema(CONTRACT.table(name)).empty_table()


def plain_table(**columns: object) -> pa.Table:
    """A table that is not of the contract, as the truth has them."""
    arrays = {}
    for name, values in columns.items():
        if isinstance(values, np.ndarray) and values.dtype.kind == "M":
            values = values.astype("datetime64[ms]")
        arrays[name] = pa.array(values, from_pandas=True)
    return pa.table(arrays)
