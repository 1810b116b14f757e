"""What a share beside its base gives away: the counts that would round to it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from early_years.profiles import Profile
from hub.disclosure.published import NOT_SHARES, SHARES, Column, Published

Range = tuple[float, float]
MOST_BASES = 60  # of a wider range of bases a share says little
MOST = 1e9


@dataclass(frozen=True, slots=True)
class Share:
    """A column that is a share; `part` is None where the table does not show the part."""

    column: str
    whole: str
    part: str | None
    scale: float  # 100 for per cent, 1 for proportions


@dataclass(frozen=True, slots=True)
class Told:
    """What a shown share leaves possible of its part, its whole and the rest."""

    part: Range
    whole: Range
    rest: Range


def shown_range(column: Column, row: int, rules: Profile) -> Range | None:
    """The range in which a reader knows a count; None where the cell is blank."""
    number = column.numbers[row]
    if number is None:
        return (0.0, MOST) if column.hidden[row] else None
    return count_range(number, rules)


def count_range(number: float, rules: Profile) -> Range:
    """The counts that would be shown as this number."""
    if not rules.base or number % rules.base or number == 0:
        return number, number
    lower = max(number - rules.base // 2, rules.smallest)
    return lower, number + (rules.base - 1) // 2


def shares_of(table: Published, rules: Profile) -> Iterator[Share]:
    """Every share of the table, by what recipe.yml says or by what fits the counts."""
    for name in table.shares:
        column = table.columns[name]
        if name in table.declared_shares:
            part, whole = table.declared_shares[name]
            if whole in table.columns:
                yield Share(name, whole, part if part in table.columns else None, _scale(column))
            continue
        yield from _fitting(table, column, rules)


def _scale(column: Column) -> float:
    """100 for per cent, 1 for shares between 0 and 1."""
    numbers = [number for number in column.numbers if number is not None]
    return 1.0 if numbers and max(numbers) <= 1 and any(n != int(n) for n in numbers) else 100.0


def _fitting(table: Published, column: Column, rules: Profile) -> Iterator[Share]:
    """The pairs of counts that a column is the share of, in every row in which all are shown."""
    scale = _scale(column)
    if not all(n is None or 0 <= n <= scale for n in column.numbers):
        return
    named = bool(column.words & SHARES) or "%" in column.name or "take_up" in column.name
    if column.words & NOT_SHARES:
        return
    pairs = [(part, whole) for whole in table.counts for part in table.counts if part != whole]
    tried = [Share(column.name, whole, part, scale) for part, whole in pairs]
    fits = [(_rows_that_fit(table, one, rules), one) for one in tried]
    most = max((rows for rows, _ in fits), default=0)
    found = [one for rows, one in fits if rows == most and rows >= (1 if named else 3)]
    alike = max((_words_alike(table, one) for one in found), default=0)
    yield from (one for one in found if _words_alike(table, one) == alike)
    if named and not found:
        for whole in table.counts:
            one = Share(column.name, whole, None, scale)
            if _rows_that_fit(table, one, rules):
                yield one


def _words_alike(table: Published, share: Share) -> int:
    """How many words the counts have in common with the share, as in percent_before."""
    counts = [share.whole, *([share.part] if share.part else [])]
    return sum(len(table.columns[share.column].words & table.columns[n].words) for n in counts)


def _rows_that_fit(table: Published, share: Share, rules: Profile) -> int:
    """In how many rows the counts give the share; none where a row speaks against it."""
    rows = [row for row in range(table.rows) if _all_shown(table, share, row)]
    return len(rows) if all(tells(table, share, row, rules) for row in rows) else 0


def _all_shown(table: Published, share: Share, row: int) -> bool:
    names = [share.column, share.whole, *([share.part] if share.part else [])]
    return all(table.columns[name].numbers[row] is not None for name in names)


def tells(table: Published, share: Share, row: int, rules: Profile) -> Told | None:
    """What the share of a row leaves possible; None where no counts would give it."""
    column = table.columns[share.column]
    value = column.numbers[row]
    whole = shown_range(table.columns[share.whole], row, rules)
    part = shown_range(table.columns[share.part], row, rules) if share.part else (0.0, MOST)
    if value is None or whole is None or part is None or whole[1] - whole[0] > MOST_BASES:
        return None
    half = 0.5 * 10.0 ** -column.decimals(row) * (1 + 1e-6)
    return possible(value / share.scale, half / share.scale, part, whole)


def possible(value: float, half: float, part: Range, whole: Range) -> Told | None:
    """Every part and whole that the share could have been worked out from."""
    parts, wholes, rests = [], [], []
    for base in range(max(int(whole[0]), 1), int(whole[1]) + 1):
        low = max(math.ceil(base * (value - half) - 1e-9), part[0], 0)
        high = min(math.floor(base * (value + half) + 1e-9), part[1], base)
        if low <= high:
            parts += [low, high]
            wholes.append(float(base))
            rests += [base - high, base - low]
    if not parts:
        return None
    return Told((min(parts), max(parts)), (min(wholes), max(wholes)), (min(rests), max(rests)))
