"""What each kind of fault writes instead of the true values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data import slips
from synthetic_data.arrays import Ints
from synthetic_data.columns import column, pick, take
from synthetic_data.faults import Fault, Kind
from synthetic_data.faults.links import SERVICES
from synthetic_data.identifiers import child_ids, text
from synthetic_data.world import World

_UNLINKED_FROM = 100_000_000


@dataclass(frozen=True)
class Hit:
    """The rows that a fault falls on, with all that is needed to write it."""

    rng: np.random.Generator
    world: World
    fault: Fault
    table: pa.Table
    rows: Ints
    child: Ints
    true: pa.Array


Writer = Callable[[Hit, str, Mapping[str, pa.Array]], pa.Array]


def _blank(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    return pa.nulls(len(hit.rows), hit.true.type)


def _replace(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    values = pa.array(list(hit.fault.values), hit.true.type)
    chosen = take(values, hit.rng.integers(len(values), size=len(hit.rows)))
    known = pc.or_(pc.is_valid(hit.true), "" in hit.fault.values)
    return pc.if_else(known, chosen, hit.true)


def _recode(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    result = hit.true
    for code, others in hit.fault.recode.items():
        chosen = pick(others, hit.rng.integers(len(others), size=len(hit.rows)))
        result = pc.if_else(pc.fill_null(pc.equal(hit.true, code), False), chosen, result)
    return result


def _thousandth(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    return pc.divide(hit.true, 1000.0)


def _unit(hit: Hit, field: str, _: Mapping[str, pa.Array]) -> pa.Array:
    if field == "value":
        return pc.divide(hit.true, 1000.0)
    return pa.array(["kg"] * len(hit.rows), pa.string())


def _old_address(hit: Hit, field: str, _: Mapping[str, pa.Array]) -> pa.Array:
    people, places = hit.world.people, hit.world.places
    if field == "postcode":
        old = take(places.postcode, people.first_postcode[hit.child])
    else:
        old = take(places.code, people.first_home[hit.child])
    return pc.if_else(pc.is_null(hit.true), hit.true, old)


def _newer_area(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    return take(hit.world.places.code, hit.world.people.first_home[hit.child])


def _unlinked(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    service = SERVICES.index(hit.fault.name.removesuffix("-unlinked")) + 1
    number = np.asarray(hit.world.people.number[hit.child]) + 10_000_000 * hit.world.locality.number
    other = child_ids(number + 1 + _UNLINKED_FROM * service)
    return pc.if_else(pc.is_null(hit.true), hit.true, other)


def _slip(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    return slips.mistyped(hit.rng, hit.true)


def _spelling(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    return slips.spelt_otherwise(hit.true)


def _swapped(_: Hit, field: str, true: Mapping[str, pa.Array]) -> pa.Array:
    return true["surname" if field == "forename" else "forename"]


def _as_baby(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    return pc.if_else(pc.is_null(hit.true), hit.true, pa.scalar("Baby"))


def _birth_surname(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    return take(hit.world.names.birth_surname, hit.child)


def _turned_date(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    days = hit.true.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    return column(slips.day_and_month_turned(days), hit.true.type)


def _date_slip(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    days = hit.true.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    return column(slips.one_off(hit.rng, days), hit.true.type)


def _known_as(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    return slips.known_as(hit.true)


def _family_surname(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    surnames, people = hit.world.names.surname, hit.world.people
    other = hit.rng.integers(max(1, len(people)), size=len(people))[people.family[hit.child]]
    return take(surnames, other)


def _turned_digits(hit: Hit, _: str, __: Mapping[str, pa.Array]) -> pa.Array:
    known = pc.fill_null(pc.cast(hit.true, pa.int64()), 0).to_numpy(zero_copy_only=False)
    return pc.if_else(pc.is_null(hit.true), hit.true, text(slips.digits_turned(hit.rng, known)))


FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SWAPPED: ("forename", "surname"),
    Kind.UNIT: ("value", "unit"),
}
WRITERS: Mapping[Kind, Writer] = {
    Kind.BLANK: _blank,
    Kind.REPLACE: _replace,
    Kind.RECODE: _recode,
    Kind.THOUSANDTH: _thousandth,
    Kind.UNIT: _unit,
    Kind.OLD_ADDRESS: _old_address,
    Kind.OLD_AREA_CODE: _newer_area,
    Kind.UNLINKED: _unlinked,
    Kind.SLIP: _slip,
    Kind.SPELLING: _spelling,
    Kind.SWAPPED: _swapped,
    Kind.AS_BABY: _as_baby,
    Kind.BIRTH_SURNAME: _birth_surname,
    Kind.DAY_AND_MONTH: _turned_date,
    Kind.DATE_SLIP: _date_slip,
    Kind.KNOWN_AS: _known_as,
    Kind.FAMILY_SURNAME: _family_surname,
    Kind.DIGITS: _turned_digits,
}
