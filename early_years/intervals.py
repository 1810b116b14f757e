"""How sure a share, a difference, a rate or any statistic is: intervals, all in one form.

One value gives an Interval (value, lower, upper); several give a frame with those three columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint


class Interval(NamedTuple):
    """A value with the ends of its interval."""

    value: float
    lower: float
    upper: float

    def times(self, factor: float) -> Interval:
        """The same on another scale, such as 100 for per cent."""
        return Interval(*(factor * part for part in self))

    def rounded(self, decimals: int = 1) -> Interval:
        """The same with so many decimals, for reading."""
        return Interval(*(round(float(part), decimals) for part in self))


def wilson(count: ArrayLike, of: ArrayLike, confidence: float = 0.95) -> Any:
    """A share with Wilson's score interval, between 0 and 1; of none it is not a number.

    Wilson EB (1927), doi:10.1080/01621459.1927.10502953.
    """
    k, n = np.asarray(count, float), np.asarray(of, float)
    _no_more_than(k, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(n > 0, k / n, np.nan)
        lower, upper = proportion_confint(k, n, alpha=1 - confidence, method="wilson")
    return _form(count, of, value, lower, upper)


def clustered(hit: ArrayLike, cluster: ArrayLike, confidence: float = 0.95) -> Interval:
    """The share of rows that are so, where the rows of one cluster are alike, between 0 and 1.

    Wilson's interval on as many rows as all are worth: their number by the design effect of a ratio
    (Cochran WG (1977), Sampling Techniques, section 6.3; at least 1), with Student's t for few
    clusters. Franco C and others (2019), doi:10.1093/jssam/smy019. One cluster alone tells nothing.
    """
    hits, of = np.asarray(hit, float), pd.factorize(np.asarray(cluster), use_na_sentinel=False)[0]
    rows, clusters = len(hits), len(np.unique(of))
    if clusters < 2:
        return Interval(float(hits.mean()), 0.0, 1.0) if rows else Interval(*[np.nan] * 3)
    value = float(hits.mean())
    apart = np.bincount(of, hits - value)
    plain = value * (1 - value) * rows
    effect = (apart**2).sum() * clusters / (clusters - 1) / plain if plain else 1.0
    end = (1 + confidence) / 2
    worth = rows / max(effect, 1.0) * (stats.norm.ppf(end) / stats.t.ppf(end, clusters - 1)) ** 2
    ends = proportion_confint(value * worth, worth, alpha=1 - confidence, method="wilson")
    return Interval(value, *(float(part) for part in ends))


def newcombe(
    count: ArrayLike, of: ArrayLike, count2: ArrayLike, of2: ArrayLike, confidence: float = 0.95
) -> Any:
    """The first share less the second, with Newcombe's hybrid score interval.

    Newcombe RG (1998), method 10,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    """
    parts = np.broadcast_arrays(*(np.asarray(part, float) for part in (count, of, count2, of2)))
    _no_more_than(parts[0], parts[1])
    _no_more_than(parts[2], parts[3])
    rows = np.column_stack([part.ravel() for part in parts])
    found = [_newcombe(row, confidence) for row in rows]
    value, lower, upper = np.array(found).T if found else np.empty((3, 0))
    return _form(parts[0], parts[1], value, lower, upper)


def _newcombe(row: np.ndarray, confidence: float) -> Interval:
    k, n, k2, n2 = (float(part) for part in row)
    if not n or not n2:
        return Interval(np.nan, np.nan, np.nan)
    lower, upper = confint_proportions_2indep(
        k, n, k2, n2, method="newcomb", compare="diff", alpha=1 - confidence
    )
    return Interval(k / n - k2 / n2, lower, upper)


def poisson_rate(
    count: ArrayLike, of: ArrayLike = 1.0, confidence: float = 0.95, *, byar: bool = False
) -> Any:
    """A rate of events by what they were counted over, with its exact interval (Garwood 1936).

    `byar` gives Byar's approximation, as used in public health profiles of England.
    """
    k, t = np.asarray(count, float), np.asarray(of, float)
    ends = _byar(k, confidence) if byar else _garwood(k, confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        return _form(count, of, k / t, ends[0] / t, ends[1] / t)


def _garwood(k: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    half = (1 - confidence) / 2
    lower = np.where(k > 0, stats.chi2.ppf(half, 2 * np.maximum(k, 1)) / 2, 0.0)
    return lower, stats.chi2.ppf(1 - half, 2 * (k + 1)) / 2


def _byar(k: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    z = stats.norm.ppf((1 + confidence) / 2)
    some = np.maximum(k, 1)
    lower = np.where(k > 0, some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3, 0.0)
    more = k + 1
    return lower, more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3


def bootstrap(
    data: ArrayLike | Sequence[ArrayLike],
    statistic: Callable[..., Any] = np.mean,
    confidence: float = 0.95,
    resamples: int = 2000,
    seed: int = 0,
    paired: bool = False,
) -> Interval:
    """Any statistic of a sample, or of several, with its bias-corrected bootstrap interval.

    Give several samples as a list of arrays; with `paired` they are drawn together, row by row.
    The same seed gives the same interval. Efron B (1987), doi:10.1080/01621459.1987.10478410.
    """
    several = isinstance(data, (list, tuple)) and all(np.ndim(part) == 1 for part in data)
    samples = tuple(np.asarray(part) for part in data) if several else (np.asarray(data),)  # type: ignore[union-attr]
    value = float(statistic(*samples))
    if any(len(part) < 2 for part in samples):
        return Interval(value, np.nan, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = stats.bootstrap(
            samples,
            statistic,
            n_resamples=resamples,
            confidence_level=confidence,
            paired=paired,
            rng=np.random.default_rng(seed),
        ).confidence_interval
    return Interval(value, float(found.low), float(found.high))


def _no_more_than(count: np.ndarray, of: np.ndarray) -> None:
    if np.any(count > of):
        raise ValueError("a count is larger than what it is counted among; check the denominator.")
    if np.any(count < 0):
        raise ValueError("a count is below nought.")


def _form(like: ArrayLike, like2: ArrayLike, *parts: Any) -> Any:
    """An Interval for one value, a frame for several, with the rows of what was given."""
    if np.ndim(like) == 0 and np.ndim(like2) == 0:
        return Interval(*(float(np.ravel(part)[0]) for part in parts))
    rows = next((one.index for one in (like, like2) if isinstance(one, pd.Series)), None)
    columns = {name: np.ravel(part) for name, part in zip(Interval._fields, parts, strict=True)}
    return pd.DataFrame(columns, index=rows)
