"""Tables that the Department for Education publishes, as the tables that recipes read.

The published file is given as it was downloaded; what comes back are the rows of the contract.
"""

from __future__ import annotations

import os
from typing import IO, Any

import numpy as np
import pandas as pd

NEW_PROFILE = "2021/22"
"""The first year of the profile of the 2021 reforms; earlier years cannot be compared with it."""

_AREA = ("time_period", "geographic_level", "new_la_code", "la_name")
_RELEASES = (  # what all must say "Total", and the two counts, as the releases name them
    (("characteristic", "characteristic_type", "gender"), ("children_number", "gld_number")),
    (("breakdown_topic", "breakdown", "sex"), ("children_count", "gld_children_count")),
)


def eyfsp_benchmark(source: str | os.PathLike[str] | IO[Any]) -> pd.DataFrame:
    """Good level of development by authority and year, from "EYFSP headline measures" as CSV.

    Takes the names of columns of the release of 2021/22 and those of 2024/25. Only authorities as a
    whole are kept, of every year in the file; one whose counts are not published is left out.
    Raises ValueError where the file is another table or has an authority twice in a year.
    """
    table = pd.read_csv(source, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    splits, counts = _names(table)
    whole = (table[[*splits]] == "Total").all(axis="columns")
    rows = table[whole & (table["geographic_level"] == "Local authority")]
    if rows.empty:
        raise ValueError('no row is of "Local authority" and "Total": is it the whole file?')
    children, gld = (pd.to_numeric(rows[name], errors="coerce") for name in counts)
    year = rows["time_period"].str[:4] + "/" + rows["time_period"].str[4:]
    known = children.notna() & gld.notna()
    found = pd.DataFrame(
        {
            "local_authority": rows["new_la_code"],
            "authority_name": rows["la_name"],
            "academic_year": year,
            "comparable": year >= NEW_PROFILE,
            "children": children,
            "gld_children": gld,
            "gld_percent": np.round(100 * gld / children.clip(lower=1), 1),
        }
    )[known]
    _check(found)
    return found.astype({"children": "int64", "gld_children": "int64"}).reset_index(drop=True)


def _names(table: pd.DataFrame) -> tuple[tuple[str, ...], tuple[str, str]]:
    """How this release names its splits and its counts."""
    lacks: list[set[str]] = []
    for splits, counts in _RELEASES:
        lacks.append({*_AREA, *splits, *counts} - set(table.columns))
        if not lacks[-1]:
            return splits, counts
    fewest = min(lacks, key=len)
    said = ", ".join(sorted(fewest))
    raise ValueError(f"not the published headline measures of the EYFSP: no column {said}.")


def _check(found: pd.DataFrame) -> None:
    """One row an authority and year, years of six digits, no more with GLD than there are."""
    odd = ~found["academic_year"].str.fullmatch(r"\d{4}/\d{2}")
    if odd.any():
        raise ValueError(f"time_period is a school year such as 202122, not {_first(found, odd)}.")
    twice = found.duplicated(["local_authority", "academic_year"])
    if twice.any():
        raise ValueError(f"an authority stands twice in one year: {_first(found, twice)}.")
    more = found["gld_children"] > found["children"]
    if more.any():
        raise ValueError(f"more children with GLD than children: {_first(found, more)}.")


def _first(found: pd.DataFrame, wrong: pd.Series) -> str:
    row = found[wrong].iloc[0]
    return f"{row['local_authority']} in {row['academic_year'].replace('/', '')}"
