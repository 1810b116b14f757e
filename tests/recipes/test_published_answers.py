"""Helpers of recipes give the answers that other packages and books publish for the same data."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from statsmodels.datasets import ccard

from early_years.published import eyfsp_benchmark
from tests.recipes.beside import cells, helper

PUBLISHED = Path(__file__).parent / "published"
ENGLAND = {"children": 622_583, "gld_children": 405_723}  # its own row in the published table


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


@pytest.fixture
def authorities(tmp_path: Path) -> pd.DataFrame:
    """The published table of 2021/22, laid out as it is published, as the recipe reads it."""
    rows = pd.read_csv(PUBLISHED / "eyfsp_2021_22.csv").assign(geographic_level="Local authority")
    england = {"geographic_level": "National", "children_number": ENGLAND["children"],
               "gld_number": ENGLAND["gld_children"]}  # fmt: skip
    table = pd.concat([pd.DataFrame([england]), rows])
    table[["characteristic", "characteristic_type", "gender"]] = "Total"
    table.assign(time_period=202122).to_csv(tmp_path / "published.csv", index=False)
    return eyfsp_benchmark(tmp_path / "published.csv")


def test_the_authorities_of_england_add_up_to_its_published_share(
    authorities: pd.DataFrame, tmp_path: Path
) -> None:
    """65.2% in 2021/22 (DfE), to the child, by the cells of the recipe that compare authorities."""
    space: dict[str, Any] = {}
    recipe = "hartsfold/gld-change"
    exec(cells(recipe, "year_to = ").replace('"results"', repr(str(tmp_path / "out"))), space)
    space |= {"year_to": "2021/22", "published": authorities}

    exec(cells(recipe, "use_style()", "funnel = published", "funnel_words = "), space)

    assert space["funnel"][[*ENGLAND]].sum().to_dict() == ENGLAND
    assert space["average"] == ENGLAND["gld_children"] / ENGLAND["children"]
    assert "in 152 authorities" in space["funnel_words"]
    assert "around an average of 65.2%" in space["funnel_words"]


def test_an_authority_keeps_its_published_share(authorities: pd.DataFrame) -> None:
    """County Durham 64.5%, Darlington 66.0%, Kent 65.8%, Isles of Scilly 80.0% (4 of 5)."""
    shares = authorities.set_index("authority_name")["gld_percent"]

    assert shares[["County Durham", "Darlington", "Kent", "Isles of Scilly"]].tolist() == [
        64.5, 66.0, 65.8, 80.0,
    ]  # fmt: skip
