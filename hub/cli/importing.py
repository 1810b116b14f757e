"""`hub import`: an analyst's notebook as it is becomes the draft of a recipe."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hub import intake, new
from hub.check.files import slug
from hub.cli.codes import FINE, FOUND
from hub.cli.place import UserError, find_project, near


@click.command("import")
@click.argument("notebook", type=click.Path(path_type=Path))
@click.option("--locality", default="my-locality", show_default=True, help="Whose recipe it is.")
@click.option("--title", help="What the recipe is called, where its heading does not say.")
def import_command(notebook: Path, locality: str, title: str | None) -> None:
    """Make the draft of a recipe of NOTEBOOK, and say what only you can decide.

    Takes .ipynb, scripts with cells (.py) and Databricks sources; reads them and never runs them.
    A folder in place of a notebook lists which of its notebooks can be taken, and why not: those in
    R, for one, with their packages and files.
    """
    project, settings = find_project(())
    if notebook.is_dir():
        sys.exit(_listed(notebook))
    try:
        place = new.default_place(locality, settings.stand_in)
        made = intake.bring(notebook, project / settings.recipes, place, title)
    except intake.CannotRead as fault:
        raise UserError(str(fault)) from fault
    lines = [f"A draft lies in {near(made.folder)}.", "", "Done:"]
    lines += [f"  - {one}" for one in made.done or ("nothing had to be changed",)]
    lines += [
        "",
        "Only you can decide (cells as your notebook counts them):",
        *(f"  {n}. {one}" for n, one in enumerate(made.decide, 1)),
    ]
    lines += ["", f"Then: hub check {slug(locality)}/{made.folder.name}"]
    click.echo("\n".join(lines))


def _listed(folder: Path) -> int:
    found = intake.survey(folder)
    for path, why in found:
        click.echo(f"{path.relative_to(folder)}: {why or 'can be taken'}")
    taken = sum(not why for _, why in found)
    click.echo(f"{taken} of {len(found)} notebooks can be taken: hub import NOTEBOOK")
    return FINE if taken or not found else FOUND
