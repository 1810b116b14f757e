"""Each profile is what it says: the island's size, the least there is, other systems' exports."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from synthetic_data import store
from synthetic_data.contract import CONTRACT
from synthetic_data.exports import read_export
from synthetic_data.localities import LOCALITIES
from synthetic_data.profiles import PROFILES
from synthetic_data.vendors import VENDORS, mapping
from tests.synthetic_data.conftest import SCALES, Reader

NAMES = pytest.mark.parametrize("name", CONTRACT.table_names)


def test_profiles_are_named_as_the_hub_knows_them() -> None:
    """Names are what recipes and commands use."""
    assert set(PROFILES) == {"clean", "messy", "tiny", "minimum", "other-system"} == set(SCALES)


@pytest.mark.parametrize("place", list(LOCALITIES))
def test_the_tiny_profile_has_the_size_of_the_island(read: Reader, place: str) -> None:
    """25 births a year, so every count is small; codes stay those of the locality."""
    births = read("tiny", place, "birth")
    areas = read("tiny", place, "area")

    assert len(births) == 125
    assert (areas.local_authority == LOCALITIES[place].authority).sum() == 4


def test_tiny_data_has_zeros_small_counts_and_rates_above_100(read: Reader) -> None:
    """So that suppression, empty groups and odd denominators are all met."""
    rates, counts = [], []
    for place in LOCALITIES:
        births, population = read("tiny", place, "birth"), read("tiny", place, "area_population")
        born = births.groupby("lsoa21").size()
        estimate = population[(population.year == 2023) & (population.age == 2)]
        rates.append(born / 5 / estimate.set_index("lsoa21").children.replace(0, 1))
        counts.append(births.groupby(["lsoa21", "ethnic_category"]).size().unstack(fill_value=0))

    assert (pd.concat(rates) > 1).any()
    assert all(((count < 8) & (count > 0)).any(axis=None) for count in counts)
    assert all((count == 0).any(axis=None) for count in counts)


def test_the_minimum_has_required_tables_and_fields_only(data: Path) -> None:
    """No file and no column that the contract does not require."""
    folder = data / "minimum" / "hartsfold"
    held = {path.stem: pq.read_schema(path).names for path in folder.glob("*.parquet")}
    wanted = {t.name: list(t.required_fields) for t in CONTRACT.tables if t.required}

    assert held == wanted


@NAMES
def test_both_vendors_exports_come_back_equal(data: Path, read: Reader, name: str) -> None:
    """Through their mappings, with names, codes, dates and units of their own."""
    place = "sandhythe"
    tables = [
        read_export(
            data / "other-system" / place / "export" / vendor.name / mapping(vendor, table).file,
            mapping(vendor, table),
        )
        for vendor in VENDORS.values()
        for table in [CONTRACT.table(name)]
    ]
    held = pq.read_table(store.table_path(data, "other-system", place, name))

    assert tables[0].equals(tables[1])
    assert tables[0].equals(held.replace_schema_metadata())


def test_an_export_is_the_clean_data(tmp_path: Path) -> None:
    """The tables read back are those of the clean profile, to the last value."""
    ask = {"scale": 0.01, "localities": ["sandhythe"]}
    store.make(tmp_path, "clean", **ask)
    store.make(tmp_path, "other-system", **ask)
    for name in CONTRACT.table_names:
        clean, other = (
            pq.read_table(store.table_path(tmp_path, profile, "sandhythe", name))
            for profile in ("clean", "other-system")
        )

        assert clean.equals(other), name


def test_vendors_write_otherwise(data: Path) -> None:
    """Other columns, codes, dates and files than the contract's and than each other's."""
    folder = data / "other-system" / "sandhythe" / "export"
    tarn = pd.read_csv(folder / "tarn" / "Tarn_Birth_SYNTHETIC.csv", sep=";", dtype=str)
    quern = pd.read_csv(folder / "quern" / "quern.birth.synthetic.txt", sep="\t", dtype=str)

    assert "ClientRef" in tarn
    assert "PSN_UID" in quern
    assert set(tarn.Gender) == {"Male", "Female"}
    assert set(quern.SEX) == {"K01", "K02"}
    assert tarn.DoB.str.match(r"\d\d/\d\d/\d{4}$").all()
    assert quern.DATE_OF_BIRTH.str.match(r"\d{8}$").all()
    assert tarn.BirthweightGKg.astype(float).median() < 5


def test_mappings_stand_beside_the_exports(data: Path) -> None:
    """One for each table and vendor, labelled."""
    files = list((data / "other-system" / "aldermere" / "export").rglob("mapping/*.json"))

    assert len(files) == len(VENDORS) * len(CONTRACT.tables)
    assert all('"label": "synthetic"' in file.read_text("utf-8") for file in files)
