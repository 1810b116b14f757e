"""Where families live and how they come, go and move within the locality."""

import numpy as np

from synthetic_data.arrays import NO_DATE, Dates, Floats, Ints, after, days_between
from synthetic_data.calendar import COHORTS, EXTRACT_DATE
from synthetic_data.places import Places

BORN_HERE, MOVED_IN, OUTSIDE = 0, 1, 2
ORIGINS = ("born here", "moved in", "lives outside")

# How many more children live in deprived areas, for each standard deviation (assumption). It is
# also the mean deprivation of the area of a child.
CHILDREN_BY_AREA = 0.2

_DAYS_A_YEAR = 365.25
_YEARS_TO_MOVE_IN = 5


def share_moved_in(rate: float) -> float:
    """Children who move in for each one born here, when as many come as go."""
    return float((1 - np.exp(-rate * COHORTS)) * 0.9)


def first_homes(rng: np.random.Generator, places: Places, origin: Ints) -> Ints:
    """A small area for each child: an own one, or one across the border for those outside.

    Deprived areas have somewhat more children (assumption).
    """
    own = np.where(places.own, 1 + CHILDREN_BY_AREA * places.standard, 0.0)
    beyond = np.where(places.own, 0.0, 1.0)
    return np.where(
        origin == OUTSIDE, _weighted(rng, beyond, len(origin)), _weighted(rng, own, len(origin))
    )


def comings(
    rng: np.random.Generator,
    origin: Ints,
    birth: Dates,
    last_birth: Dates,
    family: Ints,
    rate: float,
) -> tuple[Dates, Dates]:
    """When each child comes and when it leaves, if it does before the extract.

    A family comes and goes together, after its `last_birth` (assumption).
    """
    longest = np.minimum(
        days_between(last_birth, EXTRACT_DATE), round(_YEARS_TO_MOVE_IN * _DAYS_A_YEAR)
    )
    wait = (rng.random(len(birth))[family] * longest).astype(np.int64) + 1
    arrived = np.where(origin == MOVED_IN, after(last_birth, wait), birth)
    since = np.where(origin == MOVED_IN, arrived, last_birth)
    leaves = after(since, _waits(rng, rate, len(birth))[family])
    gone = (leaves <= EXTRACT_DATE) & (origin != OUTSIDE)
    return arrived, np.where(gone, leaves, NO_DATE)


def within(
    rng: np.random.Generator,
    places: Places,
    first_home: Ints,
    arrived: Dates,
    left: Dates,
    family: Ints,
) -> tuple[Dates, Ints]:
    """When each family moves to another address inside the locality, and where to.

    A child born after the move knows only the new address: `moved_on` is not after its birth.
    """
    count = len(arrived)
    day = after(arrived[family], _waits(rng, places.locality.moves_within, count)[family])
    last = np.where(np.isnat(left), EXTRACT_DATE, left)
    return np.where(day < last, day, NO_DATE), _similar_home(rng, places, first_home)[family]


def _similar_home(rng: np.random.Generator, places: Places, home: Ints) -> Ints:
    """Another small area for each, of about the same deprivation (assumption)."""
    ladder = np.argsort(places.decile[places.own], kind="stable")
    rung = np.empty(len(ladder), dtype=np.int64)
    rung[ladder] = np.arange(len(ladder))
    from_rung = rung[np.minimum(home, len(ladder) - 1)]
    step = np.rint(rng.normal(0, len(ladder) / 12, len(home))).astype(np.int64)
    return np.asarray(ladder[np.clip(from_rung + step, 0, len(ladder) - 1)])


def _waits(rng: np.random.Generator, rate: float, count: int) -> Ints:
    return np.asarray(rng.exponential(_DAYS_A_YEAR / rate, count).astype(np.int64) + 1)


def _weighted(rng: np.random.Generator, weights: Floats, count: int) -> Ints:
    cumulative = np.cumsum(weights) / weights.sum()
    return np.asarray(np.searchsorted(cumulative, rng.random(count), side="right"))
