"""Control limits for shares of places of any size: of chance alone, and with real spread.

After Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in
Medicine 24(8), 1185-1202, doi:10.1002/sim.1970. Limits of chance alone are exact binomial ones,
interpolated so that they run smoothly (his appendix A.1.1). Over-dispersion is estimated from
z-scores of which the furthest tenth on each side is drawn in, and allowed for by his additive
random effects. The target is the share of all places together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist

import numpy as np

from hub.model import Funnel, Measured

TAILS = (0.025, 0.001)  # of the 95% and the 99.8% limits
DRAWN_IN = 0.1  # of the z-scores on each side
FEWEST = 3  # places that a funnel can be drawn of


def of_places(places: Sequence[Measured]) -> Funnel | None:
    """The limits for places that measured a share of children; None for other numbers."""
    shares = [
        (one.number.value / 100, one.number.n)
        for one in places
        if one.unit == "%" and one.number.value is not None and one.number.n
    ]
    return funnel(shares) if len(shares) == len(places) else None


def funnel(shares: Sequence[tuple[float, int]]) -> Funnel | None:
    """The limits for places given as (share, size); None where there are too few to say."""
    if len(shares) < FEWEST:
        return None
    values = np.array([share for share, _ in shares])
    sizes = np.array([size for _, size in shares], dtype=float)
    target = float((values * sizes).sum() / sizes.sum())
    variance = target * (1 - target) / sizes
    if not variance.all():
        return None  # nobody or everybody: there is nothing to tell apart
    scores = (values - target) / np.sqrt(variance)
    drawn_in = scores.clip(*np.quantile(scores, [DRAWN_IN, 1 - DRAWN_IN]))
    phi, count = float((drawn_in**2).mean()), len(shares)
    weights = 1 / variance
    reach = weights.sum() - (weights**2).sum() / weights.sum()
    between = max(0.0, (count * phi - (count - 1)) / float(reach))
    return Funnel(target, phi, math.sqrt(between), count)


def of_chance(target: float, size: int, tail: float) -> tuple[float, float]:
    """Both limits of a share, for a place of that size, by chance alone."""
    return _exact(target, size, tail), _exact(target, size, 1 - tail)


def of_spread(limits: Funnel, size: int, tail: float) -> tuple[float, float]:
    """Both limits of a share, by chance and the real spread between places."""
    variance = limits.target * (1 - limits.target) / size + limits.tau**2
    reach = NormalDist().inv_cdf(1 - tail) * math.sqrt(variance)
    return max(0.0, limits.target - reach), min(1.0, limits.target + reach)


def beyond(share: float, pairs: Sequence[tuple[float, float]]) -> int:
    """How many of the limits, the narrowest first, a share lies beyond."""
    return sum(not low <= share <= high for low, high in pairs)


def _exact(target: float, size: int, below: float) -> float:
    """The share below which that part of the binomial distribution lies, interpolated."""
    from scipy.special import bdtr  # takes long to import, and only a build of the site needs it

    count = _smallest(lambda tried: float(bdtr(tried, size, target)) >= below, size)
    reached = float(bdtr(count, size, target))
    before = float(bdtr(count - 1, size, target)) if count else 0.0
    back = (reached - below) / (reached - before)
    return min(1.0, max(0.0, (count - back) / size))


def _smallest(holds: Callable[[int], bool], most: int) -> int:
    """The smallest count from 0 to `most` that something holds for, found by halving."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
