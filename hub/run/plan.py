"""What to do about a recipe on a profile: a task with its tables, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq

from hub.check import Judged
from hub.contribution import RecipeCard
from hub.data import store
from hub.model import PYTHON, Ending, Execution, Kernel, Recipe
from hub.run.limits import lowered
from hub.run.task import Task
from hub.settings import Settings


@dataclass(slots=True)
class _Found:
    """What a profile holds of a recipe's inputs."""

    tables: dict[str, Path] = field(default_factory=dict)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)  # optional ones: table, or table.field
    lacking: list[str] = field(default_factory=list)  # needed ones, in words


def plan(
    judged: Judged, profile: str, data: Path, runs: Path, settings: Settings
) -> Task | Execution:
    """What to do about one recipe on one profile: a task, or the reason why there is none."""
    recipe = judged.recipe
    locality = settings.data_of(recipe.locality.data_of)
    tables = store().table_path(data.parent, profile, locality, "x").parent
    folder = runs / recipe.locality.slug / recipe.slug / profile
    return plan_on(judged, profile, tables, store().data_version(data), folder, settings)


def plan_on(
    judged: Judged, profile: str, tables: Path, version: str, folder: Path, settings: Settings
) -> Task | Execution:
    """The same on a folder of tables, of which `version` says what they are; kept in `folder`."""
    recipe, card = judged.recipe, judged.recipe.card.value
    if not judged.can_run or card is None:
        reason = judged.blocked_by or ""
        return Execution(recipe.id, profile, Ending.NOT_RUN, reason, folder)
    if recipe.is_archived:
        return Execution(recipe.id, profile, Ending.NOT_RUN, "the recipe is archived.", folder)
    found = _look(card, tables)
    if found.lacking:
        reason = f"the profile {profile} has no {found.lacking[0]}, which the recipe needs."
        return Execution(recipe.id, profile, Ending.NOT_APPLICABLE, reason, folder)
    return Task(
        recipe,
        card,
        profile,
        found.tables,
        version,
        folder,
        lowered(settings.limits, card),
        own=_is_own(recipe, settings),
        fields=found.fields,
        absent=tuple(found.absent),
        kernel=_kernel(recipe, settings),
        pins=_pins(card, settings),
    )


def _is_own(recipe: Recipe, settings: Settings) -> bool:
    """Whether it is one of whoever runs it, and so may be run without isolation.

    Of a folder outside the project, nobody knows whose it is: there both it and the isolation have
    to be named.
    """
    if Path(recipe.folder).is_absolute():
        return settings.isolation == "none"
    return recipe.locality.slug in settings.own


def _look(card: RecipeCard, folder: Path) -> _Found:
    """Which of the declared tables and fields are there, and what of the rest can be done without.

    An optional table that lacks a field it is read for is as good as absent.
    """
    found = _Found()
    for name, wanted in card.inputs.items():
        path = folder / f"{name}.parquet"
        held = _fields(path)
        missing = [f for f in wanted.fields if f not in held]
        needed = [f'field "{f}" in the table "{name}"' for f in missing if f not in wanted.optional]
        if held and not needed:
            found.tables[name] = path
            found.fields[name] = tuple(f for f in wanted.fields if f in held)
            found.absent += [f"{name}.{f}" for f in missing]
        elif wanted.required:
            found.lacking += needed if held else [f'table "{name}"']
        else:
            found.absent.append(name)
    return found


def _fields(path: Path) -> tuple[str, ...]:
    """The fields of a table's file; none where there is no file."""
    if not path.is_file():
        return ()
    now = path.stat()
    return _fields_at(path, now.st_size, now.st_mtime_ns)


def _kernel(recipe: Recipe, settings: Settings) -> Kernel:
    for language, name in settings.kernels.items():
        if language.lower() == recipe.notebook.language:
            return Kernel(name, language)
    return PYTHON


def _pins(card: RecipeCard, settings: Settings) -> str:
    """The pins of all packages that the recipe declares, as pip reads them."""
    files = [settings.packages[name].pins for name in sorted(card.packages)]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@cache
def _fields_at(path: Path, *_when: int) -> tuple[str, ...]:
    return tuple(pq.read_schema(path).names)
