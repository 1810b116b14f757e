"""In which order children truly met family hubs and early education by their fourth birthday."""

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow.compute as pc

from synthetic_data.arrays import Dates, after
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.moves import BORN_HERE
from synthetic_data.truth import Service, ServiceTable, TruthValue, percent
from synthetic_data.world import World

_LATER = np.datetime64("2999-01-01", "D")
_FOUR_YEARS = 1461
_SEASONS = {"spring": "01-01", "summer": "04-01", "autumn": "09-01"}


def with_journeys(world: World, services: Iterable[Service]) -> Iterator[Service]:
    """The services as they come, and at the end the truth of the order in which they were met."""
    count = len(world.people)
    first = {name: np.full(count, _LATER) for name in ("family_hub", "early_education")}
    refused = np.zeros(count, dtype=bool)
    for service in services:
        tables = service.tables
        if (held := tables.get("family_hub_attendance")) is not None and held.child is not None:
            days = held.table["session_date"].to_numpy().astype("datetime64[D]")
            np.minimum.at(first["family_hub"], held.child, days)
        if (held := tables.get("early_education")) is not None and held.child is not None:
            np.minimum.at(first["early_education"], held.child, _first_days(held))
        if (held := tables.get("consent")) is not None and held.child is not None:
            no = np.array([word != "Y" for word in held.table["may_link"].to_pylist()], dtype=bool)
            refused[held.child[no]] = True
        yield service
    people = world.people
    four = after(people.birth, _FOUR_YEARS)
    whole = (people.origin == BORN_HERE) & (four <= EXTRACT_DATE) & people.resident(four)
    hub, nursery = (np.where(day < four, day, _LATER) for day in first.values())
    among = whole & ~refused
    both = (hub < _LATER) & (nursery < _LATER)
    who = (
        "Percentage of the children born here who lived here until their fourth birthday, and "
        "whose families did not refuse linking, who by then had met"
    )
    orders = {
        "hub_then_early_education": (both & (hub < nursery), "a hub and then early education"),
        "early_education_then_hub": (both & (nursery <= hub), "early education and then a hub"),
        "neither": ((hub == _LATER) & (nursery == _LATER), "neither a hub nor early education"),
    }
    values = {
        f"journey_{name}": TruthValue(percent(np.asarray(hits), among), f"{who} {words}.", 2.0)
        for name, (hits, words) in orders.items()
    }
    yield Service({}, values)


def _first_days(held: ServiceTable) -> Dates:
    """The first day of the term of each row."""
    column = pc.dictionary_encode(held.table["term"].combine_chunks())
    words = column.dictionary.to_pylist()
    days = [np.datetime64(f"{word[:4]}-{_SEASONS[word[5:]]}", "D") for word in words]
    return np.asarray(np.array(days, dtype="datetime64[D]")[column.indices.to_numpy()])
