"""Deprivation: fifths of small areas, and the national index that each nation has.

An index ranks the areas of one nation. A fifth of England is not a fifth of Wales, so areas of two
nations are never put into one scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class Index:
    """A nation's index of deprivation, and the field of the contract that holds its deciles."""

    nation: str
    name: str
    short: str
    areas: str


INDEXES = {
    index.nation: index
    for index in (
        Index("england", "Index of Multiple Deprivation 2025", "IMD 2025", "LSOA 2021"),
        Index("wales", "Welsh Index of Multiple Deprivation 2025", "WIMD 2025", "LSOA 2021"),
        Index("scotland", "Scottish Index of Multiple Deprivation 2020", "SIMD 2020", "data zone"),
        Index(
            "northern-ireland",
            "Northern Ireland Multiple Deprivation Measure 2017",
            "NIMDM 2017",
            "super output area",
        ),
    )
}
FIFTHS = {1: "1 (most deprived)", 2: "2", 3: "3", 4: "4", 5: "5 (least deprived)"}
_NATIONS = {"E": "england", "W": "wales", "S": "scotland", "N": "northern-ireland"}


def fifth(decile: Any) -> Any:
    """The fifth of a decile from 1 to 10, or of a Series of them; 1 is the most deprived.

    Raises ValueError for anything else than 1 to 10, so that ranks are not taken for deciles.
    """
    one = np.ndim(decile) == 0
    deciles = pd.to_numeric(pd.Series([decile] if one else decile)).astype("Float64")
    if ((deciles < 1) | (deciles > 10) | (deciles % 1 != 0)).any():
        raise ValueError("a decile is a whole number from 1 to 10; for ranks use fifth_of_rank.")
    found = (deciles / 2).map(np.ceil, na_action="ignore").astype("Int64")
    return found.iloc[0] if one else found


def fifth_of_rank(rank: Any, areas: int) -> Any:
    """The fifth of a rank, 1 for the most deprived, among all areas of the nation."""
    one = np.ndim(rank) == 0
    ranks = pd.to_numeric(pd.Series([rank] if one else rank)).astype("Float64")
    if ((ranks < 1) | (ranks > areas)).any():
        raise ValueError(f"a rank lies between 1 and the number of areas, {areas}.")
    found = (5 * ranks / areas).map(np.ceil, na_action="ignore").astype("Int64")
    return found.iloc[0] if one else found


def label(fifths: Any) -> Any:
    """What readers see for a fifth; "Not known" where it is missing."""
    if np.ndim(fifths) == 0:
        return "Not known" if pd.isna(fifths) else FIFTHS[int(fifths)]
    return pd.Series(fifths).map(FIFTHS).fillna("Not known")


def nation_of(area: Any) -> Any:
    """The nation of an area code such as E01900001 or W01900001; missing where it is none."""
    if np.ndim(area) == 0:
        return pd.NA if pd.isna(area) else _NATIONS.get(str(area)[:1], pd.NA)
    return pd.Series(area, dtype="string").str[:1].map(_NATIONS).astype("string")


def of_one_nation(areas: pd.Series) -> pd.Series:
    """The areas of the nation that most are of; others are missing, as another index ranks them.

    Of a border authority, a few children live across the border: their decile is none here.
    """
    nations = nation_of(areas)
    most = nations.value_counts().head(1).index
    return areas.where(nations.isin(most).fillna(False).to_numpy(bool))


def index_of(areas: Any) -> Index:
    """The index that these areas are ranked by. Raises ValueError where they are of two nations."""
    nations = sorted(nation_of(pd.Series(areas)).dropna().unique())
    if len(nations) != 1:
        said = " and ".join(nations) or "no nation"
        raise ValueError(f"areas of {said}: their indexes of deprivation cannot be joined.")
    return INDEXES[nations[0]]
