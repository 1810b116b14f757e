"""The middle of the line, for the commands that make no site: run, then record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hub.check import Checked
from hub.lock import only_one
from hub.model import Record
from hub.progress import Progress
from hub.record import record
from hub.run.data import make_data
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Settings


def run_and_record(
    checked: Checked,
    out: Path,
    settings: Settings,
    engine: Engine,
    *,
    profiles: Sequence[str] = (),
    jobs: int | None = None,
    fresh: bool = False,
) -> tuple[Record, ...]:
    """Run checked recipes on the chosen profiles, one walk at a time an output folder."""
    progress = Progress()
    chosen = tuple(profiles) or settings.profiles
    with only_one(out):
        data = make_data(out, settings, progress)
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
                done=done,
            )
        return record(checked, executions, data, settings)
