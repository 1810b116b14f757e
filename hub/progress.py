"""How far the hub is: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from hub.model import Execution

Done = Callable[["Execution"], None]


class Progress:
    """Tells a person what is being done. It writes to standard error, so results stay clean."""

    def __init__(self) -> None:
        live = sys.stderr.isatty() and not os.environ.get("CI")
        self._console = _console() if live else None

    def say(self, line: str) -> None:
        """One plain line."""
        if self._console:
            self._console.print(line, markup=False)
        else:
            sys.stderr.write(f"{line}\n")

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """A step of the line, with the seconds that it took."""
        began = time.monotonic()
        if self._console:
            with self._console.status(title):
                yield
        else:
            yield
        self.say(f"{title}: {time.monotonic() - began:.1f} s")

    @contextmanager
    def runs(self, count: int) -> Iterator[Done]:
        """The runs of a build; call what it gives with each execution that is done."""
        if self._console is None:
            yield self._plainly(count)
            return
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Bars(*columns, console=self._console) as bars:
            bar = bars.add_task("runs", total=count)

            def done(execution: Execution) -> None:
                bars.console.print(_line(execution), markup=False)
                bars.advance(bar)

            yield done

    def _plainly(self, count: int) -> Done:
        """A line a run, with how many there are and how long the rest may take."""
        began, over = time.monotonic(), 0

        def done(execution: Execution) -> None:
            nonlocal over
            over += 1
            left = (time.monotonic() - began) / over * (count - over)
            more = f", about {left:.0f} s left" if left >= 1 else ""
            self.say(f"{_line(execution)} ({over} of {count}{more})")

        return done


def _console() -> Console:
    """Where bars are drawn; plain lines do not wait for its import."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def _line(execution: Execution) -> str:
    name = f"  {execution.recipe} on {execution.profile}"
    if execution.reused:
        return f"{name}: unchanged, not run again"
    seconds = execution.seconds.get("whole")
    return f"{name}: {execution.ended}" + (f" in {seconds:.1f} s" if seconds else "")
