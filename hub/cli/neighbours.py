"""`hub neighbours`: fetch the catalogues of the other hubs that this one lists."""

from __future__ import annotations

from pathlib import Path

import click

from hub.cli.options import OUT
from hub.cli.place import find_project, usable
from hub.registry import neighbours


@click.command("neighbours")
@OUT
@click.option(
    "--previous",
    metavar="SITE",
    help="Where this hub was published last: it has copies of hubs that are silent today.",
)
def neighbours_command(out: Path, previous: str | None) -> None:
    """Fetch the catalogues of the hubs in the settings, for the next build to list."""
    _, settings = find_project()
    for one in neighbours.fetch(settings.neighbours, usable(out), previous):
        problem = f". {one.problem}" if one.problem else "."
        click.echo(f"{one.name}: {len(one.recipes)} recipes{problem}")
    if not settings.neighbours:
        click.echo("The settings name no other hub (neighbours in hub.toml).")
