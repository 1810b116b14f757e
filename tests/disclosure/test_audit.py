"""What the hub finds in tables that leak, and that it is silent about tables that do not."""

from __future__ import annotations

import csv
import io
import sys
import tracemalloc
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from early_years.disclosure import make_safe
from early_years.profiles import profile
from hub.disclosure import cells, linked
from hub.disclosure.exposure import Exposure, Kind
from hub.disclosure.published import Published, published
from hub.model import Table
from tests.disclosure.corpus import LEAKY, SAFE, Tables


def parsed(text: str) -> Table:
    rows = [tuple(row) for row in csv.reader(io.StringIO(text))]
    return Table(rows[0], tuple(rows[1:]))


def read(case: Tables) -> tuple[Published, ...]:
    return tuple(
        published(name, parsed(text), counts) for name, (text, counts) in case.tables.items()
    )


def exposures(tables: tuple[Published, ...], name: str) -> list[Exposure]:
    rules = profile(name)
    found = [one for table in tables for one in cells.of_table(table, rules)]
    return [*found, *linked.of_tables(tables, rules)]


def serious(found: list[Exposure]) -> set[str]:
    return {one.kind.value for one in found if one.kind is not Kind.NOT_DECLARED}


@pytest.mark.parametrize("case", LEAKY, ids=lambda case: case.name)
def test_a_leaky_table_is_found(case: Tables) -> None:
    """By the check it was made for."""
    assert serious(exposures(read(case), case.profile)) & case.found_by


@pytest.mark.parametrize("case", SAFE, ids=lambda case: case.name)
def test_a_safe_table_is_left_alone(case: Tables) -> None:
    """A check that cries wolf is switched off."""
    assert serious(exposures(read(case), case.profile)) == set()


@pytest.mark.parametrize("case", LEAKY, ids=lambda case: case.name)
def test_a_finding_says_where_and_what_to_do_and_not_the_value(case: Tables) -> None:
    """Table, column and row by their names; the number itself stays out of the log."""
    for one in exposures(read(case), case.profile):
        assert one.result in case.tables
        assert len(one.do.split()) > 3
        assert not any(f" {number} " in f" {one.problem} " for number in ("3", "1.5", "98.5"))


OURS = "area,n\nMill,40\nQuay,40\nPort,*\nSandhythe,80\n"
PARISH = "area,n\nMill,40\nQuay,40\nPort,*\nAll Saints,80\n"


@pytest.mark.parametrize(
    ("text", "totals", "found"),
    [
        (OURS, {}, False),
        (OURS, {"area": "Sandhythe"}, True),
        (PARISH, {}, True),
        (PARISH, {"area": "Sandhythe"}, True),
        (PARISH + "Sandhythe,165\n", {"area": "Sandhythe"}, False),
    ],
)
def test_a_total_is_the_row_that_the_card_names(
    text: str, totals: dict[str, str], found: bool
) -> None:
    """Where no row is called so, what looks like a total is one, as if nothing were named."""
    table = published("table", parsed(text), ["n"], totals=totals)

    assert bool(serious(exposures((table,), "nhs_secondary"))) == found


def as_published(frame: pd.DataFrame, counts: list[str]) -> tuple[Published, ...]:
    return (published("table", parsed(frame.to_csv(index=False)), counts),)


counted = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=7)


@settings(max_examples=12, deadline=None)
@given(counted, st.sampled_from(["nhs_secondary", "nhs_old", "dfe_cin", "ofqual_5"]))
def test_what_make_safe_gives_is_enough(rows: list[tuple[int, int]], name: str) -> None:
    """Two algorithms that know nothing of each other agree, whatever the table."""
    frame = pd.DataFrame([(min(r), max(r)) for r in rows], columns=["taken", "eligible"])
    frame.insert(0, "area", [f"area {n}" for n in range(len(frame))])
    total = frame[["taken", "eligible"]].sum().to_frame().T.assign(area="All")
    frame = pd.concat([frame, total], ignore_index=True)

    safe = make_safe(
        frame, shares={"percent": ("taken", "eligible")}, totals={"area": "All"}, profile=name
    )

    assert serious(exposures(as_published(safe, ["taken", "eligible"]), name)) == set()


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.integers(1, 5))
def test_two_splits_made_safe_are_enough(girls: list[int], few: int) -> None:
    """Also where the common total is shown nowhere."""
    total = sum(girls) + few
    frame = pd.DataFrame(
        {
            "group": ["sex"] * 4 + ["language"] * 2,
            "level": ["a", "b", "c", "d", "English", "other"],
            "children": [*girls, total - few, few],
        }
    )
    frame.loc[3, "children"] += few

    safe = make_safe(frame, ["children"], splits="group")

    assert serious(exposures(as_published(safe, ["children"]), "nhs_secondary")) == set()


def small_areas(rows: int) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    frame = pd.DataFrame({"ward": [f"w{n // 25}" for n in range(rows)]})
    frame["area"] = [f"a{n}" for n in range(rows)]
    frame["children"] = rng.integers(0, 60, rows)
    frame["taken"] = rng.binomial(frame["children"], 0.6)
    return frame


def work_of_an_audit(rows: int) -> tuple[int, int]:
    """How many functions it calls, and how many bytes it holds at most."""
    safe = make_safe(small_areas(rows), shares={"percent": ("taken", "children")})
    totals = small_areas(rows).groupby("ward")["children"].sum().reset_index()
    wards = make_safe(totals, ["children"])
    tables = (
        published("areas", parsed(safe.to_csv(index=False)), ["children", "taken"]),
        published("wards", parsed(wards.to_csv(index=False)), ["children"]),
    )
    calls = Counter[str]()
    tracemalloc.start()
    sys.setprofile(lambda _frame, event, _called: calls.update((event,)))
    try:
        exposures(tables, "nhs_secondary")
    finally:
        sys.setprofile(None)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return calls["call"] + calls["c_call"], most


def test_the_audit_costs_what_the_table_is_long() -> None:
    """Eight times the rows take at most some twelve times the calls and the memory."""
    work_of_an_audit(10)  # what is imported or compiled once
    short, long = work_of_an_audit(40), work_of_an_audit(320)

    assert long[0] < 12 * short[0]
    assert long[1] < 12 * short[1]
