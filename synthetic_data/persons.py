"""Each service's own list of people, and who they truly are: what a linkage has to find out."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data import calibration as cal
from synthetic_data.arrays import NO_DATE, Bools, Dates, Ints
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.cin_census import Cases
from synthetic_data.columns import blanked, pick, plain_table, table, take
from synthetic_data.eyfsp import DFE_CODES, Profiled
from synthetic_data.family_hubs import Hubs, family_ids, person_ids, registered_rows
from synthetic_data.identifiers import prefixed
from synthetic_data.maternity import NHS_LETTERS, born_here, pregnancy_ids
from synthetic_data.moves import OUTSIDE
from synthetic_data.truth import Service, ServiceTable
from synthetic_data.world import World

_HEADCOUNT_DAY = np.datetime64("2024-09-01", "D")
_AT_SCHOOL = np.datetime64("2020-08-31", "D")


@dataclass(frozen=True)
class _Register:
    """The people of one service: rows of `People`, which are mothers, and their fields."""

    name: str
    child: Ints
    person_id: pa.Array
    parent: Bools
    fields: dict[str, object]

    def service(self, world: World) -> Service:
        """The table, with the truth of who is who."""
        name = f"{self.name}_person"
        rows = table(name, person_id=self.person_id, **self.fields)
        truth = plain_table(
            person_id=self.person_id,
            child_id=blanked(take(world.child_id, self.child), self.parent),
            mother_id=blanked(take(world.mother_id, self.child), ~self.parent),
        )
        return Service({name: ServiceTable(rows, self.child)}, {}, {f"identity_{name}": truth})


def make_health_persons(world: World) -> list[Service]:
    """Maternity with mothers and babies, health visiting, and child health information."""
    people = world.people
    here = np.flatnonzero(people.origin != OUTSIDE)
    fields = _names(world, here, EXTRACT_DATE) | {
        "sex": pick(("1", "2"), people.girl[here].astype(np.int64)),
        "nhs_number": world.child_numbers(here),
    }
    ethnic = pick(NHS_LETTERS, people.ethnicity[here])
    nobody = np.zeros(len(here), dtype=bool)
    visiting = _Register(
        "health_visiting", here, _ids(world, "HVP", here), nobody, {**fields, "ethnicity": ethnic}
    )
    immunisation = _Register("immunisation", here, _ids(world, "CHI", here), nobody, fields)
    return [_maternity(world).service(world), visiting.service(world), immunisation.service(world)]


def make_hub_persons(world: World, hubs: Hubs) -> Service:
    """Children of registered families, and a parent of each family."""
    people = world.people
    child = registered_rows(hubs)
    families, first = np.unique(people.family[child], return_index=True)
    parents = child[first]
    rows = np.concatenate([child, parents])
    parent = np.repeat([False, True], [len(child), len(parents)])
    day = hubs.registered_on[rows]
    fields = _names(world, rows, day, parent)
    girl = np.where(parent, 1, people.girl[rows]).astype(np.int64)
    numbers = [world.child_numbers(child), world.mother_numbers(parents)]
    ids = [person_ids(world, child), prefixed(f"FHP{world.locality.number}", families, 8)]
    fields |= {
        "role": pick(("child", "parent"), parent.astype(np.int64)),
        "family_id": family_ids(world, rows),
        "sex": pick(("M", "F"), girl),
        "nhs_number": pa.concat_arrays([_plain(part) for part in numbers]),
    }
    keep = ~(np.concatenate([hubs.parent_only[child], np.zeros(len(parents), dtype=bool)]))
    register = _Register(
        "family_hub",
        rows[keep],
        pa.concat_arrays([_plain(part) for part in ids]).filter(pa.array(keep)),
        parent[keep],
        {name: pa.array(values).filter(pa.array(keep)) for name, values in fields.items()},
    )
    return register.service(world)


def make_education_persons(world: World, attending: Ints, profiled: Profiled) -> list[Service]:
    """Children in early education, and pupils."""
    people = world.people
    registers = []
    for name, prefix, child, day in (
        ("early_education", "EEP", np.unique(attending), _HEADCOUNT_DAY),
        ("school", "PUP", profiled.child, EXTRACT_DATE),
    ):
        fields = _names(world, child, day) | {
            "sex": pick(("M", "F"), people.girl[child].astype(np.int64)),
            "ethnicity": pick(DFE_CODES, people.ethnicity[child]),
        }
        if name == "school":
            fields["upn"] = profiled.upn
        nobody = np.zeros(len(child), dtype=bool)
        registers.append(_Register(name, child, _ids(world, prefix, child), nobody, fields))
    return [register.service(world) for register in registers]


def make_need_persons(
    world: World, sen: Ints, speech: Ints, cases: Cases, profiled: Profiled
) -> list[Service]:
    """Special educational needs, speech and language, and social care with its unborn."""
    people = world.people
    registers = []
    for name, prefix, child in (("sen", "SEN", sen), ("speech_language", "SLT", np.unique(speech))):
        fields = _names(world, child, EXTRACT_DATE) | {
            "sex": pick(("M", "F"), people.girl[child].astype(np.int64)),
            "nhs_number": world.child_numbers(child),
        }
        if name == "sen":
            fields["upn"] = _upns(world, child, profiled)
        nobody = np.zeros(len(child), dtype=bool)
        registers.append(_Register(name, child, _ids(world, prefix, child), nobody, fields))
    registers.append(_social_care(world, cases, profiled))
    return [register.service(world) for register in registers]


def _social_care(world: World, cases: Cases, profiled: Profiled) -> _Register:
    """The case system; a record begun before birth knows the mother's surname and a due date."""
    people, child, unborn = world.people, cases.child, cases.unborn
    fields = _names(world, child, np.where(unborn, people.birth[child], EXTRACT_DATE))
    due = people.birth[child] + (280 - people.gestation[child]).astype("timedelta64[D]")
    plain, before = fields["surname"], take(world.names.birth_surname, child[unborn])
    sex = np.where(unborn, 2, people.girl[child].astype(np.int64))
    codes = np.where(unborn, len(cal.ETHNICITIES) - 1, people.ethnicity[child])
    fields |= {
        "forename": blanked(take(world.names.forename, child), unborn),
        "surname": pa.compute.replace_with_mask(plain, pa.array(unborn), before),
        "date_of_birth": np.where(unborn, NO_DATE, people.birth[child]),
        "expected_date_of_birth": np.where(unborn, due, NO_DATE),
        "sex": pick(("M", "F", "U"), sex),
        "nhs_number": blanked(world.child_numbers(child), unborn),
        "upn": blanked(_upns(world, child, profiled), unborn),
        "ethnicity": pick(DFE_CODES, codes),
    }
    return _Register("social_care", child, cases.number, np.zeros(len(child), dtype=bool), fields)


