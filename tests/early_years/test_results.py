"""Results as the hub reads them."""

from __future__ import annotations

import json
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from early_years.figures import intervals, style, words
from early_years.results import Results


def told(folder: Path) -> dict[str, object]:
    """The numbers as they were written."""
    found: dict[str, object] = json.loads((folder / "numbers.json").read_text("utf-8"))
    return found


def test_numbers_are_there_at_once_and_together(tmp_path: Path) -> None:
    """Each number is written when it is given, beside those before it."""
    results = Results(tmp_path)
    results.number("first", 12)
    results.number("second", 0.123456789, lower=0.1, upper=float("nan"), n=5123)

    assert told(tmp_path) == {
        "first": {"value": 12},
        "second": {"value": 0.1235, "lower": 0.1, "n": 5125},
    }
    assert [path.name for path in tmp_path.iterdir()] == ["numbers.json"]


@pytest.mark.parametrize(
    ("part", "whole"), [(3, 100), (97, 100), (3, 7), (0, 15), (15, 15), (0, 0)]
)
def test_a_share_of_few_is_kept_back(part: int, whole: int, tmp_path: Path) -> None:
    """Few cases, few in the share, few left out of it, none or all of a small group."""
    Results(tmp_path).share("take_up", part, whole)

    assert told(tmp_path) == {"take_up": {"value": "*"}}


@pytest.mark.parametrize(("count", "written"), [(3, "*"), (0, 0), (48, 50)])
def test_a_count_of_people_is_made_safe(count: int, written: object, tmp_path: Path) -> None:
    """As in a table."""
    Results(tmp_path).count("without_place", count)

    assert told(tmp_path) == {"without_place": {"value": written}}


def test_a_share_comes_with_its_interval(tmp_path: Path) -> None:
    """In per cent."""
    exact = Results(tmp_path).share("take_up", 81, 263)

    assert told(tmp_path) == {
        "take_up": {"value": 30.7985, "lower": 25.5289, "upper": 36.621, "n": 265}
    }
    assert exact.value == pytest.approx(30.7985, abs=0.0001)


def test_a_table_is_plain_csv(tmp_path: Path) -> None:
    """A named index becomes a column, a nameless one is left out."""
    frame = pd.DataFrame({"n": [1, "*"]}, index=pd.Index(["é", "b"], name="area"))
    Results(tmp_path).table("one", frame)
    Results(tmp_path).table("two", frame.reset_index())

    assert (tmp_path / "one.csv").read_bytes() == "area,n\né,1\nb,*\n".encode()
    assert (tmp_path / "two.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()


def drawn(folder: Path) -> bytes:
    """A figure with a hidden row."""
    frame = pd.DataFrame(
        {"value": [50, "*"], "lower": [40, "*"], "upper": [60, "*"]}, index=["north", "south"]
    )
    with style():
        figure, axis = plt.subplots()
        intervals(axis, frame)
    Results(folder).figure("shares", figure, words(frame))
    plt.close(figure)
    return (folder / "shares.svg").read_bytes()


def test_the_same_figure_is_the_same_file(tmp_path: Path) -> None:
    """So that a change of results can be seen as one."""
    assert drawn(tmp_path / "one") == drawn(tmp_path / "two")


def test_a_hidden_value_is_said_and_not_drawn(tmp_path: Path) -> None:
    """Neither as nought nor as a gap."""
    picture = drawn(tmp_path).decode()

    assert "too few to show" in picture
    assert (tmp_path / "shares.alt.txt").read_text("utf-8") == (
        "north: 50% (40 to 60). south: too few to show.\n"
    )
