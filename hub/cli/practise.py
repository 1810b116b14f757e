"""`hub practise`: do an exercise with a recipe on invented data, and have it looked at."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hub import vocabulary
from hub.cli.codes import FINE, FOUND
from hub.cli.options import ENGINE, ISOLATION, OUT
from hub.cli.place import UserError, find_project, near, usable
from hub.collect import CACHE, collect
from hub.contribution import Exercise
from hub.lock import only_one
from hub.model import Practised, Recipe
from hub.nearest import suggestion
from hub.practice import folder, look
from hub.progress import Progress
from hub.run.choose import ready
from hub.run.data import make_data
from hub.settings import Settings


@click.command("practise")
@click.argument("exercise", required=False)
@click.option("--to", type=click.Path(path_type=Path), help="The folder to write it into.")
@click.option(
    "--look", "left", type=click.Path(path_type=Path), help="Say whether what lies there is done."
)
@OUT
@ENGINE
@ISOLATION
def practise_command(
    exercise: str | None, to: Path | None, left: Path | None, out: Path, **how: str | None
) -> None:
    """List the exercises, write the folder of one, or look at what you made of it.

    An EXERCISE is locality/recipe/exercise, as the list names it.
    """
    if left is not None and (exercise or to):
        raise click.UsageError("--look stands alone: the folder knows which exercise it is for.")
    project, settings = find_project(how=how)
    if left is not None:
        _look(project, settings, left, out)
    elif exercise is None:
        click.echo(_listed(collect(project, settings, cache=out.resolve() / CACHE).recipes))
    else:
        _begin(project, settings, exercise, to, out)


def _listed(recipes: tuple[Recipe, ...]) -> str:
    """Every exercise under its skill, in the order of the learning path, the shortest first."""
    lines = []
    for skill in vocabulary.SKILLS:
        found = [(r, e) for r in recipes for e in r.exercises if e.skill == skill.slug]
        found.sort(key=lambda one: one[1].minutes)
        if found:
            lines += ["", f"{skill.title} ({skill.level})"]
            lines += [f"  {r.id}/{e.name}  {e.title} ({e.minutes} minutes)" for r, e in found]
    lines += ["", "Begin one: hub practise, and its name."]
    return "\n".join(lines[1:]) if len(lines) > 2 else "No recipe here has an exercise yet."


def _begin(project: Path, settings: Settings, name: str, to: Path | None, out: Path) -> None:
    recipe, exercise = _found(project, settings, name, out)
    target = (to or Path("practice", exercise.name)).resolve()
    usable(out)
    with only_one(out.resolve()):
        first = settings.profiles[:1]
        data = make_data(out.resolve(), settings, Progress(), first, [recipe])
        folder.write(recipe, exercise, data[first[0]], settings, target, near(target))
    click.echo(f"wrote {near(target)}: {exercise.title} ({exercise.minutes} minutes)")
    click.echo(f"Open {near(target / folder.NOTEBOOK)} in Jupyter; the task stands at its top.")
    click.echo(f"Then: hub practise --look {near(target)}")


def _found(project: Path, settings: Settings, name: str, out: Path) -> tuple[Recipe, Exercise]:
    recipes = collect(project, settings, cache=out.resolve() / CACHE).recipes
    known = {f"{r.id}/{e.name}": (r, e) for r in recipes for e in r.exercises}
    if name not in known:
        raise UserError(f'There is no exercise "{name}". {suggestion(name, known, "exercise")}')
    return known[name]


def _look(project: Path, settings: Settings, left: Path, out: Path) -> None:
    recipe_id, name = folder.about(left.resolve())
    recipe, exercise = _found(project, settings, f"{recipe_id}/{name}", out)
    place, first = usable(out), settings.profiles[:1]
    with only_one(place), ready(settings, place) as engine:
        data = make_data(place, settings, Progress(), first, [recipe])
        seen = look(recipe, exercise, left.resolve(), data, place, settings, engine)
    click.echo(_said(seen))
    sys.exit(FINE if seen.holds else FOUND)


def _said(seen: Practised) -> str:
    if not seen.holds:
        return f"Not yet: {seen.problem}\nA hint: {seen.exercise.hint.strip()}"
    told = f"\n\n{seen.answer}" if seen.answer else ""
    return f"Done.{told}\n\nWhy: {seen.exercise.why.strip()}"
