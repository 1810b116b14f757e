"""`hub preview`: the site of some recipes on this computer, made again on change."""

from __future__ import annotations

from pathlib import Path

import click

from hub.cli.options import ENGINE, ISOLATION, OUT, RECIPES
from hub.cli.place import NOT_A_HUB, UserError, find_project, usable
from hub.collect import CACHE, collect
from hub.model import Catalogue
from hub.progress import Progress
from hub.serve import again_on_change, served


@click.command("preview")
@RECIPES
@click.option("--changed-since", metavar="REV", help="Only recipes changed since a revision.")
@click.option("--port", type=int, default=8000, show_default=True, help="0 takes any free one.")
@click.option("--no-serve", is_flag=True, help="Only make it, in OUT/preview/site.")
@OUT
@ENGINE
@ISOLATION
def preview_command(
    recipes: tuple[str, ...],
    changed_since: str | None,
    port: int,
    no_serve: bool,
    out: Path,
    **how: str | None,
) -> None:
    """Make the site of recipes, and show it on this computer only; make it again on change.

    Without a RECIPE all of them are shown. Stop it with Ctrl-C.
    """
    from hub.build import preview  # what renders pages takes a while to import
    from hub.render import addresses

    project, settings = find_project(recipes, how=how)
    if not (project / "mkdocs.yml").is_file():
        raise UserError(NOT_A_HUB)
    folder, progress = usable(out), Progress()

    def make() -> Catalogue:
        found = collect(project, settings, recipes, changed_since, folder / CACHE)
        return preview(project, folder, settings, progress, found).catalogue

    made = make()
    site = folder / "preview" / "site"
    pages = [f"{page}/" for page in addresses.of_recipes(made).values()]
    if no_serve:
        click.echo("\n".join(str(site / page / "index.html") for page in pages))
        return
    watched = (project / settings.recipes, project / "docs")
    try:
        with served(site, port) as address:
            click.echo("\n".join(address + page for page in pages or ("",)))
            click.echo("It is made again when a file changes. Stop with Ctrl-C.")
            again_on_change(watched, lambda: _again(make, progress))
    except OSError as fault:
        raise UserError(f"Port {port} cannot be had: {fault.strerror}. Try --port 0.") from fault
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _again(make: object, progress: Progress) -> None:
    """Make it once more; what is wrong is said, and the page before stays."""
    try:
        make()  # type: ignore[operator]
    except Exception as fault:  # noqa: BLE001 - a half-saved file must not end the preview
        progress.say(f"Not made: {fault}")
