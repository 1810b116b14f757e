"""Which children have the same mother: younger siblings are found among those born later."""

import numpy as np

from synthetic_data.arrays import Ints, chance
from synthetic_data.moves import BORN_HERE, MOVED_IN

# Share of families that have another child within a few years, and how long after (assumptions).
_ANOTHER = 0.48
_GAP_DAYS, _GAP_SPREAD, _SHORTEST_GAP = 1_000, 320, 300


def families(rng: np.random.Generator, birth: Ints, origin: Ints, delivery: Ints) -> Ints:
    """For each child the row of the mother's first child; rows are sorted by `birth`, in days.

    A child has at most one next older sibling, and both were born here or both moved in.
    """
    older = np.arange(len(birth))
    first = np.flatnonzero(delivery == older)
    for where in (BORN_HERE, MOVED_IN):
        rows = first[origin[first] == where]
        elder, younger = _pairs(rng, birth[rows])
        older[rows[younger]] = rows[elder]
    return _roots(older)[delivery]


def _pairs(rng: np.random.Generator, birth: Ints) -> tuple[Ints, Ints]:
    """Positions of elder and younger siblings, each younger one with one elder."""
    wants = np.flatnonzero(chance(rng, _ANOTHER, len(birth)))
    gap = np.maximum(rng.normal(_GAP_DAYS, _GAP_SPREAD, len(wants)), _SHORTEST_GAP)
    found = np.searchsorted(birth, birth[wants] + gap.astype(np.int64))
    found = found + rng.integers(0, max(1, len(birth) // 100), len(wants))
    inside = found < len(birth)
    younger, which = np.unique(found[inside], return_index=True)
    return wants[inside][which], younger


def _roots(older: Ints) -> Ints:
    """The first of each chain, by jumping twice as far each time."""
    while True:
        further = older[older]
        if np.array_equal(further, older):
            return older
        older = further


def last_of(family: Ints, birth: Ints) -> Ints:
    """The latest birth of each child's family; rows are sorted by birth."""
    last = np.zeros(len(birth), dtype=birth.dtype)
    np.maximum.at(last, family, birth)
    return np.asarray(last[family])
