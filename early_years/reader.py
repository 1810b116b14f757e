"""What a reader of a table knows: each shown count within its rounding, and what adds up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from early_years.profiles import Profile
from early_years.structure import Structure
from early_years.suppression import NEAR, Cells, Sum, Told

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
        self.pairs: list[tuple[int, int]] = []

    def add_rows(self, structure: Structure) -> None:
        """The sums over rows, in every column."""
        for first in self.at.values():
            for total, members in structure.sums:
                self.sums.append((first + total, tuple(first + row for row in members)))
            for sets in structure.alike:
                wholes = [self.values[0][[first + row for row in one]].sum() for one in sets]
                known = [whole for whole in wholes if not np.isnan(whole)] or [np.nan]
                (total,) = self._unseen(np.array(known[:1]), guarded=np.array([False]))
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
            base = self.exact[whole].to_numpy(float)
            rest = base - self.exact[part].to_numpy(float)
            few = (base > 0) & (base < self.rules.none_or_all_from)  # "all" would tell of each
            places = self._unseen(rest, guarded=self._small(rest) | (few & (rest == 0)))
            for row, place in enumerate(places):
                self.sums.append((self.at[whole] + row, (self.at[part] + row, int(place))))
            self.pairs += [(self.at[part] + row, self.at[whole] + row) for row in range(self.rows)]

    def _small(self, values: np.ndarray) -> np.ndarray:
        return (values > 0) & (values < self.rules.smallest)

    def _unseen(self, values: np.ndarray, guarded: np.ndarray) -> np.ndarray:
        """Cells that are shown nowhere, and which of them are to stay in doubt."""
        self.values.append(values)
        self.guarded.append(guarded)
        first, self.size = self.size, self.size + len(values)
        return np.arange(first, self.size)

    def cells(self) -> Cells:
        """Everything the reader knows, ready for suppression."""
        values = np.concatenate(self.values)
        unseen = np.arange(self.size) >= self.shown
        missing = np.isnan(values)
        told = np.nan_to_num(values)
        lower, upper = _within_rounding(told, self.rules)
        sums = [one for one in self.sums if not missing[[one[0], *one[1]]].any()]
        hidden = np.concatenate([self.hidden, np.ones(self.size - self.shown, bool)])
        guarded = np.concatenate(self.guarded)
        shares = [
            share_tells(part, whole, told, (lower, upper), self.rules)
            for part, whole in self.pairs
            if told[whole] > 0 and not missing[[part, whole]].any()
        ]
        return Cells(told, lower, upper, hidden, guarded, unseen, sums, self.rules.smallest, shares)


def share_tells(
    part: int,
    whole: int,
    values: np.ndarray,
    within: tuple[np.ndarray, np.ndarray],
    rules: Profile,
) -> Told:
    """The parts and wholes within their rounding that would give the share that is shown.

    It tells both counts to whoever takes them together, unless its step is many children.
    """
    decimals = 1 if values[whole] >= rules.decimals_from else 0
    share = round(100 * values[part] / values[whole], decimals)
    half = 0.05 if share % 1 else 0.5  # 20.0 may be a rounded 20.4
    (low, high), parts, wholes = within, [], []
    for base in range(int(low[whole]), int(high[whole]) + 1):
        least = max(np.ceil(base * (share - half) / 100 - NEAR), low[part])
        most = min(np.floor(base * (share + half) / 100 + NEAR), high[part])
        if least <= most:
            parts += [least, most]
            wholes.append(float(base))
    if not parts:
        parts, wholes = [low[part], high[part]], [low[whole], high[whole]]
    both = values[whole] * 10.0**-decimals / 100 < max(rules.base, 1)
    return Told(part, whole, (min(parts), max(parts)), (min(wholes), max(wholes)), bool(both))


def _within_rounding(values: np.ndarray, rules: Profile) -> tuple[np.ndarray, np.ndarray]:
    """The range in which a reader knows each count to lie, if it is shown."""
    if not rules.base:
        return values.copy(), values.copy()
    middle = rules.base * np.floor(values / rules.base + 0.5)
    lower = np.maximum(middle - rules.base // 2, rules.smallest)
    upper = middle + (rules.base - 1) // 2
    return np.where(values == 0, 0.0, lower), np.where(values == 0, 0.0, upper)
