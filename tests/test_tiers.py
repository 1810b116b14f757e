"""A tier is worked out from what is known, and the first thing missing is the next step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hub.contribution import LocalityCard
from hub.model import Document, Finding, Level, Locality, Place, Recovery, Verdict
from hub.tiers import TIERS, grade
from tests.builders import a_recipe, an_entry


def _adopter(recipe: str) -> Locality:
    card = LocalityCard(
        name="Wexcombe", kind="town", nation="england", summary="A town that is invented.",
        team="team", contact="team@wexcombe.example.org", adopts=[recipe],
    )  # fmt: skip
    return Locality("wexcombe", Document("locality.yml", card))


def _whole() -> Any:
    """An entry that lacks nothing but an adopter."""
    entry = an_entry()
    recovered = (Recovery("take_up", 65.0, 65.2, met=True, truth="planted"),)
    records = tuple(replace(one, recovered=recovered) for one in entry.records)
    return replace(entry, records=records, findings=())


def test_tiers_follow_one_another() -> None:
    """Each asks for all that the one before asks."""
    assert list(TIERS) == ["runs", "explained", "tested", "adopted"]


def test_what_does_not_run_has_no_tier() -> None:
    """And the next step is to make it run."""
    found = grade(replace(_whole(), verdict=Verdict.FAILED, reason="cell 3 failed."), ())

    assert found.tier is None
    assert "cell 3 failed" in found.step


def test_what_says_nothing_to_readers_only_runs() -> None:
    """The finding of the check says what is missing."""
    said = Finding(
        "M117", "readme-heading", Level.WARNING, "a/b", Place("x"), "no heading.", "add it."
    )

    found = grade(replace(_whole(), findings=(said,)), ())

    assert found.tier == "runs"
    assert "no heading. To do: add it." in found.step


def test_what_is_held_against_no_truth_is_not_tested() -> None:
    """A value that is expected shows only that nothing has changed."""
    entry = _whole()
    only_value = (Recovery("take_up", 65.0, 65.2, met=True),)
    entry = replace(entry, records=tuple(replace(r, recovered=only_value) for r in entry.records))

    found = grade(entry, ())

    assert found.tier == "explained"
    assert "planted truth" in found.step


def test_what_finds_the_truth_is_tested_until_somebody_adopts_it() -> None:
    """Its own locality does not count."""
    entry = _whole()
    own = replace(_adopter(entry.recipe.id), slug=entry.recipe.locality.slug)

    assert grade(entry, (own,)).tier == "tested"
    assert grade(entry, (_adopter(entry.recipe.id),)) == grade(
        entry, (_adopter(entry.recipe.id), own)
    )
    assert grade(entry, (_adopter(entry.recipe.id),)).tier == "adopted"
    assert grade(entry, (_adopter(entry.recipe.id),)).step == ""


def test_a_draft_is_not_explained() -> None:
    """Until a second person has read it."""
    entry = replace(_whole(), recipe=a_recipe(status="draft"))

    assert grade(entry, ()).tier == "runs"
