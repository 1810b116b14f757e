"""Early years providers: where they stand, how many places they have, who goes where."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.arrays import Bools, Dates, Floats, Ints, chance, choose
from synthetic_data.columns import pick, table, take
from synthetic_data.geometry import KM_PER_DEGREE
from synthetic_data.identifiers import prefixed
from synthetic_data.truth import Service, ServiceTable
from synthetic_data.world import World

TYPES = ("childminder", "non_domestic", "school_nursery")
_CHILDMINDER, _NURSERY, _SCHOOL = range(3)

# Births a year for each provider of a type: 25,300 childminders and about 60,400 providers in all
# at about 600,000 births a year (Ofsted, March 2025); the share of school nurseries is an
# assumption, and so are the places.
_BIRTHS_EACH = (24, 22, 60)
_NEAREST = 6
_FIRST_NUMBER = 20_000
_NUMBERS_PER_LOCALITY = 8_000
_LARGEST_SCALE = 6.0  # more providers than this have no numbers
# Registered between 2004 and 2023; graduate staff: 51% of children in private, voluntary and
# independent settings (DfE LAIT), here of such providers.
_OPENED, _OLDEST_DAYS = np.datetime64("2023-12-31", "D"), 7_000
_GRADUATES = (0.12, 0.51, 0.95)
_NAMES = ("Little", "Bright", "Merry", "Willow", "Acorn", "Puddle", "Rainbow", "Harbour")
_KINDS = ("Childminder", "Nursery", "School Nursery")
_VACANCIES_LOW, _VACANCIES_ELSEWHERE = 4.0, 1.2


@dataclass(frozen=True)
class Providers:
    """The providers of a locality as arrays; `area` is the position of their small area."""

    number: pa.Array
    kind: Ints
    registered_on: Dates
    area: Ints
    x: Floats
    y: Floats
    places: Ints
    for_two: Ints
    near: Ints
    odds_at_two: Floats
    odds_at_three: Floats

    def __len__(self) -> int:
        return len(self.kind)

    def attended(self, rng: np.random.Generator, home: Ints, two: Bools) -> Ints:
        """The provider each child goes to: one of those nearest home that has places."""
        at_two = self.near[home, choose(rng, self.odds_at_two, home)]
        at_three = self.near[home, choose(rng, self.odds_at_three, home)]
        return np.where(two, at_two, at_three)


def make_providers(world: World) -> Providers:
    """Draw the providers, as many as the children of that scale need."""
    rng, places, locality = world.stream("providers"), world.places, world.locality
    births = locality.births_a_year * min(world.scale, _LARGEST_SCALE)
    counts = [max(1, round(births / each)) for each in _BIRTHS_EACH]
    kind = rng.permutation(np.repeat(np.arange(len(TYPES)), counts))
    count = len(kind)
    served = np.flatnonzero(places.own & ~places.under_served)
    area = served[rng.integers(len(served), size=count)]
    offers = rng.random(count)
    registered = np.select(
        [kind == _CHILDMINDER, kind == _NURSERY],
        [rng.integers(4, 9, count), np.clip(rng.lognormal(3.75, 0.4, count), 16, 140)],
        rng.choice([26, 39, 52], count),
    ).astype(np.int64)
    for_two = np.select(
        [kind == _CHILDMINDER, kind == _NURSERY],
        [np.where(offers < 0.8, 1, 0), np.maximum(registered // 5, 4)],
        np.where(offers < 0.5, 8, 0),
    )
    for_two[np.argmax(registered)] = max(4, for_two.max())  # someone takes two-year-olds
    numbers = rng.permutation(count) + _FIRST_NUMBER + _NUMBERS_PER_LOCALITY * locality.number
    spread = np.sqrt(np.pi * locality.radius_km**2 / places.own_count) / 6
    x = places.x[area] + rng.uniform(-spread, spread, count)
    y = places.y[area] + rng.uniform(-spread, spread, count)
    near, distance = _nearest(places.x, places.y, x, y)
    reach = locality.radius_km / 12
    return Providers(
        number=prefixed("CIW9" if locality.wales else "EY9", numbers, 5),
        kind=kind,
        registered_on=_OPENED - rng.integers(0, _OLDEST_DAYS, count).astype("timedelta64[D]"),
        area=area,
        x=x,
        y=y,
        places=registered,
        for_two=for_two,
        near=near,
        odds_at_two=_odds(distance, reach, for_two[near]),
        odds_at_three=_odds(distance, reach, registered[near]),
    )


def provider_table(world: World, providers: Providers, twos_attending: Ints) -> Service:
    """The providers with their places for two-year-olds and how many of them are free.

    `twos_attending` is the number of two-year-olds at each provider in the latest term. More places
    are free near the areas of low take-up: planted.
    """
    rng, places = world.stream("vacancies"), world.places
    near_low = np.isin(np.arange(len(providers)), providers.near[places.low_take_up][:, :3])
    mean = np.where(near_low, _VACANCIES_LOW, _VACANCIES_ELSEWHERE)
    free = rng.poisson(np.where(providers.kind == _CHILDMINDER, mean / 8, mean))
    free = np.where(providers.for_two > 0, free, 0)
    for_two = np.where(providers.for_two > 0, twos_attending + free, twos_attending)
    latitude, longitude = positions(world, providers)
    rows = table(
        "early_years_provider",
        provider_id=providers.number,
        provider_type=pick(TYPES, providers.kind),
        lsoa21=take(places.code, providers.area),
        latitude=latitude,
        longitude=longitude,
        registered_places=np.maximum(providers.places, for_two),
        two_year_old_places=for_two,
        two_year_old_vacancies=free,
        provider_name=_names(world, providers),
        registered_on=providers.registered_on,
        graduate_staff=chance(rng, np.array(_GRADUATES)[providers.kind], len(providers)),
    )
    return Service({"early_years_provider": ServiceTable(rows)})


def positions(world: World, providers: Providers) -> tuple[Floats, Floats]:
    """Latitude and longitude of each provider."""
    scale = KM_PER_DEGREE * np.cos(np.radians(world.locality.latitude))
    latitude = np.round(world.locality.latitude + providers.y / KM_PER_DEGREE, 6)
    return latitude, np.round(world.locality.longitude + providers.x / scale, 6)


def _names(world: World, providers: Providers) -> pa.Array:
    """Names of nurseries from the areas they stand in; childminders' are withheld, as published."""
    area = take(world.places.name, providers.area)
    first = pick(_NAMES, np.arange(len(providers)) % len(_NAMES))
    kind = pick(_KINDS, providers.kind)
    names = pc.binary_join_element_wise(area, first, kind, " ")
    return pc.if_else(pa.array(providers.kind == _CHILDMINDER), pa.scalar("REDACTED"), names)


def _nearest(x: Floats, y: Floats, px: Floats, py: Floats) -> tuple[Ints, Floats]:
    """For each area the positions of the nearest providers, and how far they are."""
    distance = np.hypot(x[:, None] - px, y[:, None] - py)
    few = min(_NEAREST, len(px))
    near = np.argsort(distance, axis=1, kind="stable")[:, :few]
    return near, np.take_along_axis(distance, near, axis=1)


def _odds(distance: Floats, reach: Floats | float, places: Ints) -> Floats:
    """Cumulative chances of going to each of the nearest providers."""
    weights = (places + 1e-9) * np.exp(-distance / reach)
    return np.asarray(np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True))
