"""The helper that makes a recipe's tables safe to publish."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

HELPER = Path(__file__).parents[2] / "recipes" / "hartsfold" / "gld-change" / "safe.py"


@pytest.fixture(scope="module")
def safe() -> Any:
    return runpy.run_path(str(HELPER))["safe"]  # unlike an import, leaves no __pycache__ behind


def row(safe: Any, part: int, whole: int) -> Any:
    table = pd.DataFrame({"part": [part], "whole": [whole], "share": [100 * part / max(whole, 1)]})
    return safe(table, ["part", "whole"], ["share"], [("part", "whole")]).iloc[0]


@pytest.mark.parametrize("count", range(1, 8))
def test_a_count_of_one_to_seven_is_hidden(safe: Any, count: int) -> None:
    """Few children could be recognised."""
    assert row(safe, count, 200).part == "*"


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (8, 10), (12, 10), (13, 15), (1202, 1200)])
def test_other_counts_are_rounded_to_five(safe: Any, count: int, shown: int) -> None:
    """Nought is shown, and so is everything from eight."""
    assert row(safe, count, 2000).part == shown


@pytest.mark.parametrize(("part", "whole"), [(3, 200), (197, 200), (0, 6)])
def test_a_share_of_few_children_is_hidden(safe: Any, part: int, whole: int) -> None:
    """Few in the share, few left out of it, or few altogether."""
    assert row(safe, part, whole).share == "*"


def test_a_share_of_under_a_hundred_has_no_decimals(safe: Any) -> None:
    """A decimal would give the count away."""
    assert row(safe, 31, 90).share == 34
    assert row(safe, 31, 190).share == 16.3
