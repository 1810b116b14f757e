"""The papermill engine of warm runs: `engine_name="hub-warm"`. A forked child answers its cells."""

from __future__ import annotations

import platform
import time
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from papermill.engines import Engine

from hub.ending import Ending
from hub.run.engines import save
from hub.run.journal import JournalWriter
from hub.run.limits import Over
from hub.run.replies import CUT, passed_over, reply, trouble
from hub.run.warm.session import Session

LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}


class WarmNotebookEngine(Engine):  # type: ignore[misc]
    """The engine that papermill is given: `engine_name="hub-warm"`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        session: Session,
        journal: JournalWriter,
        executed: Path,
        **_: Any,
    ) -> None:
        """Run every cell in order; the journal says what came of it, and how it ended."""
        del kernel_name  # always this Python
        nb_man.nb.metadata["language_info"] = dict(LANGUAGE)
        try:
            journal.ended(*_cells(nb_man, session, journal))
        except Over as fault:
            journal.ended(fault.ending, fault.detail)
        finally:
            if session.outputs.cut:
                journal.note(CUT)
            save(nb_man.nb, executed)


def _cells(nb_man: Any, session: Session, journal: JournalWriter) -> tuple[Ending, str]:
    last = None
    for index, cell in enumerate(nb_man.nb.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        nb_man.cell_start(cell, index)
        try:
            ended, last = _cell(cell, session, journal)
            if ended:
                nb_man.cell_exception(cell, cell_index=index)
                return ended
        finally:
            nb_man.cell_complete(cell, cell_index=index)
    late = trouble("", session.finish())
    if late and last:
        journal.replied(reply(*last[:2], (*last[2], *late), last[3]))
    return Ending.FINISHED, ""


def _cell(
    cell: NotebookNode, session: Session, journal: JournalWriter
) -> tuple[tuple[Ending, str] | None, tuple[int, Any, tuple[str, ...], float]]:
    """One cell: how the run ended with it, if it did, and what it answered."""
    number, began = int(cell.metadata.get("hub_cell", 0)), time.monotonic()
    journal.started(number)
    answer = session.execute(number, cell.source, cell)
    count = answer.get("execution_count")
    cell.execution_count = count if isinstance(count, int) else None
    seen = answer.get("seen")
    warnings = trouble(session.outputs.said, seen if isinstance(seen, list) else [])
    warnings = (*warnings, *passed_over(answer, session.outputs.error))
    made = (number, answer, warnings, time.monotonic() - began)
    journal.replied(reply(*made))
    return _ended(answer), made


def _ended(answer: dict[str, Any]) -> tuple[Ending, str] | None:
    if answer.get("leaving") is True:
        return Ending.LEFT, "it called exit() or quit()"
    if answer.get("status") == "ok":
        return None
    if answer.get("ename") == "SystemExit":
        return Ending.LEFT, "it called sys.exit()"
    return Ending.STOPPED, ""
