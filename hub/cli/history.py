"""`hub history`: what is kept of the past, and adding a build to it."""

from __future__ import annotations

from pathlib import Path

import click

from hub.cli.options import OUT
from hub.cli.place import UserError, find_project
from hub.registry import keep, past
from hub.registry.ledger import story


@click.group("history")
def history_command() -> None:
    """The past: a ledger of runs and every published version, on a branch of their own."""


@history_command.command("keep")
@OUT
@click.option("--push", is_flag=True, help="Send the branch to origin, on top of what is there.")
def keep_command(out: Path, push: bool) -> None:
    """Add the last build's runs and new versions to the branch; nothing there is ever changed."""
    project, settings = find_project()
    try:
        added = keep.keep(project, out.resolve(), settings.history, settings.title, push)
    except keep.NothingBuilt as fault:
        raise UserError(str(fault)) from fault
    sent = " and sent to origin" if added.sent else ""
    click.echo(
        f'{added.runs} runs and {added.versions} new versions kept on the branch "'
        f'{settings.history}"{sent}.'
    )


@history_command.command("show")
@click.argument("recipe", required=False)
def show_command(recipe: str | None) -> None:
    """Since when recipes work, or do not, on each profile."""
    project, settings = find_project()
    before = past.read(project, settings.history)
    pairs = sorted({(run.recipe, run.profile) for run in before.ledger.runs})
    for name, profile in pairs:
        if recipe in (None, name):
            told = story(before.ledger.of(name, profile))
            since = told.since
            if since is not None:
                state = "works" if since.passed else since.verdict
                click.echo(
                    f"{name} on {profile}: {state} since {since.started[:10]}, {since.version}"
                )
    for line in before.damaged:
        click.echo(f"Passed over, since it is damaged: {line}", err=True)
    if not pairs:
        click.echo(f'Nothing is kept yet on the branch "{settings.history}": hub history keep.')
