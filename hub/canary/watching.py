"""The walk of the canaries: written, checked, run, recorded, and held against what must be."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from importlib.resources import files as resources
from pathlib import Path

from hub.canary import CanaryPassed
from hub.canary.flock import Canary, flock
from hub.check import check
from hub.collect import collect
from hub.model import Level, Verdict
from hub.record import record
from hub.repair.notebook import as_text, from_script
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Settings

LOCALITY = "canary"
PARAMETERS = '# %% tags=parameters\ndata = "data"\nresults = "results"\n# %%\n'


def watch(
    data: Mapping[str, Path], out: Path, settings: Settings, engine: Engine | None = None
) -> None:
    """Show the hub every canary on its first profile. Raises CanaryPassed where one is passed."""
    birds = flock()
    project = out / LOCALITY
    shutil.rmtree(project, ignore_errors=True)
    for bird in birds:
        _write(bird, project / "recipes" / LOCALITY / bird.slug)
    mine = settings.model_copy(update={"recipes": "recipes", "own": (*settings.own, LOCALITY)})
    checked = check(collect(project, mine))
    profile = settings.profiles[0]
    executions = run(
        checked.recipes,
        data,
        project / "runs",
        mine,
        profiles=(profile,),
        fresh=True,
        engine=engine,
    )
    records = {made.execution.recipe: made for made in record(checked, executions, data, mine)}
    judged = {one.recipe.slug: one for one in checked.recipes}
    for bird in birds:
        made = records[f"{LOCALITY}/{bird.slug}"]
        found = {
            one.code
            for one in (*judged[bird.slug].findings, *made.findings)
            if one.level is Level.ERROR
        }
        if made.verdict is Verdict.PASSED or bird.found_by not in found:
            raise CanaryPassed(_words(bird))
    shutil.rmtree(project, ignore_errors=True)


def _write(bird: Canary, folder: Path) -> None:
    folder.mkdir(parents=True)
    card = resources("hub.canary").joinpath("recipe.yml").read_text("utf-8")
    (folder / "recipe.yml").write_text(card, encoding="utf-8")
    cells = from_script(PARAMETERS + bird.code)
    (folder / "recipe.ipynb").write_text(as_text(cells), encoding="utf-8")
    for name, text in (("expected.yml", bird.expected), ("README.md", bird.readme)):
        if text:
            (folder / name).write_text(text, encoding="utf-8")


def _words(bird: Canary) -> str:
    return (
        f'The canary "{bird.slug}" was not noticed: {bird.wrong}, and {bird.found_by} did not '
        "say so. The hub's own checks cannot be trusted, so nothing was published.\n"
        f"Look at what changed in hub/check and hub/run; hub explain {bird.found_by} says what it "
        "should find."
    )
