"""The last good results of what fails now: kept on from the site before, marked, and safe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hub.model import Level, Verdict
from hub.record.lastgood import kept
from hub.registry import before
from hub.registry.lastgood import LastGood, of_summary
from tests.builders import a_catalogue, a_finding, a_recipe, a_record, an_entry

NAME = "sandhythe/two-year-old-take-up"
NUMBER = {"kind": "number", "title": "Take-up", "value": 61.5, "lower": 57.7, "unit": "%"}
GOOD = LastGood(version="1.2.0", last_run="2026-11-20T07:05:00+00:00", answer="About 61.5%.")


def a_summary(**changes: Any) -> dict[str, Any]:
    return {
        "id": NAME,
        "verdict": "passed",
        "status": "active",
        "version": "1.2.0",
        "last_run": "2026-11-20T07:05:00+00:00",
        "answer": "About 61.5%.",
        "results": {
            "take_up": NUMBER,
            "areas": {"kind": "table", "title": "Areas"},
            "hidden": {"kind": "number", "title": "Kept back", "value": None},
        },
        **changes,
    }


def test_what_worked_gives_its_answer_and_its_numbers() -> None:
    """Those that were kept back, and tables, are not among them."""
    found = of_summary(a_summary())

    assert found is not None
    assert found.answer == "About 61.5%."
    assert [(one.title, one.value) for one in found.numbers] == [("Take-up", 61.5)]


def test_what_failed_already_hands_on_what_it_had_kept() -> None:
    """However long ago it was."""
    assert of_summary(a_summary(verdict="failed", last_good=GOOD.model_dump())) == GOOD
    assert of_summary(a_summary(verdict="failed")) is None


@pytest.mark.parametrize(
    "changes", [{"last_run": None}, {"results": 3}, {"results": {"a": "b"}}, {"answer": ["x"]}]
)
def test_a_form_that_is_not_known_keeps_nothing(changes: dict[str, Any]) -> None:
    """A site of an older hub does not stop a build."""
    assert of_summary(a_summary(**changes)) is None


def test_they_are_read_from_the_site_that_was_published(tmp_path: Path) -> None:
    """By its catalogue.json alone."""
    value = {"schema": "1", "recipes": [a_summary()]}
    (tmp_path / "catalogue.json").write_text(json.dumps(value), encoding="utf-8")
    found = before.of_folder(tmp_path)

    assert found is not None
    assert found.good[NAME].version == "1.2.0"


def test_only_what_has_no_results_of_its_own_shows_old_ones() -> None:
    """A recipe that works, or fails on another profile only, shows today's."""
    failed = a_record(verdict=Verdict.FAILED, reason="KeyError.")
    works = a_catalogue(an_entry())
    elsewhere = a_catalogue(an_entry(records=[a_record(), failed], verdict=Verdict.FAILED))
    fails = a_catalogue(an_entry(records=[failed]))

    assert kept(works, {NAME: GOOD}) == {}
    assert kept(elsewhere, {NAME: GOOD}) == {}
    assert kept(fails, {NAME: GOOD}) == {NAME: GOOD}


def test_nothing_old_is_shown_of_what_is_withheld_or_archived() -> None:
    """What could belong to a person may be in the old results too."""
    failed = [a_record(verdict=Verdict.FAILED, reason="It is withheld.")]
    personal = a_finding(Level.ERROR, code="P101", name="nhs-number")
    withheld = a_catalogue(an_entry(records=failed, findings=[personal]))
    archived = a_catalogue(an_entry(a_recipe(status="archived"), records=failed))

    assert kept(withheld, {NAME: GOOD}) == {}
    assert kept(archived, {NAME: GOOD}) == {}
