"""The commands: collect arguments, call one function, print, set the exit code.

0 fine · 1 findings of level error, or a recipe that does not work · 2 wrong command line · 3 the
hub itself failed.
"""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import click

from hub import __version__, explain, report
from hub.build import Built, build, make_data
from hub.check import Checked, check
from hub.collect import FolderError, collect
from hub.collect.history import HistoryError
from hub.lock import Busy, only_one
from hub.model import Finding, Record, Verdict
from hub.nearest import listed
from hub.progress import Progress
from hub.publish import PublishError
from hub.record import record
from hub.render import RenderError
from hub.run import times
from hub.run.isolation import NoIsolation
from hub.run.schedule import run
from hub.settings import Settings, SettingsError, load
from synthetic_data.store import CannotMake

FINE, FOUND, WRONG, BROKEN = 0, 1, 2, 3
OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="Where everything generated goes.",
)
JOBS = click.option(
    "--jobs", type=click.IntRange(min=1), default=None, help="How many runs at a time."
)
MADE = {"cache", "data", "docs", "runs", "site"}  # what an output folder may hold
ENGINE = click.option(
    "--engine",
    type=click.Choice(["auto", "warm", "kernel"]),
    help="What runs the notebooks: children of a warm parent (Linux), or a stock kernel each.",
)
ISOLATION = click.option(
    "--isolation",
    type=click.Choice(["auto", "strict", "landlock", "none"]),
    help="How tightly runs are confined; auto is the tightest that holds here. "
    "Without isolation only your own recipes are run.",
)


CLUSTER = click.option(
    "--cluster", metavar="ADDRESS", help="Run on the workers of this Dask scheduler."
)


class Shard(click.ParamType[tuple[int, int]]):
    """Which part of the work: `2/5` is the second of five."""

    name = "I/N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Two numbers, the first from 1 to the second."""
        number, _, of = str(value).partition("/")
        if not (number.isdigit() and of.isdigit() and 1 <= int(number) <= int(of)):
            self.fail(f'"{value}" is no part of the work; write for example 2/5.', param, ctx)
        return int(number), int(of)


NOT_A_HUB = (
    "This folder is not a hub. Go to your clone, to the folder with mkdocs.yml and recipes/."
)
RECIPES = click.argument("recipes", nargs=-1, metavar="[RECIPE]...")


