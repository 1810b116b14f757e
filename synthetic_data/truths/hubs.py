"""Whom the family hubs truly reached: by deprivation, by programme, by small area."""

import numpy as np
import pyarrow as pa

from synthetic_data.arrays import Bools, Ints
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import plain_table, take
from synthetic_data.family_hubs import LESS_OTHER_LANGUAGE, PROGRAMMES, Hubs
from synthetic_data.truth import Service, TruthValue, percent
from synthetic_data.world import World

_SUSTAINED = 3


def hub_truth(world: World, hubs: Hubs) -> Service:
    """Of all children, and of those who live here on the last day."""
    values = _share(world, hubs) | _programmes(hubs)
    return Service({}, values, {"hub_reach_area": areas_reached(world, hubs)})


def _share(world: World, hubs: Hubs) -> dict[str, TruthValue]:
    """Who of the children living here on the last day was reached, ever."""
    people = world.people
    here = people.resident(EXTRACT_DATE)
    times = np.bincount(hubs.child, minlength=len(people))
    quintile = world.places.quintile[people.home(EXTRACT_DATE)]
    who = "Percentage of the children living here on the last day of the records"
    values = {
        "hub_reach_registered": TruthValue(
            percent(hubs.registered, here), f"{who} who were ever registered with a hub.", 2.0
        ),
        "hub_reach_attended": TruthValue(
            percent(times > 0, here), f"{who} who ever came to a session.", 2.0
        ),
        "hub_reach_sustained": TruthValue(
            percent(times >= _SUSTAINED, here), f"{who} who came to three sessions or more.", 2.0
        ),
    }
    for fifth in range(1, 6):
        living = here & (quintile == fifth)
        there = f"{who}, in areas of deprivation fifth {fifth}"
        values[f"hub_reach_registered_quintile_{fifth}"] = TruthValue(
            percent(hubs.registered, living), f"{there}, who were ever registered.", 3.0
        )
        values[f"hub_reach_attended_quintile_{fifth}"] = TruthValue(
            percent(times > 0, living), f"{there}, who ever came to a session.", 3.0
        )
    values["hub_unregistered"] = TruthValue(
        float((here & ~hubs.registered).sum()),
        "Children living here on the last day of the records whom no hub ever registered.",
    )
    values["hub_registration_odds_ratio_eal"] = TruthValue(
        round(float(np.exp(LESS_OTHER_LANGUAGE)), 4),
        "Planted: odds of registering of families with another first language, divided by those of "
        "families alike in hardship and distance who were invited to no programme.",
        0.15,
    )
    return values


def _programmes(hubs: Hubs) -> dict[str, TruthValue]:
    """The same of the programmes of the family hubs."""
    pairs = np.unique(hubs.child * len(PROGRAMMES) + hubs.programme)
    by_programme = np.bincount(pairs % len(PROGRAMMES), minlength=len(PROGRAMMES))
    values = {
        f"reach_programme_{name}": TruthValue(
            float(count), f"Different children who came to {name.replace('_', ' ')}."
        )
        for name, count in zip(PROGRAMMES, by_programme, strict=True)
    }
    return values | {
        "reach_programmes_unique": TruthValue(
            float(len(np.unique(hubs.child))), "Different children who came to any session."
        ),
        "reach_programmes_sum": TruthValue(
            float(len(pairs)),
            "Wrong by design as a number of children: those of each programme added up.",
        ),
    }


def areas_reached(world: World, hubs: Hubs) -> pa.Table:
    """By small area: children living here on the last day, and who of them a hub reached."""
    people, places = world.people, world.places
    here = np.flatnonzero(people.resident(EXTRACT_DATE))
    home = people.home(EXTRACT_DATE, here)
    came = np.zeros(len(people), dtype=bool)
    came[hubs.child] = True
    count = len(places.decile)

    def counted(which: Bools) -> Ints:
        return np.bincount(home[which[here]], minlength=count)[places.own]

    everyone = np.ones(len(people), dtype=bool)
    own = np.flatnonzero(places.own)
    return plain_table(
        lsoa21=take(places.code, own),
        children=counted(everyone),
        registered=counted(hubs.registered),
        attended=counted(came),
    )
