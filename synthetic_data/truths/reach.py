"""How many different children the services reached, where each service counts its own."""

from collections.abc import Iterable, Iterator

import numpy as np

from synthetic_data.arrays import Bools
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import plain_table, take
from synthetic_data.truth import Service, TruthValue, percent
from synthetic_data.world import World

# A child is reached by a service when it is in one of its tables, in the data without faults.
SERVICES = {
    "family_hub": ("family_hub_attendance",),
    "early_education": ("early_education",),
    "speech_language": ("wellcomm_screen", "elim", "speech_language_referral"),
    "social_care": ("social_care_episode",),
    "sen": ("sen",),
}


def with_reach(world: World, services: Iterable[Service]) -> Iterator[Service]:
    """The services as they come, and at the end the truth of whom they reached together."""
    reached = {name: np.zeros(len(world.people), dtype=bool) for name in SERVICES}
    for service in services:
        for name, tables in SERVICES.items():
            for table in tables:
                held = service.tables.get(table)
                if held is not None and held.child is not None:
                    reached[name][held.child] = True
        yield service
    yield _truth(world, reached)


def _truth(world: World, reached: dict[str, Bools]) -> Service:
    of = np.stack(list(reached.values()))
    anyone, times = np.asarray(of.any(axis=0)), np.asarray(of.sum(axis=0))
    here = world.people.resident(EXTRACT_DATE)
    names = ", ".join(name.replace("_", " ") for name in SERVICES)
    values = {
        f"reach_{name}": TruthValue(
            float(who.sum()), f"Different children ever recorded by {name.replace('_', ' ')}."
        )
        for name, who in reached.items()
    } | {
        "reach_unique": TruthValue(
            float(anyone.sum()), f"Different children ever recorded by any of {names}."
        ),
        "reach_sum_of_services": TruthValue(
            float(of.sum()),
            "Wrong by design as a number of children: what the services count, added up.",
        ),
        "reach_by_two_or_more": TruthValue(
            percent(np.asarray(times > 1), anyone),
            "Percentage of those children known to more than one.",
            2.0,
        ),
        "reach_unique_of_residents": TruthValue(
            percent(anyone, here),
            "Percentage of the children living here on the last day of the records who were ever "
            f"recorded by any of {names}.",
            2.0,
        ),
    }
    rows = np.flatnonzero(anyone)
    table = plain_table(
        child_id=take(world.child_id, rows), **{name: who[rows] for name, who in reached.items()}
    )
    return Service({}, values, {"reach": table})
