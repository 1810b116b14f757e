"""A run that is over because it went beyond a limit, in the words that the record gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.ending import Ending
from hub.settings import Limits

if TYPE_CHECKING:
    from hub.contribution import RecipeCard


class Over(Exception):
    """The run has to end now: how, and in words why."""

    def __init__(self, ending: Ending, detail: str) -> None:
        super().__init__(detail)
        self.ending, self.detail = ending, detail


def cell_time(limits: Limits) -> Over:
    """One cell took too long."""
    return Over(Ending.CELL_TIMEOUT, f"stopped after {limits.cell_seconds} s in one cell")


def run_time(limits: Limits) -> Over:
    """The whole run took too long."""
    return Over(Ending.RUN_TIMEOUT, f"the whole run was stopped after {limits.run_seconds} s")


def memory(limits: Limits) -> Over:
    """All its processes together held too much."""
    return Over(Ending.OUT_OF_MEMORY, f"it used more than {limits.memory_mib:,} MiB")


def processes(limits: Limits) -> Over:
    """It started too many."""
    return Over(
        Ending.TOO_MANY_PROCESSES, f"it had more than {limits.processes:,} processes at once"
    )


def threads(limits: Limits) -> Over:
    """They were too many, with the first one of each process."""
    return Over(Ending.TOO_MANY_PROCESSES, f"it had more than {limits.threads:,} threads at once")


def written(limits: Limits) -> Over:
    """Its files grew too large."""
    return Over(Ending.TOO_MUCH_WRITTEN, f"it wrote more than {limits.written_bytes // 10**6:,} MB")


def files(limits: Limits) -> Over:
    """It made too many files."""
    return Over(Ending.TOO_MUCH_WRITTEN, f"it wrote more than {limits.files:,} files")


def out_of_sight() -> Over:
    """It made folders in which nobody can count."""
    return Over(
        Ending.TOO_MUCH_WRITTEN, "it made folders too deep, or too closed, for its files to be seen"
    )


def output_bytes(limits: Limits) -> Over:
    """It printed and drew too much for anyone to keep."""
    return Over(
        Ending.TOO_MUCH_OUTPUT, f"it gave more than {limits.output_bytes // 1000:,} kB of output"
    )


def outputs(limits: Limits) -> Over:
    """It showed too many things."""
    return Over(Ending.TOO_MUCH_OUTPUT, f"it gave more than {limits.outputs:,} outputs")


def left() -> Over:
    """It asked to be ended, as exit() and quit() do."""
    return Over(Ending.LEFT, "it called exit() or quit()")


def died() -> Over:
    """Its process was there, and is not."""
    return Over(
        Ending.DIED,
        "it ended without a word, as it does when a compiled library fails, "
        "or with sys.exit() in a task",
    )


def interrupted() -> Over:
    """The build was stopped by a person."""
    return Over(Ending.NOT_STARTED, "the build was interrupted")


def lowered(limits: Limits, card: RecipeCard) -> Limits:
    """The hub's limits, lower where the recipe asks for less; it cannot ask for more."""
    asked = card.limits.model_dump(exclude_none=True) if card.limits else {}
    return limits.model_copy(
        update={name: min(most, getattr(limits, name)) for name, most in asked.items()}
    )
