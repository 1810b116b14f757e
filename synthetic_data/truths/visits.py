"""The new birth visit: how many are in time, and from when they slip where that is planted."""

import numpy as np

from synthetic_data.arrays import after, days_between
from synthetic_data.columns import plain_table, take
from synthetic_data.hv_contacts import Contacts, slipped
from synthetic_data.hv_schedule import NEW_BIRTH_VISITS, VISIT_SHARE
from synthetic_data.moves import BORN_HERE
from synthetic_data.truth import Service, TruthValue, percent
from synthetic_data.world import World

_IN_TIME, _LATEST = 14, 30


def visit_truth(world: World, contacts: Contacts) -> Service:
    """Of children born here who still lived here at thirty days."""
    people, never = world.people, 10_000
    age = np.full(len(people), never)
    visit = np.flatnonzero(np.isin(contacts.kind, NEW_BIRTH_VISITS) & contacts.seen)
    child = contacts.child[visit]
    age[child] = days_between(people.birth[child], contacts.date[visit])
    due = (people.origin == BORN_HERE) & people.resident(after(people.birth, _LATEST))
    rows = np.flatnonzero(due)
    slip, had = slipped(world)[rows], age[rows]
    who = "children born here and living here at 30 days"
    values = {
        f"new_birth_visit_within_{days}_days": TruthValue(
            percent(had <= days), f"Percentage of {who} visited by then.", 1.5
        )
        for days in (_IN_TIME, _LATEST)
    }
    values["new_birth_visit_median_days"] = TruthValue(
        float(np.median(had)) if len(had) else float("nan"),
        f"Median age in days at the visit of {who}, those never visited counted last.",
        0.5,
    )
    values |= _slip(world, had <= _IN_TIME, slip)
    table = plain_table(
        child_id=take(world.child_id, rows), visited_at_days=had, visited=had < never
    )
    return Service({}, values, {"new_birth_visit": table})


def _slip(world: World, in_time: np.ndarray, slip: np.ndarray) -> dict[str, TruthValue]:
    """What is planted, and what stands before and after it."""
    begins, falls = world.locality.visits_slip_from, world.locality.visits_slip_by
    planted = VISIT_SHARE * falls if begins else 0.0
    values = {
        "new_birth_visit_slip": TruthValue(
            round(100 * planted, 4),
            "Planted fall, in points, of the percentage visited within 14 days, for children born "
            "from the month of the slip; 0 where none is planted.",
            3.0,
        )
    }
    if begins:
        month = f"{begins[:4]}{begins[5:7]}"
        values |= {
            "new_birth_visit_slip_month": TruthValue(
                float(month), "Month of birth from which the visits slip, as 202110.", 2.0
            ),
            "new_birth_visit_before_slip": TruthValue(
                percent(in_time, ~slip), "Percentage visited within 14 days before it.", 1.5
            ),
            "new_birth_visit_after_slip": TruthValue(
                percent(in_time, slip), "Percentage visited within 14 days from then on.", 2.5
            ),
        }
    return values
