"""A locality with its places, its people and their identifiers: what every service starts from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from synthetic_data.arrays import Floats, Ints
from synthetic_data.calendar import LAST_BIRTH
from synthetic_data.columns import pick
from synthetic_data.identifiers import NHS_CAPACITY, child_ids, mother_ids, nhs_numbers, prefixed
from synthetic_data.localities import LOCALITIES, Locality
from synthetic_data.mothers import Mothers, make_mothers
from synthetic_data.moves import MOVED_IN
from synthetic_data.names import Names, make_names
from synthetic_data.people import People, make_people, people_counts
from synthetic_data.places import Places, make_places
from synthetic_data.programmes import Programmes, make_programmes
from synthetic_data.streams import stream

_IDS_PER_LOCALITY = 10_000_000
_CLUSTERED = 0.5  # shape of the gamma law of a family's faults: the smaller, the more uneven


@dataclass(frozen=True)
class World:
    """One locality as it is, before any service writes it down.

    `nhs_number` has a line for children and one for mothers, or is nothing where they are left out.
    """

    locality: Locality
    seed: int
    scale: float
    places: Places
    people: People
    mothers: Mothers
    names: Names
    programmes: Programmes
    child_id: pa.Array
    mother_id: pa.Array
    nhs_number: Ints | None

    def stream(self, module: str) -> np.random.Generator:
        """The random stream of one module in this locality."""
        return stream(self.seed, self.locality.slug, module)

    @cached_property
    def burden(self) -> Ints:
        """Which of the eighty kinds of family each child is of that faults fall on unequally.

        Sixteen for each fifth of deprivation, the least deprived first: one for each way to be of
        another ethnicity than White British, of the youngest cohort, to have moved, to be in need.
        """
        people = self.people
        steps = 5 - self.places.quintile[people.first_home]
        moved = ~np.isnat(people.moved_on) | (people.origin == MOVED_IN)
        youngest = people.birth > LAST_BIRTH - np.timedelta64(365, "D")
        groups = (people.ethnicity != 0, youngest, moved, people.in_need)
        kinds = sum(group.astype(np.int64) << bit for bit, group in enumerate(groups))
        return np.asarray(16 * steps + kinds)

    @cached_property
    def faulty(self) -> Floats:
        """How many times as often as others of its kind a family's records are wrong; 1 on average.

        Records that are wrong in one place are wrong in others: slips cluster in families whose
        names, papers or lives are harder to write down (the spread is an assumption).
        """
        people = self.people
        drawn = self.stream("faulty").gamma(_CLUSTERED, 1 / _CLUSTERED, len(people))
        return np.asarray(drawn[people.family])

    def child_numbers(self, rows: Ints) -> pa.Array:
        """The NHS numbers of those children, as text."""
        return self._numbers(0, rows)

    def mother_numbers(self, rows: Ints) -> pa.Array:
        """The NHS numbers of those children's mothers, as text."""
        return self._numbers(1, self.people.family[rows])

    def _numbers(self, line: int, rows: Ints) -> pa.Array:
        if self.nhs_number is None:
            return pa.nulls(len(rows), pa.string())
        return prefixed("", self.nhs_number[line, self.people.number[rows]], 10)

    def trust(self, rows: Ints) -> pa.Array:
        """The code of the trust where those children were born."""
        trusts = [f"ZT{self.locality.number}{index}" for index in range(self.locality.trusts)]
        return pick(trusts, self.people.first_home[rows] % len(trusts))


def children(locality: Locality, scale: float) -> int:
    """How many children a locality has at that scale."""
    return sum(people_counts(locality.births_a_year, locality.moves, scale))


def numbers_needed(scale: float) -> int:
    """How many NHS numbers all localities together take at that scale: a child's, a mother's."""
    return sum(2 * children(locality, scale) for locality in LOCALITIES.values())


def largest_scale() -> float:
    """The largest scale, to two decimals, for which the reserved NHS numbers suffice."""
    scale = np.floor(100 * NHS_CAPACITY / numbers_needed(1.0)) / 100
    while numbers_needed(float(scale)) > NHS_CAPACITY:
        scale -= 0.01
    return round(float(scale), 2)


def make_world(
    locality: Locality, seed: int, scale: float, *, with_nhs_numbers: bool = True
) -> World:
    """Draw a locality. Its identifiers are the same whichever other localities are made."""
    places = make_places(locality)
    people = make_people(places, seed, scale)
    mothers = make_mothers(seed, locality.slug, people)
    before = [row for row in LOCALITIES.values() if row.number < locality.number]
    first = sum(2 * children(row, scale) for row in before)
    numbers = nhs_numbers(first, 2 * len(people)).reshape(2, -1) if with_nhs_numbers else None
    start = _IDS_PER_LOCALITY * locality.number + 1
    return World(
        locality=locality,
        seed=seed,
        scale=scale,
        places=places,
        people=people,
        mothers=mothers,
        names=make_names(seed, locality.slug, people),
        programmes=make_programmes(seed, locality.slug, people, mothers, places),
        child_id=child_ids(people.number + start),
        mother_id=mother_ids(people.number[people.family] + start),
        nhs_number=numbers,
    )
