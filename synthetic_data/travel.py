"""Travel times between small areas, and the children that live in each by age."""

import numpy as np

from synthetic_data.arrays import Floats, Ints
from synthetic_data.calendar import EXTRACT_DATE, LAST_BIRTH
from synthetic_data.columns import plain_table, table, take
from synthetic_data.places import Places
from synthetic_data.providers import Providers
from synthetic_data.truth import Service, ServiceTable, TruthValue
from synthetic_data.world import World

# Minutes: to set out and arrive, by kilometre, and what a rural start adds (assumptions).
_CAR_START, _CAR_EACH, _CAR_RURAL = 3.0, 1.9, 2.0
_BUS_START, _BUS_EACH, _BUS_RURAL = 9.0, 4.2, 12.0
# What the planted under-served areas add: no through road and no bus before noon.
_CAR_CUT_OFF, _BUS_CUT_OFF = 14.0, 30.0
_CAR_LIMIT, _BUS_LIMIT = 30.0, 60.0
# What is called deprived and within reach, as most analyses do.
_DEPRIVED, _REACH = 3, 25.0

_MIDYEARS = (2023, 2024, 2025)
_AGES = range(5)
# Estimates of children by small area are off by this standard deviation (assumption).
_ESTIMATE_ERROR = 0.12


def minutes(places: Places) -> tuple[Floats, Floats]:
    """By car and by public transport, from each area to each."""
    away = np.hypot(places.x[:, None] - places.x, places.y[:, None] - places.y)
    itself = np.eye(len(away), dtype=bool)
    rural = (places.rural[:, None] | places.rural) & ~itself
    cut_off = (places.under_served[:, None] | places.under_served) & ~itself
    car = _CAR_START + _CAR_EACH * away + _CAR_RURAL * rural + _CAR_CUT_OFF * cut_off
    bus = _BUS_START + _BUS_EACH * away + _BUS_RURAL * rural + _BUS_CUT_OFF * cut_off
    return np.round(car, 1), np.round(bus, 1)


def make_travel(world: World, providers: Providers) -> Service:
    """The matrix of the pairs within reach, and which deprived areas are far from any place."""
    places = world.places
    car, bus = minutes(places)
    near_car, near_bus = car <= _CAR_LIMIT, bus <= _BUS_LIMIT
    start, end = np.nonzero(near_car | near_bus)
    rows = table(
        "travel_time",
        from_lsoa21=take(places.code, start),
        to_lsoa21=take(places.code, end),
        minutes_car=np.where(near_car, car, np.nan)[start, end],
        minutes_public_transport=np.where(near_bus, bus, np.nan)[start, end],
    )
    far = np.flatnonzero(places.under_served)
    nearest = bus[far][:, np.unique(providers.area)].min(axis=1)
    truth = plain_table(
        lsoa21=take(places.code, far),
        area_name=take(places.name, far),
        minutes_to_nearest_provider=nearest,
    )
    value = TruthValue(
        float(len(far)),
        "Number of deprived areas planted far from any provider or hub, by car and by bus.",
    )
    return Service(
        {"travel_time": ServiceTable(rows)},
        {"under_served_areas": value, "areas_out_of_reach": _out_of_reach(places, bus, providers)},
        {"under_served_area": truth},
    )


def _out_of_reach(places: Places, bus: Floats, providers: Providers) -> TruthValue:
    """The planted ones, and those that chance left without a provider near by."""
    served = np.unique(providers.area[places.own[providers.area]])
    nearest = bus[:, served].min(axis=1, initial=np.inf)
    out = places.own & (places.decile <= _DEPRIVED) & (nearest > _REACH)
    return TruthValue(
        float(out.sum()),
        f"Number of areas in the {_DEPRIVED} most deprived tenths from which no provider is within "
        f"{_REACH:g} minutes by public transport, planted or by chance.",
    )


def make_population(world: World) -> Service:
    """Estimates at the middle of each year, never quite the number who live there."""
    rng, people, places = world.stream("area_population"), world.people, world.places
    own = np.flatnonzero(places.own)
    parts = []
    for year in _MIDYEARS:
        day = np.datetime64(f"{year}-06-30", "D")
        age = _whole_years(people.birth, year)
        here = people.resident(day) & (day <= EXTRACT_DATE)
        for years in _AGES:
            if np.datetime64(f"{year - years}-06-30", "D") >= LAST_BIRTH:
                continue  # children of that age are not among the cohorts
            rows = np.flatnonzero(here & (age == years))
            counts = np.bincount(people.home(day, rows), minlength=len(places.own))[own]
            error = np.exp(_ESTIMATE_ERROR * rng.normal(size=len(own)))
            parts.append((own, year, years, np.rint(counts * error).astype(np.int64)))
    rows = table(
        "area_population",
        lsoa21=take(places.code, np.concatenate([part[0] for part in parts])),
        year=np.repeat([part[1] for part in parts], len(own)),
        age=np.repeat([part[2] for part in parts], len(own)),
        children=np.concatenate([part[3] for part in parts]),
    )
    return Service({"area_population": ServiceTable(rows)})


def _whole_years(birth: np.ndarray, year: int) -> Ints:
    """Age at the last birthday in the middle of a year."""
    born = birth.astype("datetime64[Y]").astype(np.int64) + 1970
    later = birth - birth.astype("datetime64[Y]") > np.timedelta64(180, "D")
    return np.asarray(year - born - later)
