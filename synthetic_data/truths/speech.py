"""Language needs: how many there are, how many were found, and how long families truly wait."""

import numpy as np

from synthetic_data.arrays import Bools, Floats
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import plain_table, take
from synthetic_data.truth import Service, TruthValue, percent
from synthetic_data.world import World


def speech_truth(
    world: World, need: Bools, found: Bools, referred: Bools, waits: tuple[float, float, float]
) -> Service:
    """Of children still living here; `waits`: shortest, mean beyond it, share ever seen."""
    people = world.people
    here = people.resident(EXTRACT_DATE)
    quintile = world.places.quintile[people.first_home]
    values = {
        "language_need": TruthValue(
            percent(need, here),
            "Percentage of children living here on the last day whose true standing in language "
            "shows a need.",
            2.0,
        ),
        "language_need_found": TruthValue(
            percent(found, here & need),
            "Percentage of those with a need whom a red screen or the measure at the review found.",
            4.0,
        ),
        "language_need_referred": TruthValue(
            percent(referred, here & need),
            "Percentage of those with a need who were referred.",
            4.0,
        ),
        "language_need_never_found": TruthValue(
            float((here & need & ~found).sum()), "Children with a need whom neither found."
        ),
        "speech_referred_of_found": TruthValue(
            percent(referred, here & found),
            "Percentage of children found by a red screen or the measure who were referred.",
            3.0,
        ),
    } | _waiting(*waits)
    for fifth in range(1, 6):
        values[f"language_need_quintile_{fifth}"] = TruthValue(
            percent(need, here & (quintile == fifth)),
            f"Percentage with a need of those first living in areas of deprivation fifth {fifth}.",
            4.0,
        )
    rows = np.flatnonzero(here)
    table = plain_table(
        child_id=take(world.child_id, rows),
        language_need=need[rows],
        found=found[rows],
        referred=referred[rows],
    )
    return Service({}, values, {"language": table})


def _waiting(shortest: float, mean: float, share: float) -> dict[str, TruthValue]:
    """From the law of the waits, so that children still waiting do not bend it."""

    def quantile(of: Floats | float) -> float:
        return round(float(shortest - mean * np.log(1 - of)), 2)

    return {
        "speech_wait_median_days": TruthValue(
            quantile(0.5 / share),
            "Planted: days after which half of the children referred have been seen, counting "
            "those who never will be.",
            8.0,
        ),
        "speech_wait_median_days_of_seen": TruthValue(
            quantile(0.5), "Planted: median days to the first appointment of those ever seen.", 8.0
        ),
        "speech_never_seen": TruthValue(
            round(100 * (1 - share), 4),
            "Planted percentage of the children referred who never are seen.",
            5.0,
        ),
    }
