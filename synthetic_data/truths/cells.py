"""How small the cells of an ordinary table are: children by small area and school year of birth."""

import numpy as np

from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.truth import Service, TruthValue
from synthetic_data.world import World

_FEW = 7  # counts of 1 to 7 are hidden by the usual rules


def cell_truth(world: World) -> Service:
    """Of the children living here on the last day of the records."""
    people = world.people
    here = people.resident(EXTRACT_DATE)
    month = people.birth.astype("datetime64[M]").astype(np.int64)
    school_year = (month - 8) // 12
    area = people.home(EXTRACT_DATE)
    _, counts = np.unique(np.column_stack([area, school_year])[here], axis=0, return_counts=True)
    return Service(
        {},
        {
            "residents": TruthValue(
                float(here.sum()), "Children living here on the last day of the records.", 2.0
            ),
            "cells_few": TruthValue(
                float((counts <= _FEW).sum()),
                "Cells with 1 to 7 of these children, by small area and school year of birth.",
                3.0,
            ),
        },
    )
