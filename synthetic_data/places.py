"""The small areas of a locality: names, deprivation, shapes, and where take-up is low."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data import geometry
from synthetic_data.arrays import Bools, Floats, Ints
from synthetic_data.columns import pick, table
from synthetic_data.identifiers import prefixed, text
from synthetic_data.localities import Locality
from synthetic_data.streams import stream

# A place stays the same place whatever the seed of its people.
_PLACES_SEED = 2021

# Each locality has a block of codes above the highest real one (England: E01035762).
_FIRST_CODE = 900_001
_CODES_PER_LOCALITY = 5_000

# Codes of 2011 stand this far above those of 2021.
_TO_2011 = 50_000

# Areas of each nation, to turn a decile into a rank (MHCLG 2025; Welsh Government 2025).
_AREAS_OF_NATION = {"england": 33_755, "wales": 1_917}

POSTCODES_EACH = 30
_DISTRICTS_EACH = 14
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # those that end real postcodes
_PER_DISTRICT = 10 * len(_LETTERS) ** 2

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
    the areas in which fewer eligible two-year-olds take a place, `under_served` deprived areas far
    from any place, and `behind_at_two` those where children are behind at the review: planted, and
    told by no service. `postcode` has so many for each area.
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
    under_served: Bools
    behind_at_two: Bools
    code_2011: pa.Array
    rank: Ints
    rural: Bools
    flying_start: Bools
    postcode: pa.Array

    @property
    def quintile(self) -> Ints:
        """The fifth of deprivation, 1 the most deprived."""
        return (self.decile + 1) // 2

    @property
    def own_count(self) -> int:
        """How many areas are the locality's own."""
        return int(self.own.sum())


@cache
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
    low = _low_take_up(locality, tiles, decile)
    each = _AREAS_OF_NATION[locality.nation] // 10
    away = np.hypot(tiles.x[:, None] - towns[:, 0], tiles.y[:, None] - towns[:, 1]).min(axis=1)
    prefix = f"{locality.letter}01"
    return Places(
        locality=locality,
        code=prefixed(prefix, codes, 6),
        name=_names(rng, tiles),
        own=tiles.inside,
        decile=decile,
        standard=(5.5 - decile) / 2.8723,
        x=tiles.x,
        y=tiles.y,
        latitude=tiles.latitude,
        longitude=tiles.longitude,
        wkb=tiles.wkb,
        low_take_up=low,
        under_served=_under_served(locality, tiles, decile, low),
        behind_at_two=_behind(locality, tiles),
        code_2011=prefixed(prefix, codes + _TO_2011, 6),
        rank=(decile - 1) * each
        + 1
        + stream(_PLACES_SEED, locality.slug, "rank").integers(each, size=count),
        rural=away > radius / 3,
        flying_start=tiles.inside & (_order(decile) < locality.flying_start * tiles.inside.sum()),
        postcode=_postcodes(locality.number, count * POSTCODES_EACH),
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
        lsoa11=places.code_2011,
        deprivation_index=pick(("IMD2025", "WIMD2025"), np.full_like(across, locality.wales)),
        deprivation_rank=places.rank,
        rural=places.rural,
        flying_start=places.flying_start,
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


def _under_served(locality: Locality, tiles: geometry.Tiles, decile: Ints, low: Bools) -> Bools:
    """A cluster of deprived areas around the one of them that lies farthest out."""
    own = tiles.inside & ~low
    limit = np.sort(decile[own])[: max(locality.under_served_areas, int(own.sum()) // 4)][-1]
    among = own & (decile <= limit)
    out = np.where(among, np.hypot(tiles.x, tiles.y), -1.0)
    middle = int(np.argmax(out))
    distance = np.hypot(tiles.x - tiles.x[middle], tiles.y - tiles.y[middle])
    distance[~among] = np.inf
    far = np.zeros(len(own), dtype=bool)
    far[np.argsort(distance, kind="stable")[: locality.under_served_areas]] = True
    return far


def _behind(locality: Locality, tiles: geometry.Tiles) -> Bools:
    """A cluster of neighbouring areas halfway out, whatever their deprivation."""
    distance = np.hypot(tiles.x - locality.radius_km / 3, tiles.y + locality.radius_km / 3)
    distance[~tiles.inside] = np.inf
    behind = np.zeros(len(distance), dtype=bool)
    behind[np.argsort(distance, kind="stable")[: locality.behind_at_two_areas]] = True
    return behind


def _order(decile: Ints) -> Ints:
    """The place of each area when the most deprived come first."""
    place = np.empty(len(decile), dtype=np.int64)
    place[np.argsort(decile, kind="stable")] = np.arange(len(decile))
    return place


def _postcodes(number: int, count: int) -> pa.Array:
    """Invented postcodes of the area ZZ, which is never used; ZZ99 is left out."""
    index = np.arange(count)
    district = index // _PER_DISTRICT + 1 + _DISTRICTS_EACH * (number - 1)
    letters = len(_LETTERS)
    pairs = [a + b for a in _LETTERS for b in _LETTERS]
    digit = index % _PER_DISTRICT // letters**2
    outward = pc.binary_join_element_wise(pa.scalar("ZZ"), text(district), "")
    inward = pc.binary_join_element_wise(text(digit), pick(pairs, index % letters**2), "")
    return pc.binary_join_element_wise(outward, inward, " ")
