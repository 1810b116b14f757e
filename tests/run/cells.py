"""Cells run by an engine without a recipe around them, for tests of engines and isolation."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import nbformat

from hub.run.engines import EXECUTED, Engine
from hub.settings import Limits


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
