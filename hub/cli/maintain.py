"""What maintainers and their workflows call: `hub review`, `hub watch`, `hub owners`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from hub import owners, review, watch
from hub.cli.codes import FINE, FOUND
from hub.cli.options import ENGINE, ISOLATION, OUT, RECIPES
from hub.cli.place import UserError, find_project, usable
from hub.codehost import CodeHost, NotThere
from hub.collect import CACHE, collect
from hub.progress import Progress
from hub.repair import write_aside

BUILD = "Run hub build first; it writes what this reads."
LISTED = "Write it with: gh issue list --json number,title"


@click.command("review")
@RECIPES
@click.option("--changed-since", metavar="REV", help="Only recipes changed since a revision.")
@OUT
@ENGINE
@ISOLATION
def review_command(
    recipes: tuple[str, ...], changed_since: str | None, out: Path, **how: str | None
) -> None:
    """Write the reviewer's list of recipes, with what the hub can see ticked already."""
    from hub.build import judged  # what renders pages takes a while to import

    project, settings = find_project(recipes, how=how)
    folder = usable(out)
    found = collect(project, settings, recipes, changed_since, folder / CACHE)
    text = review.as_markdown(judged(folder, settings, Progress(), found).entries)
    click.echo(text, nl=False)
    if os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as stream:
            stream.write(text)


@click.command("watch")
@click.option("--catalogue", type=click.Path(path_type=Path), default="build/site/catalogue.json",
              show_default=True, help="What the last full build gave.")  # fmt: skip
@click.option("--open", "is_open", type=click.Path(path_type=Path), metavar="FILE",
              help="The open issues as a file, in place of asking the code host.")  # fmt: skip
@click.option("--apply", is_flag=True, help="Do it on the code host, with its command gh.")
def watch_command(catalogue: Path, is_open: Path | None, apply: bool) -> None:
    """Say which issues to open and close, one for each recipe that does not work.

    Nothing is done on the code host without --apply.
    """
    project, settings = find_project(())
    host = CodeHost(watch.LABEL)
    localities = collect(project, settings).localities
    found = _read(catalogue, BUILD)
    there = _read(is_open, LISTED) if is_open else []
    try:
        if apply and not is_open:
            there = host.issues()
        try:
            planned = watch.steps(found, there, localities)
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            named = " or ".join(str(path) for path in (catalogue, is_open) if path)
            raise UserError(f"{named} holds something else than it should. {BUILD}") from fault
        click.echo(watch.as_json(planned))
        for step in planned if apply else ():
            host.perform(step)
    except NotThere as fault:
        raise UserError(str(fault)) from fault


def _read(path: Path, how: str) -> Any:
    """A file of JSON, or one sentence on what is wrong with it and how to have it."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise UserError(f"{path} cannot be read ({fault.strerror}). {how}") from fault
    except ValueError as fault:
        raise UserError(f"{path} is not JSON. {how}") from fault


@click.command("owners")
@click.option("--check", is_flag=True, help="Only say whether the file is current.")
def owners_command(check: bool) -> None:
    """Write .github/CODEOWNERS from the localities' cards and the settings."""
    project, settings = find_project(())
    text = owners.codeowners(collect(project, settings).localities, settings)
    path = project / owners.FILE
    current = path.is_file() and path.read_text("utf-8") == text
    if check:
        click.echo("current" if current else f"{owners.FILE} is not current; run: hub owners")
        sys.exit(FINE if current else FOUND)
    path.parent.mkdir(exist_ok=True)
    write_aside(path, text)
    click.echo(f"wrote {owners.FILE}")
