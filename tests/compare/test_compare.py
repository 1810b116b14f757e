"""Places side by side, from runs: who stands beside whom, and who is left out for what reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hub import compare as compared
from hub.check import Checked, Judged
from hub.compare import compare, elsewhere
from hub.model import Ending, Entry, Number, Record, Verdict
from hub.settings import Settings
from synthetic_data.store import LOCALITIES
from tests.builders import a_locality, a_recipe, a_record, a_result, an_entry, an_execution

TERM = {"type": "string", "default": "2024-autumn", "title": "Term"}
AUTHORITY = {
    "type": "string",
    "default": "E06999003",
    "title": "Code of your authority",
    "of_place": "authority",
}


def a_run(value: float | None, n: int | None = 600, **changes: Any) -> Record:
    number = Number(
        value, None if value is None else value - 3, None if value is None else value + 3
    )
    return a_record(
        results={"take_up": a_result("take_up", "numbers.json", replace(number, n=n))}, **changes
    )


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> dict[str, Mapping[str, Record]]:
    """What runs at other places give; a test puts in what it needs."""
    given: dict[str, Mapping[str, Record]] = {}

    def records(recipes: Any, place: str, *_: Any) -> Mapping[str, Record]:
        asked = {one.recipe.id for one in recipes}
        return {name: run for name, run in given.get(place, {}).items() if name in asked}

    monkeypatch.setattr(compared.elsewhere, "records", records)
    return given


def walk(tmp_path: Path, *entries: Entry) -> Any:
    checked = Checked(tuple(Judged(one.recipe, (), None) for one in entries), (), (), None)
    return compare(entries, checked, {"clean": tmp_path / "data" / "clean"}, tmp_path, Settings())


def test_places_stand_in_the_order_of_their_names(places: Any, tmp_path: Path) -> None:
    """Whatever their values are, and the locality's own run is among them."""
    name = "sandhythe/two-year-old-take-up"
    places |= {"wexcombe": {name: a_run(90.0)}, "aldermere": {name: a_run(70.0)}}
    (found,) = walk(tmp_path, an_entry(records=[a_run(61.5)]))

    assert [one.measured.name for one in found.beside] == ["Aldermere", "Sandhythe", "Wexcombe"]
    assert found.funnel is not None
    assert [one.chance for one in found.beside] == [1, 2, 2]


def test_everybody_else_is_left_out_with_a_reason(places: Any, tmp_path: Path) -> None:
    """No place goes without a word."""
    name = "sandhythe/two-year-old-take-up"
    fell = a_run(50.0, verdict=Verdict.FAILED, reason="KeyError: 'ward'.")
    ended = an_execution(ended=Ending.NOT_APPLICABLE)
    lacks = replace(a_run(50.0, verdict=Verdict.NOT_RUN, reason="it has no term."), execution=ended)
    places |= {
        "aldermere": {name: fell},
        "hartsfold": {name: lacks},
        "isle-of-sarn": {name: a_run(None)},
    }
    (found,) = walk(tmp_path, an_entry(records=[a_run(61.5)]))
    said = {one.place: one.why for one in found.apart}

    assert set(said) == set(LOCALITIES) - {"sandhythe"}
    assert said["aldermere"] == "The recipe does not work on its data: KeyError: 'ward'."
    assert said["hartsfold"] == "Its data are not enough: it has no term."
    assert "kept back" in said["isle-of-sarn"]
    assert "Flying Start" in said["dyffryn-caerwyn"]
    assert found.funnel is None


def test_what_another_recipe_measures_is_named_and_not_put_beside(
    places: Any, tmp_path: Path
) -> None:
    """Its denominator may be another, though it names the same indicator."""
    other = a_recipe("take-up-again", a_locality("wexcombe", name="Wexcombe"))
    (found,) = walk(
        tmp_path, an_entry(records=[a_run(61.5)]), an_entry(other, records=[a_run(80.0)])
    )

    assert found.recipe == "sandhythe/two-year-old-take-up"
    assert "another recipe (wexcombe/take-up-again)" in found.apart[-1].why


def test_a_recipe_that_does_not_work_compares_nothing(places: Any, tmp_path: Path) -> None:
    """The page says so, with the reason of the recipe."""
    broken = an_entry(records=[a_run(61.5, verdict=Verdict.FAILED, reason="It fell over.")])
    (found,) = walk(tmp_path, broken)

    assert found.why == "The recipe that computes it does not work today: It fell over."
    assert found.beside == ()


def test_an_indicator_that_nobody_computes_is_not_compared(tmp_path: Path, places: Any) -> None:
    """There is nothing to say of it."""
    results = {"n": {"kind": "number", "title": "Number", "unit": "%"}}

    assert walk(tmp_path, an_entry(a_recipe(results=results, answer=None))) == ()


def test_a_recipe_moved_elsewhere_gets_that_places_codes_and_data() -> None:
    """What it expects at home is not asked of it there, and only its numbers are for publishing."""
    recipe = a_recipe(parameters={"authority": AUTHORITY, "term": TERM})
    there = elsewhere.moved(Judged(recipe, (), None), "aldermere").recipe

    assert there.locality.data_of == "aldermere"
    assert there.card.value is not None
    assert there.card.value.parameters["authority"].default == "E06999001"
    assert there.card.value.parameters["term"].default == "2024-autumn"
    assert set(there.card.value.publishable) == {"take_up", "missing"}
    assert recipe.card.value is not None
    assert recipe.card.value.parameters["authority"].default == "E06999003"
