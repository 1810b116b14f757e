"""No identifier could have been issued to anyone."""

import numpy as np
import pandas as pd
import pytest
import stdnum.gb.nhs
import stdnum.gb.upn
from hypothesis import given
from hypothesis import strategies as st

from synthetic_data.identifiers import NHS_CAPACITY, nhs_numbers, upns
from synthetic_data.localities import LOCALITIES
from synthetic_data.profiles import PROFILES
from tests.synthetic_data.conftest import Reader

EVERYWHERE = [(profile, locality) for profile in PROFILES for locality in LOCALITIES]

# The highest 2021 code of England that was ever issued (MHCLG, IMD 2025).
HIGHEST_REAL_AREA = "E01035762"


@given(first=st.integers(0, NHS_CAPACITY - 1))
def test_every_number_of_the_reserved_range_is_valid(first: int) -> None:
    """An NHS number has a true check digit and lies in the range kept for tests."""
    number = str(nhs_numbers(first, 1)[0])

    assert stdnum.gb.nhs.is_valid(number)
    assert number.startswith("999")


def test_the_reserved_range_holds_as_many_numbers_as_it_says() -> None:
    """The cap on the scale is the true one."""
    assert len(np.unique(nhs_numbers(0, NHS_CAPACITY + 1))) == NHS_CAPACITY


@given(
    authority=st.integers(990, 999),
    school=st.integers(2000, 9999),
    year=st.integers(0, 99),
    serial=st.integers(0, 999),
)
def test_upns_have_a_true_check_letter(authority: int, school: int, year: int, serial: int) -> None:
    """The letter is that of the Department's rule."""
    upn = upns(authority, *(np.array([part]) for part in (school, year, serial)))[0].as_py()

    assert stdnum.gb.upn.calc_check_digit(upn[1:]) == upn[0]
    assert not stdnum.gb.upn.is_valid(upn)  # no authority has that number


@pytest.mark.parametrize(("profile", "locality"), EVERYWHERE)
def test_no_identifier_was_ever_issued(read: Reader, profile: str, locality: str) -> None:
    """NHS numbers, UPNs, areas, authorities and providers all lie in ranges kept free."""
    numbers = pd.concat(
        [read(profile, locality, t).nhs_number for t in ("birth", "health_visiting_child")]
    )
    results, areas = read(profile, locality, "eyfsp_result"), read(profile, locality, "area")
    benchmark = read(profile, locality, "eyfsp_benchmark")
    providers = read(profile, locality, "early_years_provider")

    assert numbers.dropna().map(lambda n: n.startswith("999") and stdnum.gb.nhs.is_valid(n)).all()
    assert results.upn.str[1:4].astype(int).between(990, 999).all()
    assert (areas.lsoa21 > "E01900000").all()
    assert areas.lsoa21.min() > HIGHEST_REAL_AREA
    assert areas.local_authority.str.match("E06999[0-9]{3}").all()
    assert benchmark.local_authority.str.match("E06999[0-9]{3}").all()
    assert providers.provider_id.str.match("EY9[0-9]{5}").all()


def test_localities_share_no_identifier(read: Reader) -> None:
    """A child, a number, an area or a provider belongs to one locality."""
    for table, field in (
        ("birth", "child_id"),
        ("health_visiting_child", "nhs_number"),
        ("eyfsp_result", "upn"),
        ("area", "lsoa21"),
        ("early_years_provider", "provider_id"),
        ("health_visiting_contact", "contact_id"),
    ):
        held = pd.concat([read("clean", locality, table)[field] for locality in LOCALITIES])

        assert held.is_unique, (table, field)
