"""The dates that everything is measured against: birth cohorts, school years, terms."""

from dataclasses import dataclass

import numpy as np

from synthetic_data.arrays import Ints

FIRST_BIRTH = np.datetime64("2017-09-01", "D")
LAST_BIRTH = np.datetime64("2022-08-31", "D")
COHORTS = 5

# Births by school term, autumn (September to December), spring and summer (DfE, EYFSP results
# 2021/22, national table).
_BORN_IN = {"autumn": 0.345, "spring": 0.318, "summer": 0.337}
_DAYS_IN = {"autumn": 122, "spring": 120.25, "summer": 123}

# The day the services' records were taken.
EXTRACT_DATE = np.datetime64("2025-08-31", "D")

# The review at 2 to 2.5 years: its ages in days (UCL, CSDS health visiting data management), and
# the last day of age of the year in which it is told whether a child saw anyone at all.
REVIEW_WINDOW = (691, 914)
REVIEW_YEAR_END = REVIEW_WINDOW[0] + 364


@dataclass(frozen=True)
class SchoolYear:
    """One reception year: who is in it and when it is assessed."""

    name: str
    first_birth: np.datetime64
    last_birth: np.datetime64
    assessed: np.datetime64


def _school_year(starts: int) -> SchoolYear:
    return SchoolYear(
        name=f"{starts}/{(starts + 1) % 100:02d}",
        first_birth=np.datetime64(f"{starts - 5}-09-01", "D"),
        last_birth=np.datetime64(f"{starts - 4}-08-31", "D"),
        assessed=np.datetime64(f"{starts + 1}-06-30", "D"),
    )


# The cohorts whose reception year is over on the day of the extract.
SCHOOL_YEARS = tuple(_school_year(starts) for starts in (2022, 2023, 2024))


@dataclass(frozen=True)
class Term:
    """One term of funded early education, with the births that make its age groups.

    A child counts as two years old from the term after the second birthday to the term of the
    third, and leaves for reception in the September after the fourth.
    """

    name: str
    starts: np.datetime64

    @property
    def year(self) -> int:
        """The calendar year the term starts in."""
        return int(str(self.starts)[:4])

    def years_before(self, years: int) -> np.datetime64:
        """The same day, that many years before."""
        return np.datetime64(f"{self.year - years}{str(self.starts)[4:]}", "D")

    @property
    def reception_births_end(self) -> np.datetime64:
        """The last birthday of those already in reception."""
        school_year = self.year if self.name.endswith("autumn") else self.year - 1
        return np.datetime64(f"{school_year - 4}-08-31", "D")


_STARTS = {"spring": "01-01", "summer": "04-01", "autumn": "09-01"}


def _term(year: int, season: str) -> Term:
    return Term(f"{year}-{season}", np.datetime64(f"{year}-{_STARTS[season]}", "D"))


# The terms for which every two-, three- and four-year-old was born within the cohorts.
TERMS = (
    _term(2022, "autumn"),
    _term(2023, "spring"),
    _term(2023, "summer"),
    _term(2023, "autumn"),
    _term(2024, "spring"),
    _term(2024, "summer"),
    _term(2024, "autumn"),
)


def days_of_birth(rng: np.random.Generator, count: int) -> Ints:
    """Days of birth after the first one, in order, with the published share of each term."""
    days = FIRST_BIRTH + np.arange(int((LAST_BIRTH - FIRST_BIRTH).astype(np.int64)) + 1)
    month = days.astype("datetime64[M]").astype(np.int64) % 12 + 1
    season = np.where(month >= 9, "autumn", np.where(month <= 4, "spring", "summer"))
    weight = np.array([_BORN_IN[name] / _DAYS_IN[name] for name in season])
    return np.sort(np.searchsorted(np.cumsum(weight) / weight.sum(), rng.random(count)))
