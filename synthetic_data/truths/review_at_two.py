"""ASQ-3 at the review: how many are truly as expected, by domain and where it is planted lower."""

import numpy as np

from synthetic_data.arrays import Bools
from synthetic_data.columns import plain_table, take
from synthetic_data.contract import asq3
from synthetic_data.truth import Service, ServiceTable, TruthValue, percent
from synthetic_data.world import World


def asq3_truth(world: World, held: ServiceTable, expected: Bools) -> Service:
    """Shares of the children with a questionnaire; `expected` is an array of rows by domains."""
    if held.child is None or not len(held.child):
        return Service({})
    day = held.table["assessment_date"].to_numpy().astype("datetime64[D]")
    people, places = world.people, world.places
    behind = places.behind_at_two[people.home(day, held.child)]
    all_five = np.asarray(expected.all(axis=1))
    who = "Percentage of children with a questionnaire who are truly at or above the cut-off"
    values = {
        f"asq3_expected_{domain}": TruthValue(
            percent(expected[:, index]), f"{who} in {domain.replace('_', ' ')}.", 1.5
        )
        for index, domain in enumerate(asq3.DOMAINS)
    }
    values["asq3_expected_all_five"] = TruthValue(
        percent(all_five), f"{who} in all five domains.", 1.5
    )
    values["behind_at_two_areas"] = TruthValue(
        float(places.behind_at_two.sum()),
        "Neighbouring small areas in which children are planted to be behind at two.",
    )
    if behind.any():
        values |= {
            "asq3_expected_behind_areas": TruthValue(
                percent(all_five, behind), f"{who} in all five, living in those areas.", 4.0
            ),
            "asq3_expected_other_areas": TruthValue(
                percent(all_five, ~behind), f"{who} in all five, living elsewhere.", 1.5
            ),
        }
    areas = plain_table(lsoa21=take(places.code, np.flatnonzero(places.behind_at_two)))
    return Service({}, values, {"behind_at_two_area": areas})
