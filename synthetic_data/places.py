"""The small areas of a locality: names, deprivation, shapes, and where take-up is low."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data import geometry
from synthetic_data.arrays import Bools, Floats, Ints
from synthetic_data.columns import pick, table
from synthetic_data.identifiers import prefixed
from synthetic_data.localities import Locality
from synthetic_data.streams import stream

# A place stays the same place whatever the seed of its people.
_PLACES_SEED = 2021

# Each locality has a block of codes above the highest real one (England: E01035762).
_FIRST_CODE = 900_001
_CODES_PER_LOCALITY = 5_000

_AREAS_PER_WARD = 8
_BEGINNINGS = (
    "Quill",
    "Osk",
    "Merrow",
    "Fenna",
    "Thorrow",
    "Yarl",
    "Pell",
    "Drove",
    "Saltern",
    "Velm",
)
_ENDINGS = (
    "acre",
    "gate",
    "moor",
    "field",
    "side",
    "croft",
    "bank",
    "well",
    "cross",
    "lea",
    "toft",
)


@dataclass(frozen=True)
class Places:
    """The small areas of one locality, its own first and then those across its border.

    `standard` is deprivation as a standard score, high where life is harder. `low_take_up` marks
    the areas in which fewer eligible two-year-olds take a place: planted, and told by no service.
    """

    locality: Locality
    code: pa.Array
    name: pa.Array
    own: Bools
    decile: Ints
    standard: Floats
    x: Floats
    y: Floats
    latitude: Floats
    longitude: Floats
    wkb: list[bytes]
    low_take_up: Bools

    @property
    def quintile(self) -> Ints:
        """The fifth of deprivation, 1 the most deprived."""
        return (self.decile + 1) // 2

    @property
    def own_count(self) -> int:
        """How many areas are the locality's own."""
        return int(self.own.sum())


def make_places(locality: Locality) -> Places:
    """The areas of a locality; the same for every seed and scale."""
    rng = stream(_PLACES_SEED, locality.slug, "places")
    radius, coastal = locality.radius_km, locality.coastal
    towns = geometry.scatter(rng, locality.towns, radius * 0.75, np.zeros((1, 2)), coastal)
    points = geometry.scatter(rng, locality.small_areas, radius, towns, coastal)
    around = geometry.ring(rng, max(10, locality.small_areas // 12), radius, coastal)
    tiles = geometry.tiles(points, around, locality.latitude, locality.longitude, radius, coastal)
    decile = np.concatenate(
        [_deciles(rng, locality, points, towns), rng.integers(3, 9, len(around))]
    )
    count = len(decile)
    codes = np.arange(count) + _FIRST_CODE + _CODES_PER_LOCALITY * (locality.number - 1)
    return Places(
        locality=locality,
        code=prefixed("E01", codes, 6),
        name=_names(rng, tiles),
        own=tiles.inside,
        decile=decile,
        standard=(5.5 - decile) / 2.8723,
        x=tiles.x,
        y=tiles.y,
        latitude=tiles.latitude,
        longitude=tiles.longitude,
        wkb=tiles.wkb,
        low_take_up=_low_take_up(locality, tiles, decile),
    )


def area_table(places: Places) -> pa.Table:
    """The area table of the contract."""
    locality = places.locality
    across = (~places.own).astype(np.int64)
    return table(
        "area",
        lsoa21=places.code,
        area_name=places.name,
        local_authority=pick((locality.authority, locality.neighbour), across),
        nation=pick((locality.nation,), np.zeros_like(across)),
        imd_decile=places.decile,
        latitude=places.latitude,
        longitude=places.longitude,
        geometry=pa.array(places.wkb, pa.binary()),
    )


def _deciles(rng: np.random.Generator, locality: Locality, points: Floats, towns: Floats) -> Ints:
    """Deprivation that gathers in and around some of the towns, in the shares of the locality."""
    distance = np.hypot(*(points[:, None, :] - towns[None, :, :]).transpose(2, 0, 1))
    hardship = rng.normal(0, 1, len(towns)) + 0.8
    pull = (hardship * np.exp(-distance / (locality.radius_km / 5))).sum(axis=1)
    score = pull + rng.normal(0, 0.35, len(points))
    rank = np.argsort(np.argsort(-score))
    edges = np.cumsum(locality.deciles) * len(points)
    return np.asarray(np.minimum(np.searchsorted(edges, rank, side="right"), 9) + 1)


def _names(rng: np.random.Generator, tiles: geometry.Tiles) -> pa.Array:
    """Names as a ward and a number, neighbours sharing a ward; across the border "Beyond"."""
    own = int(tiles.inside.sum())
    wards = max(1, own // _AREAS_PER_WARD)
    chosen = rng.permutation(len(_BEGINNINGS) * len(_ENDINGS))[:wards]
    seeds = rng.permutation(own)[:wards]
    x, y = tiles.x[:own], tiles.y[:own]
    ward = np.argmin(np.hypot(x[:, None] - x[seeds], y[:, None] - y[seeds]), axis=1)
    names = [
        f"{_BEGINNINGS[word % len(_BEGINNINGS)]}{_ENDINGS[word // len(_BEGINNINGS)]}"
        for word in chosen
    ]
    order = np.argsort(ward, kind="stable")
    number = np.empty(own, dtype=np.int64)
    starts = np.searchsorted(ward[order], np.arange(wards))
    number[order] = np.arange(own) - starts[ward[order]] + 1
    inside = [f"{names[w]} {n}" for w, n in zip(ward, number, strict=True)]
    beyond = [f"Beyond {n + 1}" for n in range(len(tiles.x) - own)]
    return pa.array(inside + beyond)


def _low_take_up(locality: Locality, tiles: geometry.Tiles, decile: Ints) -> Bools:
    """A cluster of neighbouring areas around one of the most deprived."""
    own = tiles.inside
    harshest = np.flatnonzero(own & (decile == decile[own].min()))
    middle = harshest[np.argmin(np.hypot(tiles.x[harshest], tiles.y[harshest]))]
    distance = np.hypot(tiles.x - tiles.x[middle], tiles.y - tiles.y[middle])
    distance[~own | (decile > 5)] = np.inf
    low = np.zeros(len(own), dtype=bool)
    low[np.argsort(distance, kind="stable")[: locality.low_take_up_areas]] = True
    return low
