"""Every planted fault is logged, and nothing else differs between clean and messy."""

import pandas as pd
import pytest

from synthetic_data.contract import CONTRACT, Table
from synthetic_data.faults import FAULTS, Kind
from tests.synthetic_data.conftest import Reader

FAULTY = sorted({fault.table for fault in FAULTS})


def keys(rows: pd.DataFrame, table: Table) -> pd.Series:
    """The key of each row as the log writes it."""
    return rows[list(table.key)].astype(str).agg("|".join, axis=1)


@pytest.fixture(scope="module")
def log(read: Reader) -> pd.DataFrame:
    """The faults planted in the county."""
    return read("messy", "hartsfold", "truth/faults")


def test_the_clean_profile_has_no_faults(read: Reader) -> None:
    """Its log is there, and empty."""
    assert len(read("clean", "hartsfold", "truth/faults")) == 0


@pytest.mark.parametrize("name", FAULTY)
def test_faults_logged_are_faults_found(read: Reader, log: pd.DataFrame, name: str) -> None:
    """The cells that differ from the clean profile are exactly those of the log."""
    table = CONTRACT.table(name)
    clean, messy = read("clean", "hartsfold", name), read("messy", "hartsfold", name)
    duplicates = log[(log.table == name) & (log.field == "*")].key
    again = keys(messy, table)
    twice = again.isin(duplicates) & (again.duplicated() | (name == "health_visiting_contact"))
    once = messy[~twice].reset_index(drop=True)

    assert twice.sum() == len(duplicates)
    assert len(once) == len(clean)
    for field in table.field_names:
        differs = (clean[field] != once[field]) & ~(clean[field].isna() & once[field].isna())
        logged = log[(log.table == name) & (log.field == field)].key

        assert set(keys(clean, table)[differs]) == set(logged), field


@pytest.mark.parametrize("name", sorted(set(CONTRACT.table_names) - set(FAULTY)))
def test_tables_without_faults_are_the_same(read: Reader, name: str) -> None:
    """A profile changes only what its faults name."""
    clean, messy = read("clean", "aldermere", name), read("messy", "aldermere", name)

    pd.testing.assert_frame_equal(clean, messy)


def test_faults_name_fields_of_the_contract() -> None:
    """Those that blank a field name one that may be blank."""
    fields = [
        (fault, CONTRACT.field(f"{fault.table}.{fault.field}"))
        for fault in FAULTS
        if fault.field != "*"
    ]

    assert [
        fault.name for fault, field in fields if fault.kind is Kind.BLANK and not field.nullable
    ] == []


def test_faults_fall_more_on_deprived_families(read: Reader) -> None:
    """Missing NHS numbers are at least twice as common in the most deprived fifth."""
    everyone = pd.concat(
        [read("messy", place, "truth/child") for place in ("hartsfold", "aldermere")]
    )
    logs = pd.concat([read("messy", place, "truth/faults") for place in ("hartsfold", "aldermere")])
    missing = logs.child_id[logs.fault == "caseload-ethnicity-unknown"]
    rates = everyone.child_id.isin(missing).groupby((everyone.imd_decile + 1) // 2).mean()

    assert rates[1] > 1.2 * rates[5]


def test_weights_in_kilograms_can_be_told(read: Reader) -> None:
    """No baby weighs less than ten grams or more than ten kilograms."""
    weights = read("messy", "hartsfold", "birth").birthweight_g

    assert (weights < 10).any()
    assert ((weights < 10) | (weights > 200)).all()
