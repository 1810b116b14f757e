"""One open issue for each recipe that does not work, and none for any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from hub import cli
from hub.contribution import LocalityCard
from hub.model import Document, Locality
from hub.watch import steps


def _catalogue(**verdicts: str) -> dict[str, object]:
    rows = [
        {
            "id": f"fennmarsh/{name}",
            "verdict": verdict,
            "status": "active",
            "reason": "cell 3 `x` @a",
        }
        for name, verdict in verdicts.items()
    ]
    return {"schema": "1", "recipes": rows}


def _issue(number: int, recipe: str) -> dict[str, object]:
    return {"number": number, "title": f"fennmarsh/{recipe} does not work"}


CARD = LocalityCard(
    name="Fennmarsh", kind="town", nation="england", summary="A town that is invented.",
    team="team", contact="team@fennmarsh.example.org", owners=["@fennmarsh-analysts"],
)  # fmt: skip
PLACES = (Locality("fennmarsh", Document("locality.yml", CARD)),)


def test_a_failing_recipe_gets_one_issue_for_its_owner() -> None:
    """With the reason, and how to see it oneself."""
    found = steps(_catalogue(one="failed", two="passed"), [], PLACES)

    assert [(step.do, step.recipe) for step in found] == [("open", "fennmarsh/one")]
    assert found[0].body.startswith("@fennmarsh-analysts: ")
    assert "hub check fennmarsh/one" in found[0].body
    assert "cell 3  x   a" in found[0].body  # nobody else is mentioned, nothing is markup


def test_what_is_told_already_is_not_told_again() -> None:
    """Week after week."""
    assert steps(_catalogue(one="failed"), [_issue(4, "one")], PLACES) == ()


def test_an_issue_is_closed_when_its_recipe_works_or_is_gone() -> None:
    """And so is a second one about the same."""
    there = [_issue(4, "one"), _issue(5, "gone"), _issue(6, "two"), _issue(7, "two")]

    found = steps(_catalogue(one="passed", two="timed-out"), there, PLACES)

    assert [(step.do, step.number) for step in found] == [("close", 4), ("close", 5), ("close", 7)]


def test_issues_of_people_are_left_alone() -> None:
    """Whatever their label."""
    other = {"number": 9, "title": "I have a question"}

    assert steps(_catalogue(one="passed"), [other], PLACES) == ()


def test_drafts_and_archived_recipes_hold_nobody_up() -> None:
    """They may fail."""
    catalogue = _catalogue(one="failed")
    catalogue["recipes"][0]["status"] = "draft"  # type: ignore[index]

    assert steps(catalogue, [], PLACES) == ()


def test_without_apply_it_only_says_what_it_would_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a laptop, without any account."""
    (tmp_path / "recipes").mkdir()
    (tmp_path / "c.json").write_text(json.dumps(_catalogue(one="failed")))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")

    done = CliRunner().invoke(cli.cli, ["watch", "--catalogue", "c.json"])

    assert done.exit_code == 0, done.output
    assert json.loads(done.output)[0]["do"] == "open"
