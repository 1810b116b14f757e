"""Secondary suppression: what else must be hidden so that no total gives a hidden cell back.

A reader knows every shown cell within its rounding, and that the cells of each sum add up. What
that tells about a hidden cell is its feasible range, found by linear programming. A cell is exposed
when fewer values stay possible for it than the sign in its place leaves open by itself.
Hundepool A and others (2012), Statistical Disclosure Control, chapter 4.

Real tables do not always add up: where a few children are of no known group, two splits have other
totals. A reader drops a sum that what is shown contradicts, and goes on with the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

Sum = tuple[int, tuple[int, ...]]
"""A cell, and the cells that add up to it, by their positions."""


class Told(NamedTuple):
    """What a share tells: the ranges of its part and of its whole, and whether it tells both."""

    part: int
    whole: int
    parts: tuple[float, float]
    wholes: tuple[float, float]
    both: bool


NEAR = 1e-6
PASSES = 20


@dataclass(slots=True)
class Cells:
    """Cells with their true counts, what a reader knows of each, and how they add up.

    lower, upper  the range within which rounding leaves each shown cell
    shares        what a share tells of its part and its whole, as long as both are shown
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
    shares: Sequence[Told] = ()

    def bounds(self, at_best: bool) -> tuple[np.ndarray, np.ndarray]:
        """What is known of each cell before any sum is looked at.

        At best a reader takes part and whole together, and most shares give both of them exactly.
        """
        most = float(self.upper.sum()) + 10 * self.smallest
        lower = np.where(self.hidden, 0.0, self.lower)
        upper = np.where(self.hidden, most, self.upper)
        for one in self.shares:
            if self.hidden[one.part] or self.hidden[one.whole]:
                continue
            for cell, (low, high) in ((one.part, one.parts), (one.whole, one.wholes)):
                exact = at_best and one.both
                lower[cell] = self.values[cell] if exact else max(lower[cell], low)
                upper[cell] = self.values[cell] if exact else min(upper[cell], high)
        return lower, upper

    def matrix(self, sums: Sequence[Sum]) -> csr_array:
        """One row a sum: the parts less the total are nought."""
        rows, columns, signs = [], [], []
        for row, (total, parts) in enumerate(sums):
            rows += [row] * (1 + len(parts))
            columns += [total, *parts]
            signs += [-1.0, *(1.0 for _ in parts)]
        return csr_array(coo_array((signs, (rows, columns)), shape=(len(sums), len(self.values))))

    def holding(self, lower: np.ndarray, upper: np.ndarray) -> list[Sum]:
        """The sums that nothing known contradicts; a total shown nowhere is that of the first."""
        lower, upper, kept = lower.copy(), upper.copy(), []
        for total, parts in self.sums:
            low, high = lower[list(parts)].sum(), upper[list(parts)].sum()
            if low > upper[total] or high < lower[total]:
                continue
            if self.fixed[total]:
                lower[total], upper[total] = max(low, lower[total]), min(high, upper[total])
            kept.append((total, parts))
        return kept


def exposed(cells: Cells) -> np.ndarray:
    """Which guarded cells the sums leave too few values for, unless they are known to be large.

    Who knows more may see that a cell is large, and where the true counts do not add up, who knows
    less believes in more sums: so readers of both kinds are asked.
    """
    told = np.zeros(len(cells.values), bool)
    if cells.sums and (cells.guarded & cells.hidden).any():
        for at_best in (True, False) if cells.shares else (True,):
            lower, upper = cells.bounds(at_best)
            told |= _exposed(cells, cells.holding(lower, upper), lower, upper)
            if told.any():
                break
    return told


def _exposed(cells: Cells, sums: Sequence[Sum], lower: np.ndarray, upper: np.ndarray) -> np.ndarray:
    wanted = cells.guarded & cells.hidden
    told = np.zeros(len(cells.values), bool)
    if not sums:
        return told
    matrix = cells.matrix(sums)
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
        low, high = _one_by_one(matrix, right, lower, upper)  # all sums together contradict
    else:
        for cell in ask:
            one = np.zeros(len(lower))
            one[cell] = 1.0
            for cost in (one, -one):
                if high[cell] - max(low[cell], 1.0) < smallest - 2:
                    look(cost)
    low, high = np.ceil(low[ask] - NEAR), np.floor(high[ask] + NEAR)
    told: np.ndarray = (low < smallest) & (high - np.maximum(low, 1) < smallest - 2)
    return told


def _one_by_one(
    matrix: csr_array, right: np.ndarray, lower: np.ndarray, upper: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Ranges narrowed by one sum after another, passing over those that do not hold."""
    low, high = lower.copy(), upper.copy()
    for _ in range(PASSES):
        before = (high - low).sum()
        for row, wanted in enumerate(right):
            part = matrix[[row]]
            at, signs = part.indices, part.data
            ends = np.sort([signs * low[at], signs * high[at]], axis=0)
            least, most = wanted - (ends[1].sum() - ends[1]), wanted - (ends[0].sum() - ends[0])
            new = np.sort([signs * least, signs * most], axis=0)
            new_low, new_high = np.maximum(low[at], new[0]), np.minimum(high[at], new[1])
            if (new_low <= new_high + NEAR).all():
                low[at], high[at] = new_low, new_high
        if (high - low).sum() >= before:
            break
    return low, high


def suppress(cells: Cells) -> np.ndarray:
    """Hide further cells, the smallest first, until no sum exposes one. Changes `cells.hidden`."""
    of_cell = _sums_of(cells.sums)
    while (told := exposed(cells)).any():
        chosen = {_next_to_hide(cells, at, of_cell) for at in map(int, np.flatnonzero(told))}
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


def _next_to_hide(cells: Cells, cell: int, of_cell: Mapping[int, Sequence[Sum]]) -> int | None:
    """The shown cell to hide: of the sum with fewest hidden cells, the smallest, totals last.

    Where all of a cell's own sums are hidden, the sums of those hidden cells come next: they tell
    what adds up to it.
    """
    seen, near = {cell}, [cell]
    while near:
        sums = list(dict.fromkeys(one for at in near for one in of_cell.get(at, ())))
        for total, parts in sorted(sums, key=lambda one: cells.hidden[[one[0], *one[1]]].sum()):
            can = [
                (other == total, cells.values[other] == 0, cells.values[other], other)
                for other in (*parts, total)
                if other != cell and not cells.hidden[other] and not cells.fixed[other]
            ]
            if can:
                return min(can)[-1]
        near = list(dict.fromkeys(at for one in sums for at in (one[0], *one[1]) if at not in seen))
        seen.update(near)
    return None
