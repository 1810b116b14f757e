"""What may stand side by side: the same measure, counted the same way, of enough children."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hub.compare.same import difference, of_nation
from hub.indicators import indicators
from hub.model import Measured, Number

BASE = Measured(
    place="sandhythe",
    name="Sandhythe",
    indicator="two-year-old-take-up",
    indicator_version=1,
    recipe="sandhythe/two-year-old-take-up",
    recipe_version="1.2.0",
    settings=(("term", "2024-autumn"),),
    disclosure="dfe_cin",
    unit="%",
    number=Number(61.5, 57.7, 65.1, 605),
)


def test_the_same_measure_of_another_place_stands_beside() -> None:
    """Another place, another number: no difference."""
    other = replace(BASE, place="aldermere", name="Aldermere", number=Number(50.0, 48.0, 52.0, 900))

    assert difference(BASE, other) == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"indicator_version": 2}, "version 2 of the definition"),
        ({"recipe": "hartsfold/take-up"}, "another recipe (hartsfold/take-up)"),
        ({"recipe_version": "2.0.0"}, "version 2.0.0 of the recipe"),
        ({"settings": (("term", "2024-spring"),)}, "term at 2024-spring"),
        ({"settings": ()}, "term at nothing"),
        ({"disclosure": "phs"}, "by other rules (phs)"),
        ({"unit": "per 1,000"}, 'in "per 1,000"'),
        ({"number": Number(None)}, "kept back"),
        ({"number": Number(61.5)}, "of how many children"),
    ],
)
def test_what_is_measured_otherwise_is_refused_with_the_reason(
    changes: dict[str, Any], said: str
) -> None:
    """Other definitions, denominators, settings and rules for small numbers are named."""
    assert said in difference(BASE, replace(BASE, **changes))


def test_a_nation_without_the_measure_is_told_what_it_has_instead() -> None:
    """Wales has no early years foundation stage profile."""
    said = of_nation(indicators()["good-level-of-development"], "wales", "Dyffryn Caerwyn")

    assert "lies in Wales" in said
    assert "no early years foundation stage profile" in said


def test_a_nation_that_the_indicator_is_defined_for_is_not_refused() -> None:
    """England has it."""
    assert of_nation(indicators()["good-level-of-development"], "england", "Sandhythe") == ""
