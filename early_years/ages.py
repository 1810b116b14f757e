"""Ages, mandated reviews, school years and funding terms, as services count them.

Dates may be one date or a Series of them; what comes back has the same form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class Review:
    """A mandated health visiting review of England.

    code      the activity type of the community services data set
    due       days of age in which it is on time, first and last
    found     days of age in which a contact without a code is taken for it; it may be late
    """

    code: str
    name: str
    due: tuple[int, int]
    found: tuple[int, int]


REVIEWS = {
    review.code: review
    for review in (
        Review("08", "New birth visit", (8, 14), (8, 30)),
        Review("09", "6 to 8 week review", (42, 56), (42, 63)),
        Review("10", "12 month review", (270, 457), (270, 457)),
        Review("11", "2 to 2½ year review", (730, 914), (691, 914)),
    )
}
"""Windows in which a contact counts when its code is missing: UCL, management of community services
data on health visiting (github.com/UCL-CHIG/CSDS-health-visiting-data-management)."""


def age_days(born: Any, on: Any) -> Any:
    """Age in days on a date; negative before birth."""
    return _days(_date(on) - _date(born))


def age_months(born: Any, on: Any) -> Any:
    """Completed months of age on a date: a child born on the 31st completes one on the 1st."""
    a, b = _date(born), _date(on)
    if isinstance(a, pd.Series) or isinstance(b, pd.Series):
        a, b = (part if isinstance(part, pd.Series) else _like(part, a, b) for part in (a, b))
        months = 12 * (b.dt.year - a.dt.year) + (b.dt.month - a.dt.month) - (b.dt.day < a.dt.day)
        return months.astype("Float64").round().astype("Int64")
    if pd.isna(a) or pd.isna(b):
        return pd.NA
    return 12 * (b.year - a.year) + (b.month - a.month) - (b.day < a.day)


def review_of(code: Any, days: Any) -> pd.Series:
    """Which review each contact is: by its code, or by the age in days where it has no valid code.

    Codes are read with or without their leading nought. What is neither is missing.
    """
    codes, ages = pd.Series(code, dtype="string"), pd.Series(days)
    clean = codes.str.strip().str.lstrip("0").str.zfill(2)
    found = clean.where(clean.isin(list(REVIEWS)))
    for review in REVIEWS.values():
        found = found.mask(found.isna() & ages.between(*review.found), review.code)
    return found


def academic_year(date: Any) -> Any:
    """The school year of a date, September to August: 2024/25."""
    return _each(date, lambda year, month: _slash(year - (month < 9)))


def school_start(born: Any) -> Any:
    """The school year in which a child of England starts reception, after turning four."""
    return _each(born, lambda year, month: _slash(year + 4 + (month >= 9)))


def term(date: Any) -> Any:
    """The funding term of a date: 2024-autumn, 2025-spring (January), 2025-summer (April)."""
    return _each(date, lambda year, month: f"{year}-{_season(month)}")


def first_term(born: Any, years: int) -> Any:
    """The term from which a child is of age for a place: the one after turning that old."""
    return _each(born, lambda year, month: _next_term(year + years, month))


def _season(month: int) -> str:
    return "spring" if month < 4 else "summer" if month < 9 else "autumn"


def _next_term(year: int, month: int) -> str:
    season = _season(month)
    following = {"spring": "summer", "summer": "autumn", "autumn": "spring"}[season]
    return f"{year + (season == 'autumn')}-{following}"


def _slash(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02d}"


def _date(value: Any) -> Any:
    return pd.to_datetime(value)


def _days(gap: Any) -> Any:
    return gap.dt.days.astype("Int64") if isinstance(gap, pd.Series) else gap.days


def _like(value: Any, *others: Any) -> pd.Series:
    rows = next(one.index for one in others if isinstance(one, pd.Series))
    return pd.Series(np.repeat(np.datetime64(value), len(rows)), index=rows)


def _each(date: Any, word: Any) -> Any:
    """A word for the year and month of each date; worked out once a month that occurs."""
    when = _date(date)
    if not isinstance(when, pd.Series):
        return pd.NA if pd.isna(when) else word(when.year, when.month)
    months = (12 * when.dt.year + when.dt.month - 1).astype("Int64")
    words = {at: word(int(at) // 12, int(at) % 12 + 1) for at in months.dropna().unique()}
    return months.map(words).astype("string")
