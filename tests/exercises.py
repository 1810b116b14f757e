"""Exercises for tests: what can be learnt with the recipe of the invented locality Sandhythe."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hub.contribution import Learning
from hub.model import Document, Practised, Recipe

EXERCISE: dict[str, Any] = {
    "name": "another-term",
    "title": "The same question, another term",
    "skill": "run-with-parameters",
    "task": "Ask for the `spring` term.",
    "hint": "The parameter is called `term`.",
    "change": {
        "parameters": {"term": "2025-spring"},
        "code": [{"find": "x = 1", "put": "x = 2\ny = 3"}],
    },
    "shows": [{"result": "take_up", "is": "higher"}],
    "answer": "It was {before_take_up}, and is {take_up}.",
    "why": "More families know of it by then.",
}


def learning(**changes: Any) -> Learning:
    """A learning.yml with one note and one exercise; `changes` go to the exercise."""
    note = {"find": "x = 1", "says": "It sets x, & <nothing> else."}
    return Learning.model_validate({"notes": [note], "exercises": [{**EXERCISE, **changes}]})


def teaching(recipe: Recipe, **changes: Any) -> Recipe:
    """The recipe with a learning.yml."""
    return replace(recipe, learning=Document(f"{recipe.folder}/learning.yml", learning(**changes)))


def tried(recipe: Recipe, problem: str = "") -> tuple[Practised, ...]:
    """Its exercises as the hub has tried them."""
    answer = "It was 61.5%, and is 64.0%."
    return tuple(
        Practised(recipe, one, None, answer=answer, problem=problem) for one in recipe.exercises
    )
