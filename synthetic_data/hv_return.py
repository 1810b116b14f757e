"""The health visiting service's own counts by team and quarter, as it returns them."""

import numpy as np

from synthetic_data.columns import empty, pick, table
from synthetic_data.hv_contacts import Contacts, team_of, teams
from synthetic_data.hv_schedule import REVIEW_AT_TWO
from synthetic_data.truth import Service, ServiceTable, TruthValue
from synthetic_data.world import World

_REVIEWS = (8, 9, 10, REVIEW_AT_TWO)


def make_return(world: World, contacts: Contacts) -> Service:
    """Every review that took place, counted; Wales has no such return."""
    name = "health_visiting_return"
    if world.locality.wales:
        return Service({name: ServiceTable(empty(name))})
    held = np.flatnonzero(np.isin(contacts.kind, _REVIEWS) & contacts.seen)
    review = np.searchsorted(_REVIEWS, contacts.kind[held])
    quarter = contacts.date[held].astype("datetime64[M]").astype(np.int64) // 3
    team = team_of(world, contacts.child[held])
    first, last = int(quarter.min(initial=0)), int(quarter.max(initial=0))
    shape = (world.locality.teams, last - first + 1, len(_REVIEWS))
    cell = np.ravel_multi_index((team, quarter - first, review), shape) if len(held) else held
    counts = np.bincount(cell, minlength=int(np.prod(shape)))
    of_team, of_quarter, of_review = np.unravel_index(np.flatnonzero(counts), shape)
    years, parts = divmod(np.arange(first, last + 1), 4)
    names = [f"{1970 + year}-Q{part + 1}" for year, part in zip(years, parts, strict=True)]
    rows = table(
        name,
        team_id=pick(teams(world), of_team),
        quarter=pick(names, of_quarter),
        review=pick([f"{code:02d}" for code in _REVIEWS], of_review),
        had_review=counts[counts > 0],
    )
    values = {
        "return_reviews": TruthValue(
            float(len(held)), "Reviews that truly took place, as the service returned them."
        )
    }
    return Service({name: ServiceTable(rows)}, values)
