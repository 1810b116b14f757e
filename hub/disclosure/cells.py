"""What single cells of a published table give away: small counts, unrounded ones, shares of few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from early_years.profiles import Profile
from hub.disclosure.exposure import Exposure, Kind
from hub.disclosure.published import Published
from hub.disclosure.shares import Share, shares_of, shown_range, tells

NEAR = 1e-9


def of_table(table: Published, rules: Profile) -> Iterator[Exposure]:
    """Everything that one table gives away without its sums and without other tables."""
    for name in table.counts:
        yield from _first_of(small_counts(table, name, rules))
        yield from _first_of(unrounded(table, name, rules))
    for name in table.undeclared:
        yield Exposure(
            Kind.NOT_DECLARED,
            table.name,
            f'column "{name}"',
            f'the column "{name}" looks like a count of people, and counts does not name it.',
            f"name it under counts of {table.name} in recipe.yml, or give it another name.",
        )
    for share in shares_of(table, rules):
        yield from _first_of(shares_of_few(table, share, rules))
        yield from _first_of(shares_that_tell(table, share, rules))
        yield from _first_of(none_or_all(table, share, rules))


def nothing_may_leave(table: Published, rules: Profile) -> Exposure:
    """A table with counts under a profile that lets nothing out."""
    return Exposure(
        Kind.NOT_TO_LEAVE,
        table.name,
        "",
        f'the disclosure profile "{rules.name}" lets no counts out, and this table has some.',
        "give the table class: local, or the recipe a profile for publishing.",
    )


def _first_of(found: Iterable[Exposure]) -> Iterator[Exposure]:
    """The first of many alike, with how many more there are: one finding a column, not a cell."""
    every = list(found)
    if every:
        one = every[0]
        yield Exposure(one.kind, one.result, one.where, one.problem, one.do, len(every) - 1)


def _at(table: Published, name: str, row: int) -> str:
    return f'column "{name}", row "{table.row(row)}"'


def small_counts(table: Published, name: str, rules: Profile) -> Iterator[Exposure]:
    """Counts that the profile hides and the table shows."""
    for row, number in enumerate(table.columns[name].numbers):
        if number is not None and rules.is_small(number):
            yield Exposure(
                Kind.SMALL_COUNT,
                table.name,
                _at(table, name, row),
                f"a count below {rules.smallest} is shown.",
                f"pass the exact counts through {_call()}.",
            )


def unrounded(table: Published, name: str, rules: Profile) -> Iterator[Exposure]:
    """Counts that are shown more exactly than the profile allows."""
    if not rules.base:
        return
    for row, number in enumerate(table.columns[name].numbers):
        if number is not None and not rules.is_small(number) and number % rules.base:
            yield Exposure(
                Kind.NOT_ROUNDED,
                table.name,
                _at(table, name, row),
                f"a count is not rounded to the nearest {rules.base}.",
                f"pass the exact counts through {_call()}.",
            )


def _call() -> str:
    return "make_safe(table, counts=[…], shares={…}) of early_years.disclosure"


def shares_of_few(table: Published, share: Share, rules: Profile) -> Iterator[Exposure]:
    """Shares that rest on too few, or stand beside a hidden count they were worked out from."""
    whole = table.columns[share.whole]
    part = table.columns[share.part] if share.part else None
    for row, value in enumerate(table.columns[share.column].numbers):
        if value is None:
            continue
        base = shown_range(whole, row, rules)
        few = base is not None and not whole.hidden[row] and base[1] < rules.share_base
        if few or whole.hidden[row] or (part is not None and part.hidden[row]):
            yield Exposure(
                Kind.SHARE_OF_FEW,
                table.name,
                _at(table, share.column, row),
                "a share is shown whose base or part is hidden or too small.",
                f"name it under shares in the call: {_call()}.",
            )


def shares_that_tell(table: Published, share: Share, rules: Profile) -> Iterator[Exposure]:
    """Shares from which, with their base, a small count or a small rest can be worked out."""
    for row in range(table.rows):
        told = tells(table, share, row, rules)
        if told is None:
            continue
        for what, (low, high) in (("part", told.part), ("rest", told.rest)):
            if low >= 1 and high < rules.smallest:
                yield Exposure(
                    Kind.SHARE_TELLS,
                    table.name,
                    _at(table, share.column, row),
                    f'the share and "{share.whole}" together say that the {what} is a count '
                    f"below {rules.smallest}.",
                    f"name the share and both its counts under shares: {_call()}.",
                )


def none_or_all(table: Published, share: Share, rules: Profile) -> Iterator[Exposure]:
    """Shares that say "none" or "all" of a group so small that it tells about each of them."""
    for row, value in enumerate(table.columns[share.column].numbers):
        base = shown_range(table.columns[share.whole], row, rules)
        if value is None or base is None or base[1] <= 0:
            continue
        few = base[1] < rules.none_or_all_from or not rules.zeros
        if few and (value <= NEAR or value >= share.scale - NEAR):
            yield Exposure(
                Kind.NONE_OR_ALL,
                table.name,
                _at(table, share.column, row),
                "the share says that none or all of a small group are counted, which tells about "
                "every one of them.",
                f"join the group with another, or pass the table through {_call()}.",
            )
