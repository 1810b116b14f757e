"""`hub adopt`, `hub fit`, and `hub run --data`: a recipe on your own data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from hub.adopt import fit as fitting
from hub.adopt import kit, mapping
from hub.adopt.misfit import Misfit
from hub.adopt.own import home, parameters, run_own
from hub.answer import answer, numbers_of
from hub.check import Judged, check
from hub.cli.codes import FINE, FOUND
from hub.cli.options import DATA, MAPPING, OUT, RECIPES
from hub.cli.place import UserError, find_project, near, usable
from hub.collect import CACHE, collect
from hub.contribution import RecipeCard
from hub.data import TableMapping
from hub.lock import only_one
from hub.model import Verdict
from hub.nearest import number_of
from hub.privacy import mask
from hub.run.choose import ready
from hub.seen import plain
from hub.settings import Settings

KEPT_BACK = "No number of the answer may be shown: it rests on too few."
MOST = 30  # misfits that are said one by one


@click.command("adopt")
@click.argument("recipe")
@click.option("--to", type=click.Path(path_type=Path), help="The folder to write it into.")
@OUT
def adopt_command(recipe: str, to: Path | None, out: Path) -> None:
    """Write the kit of RECIPE: a mapping to fill in, a sample to try, and what to do."""
    project, settings = find_project((recipe,))
    judged, card = _one(project, settings, recipe, out)
    target = (to or Path("own", judged.recipe.slug)).resolve()
    kit.write(judged.recipe, card, recipe, target, near(target), settings)
    click.echo(f"wrote {near(target)}. Begin with {near(target / 'START.md')}, or at once with")
    click.echo(f"  hub run {recipe} --data {near(target / kit.SAMPLE)}")


@click.command("fit")
@RECIPES
@DATA
@MAPPING
@OUT
def fit_command(
    recipes: tuple[str, ...], data: Path | None, mapping: Path | None, out: Path
) -> None:
    """Say whether your own files fit recipes; without a RECIPE, which of them all they fit."""
    if data is None:
        raise click.UsageError("Give --data and the folder that holds your files.")
    project, settings = find_project(recipes)
    folder, maps = _given(data, mapping)
    judged = _judged(project, settings, recipes, out)
    fits = True
    for one in judged:
        card = one.recipe.card.value
        if recipes:
            card = _runs(one)
        elif card is None or one.recipe.is_archived or not one.can_run:
            continue
        found = fitting.fit(card, folder, maps, values=bool(recipes))
        fits = fits and found.fits
        click.echo("\n".join(_said(one.recipe.id, found, whole=bool(recipes))))
    sys.exit(FINE if fits or not recipes else FOUND)


def run_on_own(
    project: Path,
    settings: Settings,
    recipe: str,
    data: Path,
    mapping: Path | None,
    said: tuple[str, ...],
    out: Path,
) -> None:
    """Run one recipe on one's own files, write its report, and say where it lies."""
    from hub.adopt import report  # what renders takes a while to import

    folder, maps = _given(data, mapping)
    with only_one(out), ready(settings, out) as engine:
        judged, card = _one(project, settings, recipe, out)
        values = parameters(card, dict(map(_pair, said)))
        found = fitting.fit(card, folder, maps)
        click.echo("\n".join(_said(judged.recipe.id, found, whole=True)))
        if not found.fits:
            sys.exit(FOUND)
        made = run_own(judged, found, values, out, settings, engine)
        place = home(judged, out)
        if made.verdict is not Verdict.PASSED:
            click.echo(f"{judged.recipe.id}: {made.verdict}: {plain(mask(made.reason))}")
            click.echo(f"There is no report. What the run left lies in {near(place)}: yours alone.")
            sys.exit(FOUND)
        card = card.set_otherwise(values)
        written = report.write(judged.recipe, card, made, found, place)
    click.echo(f"\n{answer(card, numbers_of(card, made.results)) or KEPT_BACK}\n")
    click.echo(f"The report: {near(written)}")
    click.echo(f"All of the run lies in {near(place)}. It may tell of single people: keep it")
    click.echo("where your data are, and share nothing but the report.")


def _given(data: Path, mapping_at: Path | None) -> tuple[Path, dict[str, TableMapping]]:
    if not data.is_dir():
        raise UserError(f"There is no folder {data}. Give --data the folder with your files.")
    if mapping_at is None:
        return data, {}
    if not mapping_at.exists():
        raise UserError(f"There is no {mapping_at}. Give --mapping a mapping file or a folder.")
    maps, wrong = mapping.read_all(mapping_at)
    if wrong:
        raise UserError("\n".join(map(str, wrong)))
    return data, maps


def _one(project: Path, settings: Settings, recipe: str, out: Path) -> tuple[Judged, RecipeCard]:
    found = _judged(project, settings, (recipe,), out)
    if len(found) != 1:
        raise UserError(f"{recipe} is {number_of(len(found), 'recipe')}. Name one.")
    return found[0], _runs(found[0])


def _runs(one: Judged) -> RecipeCard:
    """The card of a recipe that can be run. Raises UserError for another."""
    if one.recipe.is_archived:
        name = one.recipe.id
        raise UserError(f"{name} is archived. hub show {name} says what took its place.")
    if one.recipe.card.value is None or not one.can_run:
        raise UserError(f"{one.recipe.id} cannot be run: {one.blocked_by}")
    return one.recipe.card.value


def _judged(
    project: Path, settings: Settings, recipes: tuple[str, ...], out: Path
) -> tuple[Judged, ...]:
    collection = collect(project, settings, recipes, cache=usable(out) / CACHE)
    return check(collection, settings).recipes


def _pair(said: str) -> tuple[str, str]:
    name, equals, value = said.partition("=")
    if not equals:
        raise UserError(f'"{said}" sets nothing. Write for example -p target=75.')
    return name.strip(), value.strip()


def _said(recipe: str, found: Any, *, whole: bool) -> list[str]:
    """What there is to say of a fit: all of it, or the first thing that is in the way."""
    stops: list[Misfit] = [one for one in found.misfits if one.stops]
    if not whole:
        first = f"{stops[0].where}: {stops[0].problem}" if stops else ""
        more = f" And {len(stops) - 1} more." if len(stops) > 1 else ""
        return [f"lacks  {recipe}  {first}{more}" if stops else f"fits   {recipe}"]
    others = [one for one in found.misfits if not one.stops]
    lines = [f"  {one}" for one in (*stops, *others)[:MOST]]
    left = len(found.misfits) - MOST
    lines += [f"  And {left} more."] if left > 0 else []
    head = f"{recipe}: your files fit." if found.fits else f"{recipe}: your files do not fit yet."
    return [head, *lines]
