"""Findings for people and programs: nothing in them is markup or a command."""

from __future__ import annotations

import json

from hub.model import Finding, Level, Place
from hub.report import Report, as_github, as_json, as_markdown, as_text, summary


def _finding(problem: str = "KeyError: 'ward'", level: Level = Level.ERROR) -> Finding:
    place = Place("recipes/a/b/recipe.ipynb", cell=7, heading="Join to wards")
    return Finding("X101", "cell-failed", level, "a/b", place, problem, "mend the cell.")


def test_the_text_says_where_what_and_what_to_do() -> None:
    """In the order in which a person needs it."""
    text = as_text(Report(("a/b",), (_finding(),)))

    assert text.splitlines() == [
        'recipes/a/b/recipe.ipynb, cell 7 (under "Join to wards")    error  X101 cell-failed',
        "    KeyError: 'ward'",
        "    Do:    mend the cell.",
        "    Read:  hub explain X101",
        "",
        "1 recipe checked (a/b): 1 error.",
    ]


def test_the_sum_says_what_was_not_judged() -> None:
    """A green report over some recipes says nothing of the others."""
    report = Report(("a/b",), (), partial=True, ran=False)

    assert summary(report) == (
        "1 recipe checked (a/b): nothing to mend. It was not run. Other recipes were not judged."
    )


def test_json_has_the_published_shape() -> None:
    """Other programs read it."""
    read = json.loads(as_json(Report(("a/b",), (_finding(),))))

    assert read["schema"] == "1"
    assert read["recipes"] == ["a/b"]
    assert set(read["findings"][0]) == {
        "code", "name", "level", "recipe", "place", "problem", "do", "fault",
    }  # fmt: skip
    assert set(read["findings"][0]["place"]) == {"file", "line", "cell", "heading"}


def test_no_problem_can_smuggle_in_a_command() -> None:
    """A line break would begin a new workflow command."""
    lines = as_github(Report((), (_finding("bad\n::add-mask::x\r\n::error::y"),))).splitlines()

    assert len(lines) == 2
    assert lines[0].startswith("::error file=recipes/a/b/recipe.ipynb,title=X101 cell-failed::")
    assert "%0A::add-mask" in lines[0]


def test_no_problem_can_smuggle_in_markup() -> None:
    """The summary of a pull request shows what was written, and mentions nobody."""
    text = as_markdown(Report((), (_finding("<b>x</b> | @someone [l](https://e.org) `c`"),)))

    row = next(line for line in text.splitlines() if "X101" in line)
    assert row.count("|") == 6
    assert not set("<>@`[]") & set(row)
