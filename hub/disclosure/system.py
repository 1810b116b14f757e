"""Everything a reader can put together: counts within ranges, and sums that tie them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

NEAR = 1e-6
ROUNDS = 100
LARGEST = 3000  # unknown counts that hang together; beyond it only the quick way looks


@dataclass(slots=True)
class System:
    """Counts and sums over all tables of a recipe. A count that two tables show is one count."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)
    sums: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)

    def add(self, lower: float, upper: float, hidden: bool) -> int:
        """A further count; gives its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.hidden.append(hidden)
        return len(self.lower) - 1

    def tie(self, one: int, other: int) -> None:
        """Two cells hold the same count; what is known of one is known of the other."""
        self.sums.append((one, (other,)))

    def add_sum(self, total: int, members: tuple[int, ...]) -> bool:
        """A sum, unless what is shown contradicts it: then these rows do not add up."""
        low = sum(self.lower[at] for at in members)
        high = sum(self.upper[at] for at in members)
        holds = low <= self.upper[total] and high >= self.lower[total]
        if holds:
            self.sums.append((total, members))
        return holds

    def ranges(self, smallest: int) -> tuple[np.ndarray, np.ndarray]:
        """The feasible range of every count, exact for hidden ones that a sum ties."""
        lower, upper = self._quick()
        for sums in self._tied(lower, upper):
            self._exact(sums, lower, upper, smallest)
        return lower, upper

    def _quick(self) -> tuple[np.ndarray, np.ndarray]:
        """Ranges narrowed by one sum after another until nothing changes."""
        lower, upper = np.array(self.lower), np.array(self.upper)
        waiting, of_count = list(range(len(self.sums))), self._sums_of_counts()
        left = ROUNDS * max(len(self.sums), 1)
        while waiting and left:
            left -= 1
            number = waiting.pop()
            total, members = self.sums[number]
            at = np.array([total, *members])
            for count in _narrow(at, lower, upper):
                waiting += [other for other in of_count[count] if other != number]
        return lower, upper

    def _sums_of_counts(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number, (total, members) in enumerate(self.sums):
            for count in (total, *members):
                found.setdefault(count, []).append(number)
        return found

    def _tied(self, lower: np.ndarray, upper: np.ndarray) -> Iterator[list[int]]:
        """Sums that hang together through counts not known exactly; single ones need no program."""
        of_count, seen = self._sums_of_counts(), set()
        for start in range(len(self.sums)):
            if start in seen:
                continue
            group, queue = [], [start]
            seen.add(start)
            while queue:
                number = queue.pop()
                group.append(number)
                total, members = self.sums[number]
                for count in (total, *members):
                    if upper[count] > lower[count]:
                        fresh = [one for one in of_count[count] if one not in seen]
                        seen.update(fresh)
                        queue += fresh
            if len(group) > 1:
                yield group

    def _exact(
        self, group: Sequence[int], lower: np.ndarray, upper: np.ndarray, smallest: int
    ) -> None:
        """Narrow the hidden counts of a group of sums by linear programs, those in doubt only."""
        inside = sorted({c for n in group for c in (self.sums[n][0], *self.sums[n][1])})
        asked = [
            c for c in inside if self.hidden[c] and lower[c] < smallest and upper[c] > lower[c]
        ]
        if not asked or len(inside) > LARGEST:
            return
        from scipy.optimize import linprog  # takes a while to import, and is seldom needed

        matrix = self._matrix(group, inside)
        bounds = np.column_stack([lower[inside], upper[inside]])
        place = {count: at for at, count in enumerate(inside)}
        seen_low = np.full(len(inside), np.inf)
        seen_high = np.full(len(inside), -np.inf)
        for count in asked:
            at = place[count]
            for sign in (1, -1):
                if seen_high[at] - max(seen_low[at], 1.0) >= smallest - 2:
                    break  # two tables that a reader cannot rule out are far enough apart
                cost = np.zeros(len(inside))
                cost[at] = sign
                found = linprog(cost, A_eq=matrix, b_eq=np.zeros(len(group)), bounds=bounds)
                if found.x is None:
                    return  # what is shown contradicts itself, and nothing follows
                np.minimum(seen_low, found.x, out=seen_low)
                np.maximum(seen_high, found.x, out=seen_high)
            else:
                lower[count] = max(lower[count], math.ceil(seen_low[at] - NEAR))
                upper[count] = min(upper[count], math.floor(seen_high[at] + NEAR))

    def _matrix(self, group: Sequence[int], inside: Sequence[int]) -> csr_array:
        from scipy.sparse import coo_array

        place = {count: at for at, count in enumerate(inside)}
        rows, columns, signs = [], [], []
        for row, number in enumerate(group):
            total, members = self.sums[number]
            rows += [row] * (1 + len(members))
            columns += [place[count] for count in (total, *members)]
            signs += [-1.0, *([1.0] * len(members))]
        return coo_array((signs, (rows, columns)), shape=(len(group), len(inside))).tocsr()


def _narrow(at: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> list[int]:
    """Narrow the ranges of one sum, total first; gives the counts that became narrower."""
    low, high = lower[at], upper[at]
    others_low, others_high = low[1:].sum() - low[1:], high[1:].sum() - high[1:]
    new_low = np.concatenate(
        [[max(low[0], low[1:].sum())], np.maximum(low[1:], low[0] - others_high)]
    )
    new_high = np.concatenate(
        [[min(high[0], high[1:].sum())], np.minimum(high[1:], high[0] - others_low)]
    )
    if (new_low > new_high + NEAR).any():
        return []  # the sum does not hold
    changed = (new_low > low + NEAR) | (new_high < high - NEAR)
    lower[at], upper[at] = new_low, new_high
    return [int(count) for count in at[changed]]
