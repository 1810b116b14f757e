"""What a reader of a table knows: each shown count within its rounding, and what adds up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from early_years.profiles import Profile
from early_years.structure import Structure
from early_years.suppression import Cells, Sum

Pair = tuple[str, str]


class Reader:
    """Builds the cells of a table column by column, those that are shown nowhere at the end."""

    def __init__(self, exact: pd.DataFrame, hidden: pd.DataFrame, rules: Profile) -> None:
        self.exact, self.rules = exact, rules
        self.rows = len(exact)
        self.at = {name: self.rows * place for place, name in enumerate(exact)}
        self.values = [exact.to_numpy(float).ravel(order="F")]
        self.hidden = hidden.to_numpy(bool).ravel(order="F")
        self.guarded: list[np.ndarray] = [self.hidden.copy()]
        self.size = len(self.hidden)
        self.shown = self.size
        self.sums: list[Sum] = []
        self.known: list[np.ndarray] = []

    def add_rows(self, structure: Structure) -> None:
        """The sums over rows, in every column."""
        for first in self.at.values():
            for total, members in structure.sums:
                self.sums.append((first + total, tuple(first + row for row in members)))
            for sets in structure.alike:
                whole = sum(self.values[0][first + row] for row in sets[0])
                (total,) = self._unseen(np.array([whole]), guarded=False)
                self.sums += [(total, tuple(first + row for row in one)) for one in sets]

    def add_parts(self, parts: Mapping[str, Sequence[str]]) -> None:
        """Columns that add up to another."""
        for whole, names in parts.items():
            firsts = [self.at[name] for name in names]
            for row in range(self.rows):
                self.sums.append((self.at[whole] + row, tuple(first + row for first in firsts)))

    def add_pairs(self, pairs: Sequence[Pair]) -> None:
        """The rest of each whole, which nobody shows and anybody can work out."""
        for part, whole in pairs:
            rest = self.exact[whole].to_numpy(float) - self.exact[part].to_numpy(float)
            places = self._unseen(rest, guarded=True)
            for row, place in enumerate(places):
                self.sums.append((self.at[whole] + row, (self.at[part] + row, int(place))))
            self._share_tells(part, whole)

    def _unseen(self, values: np.ndarray, guarded: bool) -> np.ndarray:
        """Cells that are shown nowhere; small ones are guarded where that is asked."""
        small = (values > 0) & (values < self.rules.smallest)
        self.values.append(values)
        self.guarded.append(small & guarded)
        first, self.size = self.size, self.size + len(values)
        return np.arange(first, self.size)

    def _share_tells(self, part: str, whole: str) -> None:
        """A share beside its base gives both counts back, unless its step is many children."""
        base = self.exact[whole].to_numpy(float)
        step = np.where(base < self.rules.decimals_from, 1.0, 0.1) / 100
        rows = np.flatnonzero(base * step < max(self.rules.base, 1))
        self.known += [self.at[part] + rows, self.at[whole] + rows]

    def cells(self) -> Cells:
        """Everything the reader knows, ready for suppression."""
        values = np.concatenate(self.values)
        unseen = np.arange(self.size) >= self.shown
        missing = np.isnan(values)
        told = np.nan_to_num(values)
        lower, upper = _within_rounding(told, self.rules)
        known = np.concatenate([*self.known, np.empty(0, int)])
        lower[known] = upper[known] = told[known]
        sums = [one for one in self.sums if not missing[[one[0], *one[1]]].any()]
        hidden = np.concatenate([self.hidden, np.ones(self.size - self.shown, bool)])
        guarded = np.concatenate(self.guarded)
        return Cells(told, lower, upper, hidden, guarded, unseen, sums, self.rules.smallest)


def _within_rounding(values: np.ndarray, rules: Profile) -> tuple[np.ndarray, np.ndarray]:
    """The range in which a reader knows each count to lie, if it is shown."""
    if not rules.base:
        return values.copy(), values.copy()
    middle = rules.base * np.floor(values / rules.base + 0.5)
    lower = np.maximum(middle - rules.base // 2, rules.smallest)
    upper = middle + (rules.base - 1) // 2
    return np.where(values == 0, 0.0, lower), np.where(values == 0, 0.0, upper)
