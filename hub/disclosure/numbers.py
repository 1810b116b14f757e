"""What a number result gives away: itself, its base, and the count behind a share."""

from __future__ import annotations

from collections.abc import Iterator

from early_years.profiles import Profile
from hub.contribution import NumberResult
from hub.disclosure.exposure import Exposure, Kind
from hub.disclosure.published import PEOPLE
from hub.disclosure.shares import count_range, possible
from hub.model import Number

WRITE = "write it with count, share or number(…, n=…, part=…) of early_years.results.Results."
SHOWN_DECIMALS = 4  # catalogue.json and all-numbers.csv give numbers as they were written


def of_number(
    name: str, declared: NumberResult, number: Number, rules: Profile
) -> Iterator[Exposure]:
    """Everything that one number gives away."""
    people = bool(set((declared.unit or "").casefold().split()) & PEOPLE)
    told = {"the base n": number.n, "the count itself": number.value if people else None}
    for what, count in told.items():
        if count is None or count != int(count):
            continue
        if rules.is_small(count):
            yield Exposure(
                Kind.SMALL_COUNT, name, what, f"{what} is below {rules.smallest}.", WRITE
            )
        elif rules.base and count % rules.base:
            said = f"{what} is not rounded to the nearest {rules.base}."
            yield Exposure(Kind.NOT_ROUNDED, name, what, said, WRITE)
    yield from _share(name, declared, number, rules)


def _share(name: str, declared: NumberResult, number: Number, rules: Profile) -> Iterator[Exposure]:
    if declared.unit != "%" or number.value is None or number.n is None:
        return
    base = count_range(float(number.n), rules)
    if not 0 <= number.value <= 100 or base[1] <= 0:
        return
    few = base[1] < rules.none_or_all_from or not rules.zeros
    if few and number.value in (0, 100):
        said = "it says that none or all of a small group are counted."
        yield Exposure(Kind.NONE_OR_ALL, name, "the value", said, WRITE)
    half = 0.5 * 10.0**-SHOWN_DECIMALS
    told = possible(number.value / 100, half / 100, (0.0, base[1]), base)
    for what, (low, high) in (("part", told.part), ("rest", told.rest)) if told else ():
        if low >= 1 and high < rules.smallest:
            said = f"with its base it says that the {what} is a count below {rules.smallest}."
            yield Exposure(Kind.SHARE_TELLS, name, "the value", said, WRITE)
