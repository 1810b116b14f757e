"""The pages that put places side by side, and the data beside them."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from hub.render import render
from hub.render.funnels import funnel_of, intervals_of
from hub.settings import Settings
from tests.builders import a_catalogue, an_entry
from tests.places import a_comparison

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    catalogue = replace(a_catalogue(an_entry()), comparisons=(a_comparison(),))
    folder = tmp_path_factory.mktemp("compare")
    render(catalogue, Settings(), PROJECT, folder / "docs")
    return folder / "docs"


def test_the_page_names_who_stands_out_and_who_is_left_out(docs: Path) -> None:
    """In words, beside the drawings."""
    page = (docs / "compare/two-year-old-take-up/index.md").read_text("utf-8")

    assert "Over 3 places together it is 68.0%." in page
    assert "Aldermere lies outside even when places are allowed to differ" in page
    assert "It lies in &lt;Wales&gt;." in page


def test_the_table_keeps_the_order_of_names(docs: Path) -> None:
    """So that it is no league table."""
    page = (docs / "compare/two-year-old-take-up/index.md").read_text("utf-8")
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>', page)

    assert rows == ["Aldermere", "Sandhythe", "Wexcombe"]


def test_the_csv_holds_every_place_with_its_reason(docs: Path) -> None:
    """Those left out have no number, and say why."""
    text = (docs / "compare/two-year-old-take-up/places.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))

    assert [row["place"] for row in rows][-1] == "Dyffryn Caerwyn"
    assert rows[0]["beyond_spread"] == "beyond 95%"
    assert rows[-1]["value"] == ""
    assert rows[-1]["why_not_compared"] == "It lies in <Wales>."


def test_the_same_is_there_as_data(docs: Path) -> None:
    """compare.json says what the page says."""
    (found,) = json.loads((docs / "compare.json").read_text("utf-8"))["comparisons"]

    assert (found["target"], found["phi"], found["tau"]) == (68.0, 4.2, 3.0)
    assert [place["place"] for place in found["places"]] == ["Aldermere", "Sandhythe", "Wexcombe"]
    assert (docs / found["page"] / "index.md").is_file()


def test_marks_differ_by_shape_and_names_do_not_cover_each_other() -> None:
    """Not by colour alone; two places at nearly one spot can both be read."""
    drawing = funnel_of(a_comparison())

    assert drawing is not None
    assert [spot.mark for spot in drawing.spots] == ["beyond", "within", "within"]
    labels = [(spot.label_x, spot.label_y, spot.anchor) for spot in drawing.spots]
    assert len(set(labels)) == 3


def test_every_place_has_a_row_with_its_interval() -> None:
    """The interval runs from its lower to its upper end, around the mark."""
    drawing = intervals_of(a_comparison())

    assert drawing is not None
    assert all(spot.lower < spot.x < spot.upper for spot in drawing.spots)
    assert drawing.spots[0].y < drawing.spots[1].y < drawing.spots[2].y


def test_each_indicator_has_a_page_that_leads_to_the_comparison(docs: Path) -> None:
    """With its numerator, its denominator and what is left out."""
    page = (docs / "indicators/two-year-old-take-up/index.md").read_text("utf-8")

    assert "Eligible children who live in the place" in page
    assert "Places under the entitlement of working parents." in page
    assert "../../compare/two-year-old-take-up/" in page


def test_domains_without_an_indicator_are_named_as_gaps(docs: Path) -> None:
    """Nobody measures learning at home yet."""
    page = (docs / "indicators/index.md").read_text("utf-8")

    assert "Learning at home: no indicator." in page
    assert "computed by no recipe" in page


def test_without_comparisons_the_page_says_why(tmp_path: Path) -> None:
    """As in a preview, which runs nothing elsewhere."""
    render(a_catalogue(an_entry()), Settings(), PROJECT, tmp_path / "docs")

    assert "Nothing was compared in this build" in (tmp_path / "docs/compare/index.md").read_text()
