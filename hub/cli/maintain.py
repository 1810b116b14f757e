"""What maintainers and their workflows call: `hub review`, `hub watch`, `hub owners`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from hub import owners, review, watch
from hub.cli.codes import FINE, FOUND
from hub.cli.options import ENGINE, ISOLATION, OUT, RECIPES
from hub.cli.place import UserError, find_project, usable
from hub.codehost import CodeHost, NotThere
from hub.collect import CACHE, collect
from hub.progress import Progress
from hub.repair import write_aside


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
    try:
        found = json.loads(catalogue.read_text(encoding="utf-8"))
        there = (
            json.loads(is_open.read_text("utf-8")) if is_open else host.issues() if apply else []
        )
        planned = watch.steps(found, there, collect(project, settings).localities)
        click.echo(watch.as_json(planned))
        for step in planned if apply else ():
            host.perform(step)
    except (OSError, ValueError, KeyError) as fault:
        raise UserError(f"{catalogue} cannot be used: {fault}. Run hub build first.") from fault
    except NotThere as fault:
        raise UserError(str(fault)) from fault


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
