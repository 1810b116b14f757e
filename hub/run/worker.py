"""The process that runs one recipe: papermill, the hub's engine, and a kernel below it.

Started as `python -P -m hub.run.worker CONTROL` by `hub.run.process`, in a clean environment and
with the work folder as its own. It never decides a verdict; it writes the journal.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import warnings
from pathlib import Path

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

from hub.run.engines import EXECUTED, JOURNAL
from hub.run.journal import JournalWriter
from hub.run.stage import NOTEBOOK


def main(control: Path) -> None:
    """Run the notebook of a control folder; its work folder is the current one."""
    warnings.simplefilter("ignore")  # libraries' own; what concerns the recipe is in the journal
    logging.disable(logging.CRITICAL)
    _limit_this_process()
    limits = json.loads((control / "limits.json").read_text(encoding="utf-8"))
    parameters = json.loads((control / "parameters.json").read_text(encoding="utf-8"))
    notebook = nbformat.read(control / NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    with (
        (control / JOURNAL).open("w", encoding="utf-8") as stream,
        contextlib.suppress(PapermillExecutionError),  # the journal holds it already
    ):
        papermill.execute_notebook(
            notebook,  # a value, because papermill expands braces in paths
            None,
            parameters=parameters,
            engine_name="hub",
            kernel_name="python3",
            language="python",
            progress_bar=False,
            journal=JournalWriter(stream),
            limits=limits,
            executed=control / EXECUTED,
        )


def _limit_this_process() -> None:
    """No core dumps, and no single file without end; children inherit both."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000_000, 200_000_000))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
