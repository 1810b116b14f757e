"""Names and numbers in one form, and how good a linkage is."""

from __future__ import annotations

import pandas as pd
import pytest

from early_years import links, people
from early_years.intervals import wilson


def test_names_are_brought_into_one_form() -> None:
    """Capitals, marks, hyphens and blanks go; "Baby" is not a name."""
    names = people.letters(pd.Series(["Zoë-Anne ", "BABY", "O'Brum", None]))

    assert names.tolist() == ["zoeanne", None, "obrum", None]


def test_a_number_counts_only_with_the_right_check_digit() -> None:
    """Two digits turned round, a digit too few, and a blank are no numbers."""
    numbers = pd.Series(["999 001 4019", "9990014091", "999001401", None])

    assert people.valid_nhs_number(numbers).tolist() == ["9990014019", None, None, None]


def test_no_fixed_abode_is_no_home() -> None:
    """The postcode ZZ99 3VZ stands for having none."""
    assert people.home(pd.Series(["zz1 2up", "ZZ99 3VZ", None])).tolist() == ["ZZ12UP", None, None]


def test_recall_and_precision_count_pairs() -> None:
    """Three records of one child make three links; two found together make one of them."""
    person, group = pd.Series(["a", "a", "a", "b", None]), pd.Series([1, 1, 2, 2, 2])

    assert links.share(links.by_person(person, group)).value == pytest.approx(100 / 3)
    assert links.share(links.by_group(person, group)).value == pytest.approx(50)


def test_links_without_error_are_as_sure_as_there_are_people() -> None:
    """All links of 20 children found is Wilson's 20 of 20; of none at all it is not a number."""
    person = pd.Series([f"child {at % 20}" for at in range(60)])

    assert links.share(links.by_person(person, person)) == pytest.approx(wilson(20, 20).times(100))
    assert links.share(links.by_person(person[:0], person[:0])).value != 0


def test_links_that_stand_alone_have_the_interval_of_any_share() -> None:
    """One link a child: 30 of 40 found is Wilson's 30 of 40, but for a child taken off."""
    person = pd.Series([f"child {at // 2}" for at in range(80)])
    group = pd.Series([at // 2 if at < 60 else at for at in range(80)])

    found = links.share(links.by_person(person, group))

    assert found == pytest.approx(wilson(30, 40).times(100), abs=0.5)


def test_ethnic_groups_are_those_of_the_census_for_both_lists_of_codes() -> None:
    """Chinese is Asian; what is refused, blank or in no list is not known."""
    codes = pd.Series(["A", "c", "R", "S", "Z", "99", None, "WBRI", "CHNE", "BAFR", "REFU"])

    assert people.ethnic_group(codes).tolist() == [
        *["White", "White", "Asian", "Other", "Not known", "Not known", "Not known"],
        *["White", "Asian", "Black", "Not known"],
    ]
    assert people.ethnic_group(codes[:2], british=True).tolist() == ["White British", "White other"]
