"""The children of a locality: who they are, where they live and when they come and go."""

from dataclasses import dataclass

import numpy as np

from synthetic_data import families, moves
from synthetic_data.arrays import Bools, Dates, Floats, Ints, on_or_before
from synthetic_data.calendar import COHORTS, FIRST_BIRTH, LAST_BIRTH
from synthetic_data.moves import BORN_HERE, MOVED_IN, OUTSIDE
from synthetic_data.places import Places
from synthetic_data.streams import stream

# Children across the border who might take a place here, for each child born here (assumption).
_OUTSIDE_SHARE = 0.03


@dataclass(frozen=True)
class People:
    """One row for each child, sorted by date of birth; arrays of equal length.

    `family` is the row of the first child of the same delivery. `first_home` is the small area at
    birth or on arrival, `second_home` the one after `moved_on`. `hardship` is a standard score
    behind free school meals and `development` the factor that ASQ-3 and EYFSP both measure; no
    service holds either.
    """

    number: Ints
    family: Ints
    origin: Ints
    birth: Dates
    girl: Bools
    ethnicity: Ints
    first_home: Ints
    second_home: Ints
    moved_on: Dates
    arrived: Dates
    left: Dates
    hardship: Floats
    fsm: Bools
    poor_at_two: Bools
    eal: Bools
    sen: Ints
    gestation: Ints
    birthweight: Floats
    births_in_delivery: Ints
    in_need: Bools
    development: Floats

    def __len__(self) -> int:
        return len(self.birth)

    def home(self, day: Dates | np.datetime64, rows: Ints | slice = slice(None)) -> Ints:
        """The small area that those children, or all, live in on a day, or each on its own day."""
        moved = on_or_before(self.moved_on[rows], day)
        return np.where(moved, self.second_home[rows], self.first_home[rows])

    def resident(self, day: Dates | np.datetime64) -> Bools:
        """Whether each child lives in the locality on a day."""
        here = (self.origin != OUTSIDE) & (self.arrived <= day)
        return np.asarray(here & (np.isnat(self.left) | (self.left > day)))


def people_counts(births_a_year: int, move_rate: float, scale: float) -> tuple[int, int, int]:
    """How many children are born here, move in, and live outside, at that scale."""
    born = max(1, round(births_a_year * COHORTS * scale))
    return born, round(born * moves.share_moved_in(move_rate)), round(born * _OUTSIDE_SHARE)


def make_people(places: Places, seed: int, scale: float) -> People:
    """Draw the children of a locality."""
    locality = places.locality
    rng = stream(seed, locality.slug, "people")
    counts = people_counts(locality.births_a_year, locality.moves, scale)
    count = sum(counts)
    origin = rng.permutation(np.repeat([BORN_HERE, MOVED_IN, OUTSIDE], counts))
    family = families.deliveries(rng, origin)
    days = int((LAST_BIRTH - FIRST_BIRTH).astype(np.int64)) + 1
    birth = (FIRST_BIRTH + np.sort(rng.integers(days, size=count)))[family]
    home = moves.first_homes(rng, places, origin)[family]
    arrived, left = moves.comings(rng, origin, birth, family, locality.moves)
    moved_on, second_home = moves.within(rng, places, home, arrived, left, family)
    ethnicity = families.ethnicity(rng, places, home)[family]
    hardship = families.hardship(rng, places, home)[family]
    girl = families.girls(rng, count)
    fsm = families.free_school_meals(hardship)
    size = families.delivery_sizes(family)
    gestation = families.gestation(rng, size)[family]
    return People(
        number=rng.permutation(count),
        family=family,
        origin=origin,
        birth=birth,
        girl=girl,
        ethnicity=ethnicity,
        first_home=home,
        second_home=np.where(np.isnat(moved_on), home, second_home),
        moved_on=moved_on,
        arrived=arrived,
        left=left,
        hardship=hardship,
        fsm=fsm,
        poor_at_two=families.poor_at_two(rng, hardship)[family],
        eal=families.other_language(rng, ethnicity)[family],
        sen=families.special_needs(rng, girl, fsm),
        gestation=gestation,
        birthweight=families.birthweight(rng, gestation, girl, hardship),
        births_in_delivery=size,
        in_need=families.in_need(rng, hardship)[family],
        development=rng.normal(size=count),
    )
