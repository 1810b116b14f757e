"""Every recipe on every profile: what is unchanged is kept, the rest is run, the longest first."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from hub.check import Judged
from hub.model import Execution
from hub.run import times
from hub.run.attempt import kept_or_made
from hub.run.choose import choose
from hub.run.engines import Engine
from hub.run.plan import plan
from hub.run.task import Task
from hub.settings import Settings

Watch = Callable[[Execution], None]
Step = Task | Execution


@dataclass(slots=True)
class _Work:
    """What the workers of one schedule share."""

    engine: Engine
    fresh: bool
    twice: bool
    stop: threading.Event = field(default_factory=threading.Event)
    took: dict[str, float] = field(default_factory=dict)

    def perform(self, step: Step) -> Execution:
        """Keep or make one run."""
        if isinstance(step, Execution):
            return step
        began = time.monotonic()
        made = kept_or_made(step, self.engine, self.stop, fresh=self.fresh, twice=self.twice)
        if not made.reused:
            self.took[times.name(step)] = time.monotonic() - began
        return made


def run(
    judged: Iterable[Judged],
    data: Mapping[str, Path],
    runs: Path,
    settings: Settings,
    *,
    profiles: Sequence[str] = (),
    jobs: int | None = None,
    fresh: bool = False,
    twice: bool = False,
    done: Watch = lambda _: None,
    engine: Engine | None = None,
) -> tuple[Execution, ...]:
    """Run what can be run, on each profile; `data` maps a profile to its folder of tables.

    A run whose content has not changed is not repeated, unless `fresh`; with `twice`, new runs
    are made again to see whether they give the same. The order of what comes back is that of the
    recipes and profiles, whatever finished first; `done` hears of each as it finishes, while the
    others go on.
    """
    planned: list[Step] = [
        plan(one, profile, data[profile], runs, settings)
        for one in judged
        for profile in (profiles or settings.profiles)
    ]
    chosen = engine or choose(settings, runs.parent / "cache")
    work = _Work(chosen, fresh, twice)
    known = times.read(runs)
    try:
        return _perform_all(planned, work, known, jobs or os.cpu_count() or 1, done)
    finally:
        times.write(runs, known, work.took)
        if engine is None:
            chosen.close()


def run_one(step: Step, engine: Engine) -> Execution:
    """One run that was planned elsewhere, always made anew."""
    (made,) = _perform_all([step], _Work(engine, fresh=True, twice=False), {}, 1, lambda _: None)
    return made


def _perform_all(
    planned: list[Step], work: _Work, known: Mapping[str, float], jobs: int, done: Watch
) -> tuple[Execution, ...]:
    tasks = times.longest_first((one for one in planned if isinstance(one, Task)), known)
    order: list[Step] = [*(one for one in planned if isinstance(one, Execution)), *tasks]
    with ThreadPoolExecutor(jobs) as pool:
        waiting = {id(step): pool.submit(work.perform, step) for step in order}
        try:
            for one in as_completed(waiting.values()):
                done(one.result())
            return tuple(waiting[id(step)].result() for step in planned)
        except BaseException:
            work.stop.set()
            work.engine.interrupt()
            pool.shutdown(cancel_futures=True)
            raise
