"""What families bring: deliveries, ethnicity, language, hardship and need."""

import numpy as np
from scipy.special import ndtr, ndtri

from synthetic_data import calibration as cal
from synthetic_data.arrays import Bools, Floats, Ints, chance, choose
from synthetic_data.moves import BORN_HERE, CHILDREN_BY_AREA
from synthetic_data.places import Places

NO_SEN, SEN_SUPPORT, EHCP = 0, 1, 2


def deliveries(rng: np.random.Generator, origin: Ints) -> Ints:
    """For each child the row of the first child of the same delivery: its own, but for twins."""
    count = len(origin)
    family = np.arange(count)
    first = np.arange(0, count - 1, 2)
    both_here = (origin[first] == BORN_HERE) & (origin[first + 1] == BORN_HERE)
    pairs = cal.TWINS_PER_1000 / 1000 * (origin == BORN_HERE).sum() / 2
    share = pairs / max(1, both_here.sum())
    second = first[both_here & chance(rng, share, len(first))] + 1
    family[second] = second - 1
    return family


def delivery_sizes(family: Ints) -> Ints:
    """How many children were born in each child's delivery."""
    return np.asarray(np.bincount(family, minlength=len(family))[family])


def ethnicity(rng: np.random.Generator, places: Places, home: Ints) -> Ints:
    """A row of calibration.ETHNICITIES for each child, from the mix of its area."""
    of_locality = places.locality.ethnicity
    national = np.array([row.pupils for row in cal.ETHNICITIES], dtype=float)
    mix = national * [of_locality.get(row.group, 1.0) for row in cal.ETHNICITIES]
    white_british = np.array([row.code == "WBRI" for row in cal.ETHNICITIES])
    deciles = np.arange(1, 11)[:, None]
    lean = np.where(white_british, 0.0, cal.ETHNICITY_BY_AREA * (5.5 - deciles))
    weights = mix * np.exp(lean)
    cumulative = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    return choose(rng, cumulative, places.decile[home] - 1)


def hardship(rng: np.random.Generator, places: Places, home: Ints) -> Floats:
    """A standard score over the nation's children, higher in deprived areas."""
    own = np.sqrt(1 - cal.HARDSHIP_BY_AREA**2)
    return np.asarray(
        cal.HARDSHIP_BY_AREA * (places.standard[home] - CHILDREN_BY_AREA)
        + own * rng.normal(size=len(home))
    )


def free_school_meals(score: Floats) -> Bools:
    """Whether hardship is such that free school meals are claimed."""
    return np.asarray(score > ndtri(1 - cal.TARGETS["fsm"].value / 100))


def poor_at_two(rng: np.random.Generator, score: Floats) -> Bools:
    """Whether the family was poor enough at age two for a funded place."""
    own = np.sqrt(1 - cal.HARDSHIP_PERSISTS**2)
    then = cal.HARDSHIP_PERSISTS * score + own * rng.normal(size=len(score))
    return np.asarray(then > ndtri(1 - cal.ELIGIBLE_AT_TWO))


def other_language(rng: np.random.Generator, of: Ints) -> Bools:
    """Whether the first language is other than English."""
    shares = np.array([row.eal for row in cal.ETHNICITIES])
    return chance(rng, shares[of], len(of))


def girls(rng: np.random.Generator, count: int) -> Bools:
    """Whether each child is a girl."""
    return chance(rng, cal.GIRLS, count)


def special_needs(rng: np.random.Generator, girl: Bools, fsm: Bools) -> Ints:
    """None, support or a plan at the end of reception: more boys, more in poor families."""
    odds = np.where(girl, 1.0, cal.SEN_ODDS_BOYS) * np.where(fsm, cal.SEN_ODDS_FSM, 1.0)
    average = _average_sen_odds()
    support = cal.TARGETS["sen_support"].value / 100 * odds / average
    plan = cal.TARGETS["ehcp"].value / 100 * odds / average
    draw = rng.random(len(girl))
    return np.where(draw < plan, EHCP, np.where(draw < plan + support, SEN_SUPPORT, NO_SEN))


def in_need(rng: np.random.Generator, score: Floats) -> Bools:
    """Whether social care ever opens a case: far more often in hardship."""
    slope = 0.5
    middle = ndtri(cal.EVER_IN_NEED) * np.sqrt(1 + slope**2)
    return chance(rng, np.asarray(ndtr(middle + slope * score)), len(score))


def _average_sen_odds() -> float:
    boys = cal.TARGETS["boys"].value / 100
    fsm = cal.TARGETS["fsm"].value / 100
    by_sex = 1 - boys + boys * cal.SEN_ODDS_BOYS
    return by_sex * (1 - fsm + fsm * cal.SEN_ODDS_FSM)
