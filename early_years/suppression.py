"""Secondary suppression: what else must be hidden so that no total gives a hidden cell back.

A reader knows every shown cell within its rounding, and that the cells of each sum add up. What
that tells about a hidden cell is its feasible range, found by linear programming. A cell is exposed
when fewer values stay possible for it than the sign in its place leaves open by itself.
Hundepool A and others (2012), Statistical Disclosure Control, chapter 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

Sum = tuple[int, tuple[int, ...]]
"""A cell, and the cells that add up to it, by their positions."""

NEAR = 1e-6


@dataclass(slots=True)
class Cells:
    """Cells with their true counts, what a reader knows of each, and how they add up.

    lower, upper  the range within which each shown cell is known
    hidden        cells that are not shown
    guarded       cells for which enough values must stay possible
    fixed         cells that cannot be hidden, because they are nowhere shown
    """

    values: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    hidden: np.ndarray
    guarded: np.ndarray
    fixed: np.ndarray
    sums: list[Sum]
    smallest: int

    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """What is known of each cell before any sum is looked at."""
        most = float(self.upper.sum()) + 10 * self.smallest
        return np.where(self.hidden, 0.0, self.lower), np.where(self.hidden, most, self.upper)

    def matrix(self) -> csr_array:
        """One row a sum: the parts less the total are nought."""
        rows, columns, signs = [], [], []
        for row, (total, parts) in enumerate(self.sums):
            rows += [row] * (1 + len(parts))
            columns += [total, *parts]
            signs += [-1.0, *(1.0 for _ in parts)]
        return csr_array(
            coo_array((signs, (rows, columns)), shape=(len(self.sums), len(self.values)))
        )


def exposed(cells: Cells) -> np.ndarray:
    """Which guarded cells the sums leave too few values for, unless they are known to be large."""
    wanted = cells.guarded & cells.hidden
    told = np.zeros(len(cells.values), bool)
    if not cells.sums or not wanted.any():
        return told
    matrix = cells.matrix()
    lower, upper = cells.bounds()
    for rows, inside in _components(matrix, lower, upper):
        ask = np.flatnonzero(wanted[inside])
        if len(ask):
            part = matrix[rows][:, inside]
            right = -matrix[rows] @ np.where(np.isin(np.arange(len(lower)), inside), 0.0, lower)
            tells = _tells(part, right, lower[inside], upper[inside], ask, cells.smallest)
            told[inside[ask[tells]]] = True
    return told


def _components(
    matrix: csr_array, lower: np.ndarray, upper: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Sums and unknown cells that hang together; what is known exactly joins nothing."""
    unknown = np.flatnonzero(upper > lower)
    link = abs(matrix[:, unknown])
    sums, _ = link.shape
    whole = coo_array(link)
    size = sums + len(unknown)
    graph = coo_array((whole.data, (whole.row, whole.col + sums)), shape=(size, size))
    count, label = connected_components(graph, directed=False)
    order = np.argsort(label, kind="stable")
    groups = np.split(order, np.searchsorted(label[order], np.arange(1, count)))
    split = [(group[group < sums], unknown[group[group >= sums] - sums]) for group in groups]
    return [(rows, inside) for rows, inside in split if len(rows) and len(inside)]


def _tells(
    matrix: csr_array,
    right: np.ndarray,
    lower: np.ndarray,
    upper: np.ndarray,
    ask: np.ndarray,
    smallest: int,
) -> np.ndarray:
    """For each asked cell, whether its feasible range tells more than it may.

    Each solution of a linear program is a table that a reader cannot rule out, so it answers for
    all cells at once; only cells that stay in doubt get programs of their own.
    """
    low, high = np.full(len(lower), np.inf), np.full(len(lower), -np.inf)

    def look(cost: np.ndarray) -> bool:
        found = linprog(
            cost, A_eq=matrix, b_eq=right, bounds=np.column_stack([lower, upper]), method="highs"
        )
        if found.x is None:
            return False
        np.minimum(low, found.x, out=low)
        np.maximum(high, found.x, out=high)
        return True

    every = np.zeros(len(lower))
    every[ask] = 1.0
    if not (look(every) and look(-every)):
        return np.zeros(len(ask), bool)  # the table contradicts itself: nothing follows from it
    for cell in ask:
        one = np.zeros(len(lower))
        one[cell] = 1.0
        for cost in (one, -one):
            if high[cell] - max(low[cell], 1.0) < smallest - 2:
                look(cost)
    low, high = np.ceil(low[ask] - NEAR), np.floor(high[ask] + NEAR)
    told: np.ndarray = (low < smallest) & (high - np.maximum(low, 1) < smallest - 2)
    return told


def suppress(cells: Cells) -> np.ndarray:
    """Hide further cells, the smallest first, until no sum exposes one. Changes `cells.hidden`."""
    of_cell = _sums_of(cells.sums)
    while (told := exposed(cells)).any():
        chosen = {_next_to_hide(cells, at, of_cell[at]) for at in map(int, np.flatnonzero(told))}
        further = [cell for cell in chosen if cell is not None]
        if not further:
            break
        cells.hidden[further] = cells.guarded[further] = True
    return cells.hidden


def _sums_of(sums: Sequence[Sum]) -> dict[int, list[Sum]]:
    found: dict[int, list[Sum]] = {}
    for one in sums:
        for cell in (one[0], *one[1]):
            found.setdefault(cell, []).append(one)
    return found


def _next_to_hide(cells: Cells, cell: int, sums: Sequence[Sum]) -> int | None:
    """The shown cell to hide: of the sum with fewest hidden cells, the smallest, totals last."""
    for total, parts in sorted(sums, key=lambda one: cells.hidden[[one[0], *one[1]]].sum()):
        can = [
            (other == total, cells.values[other] == 0, cells.values[other], other)
            for other in (*parts, total)
            if other != cell and not cells.hidden[other] and not cells.fixed[other]
        ]
        if can:
            return min(can)[-1]
    return None
