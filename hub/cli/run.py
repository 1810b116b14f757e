"""`hub run`: run recipes on synthetic data and record what came of it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub.cli.codes import FINE, FOUND
from hub.cli.options import (
    CLUSTER,
    DATA,
    ENGINE,
    ISOLATION,
    JOBS,
    MAPPING,
    OUT,
    RECIPES,
    SET,
    Shard,
)
from hub.cli.place import find_project, usable
from hub.lock import only_one
from hub.run.choose import ready

if TYPE_CHECKING:
    from hub.check import Checked


@click.command("run")
@RECIPES
@click.option("--profile", "profiles", multiple=True, metavar="P", help="Only on this profile.")
@click.option("--fresh", is_flag=True, help="Run again what has not changed, too.")
@click.option("--shard", type=Shard(), help="Only the part I of N, of about the same cost each.")
@OUT
@JOBS
@ENGINE
@ISOLATION
@CLUSTER
@DATA
@MAPPING
@SET
def run_command(
    recipes: tuple[str, ...],
    profiles: tuple[str, ...],
    fresh: bool,
    shard: tuple[int, int] | None,
    out: Path,
    jobs: int | None,
    data: Path | None,
    mapping: Path | None,
    said: tuple[str, ...],
    **how: str | None,
) -> None:
    """Run recipes on synthetic data and record what came of it.

    With --data, run one RECIPE on your own files instead, and write a report of it. Nothing of
    them leaves this computer.
    """
    project, settings = find_project(recipes, how=how)
    if data is not None:
        if len(recipes) != 1 or profiles or shard or settings.cluster:
            raise click.UsageError(
                "--data takes one RECIPE, and neither --profile, --shard nor --cluster."
            )
        from hub.cli.own import run_on_own  # only who brings data waits for it

        run_on_own(project, settings, recipes[0], data, mapping, said, usable(out))
        return
    if mapping is not None or said:
        raise click.UsageError("--mapping and -p go with --data, the folder of your own files.")
    for profile in profiles:
        if profile not in settings.profiles:
            raise click.BadParameter(
                f'there is no profile "{profile}"; choose from: {", ".join(settings.profiles)}.',
                param_hint="--profile",
            )
    out = usable(out)
    with only_one(out), ready(settings, out) as engine:  # it warms up while the rest is imported
        from hub.check import check
        from hub.collect import CACHE, collect
        from hub.middle import run_and_record
        from hub.progress import Progress
        from hub.run.data import make_data

        progress = Progress()
        collection = collect(project, settings, recipes, cache=out / CACHE)
        records = run_and_record(
            _part(check(collection, settings), shard, out),
            make_data(out, settings, progress, profiles, collection.recipes),
            out,
            settings,
            engine,
            progress,
            profiles=profiles,
            jobs=jobs,
            fresh=fresh,
        )
    for made in records:
        line = f"{made.execution.recipe} on {made.profile}: {made.verdict}"
        click.echo(f"{line}: {made.reason}" if made.reason else line)
    sys.exit(FINE if all(made.fine for made in records) else FOUND)


def _part(checked: Checked, shard: tuple[int, int] | None, out: Path) -> Checked:
    """Part I of N, shared out by what the runs cost the last time."""
    if shard is None:
        return checked
    from hub.run import times

    costs = times.by_recipe(times.read(out / "runs"))
    mine = times.shard([one.recipe.id for one in checked.recipes], costs, *shard)
    return replace(checked, recipes=tuple(one for one in checked.recipes if one.recipe.id in mine))
