"""The guard against sudden loss: refused with what is gone, and gone ahead with only when asked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hub.model import Catalogue, Verdict
from hub.publish import PublishError, shrink
from hub.registry import before
from hub.registry.before import Before
from hub.registry.ledger import Ledger
from hub.registry.past import Past
from tests.builders import a_catalogue, a_recipe, an_entry


def _now(count: int, verdict: Verdict = Verdict.PASSED) -> Catalogue:
    entries = [an_entry(recipe=a_recipe(slug=f"recipe-{i}")) for i in range(count)]
    return replace(
        a_catalogue(), entries=tuple(replace(entry, verdict=verdict) for entry in entries)
    )


def _before(count: int, **changes: int) -> Before:
    ids = frozenset(f"sandhythe/recipe-{i}" for i in range(count))
    return Before("the site of yesterday", ids, ids, **changes)


def test_nothing_is_held_against_a_first_site() -> None:
    """There was none before."""
    shrink.check(None, _now(0), Past())


def test_one_recipe_may_go() -> None:
    """A small hub may lose one; a large one a tenth."""
    shrink.check(_before(3), _now(2), Past())
    shrink.check(_before(20), _now(18), Past())


def test_a_sharp_drop_is_refused_with_names_and_what_to_do() -> None:
    """Two of three, or three of twenty."""
    with pytest.raises(PublishError, match=r"3 of 20 recipes are gone") as caught:
        shrink.check(_before(20), _now(17), Past())

    assert "sandhythe/recipe-17" in str(caught.value)
    assert "--allow-fewer" in str(caught.value)
    assert "archived" in str(caught.value)
    assert "\nLook whether" in str(caught.value)


def test_it_goes_ahead_when_asked() -> None:
    """Whoever asks answers for it."""
    shrink.check(_before(20), _now(0), Past(), allowed=True)


def test_most_recipes_failing_at_once_is_refused() -> None:
    """That is not twenty localities' mistake on one day."""
    with pytest.raises(PublishError, match="fault of the hub"):
        shrink.check(_before(20), _now(20, Verdict.FAILED), Past())


@pytest.mark.parametrize(
    ("was", "past", "says"),
    [
        ({"lines": 5}, Past(), "ledger of runs shrank from 5 to 0"),
        ({"versions": 2}, Past(), "2 published versions were kept, and now 0"),
        ({}, Past(Ledger(), lost=("runs/2026/a.jsonl",)), "changed or taken away"),
    ],
)
def test_a_past_that_shrinks_is_refused(was: dict[str, int], past: Past, says: str) -> None:
    """It only ever grows."""
    with pytest.raises(PublishError, match=says):
        shrink.check(_before(1, **was), _now(1), past)


def test_a_loss_that_was_gone_ahead_with_is_not_held_against_the_next() -> None:
    """Or nobody could publish again."""
    lost = Past(Ledger(), lost=("runs/2026/a.jsonl",))

    shrink.check(replace(_before(1), lost=frozenset(lost.lost)), _now(1), lost)


def test_what_was_published_is_read_back(tmp_path: Path) -> None:
    """Archived recipes do not count: they may go."""
    recipes = [
        {"id": "a/b", "status": "active", "verdict": "passed"},
        {"id": "a/c", "status": "active", "verdict": "failed"},
        {"id": "a/d", "status": "archived", "verdict": "passed"},
    ]
    (tmp_path / "catalogue.json").write_text(json.dumps({"schema": "1", "recipes": recipes}))
    (tmp_path / "history.json").write_text('{"schema": "1", "lines": 7, "versions": 3}')

    found = before.of_folder(tmp_path)

    assert found is not None
    assert found.recipes == {"a/b", "a/c"}
    assert found.working == {"a/b"}
    assert (found.lines, found.versions) == (7, 3)
