"""The way in by papermill, the same for every engine: a staged notebook with its parameters."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

from hub.run.engines import EXECUTED, NOTEBOOK, PARAMETERS
from hub.run.journal import JournalWriter


def execute(control: Path, engine: str, journal: JournalWriter, **given: Any) -> None:
    """Run the notebook of a control folder by a papermill engine of the hub, named as registered.

    The journal holds what came of it. Of what papermill says, nothing is used.
    """
    parameters = json.loads((control / PARAMETERS).read_text(encoding="utf-8"))
    notebook = nbformat.read(control / NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    kernel = notebook.metadata.get("kernelspec", {})
    with contextlib.suppress(PapermillExecutionError):
        papermill.execute_notebook(
            notebook,  # a value, because papermill expands braces in paths
            None,
            parameters=parameters,
            engine_name=engine,
            kernel_name=kernel.get("name", "python3"),
            language=kernel.get("language", "python"),
            progress_bar=False,
            journal=journal,
            executed=control / EXECUTED,
            **given,
        )
