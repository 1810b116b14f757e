"""A locality with its places, its people and their identifiers: what every service starts from."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data.arrays import Ints
from synthetic_data.identifiers import NHS_CAPACITY, child_ids, nhs_numbers
from synthetic_data.localities import LOCALITIES, Locality
from synthetic_data.people import People, make_people, people_counts
from synthetic_data.places import Places, make_places
from synthetic_data.streams import stream

_IDS_PER_LOCALITY = 10_000_000


@dataclass(frozen=True)
class World:
    """One locality as it is, before any service writes it down."""

    locality: Locality
    seed: int
    scale: float
    places: Places
    people: People
    child_id: pa.Array
    nhs_number: Ints

    def stream(self, module: str) -> np.random.Generator:
        """The random stream of one module in this locality."""
        return stream(self.seed, self.locality.slug, module)


def children(locality: Locality, scale: float) -> int:
    """How many children, and so NHS numbers, a locality takes at that scale."""
    return sum(people_counts(locality.births_a_year, locality.moves, scale))


def numbers_needed(scale: float) -> int:
    """How many NHS numbers all localities together take at that scale."""
    return sum(children(locality, scale) for locality in LOCALITIES.values())


def largest_scale() -> float:
    """The largest scale, to two decimals, for which the reserved NHS numbers suffice."""
    scale = np.floor(100 * NHS_CAPACITY / numbers_needed(1.0)) / 100
    while numbers_needed(float(scale)) > NHS_CAPACITY:
        scale -= 0.01
    return round(float(scale), 2)


def make_world(locality: Locality, seed: int, scale: float) -> World:
    """Draw a locality. Its identifiers are the same whichever other localities are made."""
    places = make_places(locality)
    people = make_people(places, seed, scale)
    before = [row for row in LOCALITIES.values() if row.number < locality.number]
    first = sum(children(row, scale) for row in before)
    return World(
        locality=locality,
        seed=seed,
        scale=scale,
        places=places,
        people=people,
        child_id=child_ids(people.number + _IDS_PER_LOCALITY * locality.number + 1),
        nhs_number=nhs_numbers(first, len(people))[people.number],
    )
