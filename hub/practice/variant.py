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
    recipe = judged.recipe
    cells = tuple(_reworded(cell, exercise.change.code) for cell in recipe.notebook.cells)
    reworded = replace(recipe, notebook=replace(recipe.notebook, cells=cells))
    return replace(judged, recipe=reworded.set_otherwise(exercise.change.parameters))


def _reworded(cell: Cell, words: list[Rewording]) -> Cell:
    source = cell.source
    for one in words if cell.kind == "code" else ():
        source = source.replace(one.find, one.put, 1)
    return replace(cell, source=source)
