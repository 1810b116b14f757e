"""Every recipe on every profile: what is unchanged is kept, the rest is run, some at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hub.check import Judged
from hub.model import Execution
from hub.run.attempt import kept_or_made
from hub.run.engines import Engine
from hub.run.plan import plan
from hub.run.process import KernelEngine
from hub.run.task import Task
from hub.settings import Settings

Watch = Callable[[Execution], None]


def run(
    judged: Iterable[Judged],
    data: Mapping[str, Path],
    runs: Path,
    settings: Settings,
    *,
    profiles: Sequence[str] = (),
    jobs: int | None = None,
    fresh: bool = False,
    done: Watch = lambda _: None,
    engine: Engine | None = None,
) -> tuple[Execution, ...]:
    """Run what can be run, on each profile; `data` maps a profile to its folder of tables.

    A run whose content has not changed is not repeated, unless `fresh`. The order of what comes
    back is that of the recipes and profiles, whatever finished first.
    """
    planned = [
        plan(one, profile, data[profile], runs, settings)
        for one in judged
        for profile in (profiles or settings.profiles)
    ]
    chosen = engine or KernelEngine.ready(runs.parent / "cache")
    stop = threading.Event()

    def perform(step: Task | Execution) -> Execution:
        made = (
            step
            if isinstance(step, Execution)
            else kept_or_made(step, chosen, settings.limits, stop, fresh)
        )
        done(made)
        return made

    with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as pool:
        waiting = [pool.submit(perform, step) for step in planned]
        try:
            return tuple(one.result() for one in waiting)
        except BaseException:
            stop.set()
            pool.shutdown(cancel_futures=True)
            raise
