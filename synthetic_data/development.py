"""From who a child is to how it develops: one factor behind ASQ-3 and all 17 early learning goals.

Whether a child reaches a goal depends on what the child's circumstances predict, on the child's own
factor and on a little noise of the area of learning and of the goal. One dominant factor is what
the published figures show: 97% of children with a good level of development reach all 17 goals.
"""

from functools import cache

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.special import ndtr

from synthetic_data import calibration as cal
from synthetic_data import fitted
from synthetic_data.arrays import Bools, Floats, days_between
from synthetic_data.calendar import FIRST_BIRTH
from synthetic_data.contract import GOALS
from synthetic_data.families import EHCP, SEN_SUPPORT
from synthetic_data.people import People

AREAS_OF_LEARNING = tuple(dict.fromkeys(goal.area for goal in GOALS))
GOAL_AREA = np.array([AREAS_OF_LEARNING.index(goal.area) for goal in GOALS])
IN_GLD = np.array([goal.in_gld for goal in GOALS])
AREA_IN_GLD = np.array([IN_GLD[area == GOAL_AREA].all() for area in range(len(AREAS_OF_LEARNING))])

# How far the factor is the same at two and at five (correlations of each measure with the child's
# factor; assumption: at area level the published correlation is only 0.23).
SHARED_AT_FIVE = 0.80
SHARED_AT_TWO = 0.70
# At two, circumstances weigh less than at five (assumption).
CIRCUMSTANCES_AT_TWO = 0.6


def circumstances(people: People, effects: fitted.Effects) -> Floats:
    """What a child's circumstances predict at five, but for the month of birth."""
    ethnic = np.array([effects.ethnicity[row.code] for row in cal.ETHNICITIES])
    return np.asarray(
        effects.girl * people.girl
        + effects.fsm * people.fsm
        + effects.eal * people.eal
        + effects.sen_support * (people.sen == SEN_SUPPORT)
        + effects.ehcp * (people.sen == EHCP)
        + effects.in_need * people.in_need
        + effects.weeks_early * np.clip((280 - people.gestation) / 7, 0, 16)
        + ethnic[people.ethnicity]
    )


def age_in_year(people: People) -> Floats:
    """How old a child is within its school year: 0 for the youngest, 1 for the oldest."""
    days = days_between(FIRST_BIRTH, people.birth)
    return np.asarray(1 - (days % 365.25) / 365.25)


def at_five(people: People, effects: fitted.Effects) -> Floats:
    """What circumstances and the month of birth predict at the end of reception."""
    return circumstances(people, effects) + effects.oldest * age_in_year(people)


def at_two(people: People, effects: fitted.Effects) -> Floats:
    """What circumstances predict at the review at two."""
    return CIRCUMSTANCES_AT_TWO * circumstances(people, effects)


def goals_reached(rng: np.random.Generator, predicted: Floats, development: Floats) -> Bools:
    """Which of the 17 goals each child reaches: an array of children by goals."""
    return np.asarray(predicted[:, None] + goal_margins(rng, development) > 0)


def goal_margins(rng: np.random.Generator, development: Floats) -> Floats:
    """By how much each child would reach each goal if circumstances predicted nothing."""
    count = len(development)
    own = np.sqrt(1 - SHARED_AT_FIVE**2) * rng.normal(size=count)
    factor = SHARED_AT_FIVE * development + own
    spread = np.where(AREA_IN_GLD, fitted.AREA_NOISE, fitted.OTHER_AREA_NOISE)
    area = spread * rng.normal(size=(count, len(AREAS_OF_LEARNING)))
    goal = fitted.GOAL_NOISE * rng.normal(size=(count, len(GOALS)))
    thresholds = np.array([fitted.GOAL_THRESHOLDS[goal.name] for goal in GOALS])
    return np.asarray(factor[:, None] + area[:, GOAL_AREA] + goal - thresholds)


def gld_probability(predicted: Floats) -> Floats:
    """The chance of a good level of development for each prediction."""
    points, chances = _gld_curve()
    return np.asarray(np.interp(predicted, points, chances))


def shift_for(predicted: Floats, share: float) -> float:
    """What must be added to all predictions so that on average that share reaches GLD."""
    low, high = -4.0, 4.0
    for _ in range(40):
        middle = (low + high) / 2
        if gld_probability(predicted + middle).mean() < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@cache
def _gld_curve() -> tuple[Floats, Floats]:
    thresholds = np.array([fitted.GOAL_THRESHOLDS[goal.name] for goal in GOALS])
    area_noise = np.where(AREA_IN_GLD, fitted.AREA_NOISE, fitted.OTHER_AREA_NOISE)
    return chance_of_all(IN_GLD, thresholds, area_noise, fitted.GOAL_NOISE)


def chance_of_all(
    wanted: Bools, thresholds: Floats, area_noise: Floats, goal_noise: float
) -> tuple[Floats, Floats]:
    """The chance of reaching every wanted goal, on a grid of predictions: (grid, chances).

    Given the child's own factor the areas of learning are independent, and given the area so are
    its goals; both noises and the factor are summed up by Gauss-Hermite quadrature.
    """
    grid = np.linspace(-9, 9, 361)
    nodes, weights = hermegauss(24)
    weights = weights / weights.sum()
    given_factor = np.ones_like(grid)
    for area in range(len(AREAS_OF_LEARNING)):
        of_area = thresholds[wanted & (area == GOAL_AREA)]
        margins = grid[:, None, None] + area_noise[area] * nodes[:, None] - of_area
        given_factor *= ndtr(margins / goal_noise).prod(axis=2) @ weights
    shifted = np.interp(grid[:, None] + nodes, grid, given_factor)
    return grid, np.asarray(shifted @ weights)
