"""What the tables of a recipe give away together: by their totals, splits and common cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import TYPE_CHECKING

from early_years.profiles import Profile
from hub.disclosure.exposure import Exposure, Kind
from hub.disclosure.published import Published
from hub.disclosure.shares import MOST, Share, shares_of, shown_range, tells
from hub.disclosure.sums import finer_rows, same_rows, splits_of, totals_of
from hub.disclosure.system import System

if TYPE_CHECKING:
    import numpy as np

Cell = tuple[str, str, int]  # table, column, row


class Reader:
    """Puts the counts of all tables into one system of sums, as a patient reader would."""

    def __init__(self, tables: Sequence[Published], rules: Profile) -> None:
        self.tables, self.rules = tables, rules
        self.system = System()
        self.at: dict[Cell, int] = {}
        self.rests: dict[Cell, int] = {}  # what is left beside a part, by the column of the share
        self.elsewhere: list[tuple[Cell, Cell]] = []
        for table in tables:
            self._cells(table)
            self._shares(table)
        for table in tables:
            self._sums(table)
        for one, other in permutations(tables, 2):
            self._together(one, other)

    def _cells(self, table: Published) -> None:
        for name in table.counts:
            column = table.columns[name]
            for row in range(table.rows):
                known = shown_range(column, row, self.rules)
                if known is not None:
                    cell = (table.name, name, row)
                    self.at[cell] = self.system.add(*known, hidden=column.hidden[row])

    def _shares(self, table: Published) -> None:
        """Narrow what is known of counts by the shares beside them; add each rest as a count."""
        for share in shares_of(table, self.rules):
            for row in range(table.rows):
                self._rest(table, share, row)
                told = tells(table, share, row, self.rules)
                if told is None:
                    continue
                self._narrow((table.name, share.whole, row), told.whole)
                if share.part:
                    self._narrow((table.name, share.part, row), told.part)

    def _rest(self, table: Published, share: Share, row: int) -> None:
        """What is left of a whole beside a part, where one of the two is hidden."""
        whole, part = (
            self.at.get((table.name, name, row)) for name in (share.whole, share.part or "")
        )
        if whole is None or part is None:
            return
        if self.system.hidden[whole] or self.system.hidden[part]:
            rest = self.system.add(0.0, MOST, hidden=True)
            self.rests[table.name, share.column, row] = rest
            self.system.add_sum(whole, (part, rest))

    def _narrow(self, cell: Cell, known: tuple[float, float]) -> None:
        at = self.at.get(cell)
        if at is None or self.system.hidden[at]:
            return
        low, high = max(self.system.lower[at], known[0]), min(self.system.upper[at], known[1])
        if low <= high:
            self.system.lower[at], self.system.upper[at] = low, high

    def _sums(self, table: Published) -> None:
        for name in table.counts:
            for total, members in totals_of(table):
                self._sum((table.name, name, total), [(table.name, name, row) for row in members])
            for sets in splits_of(table):
                cells = [[(table.name, name, row) for row in rows] for rows in sets]
                self._split(cells)
        for whole, parts in column_sums(table):
            for row in range(table.rows):
                self._sum((table.name, whole, row), [(table.name, part, row) for part in parts])

    def _sum(self, total: Cell, members: Sequence[Cell]) -> None:
        if total in self.at and all(cell in self.at for cell in members):
            self.system.add_sum(self.at[total], tuple(self.at[cell] for cell in members))

    def _split(self, sets: Sequence[Sequence[Cell]]) -> None:
        """The same children split in several ways: one total that is perhaps shown nowhere."""
        known = [rows for rows in sets if all(cell in self.at for cell in rows)]
        if len(known) < 2:
            return
        total = self.system.add(0.0, MOST, hidden=False)
        for rows in known:
            low = sum(self.system.lower[self.at[cell]] for cell in rows)
            high = sum(self.system.upper[self.at[cell]] for cell in rows)
            if low > self.system.upper[total] or high < self.system.lower[total]:
                continue  # another universe
            if self.system.add_sum(total, tuple(self.at[cell] for cell in rows)):
                self.system.lower[total] = max(self.system.lower[total], low)
                self.system.upper[total] = min(self.system.upper[total], high)

    def _together(self, one: Published, other: Published) -> None:
        common = [name for name in one.counts if name in other.counts]
        rows = list(same_rows(one, other)) if common else []
        for name in common:
            pairs = [((one.name, name, a), (other.name, name, b)) for a, b in rows]
            self._same(pairs)
            for total, members in finer_rows(one, other):
                self._sum((one.name, name, total), [(other.name, name, row) for row in members])

    def _same(self, pairs: Sequence[tuple[Cell, Cell]]) -> None:
        """Cells of two tables with the same name and labels: the same count, if none disagree."""
        pairs = [(a, b) for a, b in pairs if a in self.at and b in self.at]
        if not all(self._agree(self.at[a], self.at[b]) for a, b in pairs):
            return
        for a, b in pairs:
            self.system.tie(self.at[a], self.at[b])
            if self.system.hidden[self.at[a]] and not self.system.hidden[self.at[b]]:
                self.elsewhere.append((a, b))

    def _agree(self, one: int, other: int) -> bool:
        low, high = self.system.lower, self.system.upper
        return low[one] <= high[other] and low[other] <= high[one]


def column_sums(table: Published) -> Iterator[tuple[str, tuple[str, str]]]:
    """Pairs of columns that add up to a third in every row, where enough rows show it."""
    names = [name for name in table.counts if table.columns[name].numeric]
    for whole in names:
        for one, other in ((a, b) for a, b in permutations(names, 2) if a < b):
            if whole not in (one, other) and _adds_up(table, whole, one, other):
                yield whole, (one, other)


def _adds_up(table: Published, whole: str, one: str, other: str) -> bool:
    """In at least three rows, with counts too large for it to be chance, and against it in none."""
    telling = 0
    for row in range(table.rows):
        total, a, b = (table.columns[name].numbers[row] for name in (whole, one, other))
        if total is None or a is None or b is None:
            continue
        if abs(total - a - b) > 7.5:  # three roundings to the nearest 5
            return False
        telling += min(total, a, b) >= 20
    return telling >= 3


def of_tables(tables: Sequence[Published], rules: Profile) -> Iterator[Exposure]:
    """Hidden counts that totals, splits or other tables give back."""
    reader = Reader(tables, rules)
    for hidden, shown in reader.elsewhere:
        table = next(one for one in tables if one.name == hidden[0])
        yield Exposure(
            Kind.SHOWN_ELSEWHERE,
            hidden[0],
            f'column "{hidden[1]}", row "{table.row(hidden[2])}"',
            f'a count is hidden here and shown in the table "{shown[0]}".',
            f'hide it there too, make_safe(…, hide={{"{shown[1]}": mask}}), or leave one out.',
        )
    yield from _given_back(reader, tables, rules)


def _given_back(reader: Reader, tables: Sequence[Published], rules: Profile) -> Iterator[Exposure]:
    if not any(reader.system.hidden):
        return
    lower, upper = reader.system.ranges(rules.smallest)
    for table in tables:
        for name in table.counts:
            told = [
                row
                for row in range(table.rows)
                if (at := reader.at.get((table.name, name, row))) is not None
                and reader.system.hidden[at]
                and says_too_much(lower[at], upper[at], rules)
            ]
            if told:
                yield Exposure(
                    Kind.GIVEN_BACK,
                    table.name,
                    f'column "{name}", row "{table.row(told[0])}"',
                    "a hidden count can be worked out, nearly or exactly, from what is shown.",
                    "tell make_safe what adds up: totals={…}, splits=…, by=[…] or parts={…}.",
                    len(told) - 1,
                )
        yield from _few_left(reader, table, lower, upper)


def _few_left(
    reader: Reader, table: Published, lower: np.ndarray, upper: np.ndarray
) -> Iterator[Exposure]:
    """Rests between a hidden count and its base that are told to be few."""
    for name in table.shares:
        few = [
            row
            for row in range(table.rows)
            if (at := reader.rests.get((table.name, name, row))) is not None
            and lower[at] >= 1
            and upper[at] < reader.rules.smallest
        ]
        if few:
            yield Exposure(
                Kind.GIVEN_BACK,
                table.name,
                f'column "{name}", row "{table.row(few[0])}"',
                "what is left between a hidden count and its base can be worked out, and is few.",
                "name the share with both its counts under shares, and what adds up, in the call.",
                len(few) - 1,
            )


def says_too_much(lower: float, upper: float, rules: Profile) -> bool:
    """Whether fewer values stay possible for a count that may be small than its sign leaves."""
    return lower < rules.smallest and upper - max(lower, 1) < rules.smallest - 2
