"""The reviewer's list: what the hub sees is ticked, what only a person can judge is not."""

from __future__ import annotations

from dataclasses import replace

from hub.model import Level
from hub.review import JUDGE, as_markdown, seen
from tests.builders import a_finding, an_entry


def test_what_holds_is_ticked_and_judgement_is_left_to_people() -> None:
    """Every point of a person stands open."""
    text = as_markdown([an_entry()])

    assert "- [x] No check blocks it" in text
    assert all(f"- [ ] {words}" in text for words in JUDGE)


def test_an_error_unticks_its_point() -> None:
    """And a finding of the privacy checks two."""
    entry = replace(an_entry(), findings=(a_finding(Level.ERROR, code="P101"),))

    held = [point.holds for point in seen(entry)]

    assert held[0] is False
    assert held[2] is False


def test_no_words_of_a_contributor_are_markup() -> None:
    """In the summary of a job."""
    entry = an_entry()
    records = tuple(replace(one, reason="<img> @all `x`") for one in entry.records)

    text = as_markdown([replace(entry, records=records)])

    assert "<img>" not in text
    assert "@all" not in text


def test_nothing_to_review_is_said() -> None:
    """Rather than an empty page."""
    assert "none to review" in as_markdown([])
