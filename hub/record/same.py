"""Results of one profile held against those of another that holds the same truth."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from hub.contribution import NumberResult, RecipeCard
from hub.model import Number, ResultFile, Table

EQUALS = {"other-system": "clean"}
"""The profiles whose results must be those of another: the same data, through other systems."""

NEAR = 1e-3  # of a value: what units and dates lose on their way through a vendor's file


def differences(
    card: RecipeCard, here: Mapping[str, ResultFile], there: Mapping[str, ResultFile]
) -> tuple[str, ...]:
    """In words, each number or table that is not the same on both; names and counts, no values.

    Figures are drawn from the tables and are not compared.
    """
    return tuple(
        words
        for name, result in card.results.items()
        for words in _difference(
            name,
            getattr(here.get(name), "content", None),
            getattr(there.get(name), "content", None),
            10.0**-result.decimals if isinstance(result, NumberResult) else 0.0,
        )
    )


def _difference(name: str, mine: object, other: object, unit: float) -> Iterator[str]:
    if (mine is None) != (other is None):
        yield f'"{name}" is given on one of the two only'
    elif isinstance(mine, Number) and isinstance(other, Number):
        yield from _of_numbers(name, mine, other, unit)
    elif isinstance(mine, Table) and isinstance(other, Table):
        yield from _of_tables(name, mine, other)


def _of_numbers(name: str, mine: Number, other: Number, unit: float) -> Iterator[str]:
    for part in ("value", "lower", "upper", "n"):
        first, second = getattr(mine, part), getattr(other, part)
        if not _near(first, second, 0.0 if part == "n" else unit):
            yield f'the {part} of "{name}" differs'


def _near(first: float | None, second: float | None, unit: float) -> bool:
    if first is None or second is None:
        return first is second
    return math.isclose(first, second, rel_tol=NEAR, abs_tol=unit * 1.001)


def _of_tables(name: str, mine: Table, other: Table) -> Iterator[str]:
    if mine.header != other.header:
        yield f'the columns of "{name}" differ'
        return
    if len(mine.rows) != len(other.rows):
        yield f'"{name}" has {len(mine.rows)} rows on one and {len(other.rows)} on the other'
        return
    columns = list(zip_longest(*mine.rows)), list(zip_longest(*other.rows))
    for title, first, second in zip(mine.header, *columns, strict=False):
        count = _unequal(first, second)
        if count:
            yield f'{count} cells of the column "{title}" of "{name}" differ'


def _unequal(first: Sequence[str], second: Sequence[str]) -> int:
    return sum(not _same_cell(a, b) for a, b in zip(first, second, strict=True))


def _same_cell(first: str, second: str) -> bool:
    """The same text, or numbers that differ by no more than their last digit."""
    if first == second:
        return True
    try:
        a, b = float(first), float(second)
    except ValueError:
        return False
    digits = max(len(text.partition(".")[2]) for text in (first, second))
    return _near(a, b, 10.0**-digits if digits else 0.0)
