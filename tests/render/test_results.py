"""Which results reach a page, and how."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hub.model import Figure, Number, Table
from hub.render import results
from tests.builders import a_card, a_record, a_result, a_run_folder, some_results


def test_results_that_are_not_for_publishing_are_kept_back(tmp_path: Path) -> None:
    """A private table is named, and is in no table and no file."""
    shown = results.shown(a_card(), a_record(a_run_folder(tmp_path)))

    assert shown.kept_back == ("Children to contact",)
    assert "child_list" not in [table.name for table in shown.tables]
    assert not any(b"C-1" in file.data for file in shown.files)


def test_numbers_have_units_intervals_and_bases(tmp_path: Path) -> None:
    """A number is shown as people read it."""
    first = results.shown(a_card(), a_record(a_run_folder(tmp_path))).numbers[0]

    assert (first.value, first.interval, first.n) == ("61.5%", "57.7% to 65.1%", "605")


def test_a_figure_goes_with_the_table_it_shows(tmp_path: Path) -> None:
    """The numbers behind a figure stand with it, not by themselves."""
    shown = results.shown(a_card(), a_record(a_run_folder(tmp_path)))

    assert shown.figures[0].table is not None
    assert shown.loose_tables == ()


def test_columns_of_numbers_are_known(tmp_path: Path) -> None:
    """Numbers stand right, words left."""
    table = results.shown(a_card(), a_record(a_run_folder(tmp_path))).tables[0]

    assert table.numeric == (False, True, True, True)


def test_results_that_were_not_given_are_named(tmp_path: Path) -> None:
    """The page says what a run promised and did not give."""
    shown = results.shown(a_card(), a_record(a_run_folder(tmp_path), results={}))

    assert "Take-up by small area" in shown.missing


@pytest.mark.parametrize(
    "file", ["../../secret.svg", "/etc/hostname", "not_there.svg", "a\x00b.svg"]
)
def test_a_figure_outside_the_results_is_missing(tmp_path: Path, file: str) -> None:
    """Only a plain file among the results is shown."""
    given = {**some_results(), "take_up_chart": a_result("take_up_chart", file, Figure("svg", "x"))}
    shown = results.shown(a_card(), a_record(a_run_folder(tmp_path), results=given))

    assert shown.figures == ()
    assert "Where take-up is low" in shown.missing


def test_a_results_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """A run cannot point at another folder."""
    other = a_run_folder(tmp_path / "other")
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "results").symlink_to(other / "results")

    assert results.shown(a_card(), a_record(tmp_path / "run")).figures == ()


def test_csv_cells_cannot_become_formulas() -> None:
    """A spreadsheet shows a cell that begins like a formula, and does not run it."""
    table = Table(("a",), (("=1+1",), ("-2.5",), ("@x",), ("-x",)))
    given = {"take_up_by_area": a_result("take_up_by_area", "x.csv", table)}
    shown = results.shown(a_card(), a_record(results=given))
    rows = list(csv.reader(shown.files[0].data.decode("utf-8-sig").splitlines()))

    assert [row[0] for row in rows] == ["a", "'=1+1", "-2.5", "'@x", "'-x"]


def test_numbers_can_be_downloaded_unrounded() -> None:
    """The CSV of numbers holds what the run gave."""
    given = {"take_up": a_result("take_up", "numbers.json", Number(61.456789, 57.7, 65.1, 605))}
    shown = results.shown(a_card(), a_record(results=given))

    assert b"61.456789,57.7,65.1,605,%" in shown.files[0].data


def test_long_tables_are_cut_on_the_page_only() -> None:
    """The page shows the first rows, the CSV all of them."""
    table = Table(("n",), tuple((str(number),) for number in range(1000)))
    given = {"take_up_by_area": a_result("take_up_by_area", "x.csv", table)}
    shown = results.shown(a_card(), a_record(results=given))

    assert len(shown.tables[0].rows) == 200
    assert shown.files[0].data.count(b"\r\n") == 1001
