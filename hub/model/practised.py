"""An exercise as it was tried: the recipe changed as it says, run, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from hub.contribution import Exercise
from hub.model.contributed import Recipe
from hub.model.runs import Record


@dataclass(frozen=True, slots=True)
class Practised:
    """One exercise of a recipe, tried by the hub.

    `problem` says what is not as the exercise tells, empty where all is; `answer` has the numbers
    of the run put in. `record` is that of the changed recipe, None where it was not run.
    """

    recipe: Recipe
    exercise: Exercise
    record: Record | None
    answer: str | None = None
    problem: str = ""

    @property
    def id(self) -> str:
        """`locality/recipe/exercise`."""
        return f"{self.recipe.id}/{self.exercise.name}"

    @property
    def holds(self) -> bool:
        """Whether it shows what it says, so that a learner can be sent to it."""
        return not self.problem
