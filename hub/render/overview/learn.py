"""The learning path: skills by level, and the exercises of recipes that teach each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hub import vocabulary
from hub.model import Practised
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of
from hub.vocabulary import Skill, Term

LEAD = "Exercises with real recipes on invented data, from running one to judging what helped."


@dataclass(frozen=True, slots=True)
class Step:
    """One skill of the path, and what to try in order to learn it."""

    skill: Skill
    exercises: tuple[Practised, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the path: its skills in their order, each with its exercises."""

    term: Term
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """How long all its exercises take together, as their authors say."""
        return sum(one.exercise.minutes for step in self.steps for one in step.exercises)


def page(site: Site) -> Output:
    """The path from the first level to the last."""
    every = site.catalogue.practised
    return page_of(
        "learn",
        "learn.md.j2",
        Meta("Learn", LEAD, hide=("navigation", "toc")),
        site=site,
        lead=LEAD,
        levels=tuple(_levels(every)),
        exercises=every,
        holding=sum(one.holds for one in every),
    )


def _levels(every: tuple[Practised, ...]) -> Iterator[Level]:
    for term in vocabulary.LEVELS:
        skills = [skill for skill in vocabulary.SKILLS if skill.level == term.slug]
        yield Level(term, tuple(Step(skill, _of(skill, every)) for skill in skills))


def _of(skill: Skill, every: tuple[Practised, ...]) -> tuple[Practised, ...]:
    """Its exercises, the shortest first."""
    found = (one for one in every if one.exercise.skill == skill.slug)
    return tuple(sorted(found, key=lambda one: one.exercise.minutes))
