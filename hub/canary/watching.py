"""The walk of the canaries: written, checked, run, recorded, and held against what must be."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from importlib.resources import files as resources
from pathlib import Path
from string import Template

from hub.canary import CanaryPassed
from hub.canary.flock import Canary, flock
from hub.check import check
from hub.collect import collect
from hub.data import CONTRACT, Table, store
from hub.errors import Stopped
from hub.model import Level, Verdict
from hub.record import record
from hub.repair.notebook import as_text, from_script
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Settings
from hub.vocabulary import METHODS, NATIONS, TOPICS

LOCALITY = "canary"
PARAMETERS = '# %% tags=parameters\ndata = "data"\nresults = "results"\n# %%\n'


def watch(
    data: Mapping[str, Path], out: Path, settings: Settings, engine: Engine | None = None
) -> None:
    """Show the hub every canary on its first profile. Raises CanaryPassed where one is passed."""
    birds = flock()
    project = out / LOCALITY
    shutil.rmtree(project, ignore_errors=True)
    profile = settings.profiles[0]
    words = _of_this_hub(_table(data[profile], profile, settings), profile)
    for bird in birds:
        _write(bird, words, project / "recipes" / LOCALITY / bird.slug)
    mine = settings.model_copy(update={"recipes": "recipes", "own": (*settings.own, LOCALITY)})
    checked = check(collect(project, mine))
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


def _table(data: Path, profile: str, settings: Settings) -> Table:
    """The table that the canaries read: the first that is there, best one that names nobody."""
    place = settings.data_of(LOCALITY)
    there = [
        table
        for table in CONTRACT.tables
        if store().table_path(data.parent, profile, place, table.name).is_file()
    ]
    if not there:
        raise Stopped(f"The profile {profile} holds no table of {place}, so nothing can be run.")
    return min(there, key=lambda table: any(table.field(name).personal for name in table.key))


def _of_this_hub(table: Table, profile: str) -> dict[str, str]:
    """What the card of a canary names, in the words of this hub."""
    return {
        "topic": TOPICS[0].slug,
        "method": METHODS[0].slug,
        "nation": NATIONS[0].slug,
        "table": table.name,
        "fields": ", ".join(table.key),
        "profile": profile,
    }


def _write(bird: Canary, words: Mapping[str, str], folder: Path) -> None:
    folder.mkdir(parents=True)
    card = resources("hub.canary").joinpath("recipe.yml").read_text("utf-8")
    (folder / "recipe.yml").write_text(Template(card).substitute(words), encoding="utf-8")
    cells = from_script(PARAMETERS + bird.code)
    (folder / "recipe.ipynb").write_text(as_text(cells), encoding="utf-8")
    expected = Template(bird.expected).substitute(words)
    if expected and words["profile"] != "clean":
        expected = f"clean: {{}}\n{expected}"  # the form asks for it, whatever a hub's profiles are
    for name, text in (("expected.yml", expected), ("README.md", bird.readme)):
        if text:
            (folder / name).write_text(text, encoding="utf-8")


def _words(bird: Canary) -> str:
    return (
        f'The canary "{bird.slug}" was not noticed: {bird.wrong}, and {bird.found_by} did not '
        "say so. The hub's own checks cannot be trusted, so nothing was published.\n"
        f"Look at what changed in hub/check and hub/run; hub explain {bird.found_by} says what it "
        "should find."
    )
