"""What maternity knows of mothers: age, circumstances and when they booked."""

from dataclasses import dataclass

import numpy as np

from synthetic_data.arrays import Bools, Dates, Floats, Ints, after, chance, logistic
from synthetic_data.people import People
from synthetic_data.streams import stream

_DAYS_A_YEAR = 365.25
# Age at the first child in the window; younger in hardship (assumptions).
_AGE, _AGE_SPREAD, _AGE_HARDSHIP = 29.6, 5.4, -1.6


@dataclass(frozen=True)
class Mothers:
    """By row of `People`: the mother's date of birth and circumstances in that pregnancy.

    `earlier` is how many live births she had before. `complex_social` is recorded at booking and,
    with area, income, language and gestation, decides who is invited to a programme.
    """

    birth: Dates
    age: Floats
    complex_social: Bools
    mental_health: Bools
    disability: Bools
    unsupported: Bools
    employment: Ints
    folic_acid: Ints
    booked_at: Ints
    earlier: Ints


def make_mothers(seed: int, locality: str, people: People) -> Mothers:
    """Draw the mothers; what belongs to a family or a delivery is drawn once for it."""
    rng = stream(seed, locality, "mothers")
    count, family, delivery = len(people), people.family, people.delivery
    years = np.clip(
        _AGE + _AGE_HARDSHIP * people.hardship + _AGE_SPREAD * rng.normal(size=count), 16, 47
    )[family]
    birth = after(people.birth[family], -(years * _DAYS_A_YEAR).astype(np.int64))
    age = (people.birth - birth).astype(np.int64) / _DAYS_A_YEAR
    need = 0.7 * people.hardship + 2.1 * people.in_need
    first = people.birth == people.birth[family]
    before = rng.poisson(0.55 + 0.06 * np.maximum(years - 25, 0))[family]
    return Mothers(
        birth=birth,
        age=age,
        complex_social=chance(rng, logistic(-3.05 + need), count)[delivery],
        mental_health=chance(rng, logistic(-1.05 + 0.3 * people.hardship), count)[delivery],
        disability=chance(rng, 0.06, count)[family],
        unsupported=chance(rng, logistic(-3.2 + 0.5 * people.hardship), count)[delivery],
        employment=_employment(rng, people)[delivery],
        folic_acid=rng.choice(4, p=(0.30, 0.48, 0.18, 0.04), size=count)[delivery],
        booked_at=_booked(rng, people)[delivery],
        earlier=np.where(first, before, before + 1),
    )


def _employment(rng: np.random.Generator, people: People) -> Ints:
    """Position in the list of employment codes: fewer employed in hardship (assumption)."""
    employed = chance(rng, logistic(0.95 - 0.9 * people.hardship), len(people))
    other = rng.choice(3, p=(0.25, 0.65, 0.10), size=len(people)) + 1
    return np.where(employed, 0, other)


def _booked(rng: np.random.Generator, people: People) -> Ints:
    """Days of gestation at booking: 61.4% at 8 to 11 weeks (NHS Maternity Statistics 2023/24)."""
    late = chance(rng, logistic(-2.35 + 0.45 * people.hardship), len(people))
    usual = rng.normal(67.0, 13.9, len(people))
    days = np.where(late, 91 + rng.exponential(40, len(people)), usual)
    return np.asarray(np.clip(days, 35, people.gestation - 7).astype(np.int64))