def _maternity(world: World) -> _Register:
    """A mother for each delivery and her babies, who have no first name yet."""
    people = world.people
    babies = born_here(world)
    mothers = babies[people.delivery[babies] == babies]
    rows = np.concatenate([babies, mothers])
    parent = np.repeat([False, True], [len(babies), len(mothers)])
    names = take(world.names.mother_forename, mothers)
    fields = {
        "role": pick(("child", "mother"), parent.astype(np.int64)),
        "pregnancy_id": pregnancy_ids(world, rows),
        "forename": pa.concat_arrays([pa.array(["Baby"] * len(babies), pa.string()), names]),
        "surname": take(world.names.birth_surname, rows),
        "date_of_birth": np.where(parent, world.mothers.birth[rows], people.birth[rows]),
        "sex": pick(("1", "2"), np.where(parent, 1, people.girl[rows]).astype(np.int64)),
        "postcode": take(world.places.postcode, people.first_postcode[rows]),
        "nhs_number": pa.concat_arrays(
            [_plain(world.child_numbers(babies)), _plain(world.mother_numbers(mothers))]
        ),
        "ethnicity": pick(NHS_LETTERS, people.ethnicity[rows]),
    }
    ids = [_plain(_ids(world, "MB", babies)), _plain(_ids(world, "MM", mothers))]
    return _Register("maternity", rows, pa.concat_arrays(ids), parent, fields)


def _names(
    world: World, rows: Ints, day: Dates | np.datetime64, parent: Bools | None = None
) -> dict[str, object]:
    """Names, date of birth and postcode as they were on a day."""
    names, people = world.names, world.people
    forename, surname, birth = take(names.forename, rows), take(names.surname, rows), people.birth
    born = birth[rows]
    if parent is not None:
        older = pa.array(parent)
        forename = pa.compute.if_else(older, take(names.mother_forename, rows), forename)
        surname = pa.compute.if_else(older, take(names.birth_surname, rows), surname)
        born = np.where(parent, world.mothers.birth[rows], born)
    return {
        "forename": forename,
        "surname": surname,
        "date_of_birth": born,
        "postcode": take(world.places.postcode, people.postcode(day, rows)),
    }


def _upns(world: World, child: Ints, profiled: Profiled) -> pa.Array:
    """The numbers of those who are at school, nothing for the others."""
    place = np.full(len(world.people), -1)
    place[profiled.child] = np.arange(len(profiled.child))
    found = place[child]
    return profiled.upn.take(pa.array(np.maximum(found, 0), mask=found < 0))


def _ids(world: World, prefix: str, rows: Ints) -> pa.Array:
    """Numbers of a local system, which tell nothing about the person."""
    order = world.stream(f"persons {prefix}").permutation(len(world.people))
    return prefixed(f"{prefix}{world.locality.number}", order[rows], 8)


def _plain(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
