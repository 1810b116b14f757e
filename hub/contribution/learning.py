"""learning.yml: notes that explain cells, and exercises whose answers the hub checks by a run."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from hub.contribution.parts import Card, Line, Name, Skill, Slug, Text

Words = Annotated[str, StringConstraints(min_length=3, max_length=300, strip_whitespace=False)]
Becomes = Literal[
    "lower", "higher", "the-same", "wider", "narrower", "kept-back", "given",
    "fewer-rows", "more-rows", "more-hidden", "fewer-hidden",
]  # fmt: skip
"""What may become of a result, held against what the unchanged recipe gave."""


class Note(Card):
    """What a cell does and why, for who reads such code for the first time."""

    find: Words = Field(description="words that stand in exactly one code cell")
    says: Text


class Rewording(Card):
    """Words of one code cell, and what stands in their place once the exercise is done."""

    find: Words = Field(description="words that stand in exactly one code cell, once")
    put: Annotated[str, StringConstraints(max_length=2000, strip_whitespace=False)]


class Change(Card):
    """What a learner changes: parameters, code, or both."""

    parameters: dict[Name, str | int | float | bool | dt.date] = {}
    code: list[Rewording] = []

    @model_validator(mode="after")
    def _changes_something(self) -> Change:
        if not self.parameters and not self.code:
            raise ValueError("name at least one parameter or some code to change")
        return self


class Shows(Card):
    """One thing that the changed recipe must show: what becomes of a result, or a finding."""

    result: Name | None = None
    is_: Annotated[Becomes | None, Field(alias="is")] = None
    finding: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{3}$")] | None = Field(
        None, description="the code of a check that complains of the changed recipe"
    )

    @model_validator(mode="after")
    def _says_one_thing(self) -> Shows:
        if (self.finding is None) == (self.result is None):
            raise ValueError("give either a result or a finding")
        if (self.result is None) != (self.is_ is None):
            raise ValueError(f"say of the result what it is: {', '.join(get_args(Becomes))}")
        return self


class Exercise(Card):
    """Something to try with the recipe on invented data, and what comes of it."""

    name: Slug
    title: Line
    skill: Skill
    minutes: Annotated[int, Field(ge=1, le=120)] = 10
    task: Text
    hint: Text
    change: Change
    shows: Annotated[list[Shows], Field(min_length=1)]
    answer: Text = Field(
        description="{name} becomes a number of the changed run, {before_name} one of the "
        "unchanged; .lower, .upper and .n as in the card's answer"
    )
    why: Text


class Learning(Card):
    """learning.yml: what can be learnt with a recipe."""

    notes: list[Note] = []
    exercises: list[Exercise] = []

    @model_validator(mode="after")
    def _names_differ(self) -> Learning:
        names = [one.name for one in self.exercises]
        if len(set(names)) < len(names):
            raise ValueError("two exercises have the same name")
        return self
