"""Putting the faults of a profile into the tables of a service, and logging every one."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.arrays import Bools, Floats, Ints
from synthetic_data.columns import take
from synthetic_data.contract import CONTRACT
from synthetic_data.faults import Fault, Kind
from synthetic_data.truth import ServiceTable
from synthetic_data.world import World
from synthetic_data.writers import FIELDS, WRITERS, Hit

# What the log tells of each fault: values are as text, key is the row's key in the spoilt table;
# for a row written twice the true value is the key of the first.
LOG_SCHEMA = pa.schema(
    [
        (name, pa.string())
        for name in (
            "fault", "catalogue", "table", "field", "key", "child_id", "true_value",
            "recorded_value",
        )
    ]
)  # fmt: skip

_LOSING = (Kind.LOST, Kind.PARTLY_LOST)
_QUARTER_OF = {
    "health_visiting_contact": "contact_date",
    "asq3": "assessment_date",
    "breastfeeding": "observation_date",
}


@dataclass(frozen=True)
class Spoilt:
    """A table with its faults, the rows it came from, and one log row for each fault."""

    held: ServiceTable
    rows: Ints
    log: pa.Table


def spoil(world: World, name: str, held: ServiceTable, faults: Iterable[Fault]) -> Spoilt:
    """Apply the faults of one table, one after the other, each with a random stream of its own."""
    state = Spoilt(held, np.arange(held.table.num_rows), LOG_SCHEMA.empty_table())
    for fault in faults:
        if fault.table == name:
            state = _apply(world, state, fault)
    return state


def rates(world: World, fault: Fault) -> Floats:
    """The chance of the fault for each child, by who the child is."""
    factors = np.array(
        [
            (1 + (fault.deprived - 1) * step / 4)
            * (fault.minority if kind & 1 else 1.0)
            * (fault.young if kind & 2 else 1.0)
            * (fault.moved if kind & 4 else 1.0)
            * (fault.in_need if kind & 8 else 1.0)
            for step in range(5)
            for kind in range(16)
        ]
    )
    chances = (fault.rate * factors)[world.burden]
    return np.asarray(chances * world.faulty if fault.clusters else chances)


def _apply(world: World, state: Spoilt, fault: Fault) -> Spoilt:
    held = state.held
    rng = world.stream(f"fault {fault.name}")
    hit = _hit_rows(rng, world, held, fault)
    if not len(hit):
        return state
    child = held.child[hit] if held.child is not None else hit * 0
    if fault.kind in _LOSING:
        return _lose(world, state, fault, hit)
    if fault.kind is Kind.DUPLICATE:
        return _duplicate(world, state, fault, hit)
    table, logs = held.table, [state.log]
    fields = FIELDS.get(fault.kind, (fault.field,))
    true = {name: take(held.table[name].combine_chunks(), hit) for name in fields}
    for name in fields:
        call = Hit(rng, world, fault, held.table, hit, child, true[name])
        recorded = WRITERS[fault.kind](call, name, true)
        changed = np.asarray(pc.fill_null(_differs(true[name], recorded), False))
        keep = pa.array(changed)
        table = _with_values(table, name, hit[changed], recorded.filter(keep))
        log = _log(world, held, fault, name, table, hit[changed], true[name].filter(keep),
                   recorded.filter(keep))  # fmt: skip
        logs.append(log)
    return Spoilt(ServiceTable(table, held.child), state.rows, pa.concat_tables(logs))


def _hit_rows(rng: np.random.Generator, world: World, held: ServiceTable, fault: Fault) -> Ints:
    """The rows that the fault falls on."""
    if held.child is None:
        hit = rng.random(held.table.num_rows) < fault.rate
    elif fault.kind is Kind.PARTLY_LOST:  # with a contact goes what was written at it
        everyone = world.stream("partial quarter").random(len(world.people))
        hit = (everyone < fault.rate)[held.child]
    elif fault.kind is Kind.UNLINKED:  # the same children in all tables of a service
        hit = (rng.random(len(world.people)) < rates(world, fault))[held.child]
    else:
        hit = rng.random(len(held.child)) < rates(world, fault)[held.child]
    if fault.kind in _LOSING:
        hit &= _in_lost_quarter(world, held, fault)
    if fault.only:
        field, value = fault.only
        hit &= np.asarray(pc.fill_null(pc.equal(held.table[field], value), False))
    return np.flatnonzero(hit)


def _in_lost_quarter(world: World, held: ServiceTable, fault: Fault) -> Bools:
    """The rows of the first team in the quarter that the locality lacks."""
    place = world.locality
    quarter = place.lost_quarter if fault.kind is Kind.LOST else place.partial_quarter
    if quarter is None or held.child is None:
        return np.zeros(held.table.num_rows, dtype=bool)
    first = np.datetime64(f"{quarter[:4]}-{3 * int(quarter[-1]) - 2:02d}", "M")
    month = held.table[_QUARTER_OF[fault.table]].to_numpy().astype("datetime64[M]")
    team = world.people.first_home[held.child] % world.locality.teams
    return np.asarray((month >= first) & (month < first + 3) & (team == 0))


def _lose(world: World, state: Spoilt, fault: Fault, hit: Ints) -> Spoilt:
    """The table without those rows; the log keeps their keys."""
    held = state.held
    nothing = pa.nulls(len(hit), pa.string())
    log = _log(world, held, fault, "*", held.table, hit, nothing, nothing)
    keep = np.ones(held.table.num_rows, dtype=bool)
    keep[hit] = False
    child = None if held.child is None else held.child[keep]
    rest = ServiceTable(held.table.filter(pa.array(keep)), child)
    return Spoilt(rest, state.rows[keep], pa.concat_tables([state.log, log]))


def _duplicate(world: World, state: Spoilt, fault: Fault, hit: Ints) -> Spoilt:
    """The rows a second time, behind the first; a number of the service is a new one."""
    held, key = state.held, CONTRACT.table(fault.table).key
    again = held.table.take(pa.array(hit))
    first = _key(again, fault.table)
    if len(key) == 1 and key != ("child_id",):
        place = again.schema.get_field_index(key[0])
        number = pc.binary_join_element_wise(again[key[0]].combine_chunks(), "2", "-")
        again = again.set_column(place, again.schema.field(place), number)
    order = np.argsort(np.concatenate([np.arange(held.table.num_rows), hit]), kind="stable")
    both = pa.concat_tables([held.table, again]).take(pa.array(order))
    child = None if held.child is None else np.concatenate([held.child, held.child[hit]])[order]
    nothing = pa.nulls(len(hit), pa.string())
    source = ServiceTable(again, None if held.child is None else held.child[hit])
    log = _log(world, source, fault, "*", again, np.arange(len(hit)), first, nothing)
    rows = np.concatenate([state.rows, state.rows[hit]])[order]
    return Spoilt(ServiceTable(both, child), rows, pa.concat_tables([state.log, log]))


def _with_values(table: pa.Table, field: str, rows: Ints, values: pa.Array) -> pa.Table:
    """The table with other values of one field in those rows."""
    mask = np.zeros(table.num_rows, dtype=bool)
    mask[rows] = True
    old = table[field].combine_chunks()
    new = pc.replace_with_mask(old, pa.array(mask), values)
    place = table.schema.get_field_index(field)
    return table.set_column(place, table.schema.field(place), new)


def _differs(first: pa.Array, second: pa.Array) -> pa.Array:
    """Whether values differ; a blank differs from anything but a blank."""
    one_blank = pc.xor(pc.is_null(first), pc.is_null(second))
    return pc.or_(one_blank, pc.fill_null(pc.not_equal(first, second), False))


def _as_text(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Values as text, days without a time."""
    days = pa.types.is_timestamp(values.type)
    return pc.cast(pc.cast(values, pa.date32()) if days else values, pa.string())


def _key(table: pa.Table, name: str) -> pa.Array:
    return pc.binary_join_element_wise(
        *(_as_text(table[field]) for field in CONTRACT.table(name).key), "|"
    )


def _log(
    world: World,
    held: ServiceTable,
    fault: Fault,
    field: str,
    table: pa.Table,
    rows: Ints,
    true: pa.Array,
    recorded: pa.Array,
) -> pa.Table:
    """A row for each fault that changed something; who the child truly is stands in it."""
    count = len(rows)
    child = pa.nulls(count, pa.string())
    if held.child is not None:
        child = take(world.child_id, held.child[rows])
    constant = (fault.name, fault.catalogue, fault.table, field)
    columns = [
        *(pa.repeat(pa.scalar(value, pa.string()), count) for value in constant),
        _key(table.take(pa.array(rows)), fault.table),
        child,
        _as_text(pa.chunked_array([true])),
        _as_text(pa.chunked_array([recorded])),
    ]
    return pa.table(columns, schema=LOG_SCHEMA)
