"""Maternity's records: the births of the locality (MSDS)."""

import numpy as np

from synthetic_data import calibration as cal
from synthetic_data.columns import pick, table, take
from synthetic_data.identifiers import text
from synthetic_data.moves import BORN_HERE
from synthetic_data.truth import Service, ServiceTable
from synthetic_data.world import World

NHS_LETTERS = tuple(row.nhs for row in cal.ETHNICITIES)


def make_maternity(world: World) -> Service:
    """One row for each child born to a mother living in the locality."""
    people = world.people
    rows = np.flatnonzero(people.origin == BORN_HERE)
    births = table(
        "birth",
        child_id=take(world.child_id, rows),
        nhs_number=text(world.nhs_number[rows]),
        date_of_birth=people.birth[rows],
        sex=pick(("1", "2"), people.girl[rows].astype(np.int64)),
        ethnic_category=pick(NHS_LETTERS, people.ethnicity[rows]),
        lsoa21=take(world.places.code, people.first_home[rows]),
        gestation_days=people.gestation[rows],
        birthweight_g=people.birthweight[rows],
        births_per_delivery=people.births_in_delivery[rows],
    )
    return Service({"birth": ServiceTable(births, rows)})
