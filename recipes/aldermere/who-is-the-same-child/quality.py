"""How good a linkage is, held against records of which it is known whose they are."""

import numpy as np
import pandas as pd
from scipy import stats


def pairs_within(*keys):
    """How many pairs of records share these keys, for each combination of them."""
    counts = pd.Series(1, index=range(len(keys[0]))).groupby([np.asarray(k) for k in keys]).size()
    return counts * (counts - 1) // 2


def by_child(child, group):
    """For each child: its records, the links there are, and how many of them were found."""
    known = pd.Series(child).notna().to_numpy()
    child, group = np.asarray(child)[known], np.asarray(group)[known]
    there, found = pairs_within(child), pairs_within(child, group)
    table = pd.DataFrame({"links": there, "found": found.groupby(level=0).sum()})
    return table[table["links"] > 0].rename_axis("child_id")


def by_group(child, group):
    """For each group that was made: the links in it, and how many of them are of one child."""
    known = pd.Series(child).notna().to_numpy()
    child, group = np.asarray(child)[known], np.asarray(group)[known]
    made, right = pairs_within(group), pairs_within(group, child)
    table = pd.DataFrame({"links": made, "found": right.groupby(level=0).sum()})
    return table[table["links"] > 0]


def share(table, confidence):
    """Found of all links in per cent, with an interval that knows that the links of one child are
    not independent (linearised ratio; Cochran, Sampling Techniques, 1977, section 6.3)."""
    n, links = len(table), table["links"].sum()
    if not n:
        return {"value": np.nan, "lower": np.nan, "upper": np.nan}
    value = table["found"].sum() / links
    residual = table["found"] - value * table["links"]
    error = np.sqrt((residual**2).sum() * n / max(n - 1, 1)) / links
    reach = stats.norm.ppf((1 + confidence) / 2) * error
    ends = {"lower": max(0.0, value - reach), "upper": min(1.0, value + reach)}
    return {"value": 100 * value} | {end: 100 * at for end, at in ends.items()}


def f1(precision, recall):
    """The harmonic mean of precision and recall."""
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0
