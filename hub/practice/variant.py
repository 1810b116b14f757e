"""A recipe changed as an exercise says: other parameters, other words in its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hub.check import Judged
from hub.contribution import Exercise, Expected, RecipeCard
from hub.contribution.expected import NOTHING
from hub.contribution.learning import Rewording
from hub.model import Cell, Document, Recipe


def changed(judged: Judged, exercise: Exercise) -> Judged:
    """The recipe as it is once the exercise is done; nothing is expected of it as it was given."""
    recipe, card = judged.recipe, judged.recipe.card.value
    if card is None:
        return judged
    given = with_parameters(card, exercise.change.parameters)
    cells = tuple(_reworded(cell, exercise.change.code) for cell in recipe.notebook.cells)
    return replace(
        judged,
        recipe=replace(
            recipe,
            card=replace(recipe.card, value=given),
            expected=nothing(recipe),
            notebook=replace(recipe.notebook, cells=cells),
        ),
    )


def nothing(recipe: Recipe) -> Document[Expected]:
    """Its expected.yml, were there nothing in it: what holds of it as it was given need not now."""
    return Document(recipe.expected.file, NOTHING)


def with_parameters(card: RecipeCard, values: Mapping[str, object]) -> RecipeCard:
    """A card whose parameters have other defaults."""
    parameters = {
        name: one.model_copy(update={"default": values[name]}) if name in values else one
        for name, one in card.parameters.items()
    }
    return card.model_copy(update={"parameters": parameters})


def _reworded(cell: Cell, words: list[Rewording]) -> Cell:
    source = cell.source
    for one in words if cell.kind == "code" else ():
        source = source.replace(one.find, one.put, 1)
    return replace(cell, source=source)
