"""How good a linkage is, held against records of which it is known whose they are.

A link is a pair of records of one person. `group` says which records a linkage took for one person,
`person` whose they truly are; records of which that is not known are left out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from early_years.intervals import Interval, wilson


def pairs_within(*keys: ArrayLike) -> pd.Series:
    """How many pairs of records share these keys, for each combination of them."""
    columns: list[Any] = [np.asarray(key) for key in keys]
    counts = pd.Series(1, index=range(len(columns[0]))).groupby(columns).size()
    return counts * (counts - 1) // 2


def by_person(person: pd.Series, group: pd.Series) -> pd.DataFrame:
    """For each person: the links there are, and how many of them were found."""
    known = person.notna().to_numpy()
    there = pairs_within(person[known])
    found = pairs_within(person[known], group[known]).groupby(level=0).sum()
    table = pd.DataFrame({"links": there, "found": found})
    return table[table["links"] > 0]


def by_group(person: pd.Series, group: pd.Series) -> pd.DataFrame:
    """For each group that was made: the links in it, and how many of them are of one person."""
    known = person.notna().to_numpy()
    made = pairs_within(group[known])
    right = pairs_within(group[known], person[known]).groupby(level=0).sum()
    table = pd.DataFrame({"links": made, "found": right})
    return table[table["links"] > 0]


def share(table: pd.DataFrame, confidence: float = 0.95) -> Interval:
    """Found of all links in per cent: recall of `by_person`, precision of `by_group`.

    The links of one person stand or fall together, which the interval knows: the variance is that
    of a ratio (Cochran WG 1977, Sampling Techniques, section 6.3), and Wilson's interval is taken
    of as many links as would have that variance if they were independent (Franco C and others 2019,
    doi:10.1093/jssam/smy019). Where all or none are found, each person counts as one.
    """
    people, links = len(table), float(table["links"].sum())
    if not people:
        return Interval(np.nan, np.nan, np.nan)
    value = float(table["found"].sum() / links)
    residual = table["found"] - value * table["links"]
    variance = float((residual**2).sum() * people / max(people - 1, 1) / links**2)
    alone = min(links, value * (1 - value) / variance) if variance else float(people)
    ends: Interval = wilson(value * alone, alone, confidence)
    return ends.times(100)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall."""
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0
