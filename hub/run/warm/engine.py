"""The warm engine: papermill's way in, with a forked child where a kernel would be.

The notebook, the clock, the limits and the journal stay on this side; the child only gets cells.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import nbformat

from hub.ending import Ending
from hub.run import notebooks
from hub.run.away import take_away
from hub.run.confine import trial, view
from hub.run.engines import JOURNAL, WANTED, Ended
from hub.run.harvest import bring_home
from hub.run.isolation import Isolation, NoIsolation
from hub.run.journal import JournalWriter
from hub.run.limits import Over
from hub.run.packages import NotInstalled, folder_for
from hub.run.warm.session import Session
from hub.run.warm.start import Broken, WarmParent
from hub.run.warm.usual import named
from hub.settings import Limits


class WarmEngine:
    """Forks a confined child of a warm parent for each run; papermill keeps the notebook."""

    name = "warm"

    def __init__(self, parent: WarmParent, cache: Path, wanted: str) -> None:
        self.parent, self._cache = parent, cache
        self._others: dict[Path, WarmParent] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._early: threading.Thread | None = None
        self._isolation = Isolation(wanted, self._trial)
        logging.getLogger("papermill").setLevel(logging.CRITICAL)  # the journal holds it already

    @property
    def isolation(self) -> str:
        """Settled by trying when it is first asked for."""
        return self._isolation.settle()

    def prepare(self) -> None:
        """Try what isolation holds, while the rest of the hub gets ready for the first run."""
        self._early = threading.Thread(target=self._settle_early, name="isolation", daemon=True)
        self._early.start()

    def _settle_early(self) -> None:
        with contextlib.suppress(NoIsolation):  # the first run says it, to whoever waits for it
            self._isolation.settle()

    def interrupt(self) -> None:
        """Do not wait for a warm parent that has still to import."""
        self._closing.set()

    def close(self) -> None:
        """End the warm parent."""
        self._closing.set()
        if self._early:
            self._early.join()
        for parent in (self.parent, *self._others.values()):
            parent.close()

    def _parent_for(self, control: Path) -> WarmParent:
        """A recipe with packages of its own has a warm parent of its own."""
        packages = folder_for(control, self._cache)
        if packages is None:
            return self.parent
        with self._lock:
            if packages not in self._others:
                folder = self._cache / f"warm-{packages.name}"
                self._others[packages] = WarmParent(folder, packages)
            return self._others[packages]

    def _trial(self, isolation: str) -> str | None:
        """Run code that looks for what it must not see; what it saw, or why it could not run."""
        if self._closing.is_set():
            return "the hub ended before it was tried"
        with tempfile.TemporaryDirectory(prefix="hub-trial-") as folder:
            planted, work = Path(folder, "planted"), Path(folder, "run", "work")
            planted.write_text("not for recipes", encoding="utf-8")
            (work / "results").mkdir(parents=True)
            cell = nbformat.v4.new_code_cell()  # type: ignore[no-untyped-call]
            try:
                session = _session(self.parent, isolation, work, Limits(), self._closing)
            except Broken as fault:
                return str(fault)
            try:
                session.begin(isolation)
                look = trial.call(str(planted), os.getpid())
                answer = session.execute(0, f"{trial.SOURCE}\nprint({look})", cell)
            except (Broken, Over) as fault:
                return str(fault)
            finally:
                session.close()
        said = "".join(output.get("text", "") for output in cell.outputs).strip()
        return None if answer["status"] == "ok" and said == "[]" else f"it reaches {said}"

    def execute(self, work: Path, control: Path, limits: Limits, stop: threading.Event) -> Ended:
        """Run a staged notebook to its end, or to a limit, or until `stop` is set."""
        began, isolation = time.monotonic(), self.isolation
        try:
            parent, packages = self._parent_for(control), named(work, control)
            session = _session(parent, isolation, work, limits, stop, packages)
        except (Broken, NotInstalled) as fault:
            return Ended(Ending.NOT_STARTED, str(fault), time.monotonic() - began, 0)
        notes: tuple[str, ...] = ()
        try:
            session.begin(isolation)
            with (control / JOURNAL).open("w", encoding="utf-8") as stream:
                journal = JournalWriter(stream)
                journal.ready()
                notebooks.execute(control, "hub-warm", journal, session=session)
            if session.results is not None and isolation == "strict":
                notes = bring_home(session.results, work / "results", limits, _wanted(control))
        except Broken as fault:
            return Ended(Ending.NOT_STARTED, str(fault), time.monotonic() - began, 0)
        finally:
            session.close()
            take_away(work.parent / view.HOME)
        return Ended(None, "", time.monotonic() - began, session.peak_mib, notes)


def _session(
    parent: WarmParent,
    isolation: str,
    work: Path,
    limits: Limits,
    stop: threading.Event,
    packages: Sequence[str] = (),
) -> Session:
    """A child forked for one run. Raises Broken where there is no parent to do so."""
    return Session(parent.open(isolation, work, limits, stop, packages), limits, work, stop)


def _wanted(control: Path) -> frozenset[str]:
    path = control / WANTED
    return frozenset(json.loads(path.read_text("utf-8"))) if path.is_file() else frozenset()
