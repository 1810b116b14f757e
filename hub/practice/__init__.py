"""Exercises: each is tried as a learner would do it, and must show what it says.

learning.yml of a recipe → the recipe changed → run → held against the unchanged one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from hub.answer import filled, numbers_of
from hub.check import Checked, Judged, check
from hub.check.drafts import softened
from hub.check.learning import BEFORE, LEARNT, cannot_be_made
from hub.check.rules import all_findings
from hub.collect import Collection
from hub.contribution import Exercise, RecipeCard
from hub.model import Finding, Practised, Recipe, Record, Verdict
from hub.practice.folder import NotPractised, done
from hub.practice.showing import problem
from hub.practice.variant import changed
from hub.record import record
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Settings

FOLDER = "exercises"  # where their runs are kept, below OUT


def practise(
    checked: Checked,
    records: Sequence[Record],
    data: Mapping[str, Path],
    out: Path,
    settings: Settings,
    engine: Engine | None = None,
    jobs: int | None = None,
) -> tuple[Practised, ...]:
    """Try every exercise of every recipe that works, on the first profile; what came of each.

    What has not changed is not run again. Whoever calls holds the lock of `out`.
    """
    profile = settings.profiles[0]
    worked = {
        one.execution.recipe: one
        for one in records
        if one.profile == profile and one.verdict is Verdict.PASSED
    }
    found: list[Practised] = []
    turn = 0
    while chosen := [(one, one.recipe.exercises[turn]) for one in _with_more(checked, turn)]:
        able = [
            (one, exercise)
            for one, exercise in chosen
            if one.recipe.id in worked and not cannot_be_made(one.recipe, exercise)
        ]
        variants = tuple(changed(*pair) for pair in able)
        made = _tried(variants, turn, data, out, settings, engine, jobs)
        found += [
            _seen(one, exercise, worked.get(one.recipe.id), made.get(one.recipe.id))
            for one, exercise in chosen
        ]
        turn += 1
    return tuple(sorted(found, key=_place))


def findings(practised: Sequence[Practised]) -> Iterator[Finding]:
    """What is not as the exercises say."""
    for one in practised:
        yield from softened(one.recipe, all_findings(LEARNT, one, one.recipe))


def look(
    recipe: Recipe,
    exercise: Exercise,
    left: Path,
    data: Mapping[str, Path],
    out: Path,
    settings: Settings,
    engine: Engine,
) -> Practised:
    """Whether what a learner has left in a folder shows what the exercise asks for.

    Raises NotPractised where it cannot be read or must not be run.
    """
    mine, values = done(recipe, left, settings)
    whole = Checked((Judged(recipe, (), None),), (), (), None)
    profiles = settings.profiles[:1]
    before = run(whole.recipes, data, out / "runs", settings, profiles=profiles, engine=engine)
    (checked,) = check(Collection((mine,), (mine.locality,), None, partial=True), settings).recipes
    if not checked.can_run:
        raise NotPractised(f"The notebook cannot be run: {checked.blocked_by}")
    made = Checked((replace(checked, recipe=mine.set_otherwise(values)),), (), (), None)
    runs = out / FOLDER / "looked-at"
    after = run(made.recipes, data, runs, settings, profiles=profiles, engine=engine)
    return _seen(
        whole.recipes[0],
        exercise,
        record(whole, before, data, settings)[0],
        record(made, after, data, settings)[0],
    )


def _place(one: Practised) -> tuple[str, int]:
    """The order of recipes, and within each that of its file."""
    return one.recipe.id, one.recipe.exercises.index(one.exercise)


def _with_more(checked: Checked, turn: int) -> list[Judged]:
    return [one for one in checked.recipes if len(one.recipe.exercises) > turn]


def _tried(
    variants: tuple[Judged, ...],
    turn: int,
    data: Mapping[str, Path],
    out: Path,
    settings: Settings,
    engine: Engine | None,
    jobs: int | None,
) -> Mapping[str, Record]:
    """Run changed recipes, once each; a record a recipe, by its id."""
    if not variants:
        return {}
    runs, profiles = out / FOLDER / f"turn-{turn + 1}", settings.profiles[:1]
    made = run(variants, data, runs, settings, profiles=profiles, engine=engine, jobs=jobs)
    kept = record(Checked(variants, (), (), None), made, data, settings)
    return {one.execution.recipe: one for one in kept}


def _seen(
    judged: Judged, exercise: Exercise, before: Record | None, after: Record | None
) -> Practised:
    recipe, card = judged.recipe, judged.recipe.card.value
    if before is None or card is None:
        return Practised(recipe, exercise, None, problem="the recipe itself does not work today.")
    if after is None:
        words = cannot_be_made(recipe, exercise) or "it was not run."
        return Practised(recipe, exercise, None, problem=words)
    told = answer(exercise, card, before, after)
    tried = Practised(recipe, exercise, after, told, problem(exercise, before, after))
    complains = any(one.finding for one in exercise.shows)
    if after.verdict is not Verdict.PASSED and not complains:
        return replace(tried, problem=f"the changed recipe does not work: {after.reason}")
    if told is None and not tried.problem:
        return replace(tried, problem="its answer names a number that was not given.")
    return tried


def answer(exercise: Exercise, card: RecipeCard, before: Record, after: Record) -> str | None:
    """The answer of an exercise with the numbers of both runs, or None where one is missing."""
    was = {BEFORE + name: one for name, one in numbers_of(card, before.results).items()}
    results = {**card.publishable, **{BEFORE + name: one for name, one in card.results.items()}}
    return filled(exercise.answer, results, {**numbers_of(card, after.results), **was})
