"""A folder to do an exercise in: the recipe with the task on top, and invented data beside it."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hub import pycode
from hub.check import Judged
from hub.collect import notebook
from hub.collect.folders import read_folder
from hub.contribution import Exercise
from hub.errors import Mendable
from hub.model import PYTHON, Execution, Notebook, Recipe
from hub.run.plan import plan
from hub.run.stage import lay_out
from hub.run.task import travels
from hub.settings import Settings

ABOUT = "exercise.json"
NOTEBOOK = "recipe.ipynb"
TASK = """# Exercise: {title}

{task}

<details><summary>A hint</summary>

{hint}

</details>

Run every cell first, as it is, and look at what it gives.
Then do the task, and run every cell again.
When you have saved the notebook, ask in a terminal whether it is done:

    hub practise --look {folder}

The children are invented: nothing you do here can harm anyone. What follows is the recipe
“{recipe}” of {locality}.
"""


class NotPractised(Mendable):
    """An exercise cannot be begun or looked at; the text says why and what to do."""


def write(
    recipe: Recipe, exercise: Exercise, data: Path, settings: Settings, to: Path, shown: Path
) -> None:
    """Write the folder of an exercise, whole or not at all; `data` holds the tables of a profile.

    `shown` is the folder as the learner's terminal knows it.

    Raises NotPractised where something of that name is there already.
    """
    if to.exists():
        raise NotPractised(f"{to.name} is there already. Give --to another folder.")
    made = to.with_name(f".{to.name}.part")
    try:
        made.mkdir(parents=True)
        _fill(made, recipe, exercise, data, settings, shown)
        made.rename(to)
    except OSError as fault:
        raise NotPractised(f"{to.name} cannot be written: {fault.strerror or fault}.") from fault
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _fill(
    made: Path, recipe: Recipe, exercise: Exercise, data: Path, settings: Settings, shown: Path
) -> None:
    planned = plan(Judged(recipe, (), None), settings.profiles[0], data, made, settings)
    if isinstance(planned, Execution):
        raise NotPractised(f"The exercise cannot be begun: {planned.detail}")
    lay_out(planned, made)
    (made / "recipe.yml").write_text(recipe.text("recipe.yml"), encoding="utf-8")
    task = TASK.format(
        title=exercise.title,
        task=exercise.task,
        hint=exercise.hint,
        folder=shown,
        recipe=recipe.title,
        locality=recipe.locality.name,
    )
    (made / NOTEBOOK).write_text(_notebook(recipe.notebook, task), encoding="utf-8")
    about = {"schema": "1", "recipe": recipe.id, "exercise": exercise.name}
    (made / ABOUT).write_text(json.dumps(about) + "\n", encoding="utf-8")


def _notebook(given: Notebook, task: str) -> str:
    """The recipe's cells with the task above them, as a notebook that any Jupyter opens."""
    cells: list[dict[str, Any]] = [_cell("task", "markdown", task, ())]
    cells += [_cell(f"cell-{c.number}", c.kind, c.source, c.tags) for c in given.cells]
    made = {
        "cells": cells,
        "metadata": {"kernelspec": PYTHON.specification},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def _cell(name: str, kind: str, source: str, tags: Iterable[str]) -> dict[str, Any]:
    cell = {
        "cell_type": kind,
        "id": name,
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source,
    }
    return cell | {"execution_count": None, "outputs": []} if kind == "code" else cell


def about(folder: Path) -> tuple[str, str]:
    """The recipe and the exercise that a folder is for. Raises NotPractised where it is none."""
    try:
        told = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        return str(told["recipe"]), str(told["exercise"])
    except (OSError, ValueError, KeyError, TypeError):
        raise NotPractised(
            f"{folder.name} is no folder of an exercise. Begin one: hub practise lists them."
        ) from None


def done(recipe: Recipe, folder: Path, settings: Settings) -> tuple[Recipe, dict[str, object]]:
    """The recipe as a learner left it, and the parameters that they have set.

    Raises NotPractised where the notebook cannot be read.
    """
    files, _ = read_folder(folder, settings.limits)
    here = {file.path: file.data for file in files}
    found = notebook.read(here.get(NOTEBOOK))
    if found.problem:
        raise NotPractised(f"{folder.name}/{NOTEBOOK}: {found.problem} {found.do}".strip())
    given = (file for file in recipe.files if not travels(file.path))
    cells = tuple(cell for cell in found.cells if not cell.source.startswith("# Exercise: "))
    made = dataclasses.replace(
        recipe,
        folder=str(folder.resolve()),
        files=(*given, *(file for file in files if travels(file.path))),
        notebook=dataclasses.replace(found, cells=cells),
    )
    return made, _parameters(found)


def _parameters(found: Notebook) -> dict[str, object]:
    """The plain values that the cell of parameters sets."""
    cell = next((one for one in found.code if "parameters" in one.tags), None)
    tree = pycode.tree(cell.source) if cell else None
    values: dict[str, object] = {}
    for node in tree.body if tree else ():
        for name in pycode.assigned(node):
            try:
                values[name] = pycode.constant(getattr(node, "value", None))
            except ValueError:
                continue
    return values
