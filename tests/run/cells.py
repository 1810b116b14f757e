"""Cells run by an engine, in the good recipe or without a recipe around them."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import nbformat

from hub.check import Judged, check
from hub.model import Execution
from hub.run.engines import EXECUTED, Engine
from hub.run.schedule import run
from hub.settings import Limits, Settings
from tests.contributions import collected, write_recipe

LIMITS = Limits(cell_seconds=120, run_seconds=300, page_bytes=300_000, page_outputs=50)
SETTINGS = Settings(profiles=("clean",), limits=LIMITS)
QUICK = SETTINGS.model_copy(update={"limits": LIMITS.model_copy(update={"cell_seconds": 6})})


def judged(project: Path, *cells: str) -> Judged:
    """The good recipe with these cells at its end."""
    folder = write_recipe(project)
    path = folder / "recipe.ipynb"
    notebook = json.loads(path.read_text())
    for cell in cells:
        notebook["cells"].append(
            {"cell_type": "code", "metadata": {}, "source": cell, "outputs": []}
        )
    path.write_text(json.dumps(notebook))
    return check(collected(project)).recipes[0]


def run_one(
    engine: Engine, project: Path, data: Path, *cells: str, settings: Settings = SETTINGS
) -> Execution:
    found = [judged(project, *cells)]
    return run(found, {"clean": data}, project / "runs", settings, engine=engine)[0]


def run_cells(engine: Engine, folder: Path, *cells: str, limits: Limits | None = None) -> Any:
    """Run cells without a recipe around them: how it ended, and the texts of the last cell."""
    work, control = folder / "work", folder / "control"
    (work / "results").mkdir(parents=True)
    control.mkdir()
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(cell, metadata={"hub_cell": number})
            for number, cell in enumerate(cells, start=1)
        ]
    )
    (control / "notebook.ipynb").write_text(nbformat.writes(notebook))
    (control / "parameters.json").write_text("{}")
    ended = engine.execute(work, control, limits or Limits(), threading.Event())
    path = control / EXECUTED
    executed = json.loads(path.read_text()) if path.is_file() else {"cells": []}
    return ended, [
        "".join(str(output.get("text") or output.get("evalue")) for output in cell["outputs"])
        for cell in executed["cells"]
    ]
