"""The work folder of one run: only what the recipe declared, under the names it expects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from hub.model import Cell
from hub.run.engines import NOTEBOOK, PARAMETERS, WANTED
from hub.run.packages import PINS
from hub.run.task import Task, travels


def stage(task: Task, work: Path, control: Path) -> None:
    """Fill the work folder that the recipe sees, and the control folder that it does not."""
    lay_out(task, work)
    control.mkdir()
    (control / NOTEBOOK).write_text(prepared(task), encoding="utf-8")
    if task.pins:
        (control / PINS).write_text(task.pins, encoding="utf-8")
    (control / WANTED).write_text(json.dumps(sorted(task.wanted)), encoding="utf-8")
    (control / PARAMETERS).write_text(json.dumps(task.parameters), encoding="utf-8")


def lay_out(task: Task, work: Path) -> None:
    """What a notebook finds where it runs: its tables, its helpers, and room for its results.

    Each input table becomes data/<table>.parquet with the declared fields that there are, in
    the declared order.
    """
    (work / "data").mkdir(parents=True)
    (work / "results").mkdir()
    for name, path in task.tables.items():
        fields = list(task.fields[name])
        table = pq.ParquetFile(path).read(fields, use_threads=False).select(fields)
        pq.write_table(table, work / "data" / f"{name}.parquet")
    for file in task.recipe.files:
        if travels(file.path):
            target = work / file.path
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(file.data)


def prepared(task: Task) -> str:
    """The notebook that will be run: cells by allow-list, and nothing else of what was sent.

    Tags that skip a cell or forgive its errors are gone; each cell keeps its number, from 1.
    """
    made = {
        "cells": [_cell(cell) for cell in task.recipe.notebook.cells],
        "metadata": {"kernelspec": task.kernel.specification},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(made, indent=1)


def _cell(cell: Cell) -> dict[str, Any]:
    metadata: dict[str, Any] = {"hub_cell": cell.number}
    if cell.kind == "code" and "parameters" in cell.tags:
        metadata["tags"] = ["parameters"]
    made: dict[str, Any] = {
        "cell_type": cell.kind,
        "id": f"cell-{cell.number}",
        "metadata": metadata,
        "source": cell.source,
    }
    if cell.kind == "code":
        made["execution_count"], made["outputs"] = None, []
    return made
