"""Every file says what it is and holds what the contract says."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from synthetic_data import store
from synthetic_data.contract import CONTRACT, Field, Table
from synthetic_data.contract.arrow import arrow_schema
from tests.synthetic_data.conftest import Reader

TABLES = pytest.mark.parametrize("table", CONTRACT.tables, ids=CONTRACT.table_names)
PROFILES = pytest.mark.parametrize("profile", list(store.PROFILES))


def test_every_file_labels_itself_synthetic(data: Path) -> None:
    """The label is in the file's own metadata, so it travels with a copy."""
    files = list(data.rglob("*.parquet"))

    assert len(files) > 60
    assert {pq.read_schema(file).metadata[b"label"] for file in files} == {b"synthetic"}


@PROFILES
@TABLES
def test_types_are_those_of_the_contract(data: Path, profile: str, table: Table) -> None:
    """Names, order and types of the columns are the contract's."""
    schema = pq.read_schema(store.table_path(data, profile, "sandhythe", table.name))

    assert schema.remove_metadata() == arrow_schema(table)


@PROFILES
@TABLES
def test_only_fields_that_may_be_blank_are(read: Reader, profile: str, table: Table) -> None:
    """A field that is not nullable is never blank, whatever the faults."""
    rows = read(profile, "aldermere", table.name)
    blank = [field.name for field in table.fields if rows[field.name].isna().any()]

    assert [name for name in blank if not table.field(name).nullable] == []


@TABLES
def test_keys_tell_rows_apart(read: Reader, table: Table) -> None:
    """In the clean profile no two rows share a key."""
    assert not read("clean", "sandhythe", table.name).duplicated(list(table.key)).any()


@TABLES
def test_codes_are_those_of_the_contract(read: Reader, table: Table) -> None:
    """In the clean profile every coded value is in its list, leading zeros aside."""
    rows = read("clean", "hartsfold", table.name)
    strange = [field.name for field in table.fields if field.codes and _strange(field, rows)]

    assert strange == []


def _strange(field: Field, rows: pd.DataFrame) -> set[str]:
    known = {code.lstrip("0") for code in field.codes}
    return set(rows[field.name].dropna().astype(str).str.lstrip("0")) - known


@PROFILES
def test_references_resolve(read: Reader, profile: str) -> None:
    """Every reference of the contract finds its row, faults or not."""
    for table in CONTRACT.tables:
        for field in table.fields:
            if field.references:
                target, _, name = field.references.partition(".")
                held = read(profile, "sandhythe", table.name)[field.name].dropna()

                assert held.isin(read(profile, "sandhythe", target)[name]).all(), (
                    table.name,
                    field,
                )


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
        read("clean", "hartsfold", "truth/child")[["child_id", "family"]]
    )
    twins = births[births.births_per_delivery == 2]

    assert (twins.groupby("family").size() == 2).all()
    assert (twins.groupby("family")[["date_of_birth", "lsoa21"]].nunique() == 1).all(axis=None)
