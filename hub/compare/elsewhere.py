"""A recipe as it would be at another place: on that place's data, with its codes, run there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from hub.check import Checked, Judged
from hub.contribution import NumberResult, RecipeCard
from hub.contribution.recipe import Result
from hub.data import LOCALITIES
from hub.model import Record
from hub.record import record
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Settings


def moved(judged: Judged, place: str) -> Judged:
    """The recipe at another place; parameters that speak of the place say what holds there.

    Only numbers are for publishing: its tables and figures stay where they were made.
    """
    recipe, home = judged.recipe, judged.recipe.locality.card.value
    card = recipe.card.value
    if card is None or home is None:
        return judged
    locality = replace(
        recipe.locality,
        card=replace(recipe.locality.card, value=home.model_copy(update={"stands_in": place})),
    )
    kept = {name: _kept_there(one) for name, one in card.results.items()}
    shut = replace(recipe.card, value=card.model_copy(update={"results": kept}))
    there = replace(recipe, locality=locality, card=shut)
    return replace(judged, recipe=there.set_otherwise(_said_of(place, card)))


def _said_of(place: str, card: RecipeCard) -> dict[str, object]:
    """The parameters that speak of the place, as they are there."""
    return {
        name: told_of(place, one.of_place)
        for name, one in card.parameters.items()
        if one.of_place is not None
    }


def _kept_there(result: Result) -> Result:
    if isinstance(result, NumberResult):
        return result
    return result.model_copy(update={"class_": "local"})


def told_of(place: str, what: str) -> str:
    """What is to be known of a place: its nation, or the code of its authority."""
    return str(getattr(LOCALITIES[place], what, ""))


def records(
    recipes: Iterable[Judged],
    place: str,
    data: Mapping[str, Path],
    out: Path,
    settings: Settings,
    engine: Engine | None = None,
    jobs: int | None = None,
) -> Mapping[str, Record]:
    """Run recipes on the data of another place, once each; a record a recipe, by its id.

    What has not changed is not run again. The runs are kept in OUT/<place>, away from those that
    say whether a recipe works.
    """
    there = tuple(moved(one, place) for one in recipes)
    profiles = settings.profiles[:1]
    made = run(there, data, out / place, settings, profiles=profiles, engine=engine, jobs=jobs)
    checked = Checked(there, (), (), None)
    return {one.execution.recipe: one for one in record(checked, made, data, settings)}
