"""How a run came to its end, and how each cell answered.

Apart from the other nouns, because the small process around every stock kernel needs these and no
more: it starts for each run, and the rest of the hub would take longer to import than it runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

REPLACED = "a cell replaced what runs cells, so nobody can tell what came after it."
"""The warning of a reply after which the run proves nothing."""

PASSED_OVER = "an error in the cell was shown and passed over: "
"""How the warning of a reply begins that says ok, although the notebook shows an error."""


class Ending(StrEnum):
    """How the processes of a run came to their end, before any judgement."""

    FINISHED = "finished"  # every cell was sent, and the kernel was alive at the end
    STOPPED = "stopped"  # a cell replied with an error, and nothing was sent after it
    LEFT = "left"  # a cell asked the kernel to leave
    DIED = "died"  # the kernel went away by itself
    CELL_TIMEOUT = "cell-timeout"
    RUN_TIMEOUT = "run-timeout"
    OUT_OF_MEMORY = "out-of-memory"
    TOO_MANY_PROCESSES = "too-many-processes"
    TOO_MUCH_WRITTEN = "too-much-written"
    TOO_MUCH_OUTPUT = "too-much-output"
    NOT_STARTED = "not-started"  # the hub could not start it
    NOT_RUN = "not-run"  # there was nothing to start: the reason is in the detail
    NOT_APPLICABLE = "not-applicable"  # the profile lacks what the recipe needs


@dataclass(frozen=True, slots=True)
class Reply:
    """How the kernel answered one code cell; `status` is None when it never did."""

    cell: int
    status: str | None
    error: str | None = None  # the name and words of the error
    line: str | None = None  # the line of the recipe that raised it
    warnings: tuple[str, ...] = ()  # what went wrong in it without an error
    seconds: float = 0.0
