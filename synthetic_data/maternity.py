"""Maternity's records of birth: babies, deliveries and observations (MSDS); booking is apart."""

import numpy as np

from synthetic_data import calibration as cal
from synthetic_data import feeding
from synthetic_data.arrays import Ints, chance
from synthetic_data.births import TERM_FROM
from synthetic_data.columns import pick, table, take
from synthetic_data.contract.maternity import APGAR_AT_FIVE, BIRTH_WEIGHT, BIRTH_WEIGHT_OTHER
from synthetic_data.identifiers import numbered, prefixed
from synthetic_data.moves import BORN_HERE
from synthetic_data.truth import Service, ServiceTable, TruthValue, percent
from synthetic_data.world import World

NHS_LETTERS = tuple(row.nhs for row in cal.ETHNICITIES)

_METHODS = ("0", "2", "4", "7", "8", "9")
_METHOD_SHARES = (0.54, 0.06, 0.06, 0.14, 0.19, 0.01)
_PRESENTATIONS = ("01", "02", "03", "XX")
_PRESENTATION_SHARES = (0.955, 0.038, 0.004, 0.003)
_WEIGHT_CODES = (BIRTH_WEIGHT, BIRTH_WEIGHT_OTHER, APGAR_AT_FIVE)


def born_here(world: World) -> Ints:
    """The children born to mothers living in the locality."""
    return np.flatnonzero(world.people.origin == BORN_HERE)


def pregnancy_ids(world: World, rows: Ints) -> object:
    """The number of each child's pregnancy: one for a delivery."""
    people = world.people
    return prefixed(f"PG{world.locality.number}", people.number[people.delivery[rows]], 8)


def labour_ids(world: World, rows: Ints) -> object:
    """The number of each child's delivery."""
    people = world.people
    return prefixed(f"LD{world.locality.number}", people.number[people.delivery[rows]], 8)


def make_maternity(world: World) -> Service:
    """One row for each child born to a mother living in the locality."""
    rng, people = world.stream("birth"), world.people
    rows = born_here(world)
    births = table(
        "birth",
        child_id=take(world.child_id, rows),
        nhs_number=world.child_numbers(rows),
        date_of_birth=people.birth[rows],
        sex=pick(("1", "2"), people.girl[rows].astype(np.int64)),
        ethnic_category=pick(NHS_LETTERS, people.ethnicity[rows]),
        lsoa21=take(world.places.code, people.first_home[rows]),
        gestation_days=people.gestation[rows],
        birthweight_g=people.birthweight[rows],
        births_per_delivery=people.births_in_delivery[rows],
        mother_id=take(world.mother_id, rows),
        pregnancy_id=pregnancy_ids(world, rows),
        first_feed=pick(("01", "03"), (~feeding.first_fed(world)[rows]).astype(np.int64)),
        skin_to_skin=pick(("Y", "N"), (~chance(rng, 0.84, len(rows))).astype(np.int64)),
    )
    term = people.gestation[rows] >= TERM_FROM
    return Service(
        {"birth": ServiceTable(births, rows)},
        {
            "births": TruthValue(float(len(rows)), "Babies born alive to mothers living here."),
            "preterm": TruthValue(percent(~term), "Percentage of births before 37 weeks.", 0.5),
            "term_low_birthweight": TruthValue(
                percent(people.birthweight[rows] < 2500, term),
                "Percentage of babies born at term who weighed under 2,500 g.",
                0.5,
            ),
        },
    )


def make_deliveries(world: World) -> Service:
    """One row for each delivery."""
    rng, people = world.stream("delivery"), world.people
    rows = np.flatnonzero(
        (people.origin == BORN_HERE) & (people.delivery == np.arange(len(people)))
    )
    count = len(rows)
    deliveries = table(
        "delivery",
        pregnancy_id=pregnancy_ids(world, rows),
        labour_id=labour_ids(world, rows),
        provider_code=world.trust(rows),
        delivery_date=people.birth[rows],
        delivery_method=pick(_METHODS, rng.choice(6, p=_METHOD_SHARES, size=count)),
        fetal_presentation=pick(_PRESENTATIONS, rng.choice(4, p=_PRESENTATION_SHARES, size=count)),
        births_per_delivery=people.births_in_delivery[rows],
    )
    return Service({"delivery": ServiceTable(deliveries, rows)})


def make_observations(world: World) -> Service:
    """Weight and Apgar score of each baby, as raw observations."""
    rng, people = world.stream("baby_observation"), world.people
    born = born_here(world)
    apgar = np.flatnonzero(chance(rng, 0.96, len(born)))
    weight_code = np.where(chance(rng, 0.7, len(born)), 0, 1)
    early = people.gestation[born] < TERM_FROM
    score = np.clip(np.rint(9.1 - early + 0.8 * rng.normal(size=len(born))), 0, 10)
    rows = np.concatenate([born, born[apgar]])
    code = np.concatenate([weight_code, np.full(len(apgar), 2)])
    value = np.concatenate([people.birthweight[born], score[apgar]])
    order = np.argsort(rows, kind="stable")
    rows, code, value = rows[order], code[order], value[order]
    observations = table(
        "baby_observation",
        observation_id=numbered(f"OB{world.locality.number}", len(rows)),
        child_id=take(world.child_id, rows),
        pregnancy_id=pregnancy_ids(world, rows),
        labour_id=labour_ids(world, rows),
        snomed_code=pick(_WEIGHT_CODES, code),
        value=value,
        unit=pick(("g", "score"), (code == 2).astype(np.int64)),
    )
    return Service({"baby_observation": ServiceTable(observations, rows)})
