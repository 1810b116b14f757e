"""Putting the faults of a profile into the tables of the services, and logging every one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.arrays import Floats, Ints
from synthetic_data.columns import take
from synthetic_data.contract import CONTRACT
from synthetic_data.faults import Fault, Kind
from synthetic_data.identifiers import prefixed
from synthetic_data.truth import ServiceTable
from synthetic_data.world import World

# What the log tells of each fault: values are as text, key is the row's key in the spoilt table.
LOG_SCHEMA = pa.schema(
    [
        (name, pa.string())
        for name in ("fault", "table", "field", "key", "child_id", "true_value", "recorded_value")
    ]
)


@dataclass(frozen=True)
class Spoilt:
    """The tables with their faults, and one log row for each."""

    tables: Mapping[str, ServiceTable]
    log: pa.Table


def spoil(world: World, tables: Mapping[str, ServiceTable], faults: Iterable[Fault]) -> Spoilt:
    """Apply the faults one after the other, each with a random stream of its own."""
    spoilt, logs = dict(tables), [LOG_SCHEMA.empty_table()]
    for fault in faults:
        spoilt[fault.table], log = _apply(world, spoilt[fault.table], fault)
        logs.append(log)
    return Spoilt(spoilt, pa.concat_tables(logs))


def rates(world: World, fault: Fault, child: Ints) -> Floats:
    """The chance of the fault for each row, by the deprivation and ethnicity of its child."""
    people = world.people
    steps = (5 - world.places.quintile[people.first_home[child]]) / 4
    minority = np.where(people.ethnicity[child] == 0, 1.0, fault.minority)
    return np.asarray(fault.rate * (1 + (fault.deprived - 1) * steps) * minority)


def _apply(world: World, held: ServiceTable, fault: Fault) -> tuple[ServiceTable, pa.Table]:
    if held.child is None:
        raise ValueError(f"{fault.name}: the table {fault.table} is not about children")
    rng = world.stream(f"fault {fault.name}")
    hit = np.flatnonzero(rng.random(len(held.child)) < rates(world, fault, held.child))
    if fault.kind is Kind.DUPLICATE:
        return _duplicate(held, held.child, fault, hit)
    true = take(held.table[fault.field].combine_chunks(), hit)
    recorded = _recorded(rng, world, held, fault, hit, true)
    changed = np.asarray(pc.fill_null(_text_differs(true, recorded), False))
    hit, keep = hit[changed], pa.array(changed)
    true, recorded = true.filter(keep), recorded.filter(keep)
    table = _with_values(held.table, fault.field, hit, recorded)
    return ServiceTable(table, held.child), _log(fault, table, hit, true, recorded)


def _recorded(
    rng: np.random.Generator,
    world: World,
    held: ServiceTable,
    fault: Fault,
    hit: Ints,
    true: pa.Array,
) -> pa.Array:
    """What the service writes instead of the true values."""
    if fault.kind is Kind.BLANK:
        return pa.nulls(len(hit), true.type)
    if fault.kind is Kind.THOUSANDTH:
        return pc.divide(true, 1000.0)
    if fault.kind is Kind.OLD_ADDRESS and held.child is not None:
        people, rows = world.people, held.child[hit]
        old = take(world.places.code, people.first_home[rows])
        return pc.if_else(pc.is_null(true), true, old)
    choice = rng.integers(len(fault.values), size=len(hit))
    values = take(pa.array(list(fault.values), true.type), choice)
    return pc.if_else(pc.is_null(true), true, values)


def _duplicate(
    held: ServiceTable, child: Ints, fault: Fault, hit: Ints
) -> tuple[ServiceTable, pa.Table]:
    """The rows a second time, behind the first; a number that is the whole key is a new one."""
    key = CONTRACT.table(fault.table).key
    again = held.table.take(pa.array(hit))
    if key == ("contact_id",):
        prefix = again["contact_id"][0].as_py()[:3] if len(hit) else ""
        numbers = held.table.num_rows + 1 + np.arange(len(hit))
        place = again.schema.get_field_index("contact_id")
        again = again.set_column(place, again.schema.field(place), prefixed(prefix, numbers, 8))
    order = np.argsort(np.concatenate([np.arange(held.table.num_rows), hit]), kind="stable")
    both = pa.concat_tables([held.table, again]).take(pa.array(order))
    child = np.concatenate([child, child[hit]])[order]
    nothing = pa.nulls(len(hit), pa.string())
    return ServiceTable(both, child), _log(fault, again, np.arange(len(hit)), nothing, nothing)


def _with_values(table: pa.Table, field: str, rows: Ints, values: pa.Array) -> pa.Table:
    """The table with other values of one field in those rows."""
    mask = np.zeros(table.num_rows, dtype=bool)
    mask[rows] = True
    old = table[field].combine_chunks()
    new = pc.replace_with_mask(old, pa.array(mask), values)
    place = table.schema.get_field_index(field)
    return table.set_column(place, table.schema.field(place), new)


def _text_differs(first: pa.Array, second: pa.Array) -> pa.Array:
    """Whether values differ; a blank differs from anything but a blank."""
    one_blank = pc.xor(pc.is_null(first), pc.is_null(second))
    return pc.or_(one_blank, pc.fill_null(pc.not_equal(first, second), False))


def _as_text(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Values as text, days without a time."""
    days = pa.types.is_timestamp(values.type)
    return pc.cast(pc.cast(values, pa.date32()) if days else values, pa.string())


def _log(fault: Fault, table: pa.Table, rows: Ints, true: pa.Array, recorded: pa.Array) -> pa.Table:
    chosen = table.take(pa.array(rows))
    key = [_as_text(chosen[name]) for name in CONTRACT.table(fault.table).key]
    columns = [
        pa.array([fault.name] * len(rows), pa.string()),
        pa.array([fault.table] * len(rows), pa.string()),
        pa.array([fault.field] * len(rows), pa.string()),
        pc.binary_join_element_wise(*key, "|"),
        chosen["child_id"],
        pc.cast(true, pa.string()),
        pc.cast(recorded, pa.string()),
    ]
    return pa.table(columns, schema=LOG_SCHEMA)
