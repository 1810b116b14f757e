"""No identifier could have been issued to anyone."""

import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
import stdnum.gb.nhs
import stdnum.gb.upn
from hypothesis import given
from hypothesis import strategies as st

from synthetic_data import store
from synthetic_data.contract import CONTRACT
from synthetic_data.identifiers import NHS_CAPACITY, nhs_numbers, upns
from synthetic_data.localities import LOCALITIES
from synthetic_data.profiles import PROFILES
from synthetic_data.slips import digits_turned
from tests.synthetic_data.conftest import Reader

ROOT = Path(__file__).parents[2]

# The highest 2021 code of England that was ever issued (MHCLG, IMD 2025); those of Wales and of
# 2011 are lower.
NEVER_ISSUED = {
    "nhs_number": r"999\d{7}",
    "upn": r"[A-Z]99\d{10}",
    "lsoa": r"[EW]01(9\d{5})",
    "local_authority": r"[EW]06999\d{3}",
    "provider_id": r"(EY9|CIW9)\d{5}",
    "postcode": r"ZZ([1-9]|[1-8]\d|9[0-8]) \d[A-Z]{2}|ZZ99 3VZ",
    "school": r"99\d{5}",
}


def pattern_of(field: str) -> str | None:
    """The pattern that the values of a field must have, if it is an identifier."""
    return next((pattern for name, pattern in NEVER_ISSUED.items() if name in field), None)


IDENTIFIERS = [
    (table.name, field.name, pattern)
    for table in CONTRACT.tables
    for field in table.fields
    if field.type == "string" and not field.codes and (pattern := pattern_of(field.name))
]


@given(first=st.integers(0, NHS_CAPACITY - 1))
def test_every_number_of_the_reserved_range_is_valid(first: int) -> None:
    """An NHS number has a true check digit and lies in the range kept for tests."""
    number = str(nhs_numbers(first, 1)[0])

    assert stdnum.gb.nhs.is_valid(number)
    assert number.startswith("999")


def test_the_reserved_range_holds_as_many_numbers_as_it_says() -> None:
    """The cap on the scale is the true one."""
    assert len(np.unique(nhs_numbers(0, NHS_CAPACITY + 1))) == NHS_CAPACITY


@given(first=st.integers(0, NHS_CAPACITY - 1), seed=st.integers(0, 99))
def test_a_number_with_turned_digits_is_invalid_and_still_reserved(first: int, seed: int) -> None:
    """A fault never makes another person's number."""
    number = nhs_numbers(first, 1)
    turned = digits_turned(np.random.default_rng(seed), number)

    assert str(turned[0]).startswith("999")
    assert turned[0] == number[0] or not stdnum.gb.nhs.is_valid(str(turned[0]))


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


@pytest.mark.parametrize("profile", list(PROFILES))
def test_no_identifier_was_ever_issued(data: Path, profile: str) -> None:
    """In every file of every locality all identifiers lie in ranges kept free."""
    checked = 0
    for place in LOCALITIES:
        for table, field, pattern in IDENTIFIERS:
            path = store.table_path(data, profile, place, table)
            if not path.exists() or field not in pq.read_schema(path).names:
                continue
            values = pc.unique(pq.read_table(path, columns=[field])[field]).drop_null()
            right = pc.match_substring_regex(pc.cast(values, pa.string()), f"^({pattern})$")
            checked += len(values)

            assert pc.all(right).as_py() in (True, None), (place, table, field)
    assert checked > 1_000


def test_no_shipped_file_holds_an_identifier_that_could_be_issued() -> None:
    """Code and documentation of the generator name none either."""
    issued = re.compile(r"\b[EW]01(?!9)\d{6}\b|\b[46]\d{9}\b|\b[EW]0[6-9]0\d{5}\b")
    allowed = {"E01035762"}  # the highest real area, named as the limit
    files = [*(ROOT / "synthetic_data").rglob("*.py"), ROOT / "docs" / "synthetic-data.md"]
    found = {match for file in files for match in issued.findall(file.read_text("utf-8"))}

    assert found <= allowed


def test_localities_share_no_identifier(read: Reader) -> None:
    """A child, a number, an area, a postcode or a provider belongs to one locality."""
    for table, field in (
        ("birth", "child_id"),
        ("health_visiting_child", "nhs_number"),
        ("eyfsp_result", "upn"),
        ("area", "lsoa21"),
        ("early_years_provider", "provider_id"),
        ("health_visiting_contact", "contact_id"),
        ("immunisation_person", "postcode"),
        ("social_care_person", "person_id"),
    ):
        held = [set(read("clean", place, table)[field]) for place in LOCALITIES]

        assert len(set().union(*held)) == sum(map(len, held)), (table, field)


def test_mothers_and_children_share_no_number(read: Reader) -> None:
    """Both are patients of maternity."""
    people = read("clean", "sandhythe", "maternity_person")
    mothers = people[people.role == "mother"].nhs_number

    assert not mothers.isin(people[people.role == "child"].nhs_number).any()
