"""`hub check`: what is wrong with recipes, where, and what to do."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from hub import repair, report
from hub.check import Checked, check
from hub.check.branch import findings_since
from hub.check.drafts import softened
from hub.check.moment import by_moment
from hub.cli.codes import FINE, FOUND
from hub.cli.options import ENGINE, ISOLATION, JOBS, OUT, RECIPES
from hub.cli.place import find_project, usable
from hub.collect import CACHE, collect
from hub.collect.history import added_since
from hub.lock import only_one
from hub.middle import run_and_record
from hub.model import Finding, Record
from hub.practice import findings as findings_of
from hub.practice import practise
from hub.progress import Progress
from hub.registry.past import read as read_past
from hub.run.choose import ready
from hub.run.data import make_data


@click.command("check")
@RECIPES
@click.option(
    "--changed-since",
    metavar="REV",
    help="Judge only recipes changed since a revision, and look through every commit since.",
)
@click.option(
    "--format", "form", type=click.Choice(sorted(report.FORMATS)), default="text", show_default=True
)
@click.option("--fix", is_flag=True, help="First mend what is safe to mend, and say what.")
@click.option("--no-run", is_flag=True, help="Leave out the run and the checks after it.")
@click.option("--no-privacy", is_flag=True, help="With --no-run: leave family P to hub privacy.")
@OUT
@JOBS
@ENGINE
@ISOLATION
def check_command(
    recipes: tuple[str, ...],
    changed_since: str | None,
    form: str,
    fix: bool,
    no_run: bool,
    no_privacy: bool,
    out: Path,
    jobs: int | None,
    **how: str | None,
) -> None:
    """Say what is wrong with recipes, where, and what to do.

    With --format github all of it goes to the job's summary, too.
    """
    if no_privacy and not no_run:
        raise click.UsageError("--no-privacy needs --no-run: nothing runs that was not looked at.")
    project, settings = find_project(recipes, how=how)
    cache = out.resolve() / CACHE
    collection = collect(project, settings, recipes, changed_since, cache)
    if fix:
        for mended in repair.repaired(collection, project):
            click.echo(mended, err=True)
        collection = collect(project, settings, recipes, changed_since, cache)
    published = read_past(project, settings.history).latest
    checked = check(collection, settings, published, privacy=not no_privacy)
    if changed_since is not None:
        known = [*checked.findings, *(one for each in checked.recipes for one in each.findings)]
        added = added_since(project, changed_since)
        told = findings_since(added, known, settings.security_contact)
        checked = replace(checked, findings=(*checked.findings, *told))
    records: tuple[Record, ...] = ()
    untrue: tuple[Finding, ...] = ()
    if not no_run:
        out, progress = usable(out), Progress()
        with only_one(out), ready(settings, out) as engine:
            data = make_data(out, settings, progress, recipes=collection.recipes)
            records = run_and_record(checked, data, out, settings, engine, progress, jobs=jobs)
            tried = practise(checked, records, data, out, settings, engine, jobs)
            untrue = tuple(findings_of(tried))
    found = tuple(by_moment((*_found(checked, records), *untrue), project))
    ids = tuple(judged.recipe.id for judged in checked.recipes)
    made = report.Report(
        ids, found, collection.partial, not no_run, changed_since, looked=not no_privacy
    )
    click.echo(report.FORMATS[form](made), nl=form in ("json", "sarif"))
    if form == "github" and os.environ.get("GITHUB_STEP_SUMMARY"):
        report.append_summary(made, Path(os.environ["GITHUB_STEP_SUMMARY"]))
    sys.exit(FOUND if made.blocked else FINE)


def _found(checked: Checked, records: tuple[Record, ...]) -> list[Finding]:
    """Every finding once: of the cards, then recipe by recipe, before its runs and after."""
    found: list[Finding] = [*checked.findings]
    for judged in checked.recipes:
        found += judged.findings
        for made in records:
            if made.execution.recipe == judged.recipe.id:
                later = softened(judged.recipe, made.findings)
                found += [finding for finding in later if finding not in found]
    return found