class UserError(click.ClickException):
    """Something that the person at the keyboard can mend."""

    exit_code = WRONG

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it plainly, on standard error."""
        click.echo(self.format_message(), file=file, err=file is None)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hub")
def cli() -> None:
    """The hub's line: collect → check → run → record → render → publish.

    A RECIPE is an id (sandhythe/two-year-old-take-up) or the path of its folder.
    """


@cli.command("build")
@OUT
@JOBS
@ENGINE
@ISOLATION
@CLUSTER
def build_command(out: Path, jobs: int | None, **how: str | None) -> None:
    """Walk the whole line; the site lies in OUT/site."""
    project, settings = _project(how=how)
    if not (project / "mkdocs.yml").is_file():
        raise UserError(NOT_A_HUB)
    built = build(project, _usable(out), settings, Progress(), jobs)
    click.echo(_built(built))
    sys.exit(_code(built))


def _built(built: Built) -> str:
    entries = built.catalogue.entries
    bad = [entry for entry in entries if _bad(entry.verdict)]
    lines = [f"{len(entries) - len(bad)} of {len(entries)} recipes work."]
    for entry in bad:
        lines.append(f"  {entry.recipe.id}: {entry.verdict}: {entry.reason}")
    lines += [f"  {finding.place.file}: {finding.problem}" for finding in built.catalogue.findings]
    if bad:
        lines.append("What is wrong and what to do: hub check " + bad[0].recipe.id)
    lines.append(f"The site: {_near(built.site / 'index.html')}")
    lines.append(f"Look at it: {_near(Path(sys.executable))} -m http.server -d {_near(built.site)}")
    return "\n".join(lines)


def _near(path: Path) -> Path:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _bad(verdict: Verdict) -> bool:
    return verdict is not Verdict.PASSED


def _code(built: Built) -> int:
    wrong = any(
        _bad(entry.verdict) and not _archived(entry.recipe.card.value)
        for entry in built.catalogue.entries
    )
    return FOUND if wrong or built.catalogue.findings else FINE


def _archived(card: object) -> bool:
    return getattr(card, "status", None) == "archived"


@cli.command("check")
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
    project, settings = _project(recipes, how=how)
    collection = collect(project, settings, recipes, changed_since)
    checked = check(collection)
    found: list[Finding] = [*checked.findings]
    records = () if no_run else _run(checked, _usable(out), settings, jobs=jobs)
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


@cli.command("run")
@RECIPES
@click.option("--profile", "profiles", multiple=True, metavar="P", help="Only on this profile.")
@click.option("--fresh", is_flag=True, help="Run again what has not changed, too.")
@click.option("--shard", type=Shard(), help="Only the part I of N, of about the same cost each.")
@OUT
@JOBS
@ENGINE
@ISOLATION
@CLUSTER
def run_command(
    recipes: tuple[str, ...],
    profiles: tuple[str, ...],
    fresh: bool,
    shard: tuple[int, int] | None,
    out: Path,
    jobs: int | None,
    **how: str | None,
) -> None:
    """Run recipes on synthetic data and record what came of it."""
    project, settings = _project(recipes, how=how)
    for profile in profiles:
        if profile not in settings.profiles:
            raise click.BadParameter(
                f'there is no profile "{profile}"; choose from: {", ".join(settings.profiles)}.',
                param_hint="--profile",
            )
    checked = check(collect(project, settings, recipes))
    if shard:
        costs = times.by_recipe(times.read(out.resolve() / "runs"))
        mine = times.shard([one.recipe.id for one in checked.recipes], costs, *shard)
        checked = replace(
            checked, recipes=tuple(one for one in checked.recipes if one.recipe.id in mine)
        )
    records = _run(checked, _usable(out), settings, profiles=profiles, jobs=jobs, fresh=fresh)
    for made in records:
        line = f"{made.execution.recipe} on {made.profile}: {made.verdict}"
        click.echo(f"{line}: {made.reason}" if made.reason else line)
    sys.exit(FOUND if any(_bad(made.verdict) for made in records) else FINE)


def _run(
    checked: Checked,
    out: Path,
    settings: Settings,
    *,
    profiles: Sequence[str] = (),
    jobs: int | None = None,
    fresh: bool = False,
) -> tuple[Record, ...]:
    progress = Progress()
    chosen = tuple(profiles) or settings.profiles
    with only_one(out):
        data = make_data(out, settings, progress)
        with progress.runs(len(checked.recipes) * len(chosen)) as done:
            executions = run(
                checked.recipes,
                data,
                out / "runs",
                settings,
                profiles=chosen,
                jobs=jobs,
                fresh=fresh,
                done=done,
            )
        return record(checked, executions, data, settings)


@cli.command("explain")
@click.argument("what", nargs=-1, metavar="CODE | table NAME")
def explain_command(what: tuple[str, ...]) -> None:
    """What a check wants, or what a table holds; without a name, the list of checks."""
    match what:
        case ():
            click.echo(explain.list_checks(), nl=False)
        case ("table", name):
            click.echo(explain.explain_table(name), nl=False)
        case (code,):
            click.echo(explain.explain_check(code), nl=False)
        case _:
            raise click.UsageError("write: hub explain CODE, or: hub explain table NAME")


def _usable(out: Path) -> Path:
    """The output folder, made if need be; refused where it holds what the hub did not make."""
    folder = out.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = {path.name for path in folder.iterdir() if path.name[0] != "."} - MADE
    except OSError as fault:
        raise UserError(
            f"{out} cannot be written: {fault.strerror or fault}. Give --out another folder."
        ) from fault
    if others:
        raise UserError(
            f"{out} holds {listed(others, 3)}, which the hub did not make. "
            "Give --out a folder of its own."
        )
    return folder


def _project(
    wanted: Sequence[str] = ("all",), how: Mapping[str, str | None] | None = None
) -> tuple[Path, Settings]:
    """The project is the current folder; recipes that lie elsewhere can be named by path.

    What the command line says of how to run goes before the settings.
    """
    project = Path.cwd()
    said = {name: value for name, value in (how or {}).items() if value is not None}
    settings = load(project).model_copy(update=said)
    if not wanted and not (project / settings.recipes).is_dir():
        raise UserError(NOT_A_HUB)
    return project, settings


def main() -> None:
    """Run a command; only here are exceptions turned into words and exit codes."""
    try:
        cli(standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What was published before still stands.", err=True)
        sys.exit(130)
    except (FolderError, HistoryError, SettingsError, CannotMake, explain.Unknown) as fault:
        click.echo(str(fault), err=True)
        sys.exit(WRONG)
    except (PublishError, RenderError, Busy, NoIsolation) as fault:
        click.echo(str(fault), err=True)
        sys.exit(BROKEN)
    except Exception:  # noqa: BLE001 - the last place that can speak to the user
        click.echo(_paste(), err=True)
        sys.exit(BROKEN)


def _paste() -> str:
    return (
        "The hub itself failed; this is not the fault of any recipe.\n"
        "Please open an issue and paste what stands between the lines:\n"
        "----------------------------------------------------------------\n"
        f"hub {__version__} · Python {platform.python_version()} · {platform.system()}\n"
        f"hub {' '.join(sys.argv[1:])}\n\n{traceback.format_exc()}"
        "----------------------------------------------------------------"
    )
