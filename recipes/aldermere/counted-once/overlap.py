"""Counts children once over several services when some records of each could not be linked.

If records are lost in one service regardless of another, the children seen in all services of a set
are the true ones times the linked shares of that set. Inclusion and exclusion over the sets gives
the children known to any service, and to each combination.
"""

from itertools import combinations

import numpy as np
import pandas as pd

REPEATS, SEED = 200, 1


def different(known, linked):
    """How many children there are: `known` says by child and service who was seen, `linked` is the
    share of each service's records that could be linked.

    A child seen in some services counts one less the product, over these, of one less the inverse
    share. Added up over children that is inclusion and exclusion over the corrected sets.
    """
    inverse = 1 - 1 / np.asarray(linked, float)
    return float((1 - np.where(known, inverse, 1.0).prod(axis=1)).sum())


def combination_counts(known, linked):
    """How many children each combination of services has, had every record been linked."""
    services, found = list(known.columns), {}
    seen = known.to_numpy()
    for size in range(len(services), 0, -1):
        for chosen in combinations(range(len(services)), size):
            in_all = seen[:, list(chosen)].all(axis=1).sum() / linked.iloc[list(chosen)].prod()
            larger = sum(n for other, n in found.items() if set(chosen) < set(other))
            found[chosen] = max(in_all - larger, 0.0)
    names = [tuple(services[i] for i in chosen) for chosen in found]
    return pd.Series(list(found.values()), index=pd.Index(names, tupleize_cols=False))


def different_with_interval(known, linked, confidence):
    """The same number with an interval: how much it moves when other records had been lost."""
    value = different(known, linked)
    if (linked == 1).all() or not known.to_numpy().any():
        return {"value": value, "lower": value, "upper": value}
    counts = combination_counts(known, linked).round().astype(int)
    sets = np.array([[name in chosen for name in known.columns] for chosen in counts.index])
    children, rng = np.repeat(sets, counts, axis=0), np.random.default_rng(SEED)
    again = [
        different(children & (rng.random(children.shape) < linked.to_numpy()), linked)
        for _ in range(REPEATS)
    ]
    half = (1 - confidence) / 2
    low, high = np.quantile(np.array(again) - len(children), [half, 1 - half])
    return {"value": value, "lower": value - high, "upper": value - low}
