"""Ages, terms and deprivation as services count them."""

from __future__ import annotations

import pandas as pd
import pytest

from early_years import ages, deprivation


@pytest.mark.parametrize(
    ("born", "on", "months"),
    [
        ("2022-01-31", "2022-02-28", 0),
        ("2022-01-31", "2022-03-01", 1),
        ("2022-02-28", "2024-02-28", 24),
        ("2024-02-29", "2025-02-28", 11),
    ],
)
def test_months_are_completed_months(born: str, on: str, months: int) -> None:
    """A month is complete on the day of the month on which the child was born, or after it."""
    assert ages.age_months(born, on) == months
    assert list(ages.age_months(pd.Series([born, None]), on)) == [months, pd.NA]


def test_age_in_days_counts_nights() -> None:
    """From birth, which is day nought."""
    assert ages.age_days("2024-02-28", "2024-03-01") == 2
    assert list(ages.age_days(pd.Series(["2024-02-28", None]), "2024-03-01")) == [2, pd.NA]


@pytest.mark.parametrize(
    ("day", "year", "term"),
    [
        ("2024-08-31", "2023/24", "2024-summer"),
        ("2024-09-01", "2024/25", "2024-autumn"),
        ("2024-12-31", "2024/25", "2024-autumn"),
        ("2025-01-01", "2024/25", "2025-spring"),
        ("2025-03-31", "2024/25", "2025-spring"),
        ("2025-04-01", "2024/25", "2025-summer"),
        ("2099-10-01", "2099/00", "2099-autumn"),
    ],
)
def test_school_years_and_terms(day: str, year: str, term: str) -> None:
    """The funding terms begin on 1 September, 1 January and 1 April."""
    assert ages.academic_year(day) == year
    assert ages.term(day) == term
    assert list(ages.term(pd.Series([day, None]))) == [term, pd.NA]


@pytest.mark.parametrize(
    ("born", "term"),
    [
        ("2022-08-31", "2024-autumn"),
        ("2022-09-01", "2025-spring"),
        ("2022-12-31", "2025-spring"),
        ("2023-01-01", "2025-summer"),
        ("2023-04-01", "2025-autumn"),
    ],
)
def test_a_place_begins_in_the_term_after_the_birthday(born: str, term: str) -> None:
    """As for the funded place at two."""
    assert ages.first_term(born, 2) == term


def test_reception_begins_in_the_september_after_turning_four() -> None:
    """The oldest of a year are born on 1 September."""
    assert ages.school_start("2020-08-31") == "2024/25"
    assert ages.school_start("2020-09-01") == "2025/26"


def test_a_review_is_known_by_its_code_or_else_by_age() -> None:
    """Codes come with and without their nought; others are not believed."""
    found = ages.review_of(["08", "8", None, "99", None], [10, 10, 50, 800, 200])

    assert list(found) == ["08", "08", "09", "11", pd.NA]


def test_fifths_are_pairs_of_deciles() -> None:
    """One is the most deprived."""
    assert list(deprivation.fifth(pd.Series([1, 2, 3, 10, None]))) == [1, 1, 2, 5, pd.NA]
    assert deprivation.fifth(9) == 5
    assert deprivation.fifth_of_rank(1917, 1917) == 5
    assert deprivation.fifth_of_rank(384, 1917) == 2
    assert list(deprivation.label(pd.Series([1, None]))) == ["1 (most deprived)", "Not known"]


@pytest.mark.parametrize("wrong", [0, 11, 2.5, 33755])
def test_what_is_no_decile_is_refused(wrong: float) -> None:
    """So that ranks are not taken for deciles."""
    with pytest.raises(ValueError, match="from 1 to 10"):
        deprivation.fifth(wrong)


def test_areas_of_two_nations_have_no_common_index() -> None:
    """Each nation ranks its own areas."""
    assert deprivation.index_of(["E01900001", None]).short == "IMD 2025"
    assert deprivation.index_of(["W01900001"]).nation == "wales"
    with pytest.raises(ValueError, match="cannot be joined"):
        deprivation.index_of(["E01900001", "W01900001"])


def test_a_child_across_the_border_has_no_decile_here() -> None:
    """Two areas of England and one of Wales: the one of Wales is left out, and blanks stay."""
    areas = pd.Series(["E01900001", "W01900001", "E01900002", None])

    assert deprivation.of_one_nation(areas).fillna("").tolist() == [
        *["E01900001", "", "E01900002", ""]
    ]
    assert deprivation.of_one_nation(areas[3:]).isna().all()
