"""Every recipe on every profile: what is unchanged is kept, the rest is run, some at a time."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from hub.check import Judged
from hub.model import Ending, Execution, Level
from hub.run import journal, keep
from hub.run.harvest import take_results
from hub.run.process import LOG, Ended, supervise, warm_fonts
from hub.run.stage import stage
from hub.run.task import ENGINE, ISOLATION, Task, environment, fingerprint
from hub.run.worker import EXECUTED, JOURNAL
from hub.settings import Limits, Settings
from synthetic_data import store

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
    fonts = warm_fonts(runs.parent / "cache" / "fonts")
    stop = threading.Event()

    def perform(step: Task | Execution) -> Execution:
        made = (
            step
            if isinstance(step, Execution)
            else _kept_or_made(step, settings.limits, fonts, stop, fresh)
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


def plan(
    judged: Judged, profile: str, data: Path, runs: Path, settings: Settings
) -> Task | Execution:
    """What to do about one recipe on one profile: a task, or the reason why there is none."""
    recipe = judged.recipe
    folder = runs / recipe.locality.slug / recipe.slug / profile
    card = recipe.card.value
    if not judged.can_run or card is None:
        blocking = [f for f in judged.findings if f.level is Level.ERROR]
        return _not_run(judged, profile, folder, blocking[0].problem if blocking else "")
    if card.status == "archived":
        return _not_run(judged, profile, folder, "the recipe is archived.")
    locality = settings.data_of(recipe.locality.data_of)
    tables: dict[str, Path] = {}
    for name, wanted in card.inputs.items():
        path = store.table_path(data.parent, profile, locality, name)
        if path.is_file():
            tables[name] = path
        elif wanted.required:
            reason = f'the profile {profile} has no table "{name}", which the recipe needs.'
            return _not_run(judged, profile, folder, reason)
    return Task(recipe, card, profile, tables, store.data_version(data), folder)


def _not_run(judged: Judged, profile: str, folder: Path, reason: str) -> Execution:
    return Execution(
        recipe=judged.recipe.id,
        profile=profile,
        fingerprint="",
        ended=Ending.NOT_RUN,
        detail=reason,
        replies=(),
        started="",
        seconds={},
        peak_mib=0,
        engine=ENGINE,
        isolation=ISOLATION,
        environment="",
        data="",
        folder=folder,
    )


def _kept_or_made(
    task: Task, limits: Limits, fonts: Path | None, stop: threading.Event, fresh: bool
) -> Execution:
    mark = fingerprint(task)
    kept, warning = (None, None) if fresh else keep.read(task.folder, mark)
    if kept is not None:
        return kept
    made = _made(task, mark, limits, fonts, stop)
    return replace(made, notes=(*made.notes, warning)) if warning else made


def _made(
    task: Task, mark: str, limits: Limits, fonts: Path | None, stop: threading.Event
) -> Execution:
    aside = task.folder.with_name(f".new-{task.profile}-{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    work, control = aside / "work", aside / "control"
    started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    try:
        stage(task, work, control)
        ended = supervise(work, control, limits, fonts, stop)
        seen = journal.read(control / JOURNAL)
        notes = take_results(work, aside / keep.RESULTS, limits)
        for name in (EXECUTED, LOG):
            if (control / name).is_file():
                (control / name).rename(aside / name)
        made = _execution(task, mark, started, ended, seen, notes)
        shutil.rmtree(work, ignore_errors=True)
        shutil.rmtree(control, ignore_errors=True)
        if made.ended is not Ending.NOT_STARTED:
            keep.write(made, aside)
        if not stop.is_set():  # an interrupted run takes no other's place
            keep.swap_in(aside, task.folder)
        return made
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _execution(
    task: Task,
    mark: str,
    started: str,
    ended: Ended,
    seen: journal.Journal,
    notes: tuple[str, ...],
) -> Execution:
    ending, detail = _ending(ended, seen)
    cells = sum(reply.seconds for reply in seen.replies)
    return Execution(
        recipe=task.recipe.id,
        profile=task.profile,
        fingerprint=mark,
        ended=ending,
        detail=detail,
        replies=tuple(reply for reply in seen.replies if reply.cell > 0),
        started=started,
        seconds={"cells": round(cells, 2), "whole": round(ended.seconds, 2)},
        peak_mib=ended.peak_mib,
        engine=ENGINE,
        isolation=ISOLATION,
        environment=environment()[:16],
        data=task.data_version[:16],
        folder=task.folder,
        notes=(*seen.notes, *notes),
    )


def _ending(ended: Ended, seen: journal.Journal) -> tuple[Ending, str]:
    """How it ended: what the outside did, else what the journal says, else what is missing."""
    if ended.ending is not None:
        return ended.ending, ended.detail
    if seen.ending is not None:
        return seen.ending, seen.detail
    if not seen.ready:
        return Ending.NOT_STARTED, f"the kernel did not start; {LOG} in the run's folder says why"
    return Ending.DIED, "the process that ran it was ended from outside"
