"""Whatever table a recipe gives, what make_safe returns of it passes the hub's audit."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from early_years.disclosure import make_safe
from early_years.profiles import profile
from hub.disclosure import cells, linked
from hub.disclosure.exposure import Kind
from hub.disclosure.published import published
from hub.model import Table

PAIR = ("hit", "children")


class Made(NamedTuple):
    """A table made safe, the columns that count, and the shares with their part and whole."""

    table: pd.DataFrame
    counts: tuple[str, ...] = ("children", "hit")
    shares: dict[str, tuple[str, str]] = {"percent": PAIR}  # noqa: RUF012 - never changed


def people(seed: int) -> pd.DataFrame:
    """Children in three groupings of any evenness, some with what is counted, on two sides."""
    rng = np.random.default_rng(seed)
    size = int(rng.choice([15, 30, 60, 150, 600, 3000], p=[0.15, 0.2, 0.25, 0.2, 0.15, 0.05]))
    each = {}
    for name in ("first", "second", "third"):
        levels = int(rng.integers(2, 6))
        chances = rng.dirichlet(np.full(levels, rng.choice([0.3, 1.0, 5.0])))
        each[name] = [f"{name} {level}" for level in rng.choice(levels, size, p=chances)]
    each["hit"] = rng.random(size) < rng.choice([0.02, 0.1, 0.5, 0.9, 0.98])
    each["side"] = rng.choice(["before", "after"], size, p=[0.6, 0.4])
    return pd.DataFrame(each)


def counted(rows: pd.DataFrame, *by: str) -> pd.DataFrame:
    """How many children of each group, and how many of them are counted."""
    return rows.groupby(list(by))["hit"].agg(children="size", hit="sum").reset_index()


def areas(rows: pd.DataFrame, name: str) -> Made:
    """One grouping with its total."""
    table = counted(rows, "first")
    table.loc[len(table)] = ["All", len(rows), rows["hit"].sum()]
    return Made(make_safe(table, shares={"percent": PAIR}, totals={"first": "All"}, profile=name))


def cross_table(rows: pd.DataFrame, name: str) -> Made:
    """Two groupings with both margins."""
    wide = pd.crosstab(rows["first"], rows["second"], margins=True, margins_name="All")
    table = wide.stack().rename("children").reset_index()
    both = {"first": "All", "second": "All"}
    return Made(make_safe(table, ["children"], totals=both, profile=name), ("children",), {})


def splits(rows: pd.DataFrame, name: str) -> Made:
    """Several groupings below each other; of some children one of them is not known."""
    known = rows.iloc[len(rows) % 4 :]
    parts = [
        counted(of, one).rename(columns={one: "level"}).assign(split=one)
        for one, of in (("first", rows), ("second", known), ("third", rows))
    ]
    if len(rows) % 2:
        whole = {"level": "All", "children": len(rows), "hit": rows["hit"].sum(), "split": "All"}
        parts.append(pd.DataFrame([whole]))
    table = pd.concat(parts, ignore_index=True)[["split", "level", "children", "hit"]]
    return Made(make_safe(table, shares={"percent": PAIR}, splits="split", profile=name))


def two_sides(rows: pd.DataFrame, name: str) -> Made:
    """Before and after beside each other, by several groupings."""
    parts = []
    for one in ("first", "second"):
        wide = counted(rows, one, "side").pivot(index=one, columns="side").fillna(0).astype(int)
        wide.columns = [f"{count}_{side}" for count, side in wide.columns]
        parts.append(wide.rename_axis("level").reset_index().assign(group=one))
    table = pd.concat(parts, ignore_index=True).fillna(0)
    shares = {f"percent_{s}": (f"hit_{s}", f"children_{s}") for s in ("before", "after")}
    table = table.reindex(columns=["group", "level", *(c for p in shares.values() for c in p)])
    counts = tuple(table.columns[2:])
    safe = make_safe(table.fillna(0), shares=shares, splits="group", profile=name)
    return Made(safe, counts, shares)


def parts(rows: pd.DataFrame, name: str) -> Made:
    """Those counted and all others, which add up, with a total."""
    table = counted(rows, "first")
    table.loc[len(table)] = ["All", len(rows), rows["hit"].sum()]
    table["others"] = table["children"] - table["hit"]
    safe = make_safe(
        table,
        shares={"percent": PAIR},
        parts={"children": ["hit", "others"]},
        totals={"first": "All"},
        profile=name,
    )
    return Made(safe, ("children", "hit", "others"))


def each_year(rows: pd.DataFrame, name: str) -> Made:
    """Separate tables in one, each with its total."""
    table = counted(rows, "second", "first")
    totals = table.groupby("second")[["children", "hit"]].sum().reset_index()
    table = pd.concat([table, totals.assign(first="All")], ignore_index=True)
    safe = make_safe(
        table, shares={"percent": PAIR}, totals={"first": "All"}, by=["second"], profile=name
    )
    return Made(safe)


def given_away(made: Made, name: str, declared: bool) -> list[str]:
    """What the hub's audit says of the table as it is published."""
    rows = [tuple(row) for row in csv.reader(io.StringIO(made.table.to_csv(index=False)))]
    shares = made.shares if declared else {}
    table = published("table", Table(rows[0], tuple(rows[1:])), made.counts, shares)
    rules = profile(name)
    found = [*cells.of_table(table, rules), *linked.of_tables([table], rules)]
    return [f"{one.kind}: {one.where}" for one in found if one.kind is not Kind.NOT_DECLARED]


@pytest.mark.parametrize(
    "family",
    [areas, cross_table, splits, two_sides, parts, each_year],
    ids=lambda one: one.__name__,
)
@settings(max_examples=6, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["nhs_secondary", "nhs_secondary", "nhs_old", "dfe_cin", "acro10"]),
    st.booleans(),
)
def test_one_call_is_enough(
    family: Callable[[pd.DataFrame, str], Made], seed: int, name: str, declared: bool
) -> None:
    """With totals, margins, splits that hold some children more, parts and shares."""
    assert given_away(family(people(seed), name), name, declared) == []
