"""One run as a process of its own: a clean environment, deadlines, and an end to all it started."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import psutil

from hub.ending import Ending
from hub.run import fonts
from hub.run import limits as over
from hub.run.away import take_away
from hub.run.clean import environment
from hub.run.confine import command, view
from hub.run.engines import LOG, ORDER, Ended
from hub.run.isolation import Isolation
from hub.run.limits import Over
from hub.run.packages import VARIABLE, NotInstalled, folder_for
from hub.run.watch import Watch
from hub.settings import Limits

MARK = "HUB_RUN_ID"
LONGEST_LOG = 200_000
PATIENCE = 60  # seconds to end all that a run has started
LOOK_EVERY = 0.1  # seconds between looks at the clock and the memory


class KernelEngine:
    """papermill with a stock kernel for each run, in a process and an environment of its own.

    The kernel alone is confined: papermill stands outside and writes the journal.
    """

    name = "kernel"

    def __init__(self, cache: Path, wanted: str = "none") -> None:
        self._cache = cache
        self._fonts: Path | None = None
        self._isolation = Isolation(wanted, command.trial)
        self._lock = threading.Lock()

    @property
    def isolation(self) -> str:
        """Settled by trying when it is first asked for."""
        return self._isolation.settle()

    def interrupt(self) -> None:
        """Nothing is prepared for long."""

    def close(self) -> None:
        """Nothing is kept between runs."""

    def execute(self, work: Path, control: Path, limits: Limits, stop: threading.Event) -> Ended:
        """Start a worker, watch it, and end everything it started, however it ends."""
        with self._lock:  # the fonts of this machine, so that no run has to look for them
            self._fonts = self._fonts or fonts.known() or fonts.warm(self._cache / "fonts")
        try:
            packages = folder_for(control, self._cache)
        except NotInstalled as fault:
            return Ended(Ending.NOT_STARTED, str(fault), 0.0, 0)
        order = {"limits": limits.model_dump(), "isolation": self.isolation, "work": str(work)}
        with tempfile.TemporaryDirectory(prefix="hub-") as sockets:  # a short path, as they need
            order["sockets"] = sockets
            (control / ORDER).write_text(json.dumps(order), encoding="utf-8")
            further = {VARIABLE: str(packages)} if packages else {}
            further |= view.ALONE if order["isolation"] == "landlock" else {}
            variables = environment(control / view.HOME, self._fonts) | further
            places = (work, control / view.HOME, Path(sockets), control / LOG)
            look = partial(_look_from_outside, limits, places)
            try:
                return _supervise(work, control, limits, variables, stop, look)
            finally:
                take_away(Path(sockets))  # the run could write in it


def _supervise(
    work: Path,
    control: Path,
    limits: Limits,
    variables: dict[str, str],
    stop: threading.Event,
    look: Look,
) -> Ended:
    """The worker's output goes to a file and never to the hub's own.

    Lines such as `::error::` are commands to some CI systems.
    """
    run_id = uuid.uuid4().hex
    variables = {**variables, MARK: run_id}
    with (control / LOG).open("wb") as log:
        started = time.monotonic()
        worker = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "hub.run.worker", str(control)],
            cwd=work,
            env=variables,
            stdin=subprocess.PIPE,  # nothing is said there: it ends when this process does
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            ending, detail, peak = _watch(worker, limits, started, stop, look(worker.pid))
        finally:
            _end_all(worker, run_id)
    _shorten(control / LOG)
    return Ended(ending, detail, time.monotonic() - started, peak)


def _shorten(log: Path) -> None:
    """Keep the end of a log; what a run writes past its kernel lands there too."""
    if log.stat().st_size > LONGEST_LOG:
        with log.open("r+b") as stream:
            stream.seek(-LONGEST_LOG, os.SEEK_END)
            end = stream.read()
            stream.seek(0)
            stream.write(end)
            stream.truncate()


def _watch(
    worker: subprocess.Popen[bytes],
    limits: Limits,
    started: float,
    stop: threading.Event,
    watch: Watch | PlainWatch,
) -> tuple[Ending | None, str, int]:
    """Look at the run until it has ended, or has gone beyond a limit: how, why, peak memory."""
    try:
        while worker.poll() is None:
            watch.look()
            if time.monotonic() - started > limits.run_seconds:
                raise over.run_time(limits)
            if stop.is_set():
                raise over.interrupted()
            with contextlib.suppress(subprocess.TimeoutExpired):
                worker.wait(LOOK_EVERY)
        watch.look_at_files(now=True)  # a quick run may have filled its room since the last look
    except Over as fault:
        return fault.ending, fault.detail, watch.peak_mib
    return None, "", watch.peak_mib


class PlainWatch:
    """What can be seen of a run on any system: the resident memory of its processes."""

    def __init__(self, pid: int, limits: Limits) -> None:
        self._pid, self._limits = pid, limits
        self.peak_mib = 0

    def look(self) -> None:
        """Raises Over when it holds too much, or is too many."""
        held = count = threads = 0
        with contextlib.suppress(psutil.Error):
            for process in psutil.Process(self._pid).children(recursive=True):
                count += 1
                with contextlib.suppress(psutil.Error):
                    held += process.memory_info().rss
                    threads += process.num_threads()
        self.peak_mib = max(self.peak_mib, held // 2**20)
        if self.peak_mib > self._limits.memory_mib:
            raise over.memory(self._limits)
        if count > self._limits.processes:
            raise over.processes(self._limits)
        if threads > self._limits.threads:
            raise over.threads(self._limits)

    def look_at_files(self, *, now: bool = False) -> None:
        """Files are not watched here: what is taken of them afterwards has limits of its own."""


def _look_from_outside(limits: Limits, places: Iterable[Path], pid: int) -> Watch | PlainWatch:
    if sys.platform != "linux":
        return PlainWatch(pid, limits)
    return Watch(pid, limits, places, beside=True)


Look = Callable[[int], Watch | PlainWatch]
"""What looks at the run of a worker, by its number."""


def _end_all(worker: subprocess.Popen[bytes], run_id: str) -> None:
    """End the worker and whatever carries the run's mark, orphans in sessions of their own too."""
    with contextlib.suppress(psutil.Error):
        for process in psutil.Process(worker.pid).children(recursive=True):
            _kill(process)
    worker.kill()
    worker.wait()
    if worker.stdin:
        worker.stdin.close()
    deadline = time.monotonic() + PATIENCE
    while (left := list(_marked(run_id))) and time.monotonic() < deadline:
        for process in left:  # stopped ones start no others
            with contextlib.suppress(psutil.Error):
                process.suspend()
        for process in left:
            _kill(process)


def _marked(run_id: str) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            mine = process.environ().get(MARK) == run_id
            if mine and process.status() != psutil.STATUS_ZOMBIE:
                yield process


def _kill(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.Error):
        process.kill()
