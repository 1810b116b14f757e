"""One run: kept from before, or made in a folder aside and swapped in whole."""

from __future__ import annotations

import datetime as dt
import os
import re
import threading
from dataclasses import replace
from pathlib import Path

from hub.errors import Stopped
from hub.model import PYTHON, Ending, Execution
from hub.run import journal, keep
from hub.run.away import take_away
from hub.run.engines import EXECUTED, JOURNAL, LOG, Ended, Engine
from hub.run.harvest import take_results
from hub.run.isolation import HELP
from hub.run.keep import hashes
from hub.run.stage import stage
from hub.run.task import Task, environment, fingerprint
from hub.settings import Limits

REFUSED = f"there is no isolation here, and only your own recipes are run without it. {HELP}"


def kept_or_made(
    task: Task, engine: Engine, stop: threading.Event, *, fresh: bool = False, twice: bool = False
) -> Execution:
    """The kept run where nothing that counts has changed, else a new one, put in its place.

    With `twice`, a new run that finished is made a second time, and what differs is kept with it.
    """
    mark = fingerprint(task, engine.name)
    unknown = task.kernel != PYTHON  # nobody knows the packages of other languages
    kept, warning = (None, None) if fresh or unknown else keep.read(task.folder, mark)
    if kept is not None and not (twice and _unrepeated(kept)):
        return kept
    if engine.isolation == "none" and not task.own:
        return Execution(
            task.recipe.id, task.profile, Ending.NOT_RUN, REFUSED, task.folder, fingerprint=mark
        )
    made = _made(task, mark, engine, stop, twice=twice)
    return replace(made, notes=(*made.notes, warning)) if warning else made


def _unrepeated(kept: Execution) -> bool:
    return kept.ended is Ending.FINISHED and kept.differs is None


def _made(
    task: Task, mark: str, engine: Engine, stop: threading.Event, *, twice: bool
) -> Execution:
    limits = task.limits
    aside = task.folder.with_name(f".new-{task.profile}-{os.getpid()}")
    _take_away_stale(task)
    aside.mkdir(parents=True)
    work, control = aside / "work", aside / "control"
    started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    try:
        stage(task, work, control)
        ended = _executed(engine, work, control, limits, stop)
        seen = journal.read(control / JOURNAL)
        notes = (*ended.notes, *take_results(work, aside / keep.RESULTS, limits, task.wanted))
        for name in (EXECUTED, LOG):
            if (control / name).is_file():
                (control / name).rename(aside / name)
        made = _execution(task, mark, engine, started, ended, seen, notes)
        take_away(work)
        take_away(control)
        if twice and made.ended is Ending.FINISHED and not stop.is_set():
            made = replace(made, differs=_differing(task, aside, engine, stop))
        if made.ended is not Ending.NOT_STARTED:
            keep.write(made, aside)
        if not stop.is_set():  # an interrupted run takes no other's place
            keep.swap_in(aside, task.folder)
        return made
    finally:
        take_away(aside)


def _executed(
    engine: Engine, work: Path, control: Path, limits: Limits, stop: threading.Event
) -> Ended:
    """One execution. What a run sends is hostile: where the hub stumbles over it, others go on."""
    try:
        return engine.execute(work, control, limits, stop)
    except (Stopped, OSError):  # of the machine, and so of every run
        raise
    except Exception as fault:  # noqa: BLE001 - of this run, whatever it is
        return Ended(
            Ending.NOT_STARTED, f"the hub stumbled over what it sent: {fault!r:.200}", 0, 0
        )


def _take_away_stale(task: Task) -> None:
    """What a hub that was killed left beside; only one hub at a time works in a folder."""
    name = re.compile(rf"\.(new|old)-{re.escape(task.profile)}-\d+")
    for path in task.folder.parent.glob(".*"):
        if name.fullmatch(path.name):
            take_away(path)


def _differing(
    task: Task, aside: Path, engine: Engine, stop: threading.Event
) -> tuple[str, ...] | None:
    """Make the run again: the results that came out otherwise; None where the hub was stopped."""
    work, control, second = aside / "work", aside / "control", aside / "second"
    try:
        stage(task, work, control)
        ended = _executed(engine, work, control, task.limits, stop)
        seen = journal.read(control / JOURNAL)
        take_results(work, second, task.limits, task.wanted)
        ending, detail = _ending(ended, seen)
        if stop.is_set() or ending is Ending.NOT_STARTED:
            return None
        if ending is not Ending.FINISHED:
            return (f"the second time, the run did not finish: {ending} {detail}".strip(),)
        before, after = hashes(aside / keep.RESULTS), hashes(second)
        return tuple(sorted(n for n in {*before, *after} if before.get(n) != after.get(n)))
    finally:
        for folder in (work, control, second):
            take_away(folder)


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
        absent=task.absent,
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
