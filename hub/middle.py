"""The middle of the line, the same for every command that runs recipes: run, then record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from hub.check import Checked
from hub.model import Record
from hub.progress import Progress
from hub.record import record
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Settings


def run_and_record(
    checked: Checked,
    data: Mapping[str, Path],
    out: Path,
    settings: Settings,
    engine: Engine,
    progress: Progress,
    *,
    profiles: Sequence[str] = (),
    jobs: int | None = None,
    fresh: bool = False,
    twice: bool = False,
) -> tuple[Record, ...]:
    """Run checked recipes on the chosen profiles, and say what came of it.

    Whoever calls holds the lock of `out`: one walk at a time.
    """
    chosen = tuple(profiles) or settings.profiles
    with progress.runs(len(checked.recipes) * len(chosen)) as done:
        executions = run(
            checked.recipes,
            data,
            out / "runs",
            settings,
            engine=engine,
            profiles=chosen,
            jobs=jobs,
            fresh=fresh,
            twice=twice,
            done=done,
        )
    return record(checked, executions, data, settings)
