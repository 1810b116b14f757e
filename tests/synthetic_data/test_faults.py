"""Every planted fault is logged, falls unequally, and nothing else differs between profiles."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from synthetic_data import store
from synthetic_data.contract import CONTRACT
from synthetic_data.faults import FAULTS, Kind
from synthetic_data.locality_data import LocalityData
from synthetic_data.spoil import Spoilt, spoil
from synthetic_data.truth import ServiceTable
from tests.synthetic_data.conftest import Reader

FAULTY = sorted({fault.table for fault in FAULTS})
STRUCTURAL = {"F9", "F12"}  # how services record, in every profile


@pytest.fixture(scope="module")
def log(read: Reader) -> pd.DataFrame:
    """The faults planted in the county."""
    return read("messy", "hartsfold", "truth/faults")


def spoilt(county: LocalityData, name: str) -> tuple[pa.Table, Spoilt]:
    """The first rows of a table of the county, true and with their faults."""
    held = county.tables[name]
    few = held.table.slice(0, 20_000)
    child = None if held.child is None else held.child[:20_000]
    return few, spoil(county.world, name, ServiceTable(few, child), FAULTS)


def test_the_clean_profile_has_no_faults(read: Reader) -> None:
    """Its log is there, and empty."""
    assert len(read("clean", "hartsfold", "truth/faults")) == 0


def test_every_fault_of_the_catalogue_has_a_row() -> None:
    """But for those that are how services record, in every profile."""
    wanted = {f"F{number}" for number in range(1, 19)}

    assert {fault.catalogue for fault in FAULTS} == wanted - STRUCTURAL


def test_every_fault_of_the_table_was_planted(read: Reader) -> None:
    """In one of the localities, but for rare ones of small services."""
    logs = [read("messy", place, "truth/faults").fault for place in store.LOCALITIES]
    planted = set(pd.concat(logs))
    missing = {fault.name for fault in FAULTS if fault.rate > 0.03}
    missing -= planted | {"asq3-lost-quarter", "feeding-lost-quarter"}  # too few at this size

    assert missing == set()


@pytest.mark.parametrize("name", FAULTY)
def test_faults_logged_are_faults_found(county: LocalityData, name: str) -> None:
    """The cells that differ are as many as the log says, field by field, and nothing else does."""
    true, result = spoilt(county, name)
    before = true.take(pa.array(result.rows)).to_pandas()
    after = result.held.table.to_pandas()
    log = result.log.to_pandas()
    again = pd.Series(result.rows).duplicated().to_numpy()

    assert again.sum() + len(set(range(len(true))) - set(result.rows)) == (log.field == "*").sum()
    for field in CONTRACT.table(name).field_names:
        differs = (before[field] != after[field]) & ~(before[field].isna() & after[field].isna())
        differs &= ~again
        logged = log[log.field == field]

        assert differs.sum() <= len(logged), field
        # A later fault can fall on the same cell, and a duplicate carries the faults of the first.
        assert differs.sum() >= 0.8 * len(logged) - again.sum() - 3, field


def test_a_profile_changes_only_what_its_faults_name(read: Reader) -> None:
    """Tables without faults are the same; the review of people has a row for each duplicate."""
    for name in sorted(set(CONTRACT.table_names) - set(FAULTY) - {"person_review"}):
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
    """Unknown ethnicity is more common in the most deprived fifth."""
    everyone = pd.concat(
        [read("messy", place, "truth/child") for place in ("hartsfold", "aldermere")]
    )
    logs = pd.concat([read("messy", place, "truth/faults") for place in ("hartsfold", "aldermere")])
    missing = logs.child_id[logs.fault == "caseload-ethnicity-unknown"]
    rates = everyone.child_id.isin(missing).groupby((everyone.imd_decile + 1) // 2).mean()

    assert rates[1] > 1.2 * rates[5]


@pytest.mark.parametrize("service", ["family_hub_registration", "social_care_episode"])
def test_links_are_missed_more_in_deprived_areas(county: LocalityData, service: str) -> None:
    """At least five points between the most and the least deprived fifth."""
    held = county.tables[service]
    result = spoil(county.world, service, held, FAULTS)
    lost = result.log.to_pandas()
    lost = lost[lost.fault.str.endswith("unlinked")].child_id
    places, people = county.world.places, county.world.people
    known = county.world.child_id.to_pandas()[held.child]
    fifth = places.quintile[people.first_home[held.child]]
    rate = 100 * known.isin(lost).groupby(fifth).mean()

    assert rate[1] - rate[5] > 5


def test_a_child_is_unlinked_in_all_tables_of_a_service(read: Reader) -> None:
    """Under the same other pseudonym, so that the service's own records stay together."""
    hubs = [
        read("messy", "hartsfold", name)
        for name in ("family_hub_registration", "family_hub_attendance")
    ]
    strangers = [set(table.child_id.dropna()[lambda ids: ids.str[3] != "0"]) for table in hubs]

    assert strangers[0] & strangers[1]


def test_weights_in_kilograms_can_be_told(read: Reader) -> None:
    """No baby weighs less than ten grams or more than ten kilograms; observations give the unit."""
    weights = read("messy", "hartsfold", "birth").birthweight_g
    observed = read("messy", "hartsfold", "baby_observation")
    kilograms = observed[observed.unit == "kg"]

    assert (weights < 10).any()
    assert ((weights < 10) | (weights > 200)).all()
    assert len(kilograms) > 5
    assert (kilograms.value < 10).all()


def test_a_quarter_of_one_team_is_missing(read: Reader) -> None:
    """In Stainholme, and in the messy profile only."""

    def in_quarter(profile: str) -> pd.Series:
        contacts = read(profile, "stainholme", "health_visiting_contact")
        chosen = contacts[contacts.contact_date.between("2021-07-01", "2021-09-30")]
        return chosen.team_id.value_counts()

    assert "HVT51" in in_quarter("clean")
    assert "HVT51" not in in_quarter("messy")
    assert "HVT52" in in_quarter("messy")


def test_who_is_who_is_known_for_every_record(read: Reader) -> None:
    """Also for people whom a service holds twice."""
    for name in CONTRACT.table_names:
        if not name.endswith("_person"):
            continue
        people = read("messy", "sandhythe", name)
        truth = read("messy", "sandhythe", f"truth/identity_{name}")

        assert people.person_id.is_unique
        assert (people.person_id == truth.person_id).all()
        assert (truth.child_id.notna() ^ truth.mother_id.notna()).all(), name


def test_counts_of_faults_are_named_truths(data: Path, log: pd.DataFrame) -> None:
    """A recipe can be asked whether it found them all."""
    values = store.truth_values(data, "messy", "hartsfold")
    counted = log.fault.value_counts()

    assert np.isclose(
        values["fault_birth_weight_in_kilograms"].value, counted["birth-weight-in-kilograms"]
    )
