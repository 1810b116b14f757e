"""Helpers of recipes give the answers that other packages and books publish for the same data."""

from __future__ import annotations

import random

import duckdb
import pandas as pd
import pytest
from statsmodels.datasets import ccard

from tests.recipes.beside import helper


def test_the_parts_of_a_gap_are_those_of_stata() -> None:
    """The command oaxaca of Stata (Jann 2008), weight(1), on the credit cards of Greene.

    Its figures stand in the tests of statsmodels: remaining 75.4537, explained 83.2967, gap
    158.7504; the error of the first is 64.58 by its bootstrap.
    """
    data = ccard.load_pandas()
    columns = data.exog.astype(float)
    poor = columns.pop("OWNRENT").eq(0)
    two_fold = helper("aldermere/the-gap", "decomposition").two_fold

    remains, parts, gap = two_fold(data.endog, columns, poor, 0.95)

    assert remains.value / 100 == pytest.approx(75.4537, abs=1e-3)
    assert parts.sum() / 100 == pytest.approx(83.2967, abs=1e-3)
    assert gap / 100 == pytest.approx(158.7504, abs=1e-3)
    assert (remains.upper - remains.value) / 196 == pytest.approx(64.58, rel=0.1)


def test_paths_are_as_far_apart_as_duckdb_says() -> None:
    """Optimal matching with all costs one is the distance of Levenshtein, one letter a service."""
    apart = helper("aldermere/pathways", "journeys").apart
    draw = random.Random(3)
    paths = ["".join(draw.sample("HNSCE", draw.randint(0, 5))) for _ in range(40)]
    pairs = [(a, b) for a in paths for b in paths]
    theirs = [
        duckdb.execute("select levenshtein(?, ?)", [a, b]).fetchone()[0]  # type: ignore[index]
        for a, b in pairs[:400]
    ]

    assert [apart(tuple(a), tuple(b)) for a, b in pairs[:400]] == theirs


def test_what_is_left_possible_is_what_the_handbook_prints() -> None:
    """Example 3 of the Handbook on Statistical Disclosure Control, chapter 4 (Geurts 1992).

    Of the sums 7, 3, 6 and 4 of two rows and two columns the first cell is from 3 to 6.
    """
    attack = helper("isle-of-sarn/safe-tables", "attack")
    table = pd.DataFrame(
        [("1", "1", None), ("1", "2", None), ("1", "All", 7), ("2", "1", None), ("2", "2", None),
         ("2", "All", 3), ("3", "1", 3), ("3", "2", 3), ("3", "All", 6), ("All", "1", 9),
         ("All", "2", 7), ("All", "All", 16)], columns=["row", "column", "count"])  # fmt: skip
    known = attack.knows(table["count"], 0, 1, signs=True)
    left = attack.works_out(known, attack.adds_up(table, "row", "column", "All"))

    assert left.loc[left["hidden"], ["low", "high"]].to_numpy().tolist() == [
        [3, 6], [1, 4], [0, 3], [0, 3],
    ]  # fmt: skip
