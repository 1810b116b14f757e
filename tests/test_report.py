"""Findings for people and programs: nothing in them is markup or a command."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from hub.check import CHECKS
from hub.model import Fault, Finding, Level, Place
from hub.report import (
    Report,
    append_summary,
    as_github,
    as_json,
    as_markdown,
    as_sarif,
    as_text,
    summary,
)


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
    assert row.count("|") == 7
    assert not set("<>@`[]") & set(row)


def test_a_report_of_what_changed_says_since_when() -> None:
    """A green pull request says nothing of the recipes that it did not touch."""
    report = Report(("a/b",), (), partial=True, since="origin/main")

    assert summary(report).endswith("Only what changed since origin/main was judged.")


def test_no_line_of_text_is_a_command_of_the_log() -> None:
    """A notebook can choose the words of its error; a log obeys some words."""
    text = as_text(Report((), (_finding("::add-mask::x\n::error::y ##[group]z"),)))

    assert not any(line.strip().startswith("::") for line in text.splitlines())
    assert "##[" not in text


def test_the_hub_takes_the_blame_for_its_own_faults() -> None:
    """So that nobody looks for a mistake in their recipe."""
    fault = Finding("X107", "x", Level.ERROR, "a/b", Place("r"), "p.", "d.", Fault.HUB)

    assert "the hub's fault, not the recipe's" in as_text(Report((), (fault,)))
    assert "the hub" in as_markdown(Report((), (fault,)))


def test_annotations_that_are_cut_are_said_to_be_cut() -> None:
    """A step shows ten of each level."""
    found = tuple(_finding(f"no. {n}") for n in range(13))

    assert "3 more stand in the job summary" in as_github(Report((), found))


def test_the_job_summary_has_every_finding(tmp_path: Path) -> None:
    """And is added to what stands there already."""
    path = tmp_path / "summary.md"
    path.write_text("before\n")
    found = tuple(_finding(f"complaint {n}") for n in range(40))

    append_summary(Report(("a/b",), found), path)

    text = path.read_text()
    assert text.startswith("before\n")
    assert all(f"complaint {n} " in text for n in range(40))


def test_a_summary_beyond_what_a_host_takes_is_cut_with_a_word(tmp_path: Path) -> None:
    """A megabyte is the most."""
    found = tuple(_finding("x" * 5000) for _ in range(400))

    append_summary(Report(("a/b",), found), tmp_path / "s.md")

    assert (tmp_path / "s.md").stat().st_size < 1_000_000
    assert "left out here" in (tmp_path / "s.md").read_text()


TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}  # fmt: skip  # noqa: E501
LEVEL = {"enum": ["none", "note", "warning", "error"]}
SARIF = {  # the parts of the OASIS standard (section 3) that a log of this kind uses
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string"},
                                    "semanticVersion": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "name": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                                "defaultConfiguration": {
                                                    "properties": {"level": LEVEL},
                                                    "additionalProperties": False,
                                                },
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": LEVEL,
                                "message": TEXT,
                                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "additionalProperties": False,
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation"],
                                                "additionalProperties": False,
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {
                                                            "uri": {"pattern": r"^[^\s]+$"}
                                                        },
                                                        "additionalProperties": False,
                                                    },
                                                    "region": {
                                                        "properties": {"startLine": {"minimum": 1}},
                                                        "additionalProperties": False,
                                                    },
                                                },
                                            },
                                            "logicalLocations": {
                                                "items": {
                                                    "properties": {
                                                        "name": {"type": "string"},
                                                        "kind": {"type": "string"},
                                                    },
                                                    "additionalProperties": False,
                                                }
                                            },
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_sarif_has_the_structure_of_the_standard() -> None:
    """Every check is a rule, every finding a result that points to its rule."""
    place = Place("recipes/a/b c/recipe.yml", line=3)
    found = (_finding(), Finding("M104", "x", Level.WARNING, "a/b", place, "p.", "d."))

    log = json.loads(as_sarif(Report(("a/b",), found)))

    jsonschema.Draft7Validator(SARIF).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {one.code for one in CHECKS}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert len({r["partialFingerprints"]["hub/v1"] for r in run["results"]}) == 2
