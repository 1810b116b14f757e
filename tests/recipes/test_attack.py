"""The attack of the recipe "Safe tables" finds what can be found, and nothing in safe tables."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from early_years.disclosure import make_safe
from tests.recipes.beside import helper


@pytest.fixture(scope="module")
def attack() -> ModuleType:
    return helper("isle-of-sarn/safe-tables", "attack")


def a_table(counts: np.ndarray) -> pd.DataFrame:
    """A table of counts with its totals, one cell a row."""
    wide = pd.DataFrame(counts).rename(index=str, columns=str)
    wide["All"] = wide.sum(axis=1)
    wide.loc["All"] = wide.sum()
    return wide.stack().rename("children").rename_axis(["area", "born"]).reset_index()


def test_what_one_subtraction_gives_is_found(attack: ModuleType) -> None:
    """A single hidden count of a row is its total less the others."""
    table = a_table(np.array([[3, 20], [30, 40]]))
    shown = table["children"].astype(object).mask(table["children"] < 8, "*")

    left = attack.works_out(attack.knows(shown, 0, 8), attack.adds_up(table, "area", "born", "All"))

    assert left.query("hidden")[["low", "high"]].to_numpy().tolist() == [[3, 3]]


@pytest.mark.parametrize("seed", range(6))
def test_what_stays_possible_holds_the_truth_and_is_wide_enough(
    attack: ModuleType, seed: int
) -> None:
    """Of a table made safe no hidden count is narrowed further than its sign."""
    table = a_table(np.random.default_rng(seed).poisson(9, (4, 3)))
    safe = make_safe(table, counts=["children"], totals={"area": "All", "born": "All"})
    shown = safe["children"].mask(safe["children"].eq("*"))

    known = attack.knows(shown, 5, 8, signs=True)
    left = attack.works_out(known, attack.adds_up(table, "area", "born", "All")).query("hidden")
    truth = table["children"][left.index]

    assert ((left["low"] <= truth) & (truth <= left["high"])).all()
    assert (left["high"] - left["low"].clip(lower=1) >= 6)[left["low"] < 8].all()
