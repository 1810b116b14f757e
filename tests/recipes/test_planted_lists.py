"""Recipes that name places, settings or rows name exactly those planted, on other data too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml

from synthetic_data.store import make

RECIPES = Path(__file__).parents[2] / "recipes"
SEED = 7


def made(folder: Path, locality: str, profile: str, scale: float) -> Path:
    """Data of another seed and another scale than recipes are run on elsewhere."""
    make(folder, profile, seed=SEED, scale=scale, localities=[locality])
    return folder / profile / locality


def results_of(recipe: str, source: Path, work: Path) -> Path:
    """Run the cells of a recipe on the fields it names, as plain code; gives its results."""
    card = yaml.safe_load((RECIPES / recipe / "recipe.yml").read_text("utf-8"))
    (work / "data").mkdir(parents=True)
    (work / "results").mkdir()
    for name, wanted in card["inputs"].items():
        table = pq.read_table(source / f"{name}.parquet", columns=wanted["fields"])
        pq.write_table(table, work / "data" / f"{name}.parquet")
    notebook = json.loads((RECIPES / recipe / "recipe.ipynb").read_text("utf-8"))
    cells = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    (work / "cells.py").write_text("\n\n".join(cells), encoding="utf-8")
    subprocess.run(
        [sys.executable, "cells.py"],
        cwd=work,
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"MPLBACKEND": "agg", "PYTHONPATH": str(RECIPES.parent)},
    )
    return work / "results"


def planted(source: Path, name: str, field: str) -> set[str]:
    """What the generator planted, from a table of the truth."""
    return set(pd.read_parquet(source / "truth" / f"{name}.parquet")[field])


def test_exactly_the_planted_yo_yo_providers_are_listed(tmp_path: Path) -> None:
    """No setting too many and none too few, under one number and across a change of owner."""
    source = made(tmp_path, "hartsfold", "clean", 0.2)
    moved = pd.read_parquet(source / "truth" / "reregistered_provider.parquet")

    results = results_of("hartsfold/yo-yo-providers", source, tmp_path / "run")
    watch = pd.read_csv(results / "watch_list.csv")
    hidden = pd.read_csv(results / "watch_list_new_owner.csv")

    assert set(watch["provider_id"]) == planted(source, "yo_yo_provider", "provider_id")
    assert set(hidden["provider_id"]) == set(moved.loc[moved["yo_yo_hidden"], "provider_id"])
    assert len(hidden)


def test_planted_under_served_areas_top_the_list(tmp_path: Path) -> None:
    """The first rows of the list are those areas and no others."""
    source = made(tmp_path, "dyffryn-caerwyn", "clean", 0.5)
    truth = planted(source, "under_served_area", "lsoa21")

    areas = pd.read_csv(
        results_of("dyffryn-caerwyn/deserts-and-oases", source, tmp_path / "run") / "areas.csv"
    )

    assert set(areas["lsoa21"].head(len(truth))) == truth


def called_out(source: Path, areas: pd.DataFrame, truth: str) -> tuple[set[str], set[str]]:
    """Of some areas: those planted, and those that neither are nor touch one that is."""
    names = planted(source, truth, "lsoa21")
    all_areas = pd.read_parquet(source / "area.parquet").drop_duplicates("lsoa21")
    shapes = gpd.GeoSeries.from_wkb(all_areas.set_index("lsoa21")["geometry"])
    near = set(shapes.index[shapes.intersects(shapes[sorted(names)].union_all())])
    called = set(areas["lsoa21"])
    return called & names, called - near


def test_places_of_low_take_up_are_planted_ones_or_beside_them(tmp_path: Path) -> None:
    """How many stand out depends on how many children there are; where they lie does not."""
    source = made(tmp_path, "sandhythe", "clean", 1)
    areas = pd.read_csv(
        results_of("sandhythe/two-year-old-take-up", source, tmp_path / "run") / "areas.csv"
    )

    right, wrong = called_out(source, areas[areas["reading"] == "Low"], "low_take_up_area")

    assert len(right) >= 4
    assert not wrong


def test_areas_behind_together_are_planted_ones_or_beside_them(tmp_path: Path) -> None:
    """The same of the map of development at two, whose list may hold a false alarm in ten."""
    source = made(tmp_path, "wexcombe", "clean", 0.5)
    areas = pd.read_csv(
        results_of("wexcombe/behind-at-two", source, tmp_path / "run") / "areas.csv"
    )

    right, wrong = called_out(source, areas[areas["together"] == "yes"], "behind_at_two_area")

    assert len(right) >= 2
    assert len(wrong) <= 1


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("Weight in kilograms", "birth-weight-in-kilograms"),
        ("Empty text for unknown", "booking-social-factors-empty"),
        ("Child twice on the caseload", "caseload-duplicate"),
    ],
)
def test_the_list_of_rows_to_mend_has_every_planted_fault(
    mended: tuple[pd.DataFrame, pd.DataFrame], rule: str, fault: str
) -> None:
    """As many rows as were planted, for each kind."""
    fixes, faults = mended

    assert (fixes["rule"] == rule).sum() == (faults["fault"] == fault).sum() > 0


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The list of rows to mend, and the faults that were planted."""
    folder = tmp_path_factory.mktemp("mended")
    source = made(folder, "stainholme", "messy", 0.5)
    results = results_of("stainholme/is-our-data-good-enough", source, folder / "run")
    return pd.read_csv(results / "fix_list.csv"), pd.read_parquet(
        source / "truth" / "faults.parquet"
    )
