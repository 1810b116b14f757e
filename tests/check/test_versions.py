"""How large a step of the version a change of the inputs needs."""

from __future__ import annotations

from typing import Any

import pytest

from hub.check.versions import needed_step
from hub.contribution import RecipeCard
from tests.builders import a_card

FIELDS = ["child_id", "sex"]


def reading(**birth: Any) -> RecipeCard:
    """A card that reads the births, and nothing else."""
    return a_card(inputs={"birth": {"fields": FIELDS} | birth})


@pytest.mark.parametrize(
    ("before", "now", "step", "why"),
    [
        ({}, {"fields": [*FIELDS, "lsoa21"]}, "major", 'the field "birth.lsoa21" must now be'),
        ({}, {"fields": [*FIELDS, "lsoa21"], "optional": ["lsoa21"]}, "patch", ""),
        ({"optional": ["sex"]}, {}, "major", 'the field "birth.sex" must now be there'),
        ({}, {"optional": ["sex"]}, "patch", ""),
        ({}, {"fields": ["child_id"]}, "patch", ""),
        ({"required": False}, {}, "major", 'the table "birth" must now be there'),
        ({}, {"required": False}, "patch", ""),
    ],
)
def test_only_what_must_now_be_there_breaks(
    before: dict[str, Any], now: dict[str, Any], step: str, why: str
) -> None:
    """Whoever runs a recipe has to change for a field that it needs, and not for one it can use."""
    needed, reason = needed_step(reading(**before), reading(**now))

    assert needed == step
    assert why in reason
