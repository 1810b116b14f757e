"""The last good results of what fails now: kept on from the site before, marked, and safe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hub.model import Level, Verdict
from hub.record.lastgood import kept
from hub.registry import before
from hub.registry.lastgood import GoodFile, LastGood, of_summary
from hub.render import earlier
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
            "areas": {
                "kind": "table",
                "title": "Areas",
                "file": f"recipes/{NAME}/results/areas.csv",
            },
            "chart": {"kind": "figure", "title": "Not drawn"},
            "hidden": {"kind": "number", "title": "Kept back", "value": None},
        },
        **changes,
    }


def test_what_worked_gives_its_answer_numbers_and_files() -> None:
    """What was kept back or not given is not among them."""
    found = of_summary(a_summary())

    assert found is not None
    assert found.answer == "About 61.5%."
    assert [(one.title, one.value) for one in found.numbers] == [("Take-up", 61.5)]
    assert [one.file for one in found.files] == [f"recipes/{NAME}/results/areas.csv"]


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
    """By its catalogue.json, and the tables and figures that it names and has."""
    value = {"schema": "1", "recipes": [a_summary()]}
    (tmp_path / "catalogue.json").write_text(json.dumps(value), encoding="utf-8")
    results = tmp_path / "recipes" / NAME / "results"
    results.mkdir(parents=True)
    (results / "areas.csv").write_bytes(b"area,n\r\nQuay,7\r\n")
    found = before.of_folder(tmp_path)

    assert found is not None
    assert found.good[NAME].version == "1.2.0"
    assert list(before.files(str(tmp_path), found.good).values()) == [b"area,n\r\nQuay,7\r\n"]
    assert before.files(str(tmp_path / "gone"), found.good) == {}


def test_only_what_has_no_results_of_its_own_shows_old_ones() -> None:
    """A recipe that works, or fails on another profile only, shows today's."""
    failed = a_record(verdict=Verdict.FAILED, reason="KeyError.")
    works = a_catalogue(an_entry())
    elsewhere = a_catalogue(an_entry(records=[a_record(), failed], verdict=Verdict.FAILED))
    fails = a_catalogue(an_entry(records=[failed]))

    assert kept(works, {NAME: GOOD}) == {}
    assert kept(elsewhere, {NAME: GOOD}) == {}
    assert kept(fails, {NAME: GOOD}) == {NAME: GOOD}


def test_what_the_card_no_longer_publishes_is_not_kept() -> None:
    """Nor the sentence that may speak of it: it may have been published by mistake."""
    failed = a_catalogue(an_entry(records=[a_record(verdict=Verdict.FAILED, reason="KeyError.")]))
    good = of_summary(a_summary())
    assert good is not None
    found = kept(failed, {NAME: good})[NAME]

    assert [one.name for one in found.numbers] == ["take_up"]
    assert (found.answer, found.files) == (None, ())


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("areas.csv", b"area,n\r\nQuay\r\n"),
        ("areas.csv", b"\xff\xfe"),
        ("areas.csv", b""),
        ("chart.svg", b"<p>no picture</p>"),
        ("chart.html", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_a_kept_file_that_is_not_sound_is_left_out(file: str, data: bytes) -> None:
    """The site of before may have been tampered with, too."""
    kind = "table" if file.endswith("csv") else "figure"
    one = GoodFile.model_validate({"name": "areas", "kind": kind, "title": "Areas", "file": file})
    found = earlier.of(GOOD.model_copy(update={"files": (one,)}), "recipes/a/b", {file: data})

    assert (found.outputs, found.good.files) == ((), ())


def test_kept_files_stand_beside_the_recipe_from_now_on() -> None:
    """The next build finds them there, cleaned: no formula for a spreadsheet, no script."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'
    files = [
        GoodFile(name="areas", kind="table", title="Areas", file="areas.csv"),
        GoodFile(name="chart", kind="figure", title="Chart", alt="Bars.", file="chart.svg"),
    ]
    good = GOOD.model_copy(update={"files": tuple(files)})
    found = earlier.of(good, "recipes/a/b", {"areas.csv": b"area\r\n=1+1\r\n", "chart.svg": svg})
    data = {one.path: one.data for one in found.outputs}

    assert [one.file for one in found.good.files] == [f"recipes/a/b/{path}" for path in data]
    assert b"'=1+1" in data["last-good/areas.csv"]
    assert b"script" not in data["last-good/chart.svg"]


def test_nothing_old_is_shown_of_what_is_withheld_or_archived() -> None:
    """What could belong to a person may be in the old results too."""
    failed = [a_record(verdict=Verdict.FAILED, reason="It is withheld.")]
    personal = a_finding(Level.ERROR, code="P101", name="nhs-number")
    withheld = a_catalogue(an_entry(records=failed, findings=[personal]))
    archived = a_catalogue(an_entry(a_recipe(status="archived"), records=failed))

    assert kept(withheld, {NAME: GOOD}) == {}
    assert kept(archived, {NAME: GOOD}) == {}
