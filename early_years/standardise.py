"""Comparing like with like: standardised rates, and inequality along a scale of deprivation."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import statsmodels.api as sm
from numpy.typing import ArrayLike
from scipy import stats

from early_years.intervals import Interval, poisson_rate


def direct(
    events: ArrayLike, people: ArrayLike, standard: ArrayLike, confidence: float = 0.95
) -> Interval:
    """The rate a standard population would have at these group rates, with Dobson's interval.

    Each argument has one value a group: events, people, and the standard's people. Dobson AJ and
    others (1991), doi:10.1002/sim.4780100317, with Byar's limits for the count.
    """
    k, n, w = (np.asarray(part, float) for part in (events, people, standard))
    if np.any(n <= 0):
        raise ValueError("a group has nobody in it; join it with another.")
    share = w / w.sum()
    rate = float((share * k / n).sum())
    variance = float((share**2 * k / n**2).sum())
    total = float(k.sum())
    if not total:
        return Interval(0.0, 0.0, float("nan"))
    count = poisson_rate(total, confidence=confidence, byar=True)
    scale = float(np.sqrt(variance / total))
    return Interval(
        rate, rate + scale * (count.lower - total), rate + scale * (count.upper - total)
    )


def indirect(
    events: ArrayLike, people: ArrayLike, standard_rates: ArrayLike, confidence: float = 0.95
) -> Interval:
    """Events seen for every one expected at the standard's rates, with its exact interval.

    Such ratios compare a place with the standard; two places should not be compared by them.
    """
    expected = float((np.asarray(people, float) * np.asarray(standard_rates, float)).sum())
    found: Interval = poisson_rate(float(np.sum(events)), expected, confidence)
    return found


class Inequality(NamedTuple):
    """How a share changes along the scale from the most to the least deprived.

    slope     share at the least deprived end less that at the most deprived end
    relative  the one divided by the other
    """

    slope: Interval
    relative: Interval


def inequality(count: ArrayLike, of: ArrayLike, confidence: float = 0.95) -> Inequality:
    """Slope and relative index of inequality of shares in groups, most deprived group first.

    Each group is placed at the middle of its part of the population. The slope is a
    straight line through the shares, the ratio comes from a regression with a log link, both with
    robust errors. Mackenbach JP, Kunst AE (1997), doi:10.1016/S0277-9536(96)00073-1; Zou G (2004),
    doi:10.1093/aje/kwh090.
    """
    k, n = np.asarray(count, float), np.asarray(of, float)
    some = n > 0
    k, n = k[some], n[some]
    if len(n) < 3:
        raise ValueError("at least three groups with people in them are needed.")
    design = np.column_stack([np.ones(len(n)), (n.cumsum() - n / 2) / n.sum()])
    z = stats.norm.ppf((1 + confidence) / 2)
    line = sm.WLS(k / n, design, weights=n).fit()
    ratio = sm.GLM(k / n, design, family=sm.families.Poisson(), var_weights=n).fit()
    slope = _around(line, design, k, n, np.ones(len(n)), z)
    relative = _around(ratio, design, k, n, ratio.fittedvalues, z)
    return Inequality(slope, Interval(*(float(np.exp(part)) for part in relative)))


def _around(
    fit: Any, design: np.ndarray, k: np.ndarray, n: np.ndarray, variance: np.ndarray, z: float
) -> Interval:
    """The slope of a fit with a robust interval, as if every person stood in a row (Zou 2004)."""
    mean = np.asarray(fit.fittedvalues)
    bread = np.linalg.inv(design.T @ (design * (n * variance)[:, None]))
    spread = k * (1 - mean) ** 2 + (n - k) * mean**2
    error = float(np.sqrt((bread @ (design.T @ (design * spread[:, None])) @ bread)[1, 1]))
    slope = float(fit.params[1])
    return Interval(slope, slope - float(z) * error, slope + float(z) * error)
