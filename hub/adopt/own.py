"""A recipe run on your own data: confined as every run, and kept on this computer alone."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from hub.adopt.fit import Fit
from hub.check import Checked, Judged
from hub.contribution import RecipeCard
from hub.contribution.recipe import Parameter
from hub.errors import Mendable
from hub.model import Record
from hub.nearest import listed, suggestion
from hub.record import record
from hub.run.engines import Engine
from hub.run.plan import plan_on
from hub.run.schedule import run_one
from hub.settings import Settings

OWN = "own"
"""The name of the profile that one's own data are, and of the folder below OUT."""
PREFIX = ".tables-"
KINDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "date": "a day such as 2026-09-01",
}
YES_AND_NO = {"true": True, "yes": True, "false": False, "no": False}


class NotSet(Mendable):
    """A parameter cannot be set so; the text says what it may be."""


def home(judged: Judged, out: Path) -> Path:
    """Where the run of a recipe on one's own data is kept."""
    return out / OWN / judged.recipe.locality.slug / judged.recipe.slug


def run_own(
    judged: Judged,
    fitted: Fit,
    values: Mapping[str, Any],
    out: Path,
    settings: Settings,
    engine: Engine,
) -> Record:
    """Run a recipe on tables that fit it, with parameters set; what came of it.

    The tables lie in a folder of their own, which nobody else may read, until the run has ended.
    Whoever calls holds the lock of `out`.
    """
    mine = replace(judged, recipe=judged.recipe.set_otherwise(values))
    beside = out / OWN
    beside.mkdir(parents=True, exist_ok=True)
    for left in beside.glob(f"{PREFIX}*"):  # by a hub that was killed
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=beside) as folder:
        for name, rows in fitted.tables.items():
            pq.write_table(rows, Path(folder, f"{name}.parquet"))
        step = plan_on(mine, OWN, Path(folder), OWN, home(judged, out), settings)
        made = run_one(step, engine)
        (found,) = record(Checked((mine,), (), (), None), [made], {OWN: Path(folder)}, settings)
    return found


def parameters(card: RecipeCard, said: Mapping[str, str]) -> dict[str, Any]:
    """What is said of parameters as their values. Raises NotSet."""
    values = {}
    for name, text in said.items():
        declared = card.parameters.get(name)
        if declared is None:
            near = suggestion(name, card.parameters, "parameter")
            raise NotSet(f'The recipe has no parameter "{name}": {near}')
        values[name] = _value(name, declared, text)
    return values


def _value(name: str, declared: Parameter, text: str) -> Any:
    for value in _readings(declared, text):
        if declared.allows(value):
            return value
    bounds = [
        f"from {declared.minimum:g}" if declared.minimum is not None else "",
        f"to {declared.maximum:g}" if declared.maximum is not None else "",
        f"one of {listed(map(str, declared.choices))}" if declared.choices else "",
    ]
    said = " ".join(filter(None, (KINDS[declared.type], *bounds)))
    raise NotSet(f'The parameter "{name}" ({declared.title}) must be {said}.')


def _readings(declared: Parameter, text: str) -> list[Any]:
    """What a text may mean as a parameter of its type."""
    if declared.type == "string":
        return [text]
    if declared.type == "boolean":
        return [YES_AND_NO[text.lower()]] if text.lower() in YES_AND_NO else []
    found: list[Any] = []
    ways: tuple[Callable[[str], Any], ...] = (int, float)
    for reading in (dt.date.fromisoformat,) if declared.type == "date" else ways:
        with suppress(ValueError):
            found.append(reading(text))
    return found
