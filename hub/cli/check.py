"""`hub check`: what is wrong with recipes, where, and what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hub import report
from hub.check import check
from hub.cli.options import ENGINE, ISOLATION, JOBS, OUT, RECIPES
from hub.cli.place import FINE, FOUND, find_project, usable
from hub.cli.walk import run_and_record
from hub.collect import CACHE, collect
from hub.model import Finding


@click.command("check")
@RECIPES
@click.option("--changed-since", metavar="REV", help="Judge only recipes changed since a revision.")
@click.option(
    "--format", "form", type=click.Choice(sorted(report.FORMATS)), default="text", show_default=True
)
@click.option("--no-run", is_flag=True, help="Leave out the run and the checks after it.")
@OUT
@JOBS
@ENGINE
@ISOLATION
def check_command(
    recipes: tuple[str, ...],
    changed_since: str | None,
    form: str,
    no_run: bool,
    out: Path,
    jobs: int | None,
    **how: str | None,
) -> None:
    """Say what is wrong with recipes, where, and what to do."""
    project, settings = find_project(recipes, how=how)
    collection = collect(project, settings, recipes, changed_since, out.resolve() / CACHE)
    checked = check(collection, settings.security_contact)
    found: list[Finding] = [*checked.findings]
    records = () if no_run else run_and_record(checked, usable(out), settings, jobs=jobs)
    for judged in checked.recipes:
        found += judged.findings
        for made in records:
            if made.execution.recipe == judged.recipe.id:
                found += [finding for finding in made.findings if finding not in found]
    made_report = report.Report(
        tuple(judged.recipe.id for judged in checked.recipes),
        tuple(found),
        collection.partial,
        ran=not no_run,
    )
    click.echo(report.FORMATS[form](made_report), nl=form == "json")
    sys.exit(FOUND if made_report.blocked else FINE)
