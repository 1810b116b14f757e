"""One locality from its settings to its files: draw, spoil, write, one service at a time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.contract import CONTRACT
from synthetic_data.exports import export_and_read_back
from synthetic_data.faults import Fault
from synthetic_data.files import Written, write_csv, write_mappings, write_table, write_values
from synthetic_data.localities import Locality
from synthetic_data.locality_data import services
from synthetic_data.person_review import make_person_review, reviewed
from synthetic_data.profiles import Profile
from synthetic_data.spoil import LOG_SCHEMA, Spoilt, spoil
from synthetic_data.truth import Service, TruthValue
from synthetic_data.truths.identifiers import identifier_truth
from synthetic_data.world import World, make_world


@dataclass(frozen=True)
class Order:
    """What is asked for: everything that decides how one locality is made and written."""

    profile: Profile
    seed: int
    scale: float
    with_nhs_numbers: bool = True
    csv: bool = False


@dataclass(frozen=True)
class _Recorded:
    """What one service gave once its faults were put in and its tables written."""

    written: list[Written]
    values: Mapping[str, TruthValue]
    log: pa.Table
    review: list[pa.Table]


def write_locality(root: Path, locality: Locality, order: Order) -> list[Written]:
    """Make a locality and write it below the folder of its profile.

    A thread spoils and writes what is finished while the next service is drawn.
    """
    world = make_world(
        order.profile.shaped(locality),
        order.seed,
        order.scale,
        with_nhs_numbers=order.with_nhs_numbers,
    )
    here = locality.slug
    with ThreadPoolExecutor(max_workers=1) as writer:
        pending: list[Future[_Recorded]] = []
        for service in services(world):
            pending.append(writer.submit(_record, root, here, order, world, service))
            _wait_for_all_but(1, pending)
        recorded = [future.result() for future in pending]
    people = make_person_review([table for one in recorded for table in one.review])
    log = pa.concat_tables([LOG_SCHEMA.empty_table(), *(one.log for one in recorded)])
    values = {name: value for one in recorded for name, value in one.values.items()}
    values |= people.values
    written = [file for one in recorded for file in one.written]
    written += _write(root, here, order, people, _spoilt(world, people, ()))
    written.append(_truth(root, here, "faults", log))
    written.append(write_values(root, f"{here}/truth/values.json", _known(values | _counts(log))))
    if order.profile.vendors:
        written += write_mappings(root, here, order.profile.vendors)
    return sorted(written, key=lambda one: one.path)


def _record(root: Path, here: str, order: Order, world: World, service: Service) -> _Recorded:
    """Put the faults into the tables of one service and write them."""
    spoilt = _spoilt(world, service, order.profile.faults)
    return _Recorded(
        written=_write(root, here, order, service, spoilt),
        values={**service.values, **_identifiers(world, service, spoilt)},
        log=pa.concat_tables([LOG_SCHEMA.empty_table(), *(one.log for one in spoilt.values())]),
        review=list(reviewed(_true_tables(service, spoilt))),
    )


def _known(values: dict[str, TruthValue]) -> dict[str, TruthValue]:
    """The truths that there are: a group without a child has none."""
    return {name: value for name, value in values.items() if isfinite(value.value)}


def _identifiers(
    world: World, service: Service, spoilt: dict[str, Spoilt]
) -> dict[str, TruthValue]:
    """What is wrong with the identifiers of a service's list of people, if it has one."""
    values: dict[str, TruthValue] = {}
    for name, identity in _true_tables(service, spoilt):
        if name.startswith("identity_"):
            people = name.removeprefix("identity_")
            values |= identifier_truth(world, people, spoilt[people].held.table, identity)
    return values


def _spoilt(world: World, service: Service, faults: Iterable[Fault]) -> dict[str, Spoilt]:
    return {name: spoil(world, name, held, faults) for name, held in service.tables.items()}


def _wait_for_all_but(few: int, pending: list[Future[_Recorded]]) -> None:
    """So that tables do not pile up in memory faster than they are written."""
    if len(pending) > few:
        pending[-few - 1].result()


def _write(
    root: Path, here: str, order: Order, service: Service, spoilt: dict[str, Spoilt]
) -> list[Written]:
    """The tables of one service, and its truth."""
    written: list[Written] = []
    for name, one in spoilt.items():
        table = one.held.table
        if order.profile.required_only:
            if not CONTRACT.table(name).required:
                continue
            table = table.select(CONTRACT.table(name).required_fields)
        if order.profile.vendors:
            files, table = export_and_read_back(root, here, name, table, order.profile.vendors)
            written += files
        written.append(write_table(root, f"{here}/{name}.parquet", table))
        if order.csv:
            written.append(write_csv(root, f"{here}/{name}.synthetic.csv", table))
    for name, table in _true_tables(service, spoilt):
        written.append(_truth(root, here, name, table))
    return written


def _true_tables(service: Service, spoilt: dict[str, Spoilt]) -> Iterator[tuple[str, pa.Table]]:
    """The truth, with a row in lists of who is who for each row that a fault wrote twice."""
    for name, table in service.truth.items():
        of = spoilt.get(name.removeprefix("identity_")) if name.startswith("identity_") else None
        if of is None:
            yield name, table
            continue
        rows = table.take(pa.array(of.rows))
        yield name, rows.set_column(0, "person_id", of.held.table["person_id"])


def _truth(root: Path, here: str, name: str, table: pa.Table) -> Written:
    return write_table(root, f"{here}/truth/{name}.parquet", table)


def _counts(log: pa.Table) -> dict[str, TruthValue]:
    """How many rows each fault changed."""
    counted: Counter[str] = Counter()
    for pair in pc.value_counts(log["fault"].combine_chunks()).to_pylist():
        counted[pair["values"]] += pair["counts"]
    return {
        f"fault_{name.replace('-', '_')}": TruthValue(
            float(count), f"Values or rows that the fault {name} changed."
        )
        for name, count in sorted(counted.items())
    }
