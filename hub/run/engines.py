"""What every engine is: something that executes a staged notebook and writes down what it saw."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from hub.ending import Ending
from hub.settings import Limits

# The files of a run's control folder, which the recipe does not see:
NOTEBOOK = "notebook.ipynb"  # as it is to be run
PARAMETERS = "parameters.json"
WANTED = "wanted.json"  # the files that the declared results are written to
ORDER = "order.json"  # for a stock kernel: where to work, and how it is confined
JOURNAL = "journal.jsonl"
EXECUTED = "executed.ipynb"
LOG = "log.txt"


@dataclass(frozen=True, slots=True)
class Ended:
    """What the outside saw of a run's processes."""

    ending: Ending | None  # None: it ended by itself, and the journal says how
    detail: str
    seconds: float
    peak_mib: int
    notes: tuple[str, ...] = ()  # what a reader of the record should know


def save(notebook: Any, path: Path) -> None:
    """Write a notebook as far as it came, aside first; lone surrogates stay escaped."""
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps(notebook), encoding="ascii")
    aside.replace(path)


class Engine(Protocol):
    """Executes the notebook of a control folder in a work folder.

    It leaves the journal, the executed notebook and a log in the control folder, and nothing that
    the run started is alive when it returns. `isolation` says how tightly it confines what it runs.
    """

    @property
    def name(self) -> str:
        """What a record calls it."""

    @property
    def isolation(self) -> str:
        """`strict`, `landlock` or `none`."""

    def interrupt(self) -> None:
        """A person wants no more: wait for nothing that is only being prepared."""

    def close(self) -> None:
        """Nothing more will be run: end what was kept for further runs."""

    def execute(self, work: Path, control: Path, limits: Limits, stop: threading.Event) -> Ended:
        """Run it to its end, or to a limit, or until `stop` is set."""
