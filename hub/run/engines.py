"""What every engine is: something that executes a staged notebook and writes down what it saw."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from hub.model import Ending
from hub.settings import Limits

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

    def execute(self, work: Path, control: Path, limits: Limits, stop: threading.Event) -> Ended:
        """Run it to its end, or to a limit, or until `stop` is set."""
