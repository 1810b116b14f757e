"""Every file says what it is and holds what the contract says."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from synthetic_data import store
from synthetic_data.contract import CONTRACT
from synthetic_data.contract.arrow import arrow_schema
from synthetic_data.validate import check_folder
from tests.synthetic_data.conftest import Reader

PLACES = pytest.mark.parametrize("place", list(store.LOCALITIES))
TRUE_PROFILES = pytest.mark.parametrize("profile", ["clean", "tiny", "minimum", "other-system"])

# What the faults of the messy profile may break, and nothing else.
EXPECTED_OF_MESSY = {
    ("health_visiting_child", None),  # children registered twice
    ("health_visiting_contact", "activity_type"),  # invalid codes
    ("maternity_booking", "complex_social_factors"),  # empty text
    ("published_indicator", None),  # an old code of an authority
}


def test_every_file_labels_itself_synthetic(data: Path) -> None:
    """The label is in the file's own metadata, so it travels with a copy."""
    files = list(data.rglob("*.parquet"))

    assert len(files) > 1_000
    assert {pq.read_schema(file).metadata[b"label"] for file in files} == {b"synthetic"}


def test_json_files_say_so_in_a_field(data: Path) -> None:
    """Manifests, data packages, mappings and named truths."""
    files = list(data.rglob("*.json"))
    told = [json.loads(file.read_text("utf-8")).get("label") for file in files]

    assert len(files) > 100
    assert set(told) == {"synthetic"}


def test_text_files_say_so_in_their_name(data: Path) -> None:
    """A delimited file has no room for a label of its own."""
    files = [*data.rglob("*.csv"), *data.rglob("*.txt")]

    assert len(files) > 100
    assert all("synthetic" in file.name.lower() for file in files)


@TRUE_PROFILES
@PLACES
def test_a_profile_without_faults_keeps_to_the_contract(
    data: Path, profile: str, place: str
) -> None:
    """Names, types, blanks, codes, keys and references, in every locality."""
    assert list(map(str, check_folder(data / profile / place))) == []


@PLACES
def test_faults_break_only_what_they_name(data: Path, place: str) -> None:
    """Types, blanks and references hold even in the messy profile."""
    found = {(one.table, one.field) for one in check_folder(data / "messy" / place)}

    assert found <= EXPECTED_OF_MESSY


def test_every_table_of_the_contract_is_there(data: Path) -> None:
    """Also the empty ones of Wales, in the order of columns of the contract."""
    for place in ("hartsfold", "dyffryn-caerwyn"):
        for table in CONTRACT.tables:
            schema = pq.read_schema(store.table_path(data, "clean", place, table.name))

            assert schema.remove_metadata() == arrow_schema(table), table.name


def test_wales_has_no_english_returns(read: Reader) -> None:
    """No profile, no pupil premium, no national ASQ-3, no Ofsted grades; contacts of its own."""
    place = "dyffryn-caerwyn"
    contacts = read("clean", place, "health_visiting_contact")

    assert [
        name
        for name in ("eyfsp_result", "asq3", "elim", "inspection", "report_card")
        if len(read("clean", place, name))
    ] == []
    assert read("clean", place, "early_education").eypp.isna().all()
    assert set(read("clean", place, "area").deprivation_index) == {"WIMD2025"}
    assert contacts.activity_type.str.startswith("W0").any()


def test_health_visiting_knows_every_child_it_sees(read: Reader) -> None:
    """Contacts, questionnaires and episodes belong to children of the caseload."""
    known = read("clean", "hartsfold", "health_visiting_child").child_id
    for table in (
        "birth",
        "health_visiting_contact",
        "asq3",
        "social_care_episode",
        "eyfsp_result",
    ):
        assert read("clean", "hartsfold", table).child_id.isin(known).all(), table


def test_dates_come_in_a_possible_order(read: Reader) -> None:
    """Nobody is seen before birth, before registration or after leaving."""
    children = read("clean", "aldermere", "health_visiting_child")
    contacts = read("clean", "aldermere", "health_visiting_contact").merge(children, on="child_id")
    episodes = read("clean", "aldermere", "social_care_episode").merge(children, on="child_id")

    assert (children.registered_from >= children.date_of_birth).all()
    assert (
        children.registered_to.dropna() > children.registered_from[children.registered_to.notna()]
    ).all()
    assert (contacts.contact_date >= contacts.registered_from).all()
    assert not (contacts.contact_date >= contacts.registered_to).any()
    assert (episodes.start_date >= episodes.date_of_birth).all()
    assert not (episodes.end_date < episodes.start_date).any()


def test_a_child_is_the_same_in_every_service(read: Reader) -> None:
    """Date of birth agrees between health, early education and school."""
    births = read("clean", "sandhythe", "birth").set_index("child_id").date_of_birth
    for table in ("health_visiting_child", "early_education", "eyfsp_result"):
        held = read("clean", "sandhythe", table).set_index("child_id").date_of_birth
        held = held[held.index.isin(births.index)]

        assert (held == births.reindex(held.index)).all(), table


def test_twins_come_together(read: Reader) -> None:
    """Babies of one delivery are two, and share day of birth and home."""
    births = read("clean", "hartsfold", "birth").merge(
        read("clean", "hartsfold", "truth/child")[["child_id", "delivery"]]
    )
    twins = births[births.births_per_delivery == 2]

    assert (twins.groupby("delivery").size() == 2).all()
    assert (twins.groupby("delivery")[["date_of_birth", "lsoa21"]].nunique() == 1).all(axis=None)
