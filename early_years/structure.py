"""How the rows of a table add up: totals, separate tables, splits of the same children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

Rows = tuple[int, tuple[int, ...]]
"""A row, and the rows that add up to it, by position."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Sums over rows; and sets of rows that add up to the same total, be it shown or not."""

    sums: tuple[Rows, ...] = ()
    alike: tuple[tuple[tuple[int, ...], ...], ...] = ()


def structure_of(
    table: pd.DataFrame, totals: Mapping[str, str], by: Sequence[str], splits: str | None
) -> Structure:
    """How the rows add up. Raises ValueError where a column or a total's word is not there."""
    for name in (*totals, *by, *([splits] if splits else [])):
        if name not in table:
            raise ValueError(f'the table has no column "{name}".')
    sums: list[Rows] = []
    apart = [*by, *([splits] if splits else [])]
    for name, word in totals.items():
        sums += _totals(table, name, word, [*apart, *(other for other in totals if other != name)])
    if not splits:
        return Structure(tuple(sums))
    totalled = {row for total, members in sums for row in members}
    return Structure(tuple(sums), tuple(_alike(table, splits, by, totalled)))


def _alike(
    table: pd.DataFrame, splits: str, by: Sequence[str], inside: set[int]
) -> list[tuple[tuple[int, ...], ...]]:
    """For each separate table the rows of each split, all of which add up to the same children.

    Where a split has a total row, that row stands for the rows it adds up.
    """
    found = []
    for rows in _groups(table, by):
        names = table[splits].astype(str).iloc[rows]
        members = [
            [row for row, name in zip(rows, names, strict=True) if name == one]
            for one in dict.fromkeys(names)
        ]
        tops = [tuple(row for row in one if row not in inside) or tuple(one) for one in members]
        if len(tops) > 1:
            found.append(tuple(tops))
    return found


def _groups(table: pd.DataFrame, columns: Sequence[str]) -> list[list[int]]:
    places = pd.Series(range(len(table)), index=table.index)
    if not columns:
        return [list(places)]
    keys = [table[name].astype(str) for name in columns]
    return [list(rows) for _, rows in places.groupby(keys, sort=False)]


def _totals(table: pd.DataFrame, name: str, word: str, others: Sequence[str]) -> list[Rows]:
    marked = table[name].astype(str).str.strip().str.casefold() == word.strip().casefold()
    if not marked.any():
        raise ValueError(f'no row of the column "{name}" says "{word}", the word for its total.')
    found = []
    for rows in _groups(table, others):
        total = [row for row in rows if marked.iloc[row]]
        members = tuple(row for row in rows if not marked.iloc[row])
        if len(total) > 1:
            raise ValueError(
                f'"{word}" stands in {len(total)} rows of "{name}" that belong together. Name the '
                "columns that tell them apart under `by` or `totals`."
            )
        if total and members:
            found.append((total[0], members))
    return found
