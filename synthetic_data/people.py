"""The children of a locality: who they are, where they live and when they come and go."""

from dataclasses import dataclass

import numpy as np

from synthetic_data import births, families, moves, siblings
from synthetic_data.arrays import Bools, Dates, Floats, Ints, earliest, on_or_before
from synthetic_data.calendar import COHORTS, FIRST_BIRTH, days_of_birth
from synthetic_data.moves import BORN_HERE, MOVED_IN, OUTSIDE
from synthetic_data.places import POSTCODES_EACH, Places
from synthetic_data.streams import stream

# Children across the border who might take a place here, for each child born here (assumption).
_OUTSIDE_SHARE = 0.03
# How much of the development factor siblings share (assumption).
_SHARED_BY_SIBLINGS = 0.2


@dataclass(frozen=True)
class People:
    """One row for each child, sorted by date of birth; arrays of equal length.

    `delivery` is the row of the first child of the same delivery and `family` that of the mother's
    first child. `first_home` is the small area at birth or on arrival, `second_home` the one after
    `moved_on`; `first_postcode` and `second_postcode` are positions in the places' list. A child
    who died has left on that day. `hardship` is a standard score behind free school meals and
    `development` the factor that ASQ-3 and EYFSP both measure; no service holds either.
    """

    number: Ints
    delivery: Ints
    family: Ints
    origin: Ints
    birth: Dates
    girl: Bools
    ethnicity: Ints
    first_home: Ints
    second_home: Ints
    first_postcode: Ints
    second_postcode: Ints
    moved_on: Dates
    arrived: Dates
    left: Dates
    died: Dates
    hardship: Floats
    fsm: Bools
    poor_at_two: Bools
    eal: Bools
    sen: Ints
    smoker: Bools
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

    def postcode(self, day: Dates | np.datetime64, rows: Ints | slice = slice(None)) -> Ints:
        """The position of their postcode on a day, or each on its own day."""
        moved = on_or_before(self.moved_on[rows], day)
        return np.where(moved, self.second_postcode[rows], self.first_postcode[rows])

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
    delivery = families.deliveries(rng, origin)
    born = days_of_birth(rng, count)[delivery]
    birth = FIRST_BIRTH + born
    family = siblings.families(stream(seed, locality.slug, "siblings"), born, origin, delivery)
    home = moves.first_homes(rng, places, origin)[family]
    last_birth = FIRST_BIRTH + siblings.last_of(family, born)
    arrived, left = moves.comings(rng, origin, birth, last_birth, family, locality.moves)
    moved_on, second_home = moves.within(rng, places, home, arrived, left, family)
    before = on_or_before(moved_on, arrived)  # a child born after the move
    first_home = np.where(before, second_home, home)
    ethnicity = families.ethnicity(rng, places, home)[family]
    hardship = families.hardship(rng, places, home)[family]
    girl = families.girls(rng, count)
    fsm = families.free_school_meals(hardship)
    size = families.delivery_sizes(delivery)
    smoker = births.smoking(rng, hardship, ethnicity)[family]
    gestation = births.gestation(rng, size, smoker)[delivery]
    at_two = families.poor_at_two(rng, hardship)[family]
    other_language = families.other_language(rng, ethnicity)[family]
    need = families.in_need(rng, hardship)[family]
    own, shared = rng.normal(size=count), rng.normal(size=count)[family]
    died = births.deaths(stream(seed, locality.slug, "deaths"), birth, origin, gestation)
    house = rng.integers(POSTCODES_EACH, size=(2, count))[:, family]
    second_home = np.where(np.isnat(moved_on), home, second_home)
    second_postcode = second_home * POSTCODES_EACH + np.where(np.isnat(moved_on), *house)
    return People(
        number=rng.permutation(count),
        delivery=delivery,
        family=family,
        origin=origin,
        birth=birth,
        girl=girl,
        ethnicity=ethnicity,
        first_home=first_home,
        second_home=second_home,
        first_postcode=np.where(before, second_postcode, home * POSTCODES_EACH + house[0]),
        second_postcode=second_postcode,
        moved_on=np.where(before, np.datetime64("NaT", "D"), moved_on),
        arrived=arrived,
        left=earliest(left, died),
        died=died,
        hardship=hardship,
        fsm=fsm,
        poor_at_two=at_two,
        eal=other_language,
        sen=families.special_needs(rng, girl, fsm),
        smoker=smoker,
        gestation=gestation,
        birthweight=births.birthweight(rng, gestation, girl, hardship, smoker),
        births_in_delivery=size,
        in_need=need,
        development=np.sqrt(1 - _SHARED_BY_SIBLINGS) * own + np.sqrt(_SHARED_BY_SIBLINGS) * shared,
    )
