"""What to do about a recipe on a profile: a task with its tables, or why there is none."""

from __future__ import annotations

from pathlib import Path

from hub.check import Judged
from hub.model import Ending, Execution, Level
from hub.run.limits import lowered
from hub.run.task import Task
from hub.settings import Settings
from synthetic_data import store


def plan(
    judged: Judged, profile: str, data: Path, runs: Path, settings: Settings
) -> Task | Execution:
    """What to do about one recipe on one profile: a task, or the reason why there is none."""
    recipe = judged.recipe
    folder = runs / recipe.locality.slug / recipe.slug / profile
    card = recipe.card.value
    if not judged.can_run or card is None:
        blocking = [f for f in judged.findings if f.level is Level.ERROR]
        return _not_run(judged, profile, folder, blocking[0].problem if blocking else "")
    if card.status == "archived":
        return _not_run(judged, profile, folder, "the recipe is archived.")
    locality = settings.data_of(recipe.locality.data_of)
    tables: dict[str, Path] = {}
    for name, wanted in card.inputs.items():
        path = store.table_path(data.parent, profile, locality, name)
        if path.is_file():
            tables[name] = path
        elif wanted.required:
            reason = f'the profile {profile} has no table "{name}", which the recipe needs.'
            return _not_run(judged, profile, folder, reason)
    return Task(
        recipe,
        card,
        profile,
        tables,
        store.data_version(data),
        folder,
        lowered(settings.limits, card),
        own=recipe.locality.slug in settings.own or Path(recipe.folder).is_absolute(),
    )


def _not_run(judged: Judged, profile: str, folder: Path, reason: str) -> Execution:
    return Execution(
        recipe=judged.recipe.id,
        profile=profile,
        fingerprint="",
        ended=Ending.NOT_RUN,
        detail=reason,
        replies=(),
        started="",
        seconds={},
        peak_mib=0,
        engine="",
        isolation="",
        environment="",
        data="",
        folder=folder,
    )
