"""What a patient reader works out of a published table: every count that its sums still allow."""

import numpy as np
import pandas as pd
from scipy.optimize import linprog


def adds_up(table, area, split, word):
    """The sums of a table with a total row and a total column: each as (total, parts), by row."""
    sums = []
    for one, other in ((area, split), (split, area)):
        for _, rows in table.groupby(other, sort=False):
            marked = rows[one].eq(word)
            sums.append((rows.index[marked][0], list(rows.index[~marked])))
    return sums


def knows(shown, base, smallest, signs=False):
    """Within which limits a reader knows each count before adding anything up.

    A rounded count lies within its rounding. A sign says "fewer than the smallest"; where it may
    also stand for a count hidden to protect another (`signs`), it says nothing.
    """
    number = pd.to_numeric(shown, errors="coerce")
    half = base // 2
    low = np.where(number > 0, np.maximum(number - half, smallest if base else 0), 0)
    high = np.where(number > 0, number + (base - 1) // 2 if base else number, 0)
    most = np.nansum(number) + 100
    hidden = number.isna().to_numpy()
    low[hidden], high[hidden] = (0, most) if signs else (1, smallest - 1)
    return pd.DataFrame({"low": low, "high": high, "hidden": hidden}, index=shown.index)


def works_out(known, sums):
    """The same limits once everything is added up, by two linear programs for each hidden count."""
    places = {row: at for at, row in enumerate(known.index)}
    matrix = np.zeros((len(sums), len(known)))
    for row, (total, parts) in enumerate(sums):
        matrix[row, places[total]] = -1
        matrix[row, [places[part] for part in parts]] = 1
    bounds, found = known[["low", "high"]].to_numpy(float), known.copy()
    for row in known.index[known["hidden"]]:
        cost = np.zeros(len(known))
        cost[places[row]] = 1
        ends = [linprog(side * cost, A_eq=matrix, b_eq=np.zeros(len(sums)), bounds=bounds)
                for side in (1, -1)]  # fmt: skip
        if all(end.success for end in ends):
            found.loc[row, "low"] = np.ceil(ends[0].fun - 1e-6)
            found.loc[row, "high"] = np.floor(-ends[1].fun + 1e-6)
    return found
