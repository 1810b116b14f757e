"""One run: kept from before, or made in a folder aside and swapped in whole."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import threading
from dataclasses import replace

from hub.model import Ending, Execution
from hub.run import journal, keep
from hub.run.engines import EXECUTED, JOURNAL, LOG, Ended, Engine
from hub.run.harvest import take_results
from hub.run.stage import stage
from hub.run.task import Task, environment, fingerprint
from hub.settings import Limits


def kept_or_made(
    task: Task, engine: Engine, limits: Limits, stop: threading.Event, fresh: bool
) -> Execution:
    """The kept run where nothing that counts has changed, else a new one, put in its place."""
    mark = fingerprint(task, engine.name)
    kept, warning = (None, None) if fresh else keep.read(task.folder, mark)
    if kept is not None:
        return kept
    made = _made(task, mark, engine, limits, stop)
    return replace(made, notes=(*made.notes, warning)) if warning else made


def _made(
    task: Task, mark: str, engine: Engine, limits: Limits, stop: threading.Event
) -> Execution:
    aside = task.folder.with_name(f".new-{task.profile}-{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    work, control = aside / "work", aside / "control"
    started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    try:
        stage(task, work, control)
        ended = engine.execute(work, control, limits, stop)
        seen = journal.read(control / JOURNAL)
        notes = take_results(work, aside / keep.RESULTS, limits)
        for name in (EXECUTED, LOG):
            if (control / name).is_file():
                (control / name).rename(aside / name)
        made = _execution(task, mark, engine, started, ended, seen, notes)
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
    engine: Engine,
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
        engine=engine.name,
        isolation=engine.isolation,
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
