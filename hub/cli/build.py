"""`hub build`: the whole line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub.cli.codes import FINE, FOUND
from hub.cli.options import CLUSTER, ENGINE, ISOLATION, JOBS, OUT
from hub.cli.place import NOT_A_HUB, UserError, find_project, near, usable
from hub.model import Level, Recipe, Verdict
from hub.progress import Progress

if TYPE_CHECKING:
    from hub.build import Built


@click.command("build")
@OUT
@JOBS
@ENGINE
@ISOLATION
@CLUSTER
@click.option(
    "--previous",
    metavar="ADDRESS|FOLDER",
    help="Where the hub was published last; what stood there is not lost without asking.",
)
@click.option("--allow-fewer", is_flag=True, help="Publish although much is gone that was there.")
def build_command(
    out: Path, jobs: int | None, previous: str | None, allow_fewer: bool, **how: str | None
) -> None:
    """Walk the whole line; the site lies in OUT/site."""
    from hub.build import build  # what renders pages takes a while to import

    project, settings = find_project(how=how)
    if not (project / "mkdocs.yml").is_file():
        raise UserError(NOT_A_HUB)
    built = build(project, usable(out), settings, Progress(), jobs, previous, allow_fewer)
    click.echo(said(built))
    sys.exit(_code(built))


def said(built: Built) -> str:
    """How many recipes work, why the others do not, and where the site lies."""
    entries = [one for one in built.catalogue.entries if not one.recipe.is_archived]
    archived = len(built.catalogue.entries) - len(entries)
    bad = [entry for entry in entries if entry.verdict is not Verdict.PASSED]
    kept = f", and {archived} archived beside them" if archived else ""
    lines = [f"{len(entries) - len(bad)} of {len(entries)} recipes work{kept}."]
    for entry in bad:
        lines.append(f"  {entry.recipe.id}: {entry.verdict}: {entry.reason}")
    lines += [f"  {finding.place.file}: {finding.problem}" for finding in built.catalogue.findings]
    lines += [f"  {one.id}: {one.problem}" for one in built.catalogue.practised if one.problem]
    if bad:
        lines.append("What is wrong and what to do: hub check " + bad[0].recipe.id)
    lines.append(f"The site: {near(built.site / 'index.html')}")
    lines.append(f"Look at it: {near(Path(sys.executable))} -m http.server -d {near(built.site)}")
    return "\n".join(lines)


def _code(built: Built) -> int:
    wrong = any(
        entry.verdict is not Verdict.PASSED and not _may_fail(entry.recipe)
        for entry in built.catalogue.entries
    )
    blocking = any(one.level is Level.ERROR for one in built.catalogue.findings)
    untold = any(one.problem and one.record for one in built.catalogue.practised)
    return FOUND if wrong or blocking or untold else FINE


def _may_fail(recipe: Recipe) -> bool:
    """Drafts and archived recipes are shown as they are, and hold nobody up."""
    return recipe.is_draft or recipe.is_archived
