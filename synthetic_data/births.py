"""How pregnancies end: smoking, gestation, weight at birth, and the few children who die."""

import numpy as np
from scipy.special import ndtri

from synthetic_data import calibration as cal
from synthetic_data.arrays import NO_DATE, Bools, Dates, Floats, Ints, after, chance, logistic
from synthetic_data.moves import BORN_HERE

# Preterm births among babies born together: 68% (Birmingham and Solihull 2020-23). Smokers' risk
# against others', chosen so that smokers' is 13.0% (same source). Alone and without smoking, what
# gives the published share of all births. The mean days before 37 weeks are an assumption.
_PRETERM_TOGETHER = 0.68
_PRETERM_SMOKING = 1.9
_PRETERM_ALONE = 0.0571
_DAYS_BEFORE_TERM = 17.0
TERM_FROM = 259
_TERM_MEAN, _TERM_SPREAD, _SHORTEST, _LONGEST = 279, 8.5, 161, 300

# Birth weight by gestation, a normal distribution (assumption, checked against the published share
# of term babies under 2,500 g and that of smokers, 5.9% against 2.7%).
_WEIGHT_AT_40_WEEKS = 3_490.0
_WEIGHT_A_DAY = 25.0
_WEIGHT_SPREAD = 415.0
_LIGHTER_SMOKING = 165.0

# Smoking by hardship, and far rarer in some groups (assumptions); the level is published.
_SMOKING_BY_HARDSHIP = 1.0
_SMOKING_OTHER_GROUPS = -1.3

# Six in ten of the children who die in infancy were born preterm, and seven in ten die in the
# first four weeks (assumptions); the rate is published.
_DEATHS_PRETERM, _DEATHS_EARLY = 0.6, 0.7


def smoking(rng: np.random.Generator, hardship: Floats, ethnicity: Ints) -> Bools:
    """Whether each child's mother smokes at delivery."""
    white = np.array([row.group in ("White", "Mixed") for row in cal.ETHNICITIES])[ethnicity]
    lean = _SMOKING_BY_HARDSHIP * hardship + _SMOKING_OTHER_GROUPS * ~white
    return chance(rng, logistic(cal.SMOKING_LEVEL + lean), len(hardship))


def preterm_chance(size: Ints, smoker: Bools) -> Floats:
    """The chance of a birth before 37 weeks."""
    alone = _PRETERM_ALONE * np.where(smoker, _PRETERM_SMOKING, 1.0)
    return np.where(size > 1, _PRETERM_TOGETHER, alone)


def gestation(rng: np.random.Generator, size: Ints, smoker: Bools) -> Ints:
    """Days of gestation at birth."""
    early = chance(rng, preterm_chance(size, smoker), len(size))
    term = np.clip(rng.normal(_TERM_MEAN, _TERM_SPREAD, len(size)), TERM_FROM, _LONGEST)
    preterm = TERM_FROM - 1 - rng.exponential(_DAYS_BEFORE_TERM, len(size))
    return np.asarray(np.where(early, np.maximum(preterm, _SHORTEST), term).astype(np.int64))


def gestation_quantiles(share: Floats, *, preterm: bool) -> Ints:
    """The days of gestation below which those shares of births before term, or at term, lie."""
    if preterm:
        days = np.maximum(TERM_FROM - 1 + _DAYS_BEFORE_TERM * np.log(share), _SHORTEST)
    else:
        days = np.clip(_TERM_MEAN + _TERM_SPREAD * ndtri(share), TERM_FROM, _LONGEST)
    return np.asarray(days.astype(np.int64))


def weight_law(days: Ints, girl: Bools, hardship: Floats, smoker: Bools) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the grams at birth."""
    mean = _WEIGHT_AT_40_WEEKS + _WEIGHT_A_DAY * (days - 280) - 120 * girl - 40 * hardship
    spread = _WEIGHT_SPREAD * np.clip(days / 280, 0.5, 1.0)
    return mean - _LIGHTER_SMOKING * smoker, spread


def birthweight(
    rng: np.random.Generator, days: Ints, girl: Bools, hardship: Floats, smoker: Bools
) -> Floats:
    """Grams at birth, to the nearest ten."""
    mean, spread = weight_law(days, girl, hardship, smoker)
    return np.asarray(np.maximum(mean + spread * rng.normal(size=len(days)), 400).round(-1))


def deaths(rng: np.random.Generator, birth: Dates, origin: Ints, days: Ints) -> Dates:
    """The day on which each of the few children died in infancy, of those born here."""
    rate = cal.TARGETS["infant_mortality"].value / 1000
    preterm = cal.TARGETS["preterm"].value / 100
    risk = np.where(
        days < TERM_FROM,
        rate * _DEATHS_PRETERM / preterm,
        rate * (1 - _DEATHS_PRETERM) / (1 - preterm),
    )
    hit = chance(rng, risk, len(birth)) & (origin == BORN_HERE)
    early = chance(rng, _DEATHS_EARLY, len(birth))
    age = np.where(early, rng.integers(1, 28, len(birth)), rng.integers(28, 365, len(birth)))
    return np.where(hit, after(birth, age), NO_DATE)
