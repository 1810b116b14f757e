"""Runs on the workers of a Dask cluster: recipe and data go there by content, results come back.

The only module that knows Dask. To the rest of the hub it is an engine like the others: what it
gives are the same bytes as a run on this machine.
"""

from __future__ import annotations

import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import distributed

from hub.ending import Ending
from hub.errors import NoCluster
from hub.run import limits as over
from hub.run.choose import choose
from hub.run.engines import Ended, Engine
from hub.run.task import engine_hash, environment
from hub.settings import Limits, Settings

TRIES = 3
PATIENCE = 10  # seconds for the scheduler to answer
TOPIC = "hub-runs"
LOOK_EVERY = 0.2
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is asked to run; the files travel beside it, each once to a worker."""

    key: str
    engine: str
    isolation: str  # as settled on the first worker: no worker may hold to less
    limits: Limits
    software: str


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: the engine's word, the isolation, and all files that were left."""

    ended: Ended
    isolation: str
    files: Files


class ClusterEngine:
    """Sends each run to a worker of a Dask scheduler."""

    def __init__(self, address: str, settings: Settings, inner: str) -> None:
        try:
            self._client = distributed.Client(address, timeout=PATIENCE)
        except (OSError, ValueError) as fault:
            raise NoCluster(
                f"There is no Dask scheduler at {address}: {fault}. Start one with: dask scheduler"
            ) from fault
        self.name = inner  # the same engine, so that what it gave is kept under the same name
        self._wanted = settings.isolation
        self._settled: str | None = None
        self._lock = threading.Lock()

    @property
    def isolation(self) -> str:
        """What holds on a worker, settled by trying there."""
        with self._lock:
            if self._settled is None:
                asked = self._client.submit(_isolation, self.name, self._wanted, pure=False)
                self._settled = str(asked.result())
            return self._settled

    def interrupt(self) -> None:
        """What the workers prepare is theirs."""

    def close(self) -> None:
        """Leave the cluster as it is, and go."""
        self._client.close()

    def execute(self, work: Path, control: Path, limits: Limits, stop: threading.Event) -> Ended:
        """Run a staged notebook on a worker, again on another where a worker dies."""
        began = time.monotonic()
        key = f"hub-{control.parent.parent.name}-{time.monotonic_ns()}"
        order = Order(key, self.name, self.isolation, limits, software())
        files = {**_packed("work", work), **_packed("control", control)}
        trouble = ""
        for number in range(TRIES):
            try:
                done = self._tried(replace(order, key=f"{key}-{number}"), files, stop)
            except over.Over as fault:
                return Ended(fault.ending, fault.detail, time.monotonic() - began, 0)
            except Exception as fault:  # noqa: BLE001 - whatever a worker or the network may raise
                trouble = str(fault)[:300]
                continue
            _unpack(done.files, {"work": work, "control": control})
            return replace(done.ended, notes=(*done.ended.notes, *self._died(key)))
        words = f"it failed {TRIES} times on the cluster: {trouble}"
        return Ended(Ending.NOT_STARTED, words, time.monotonic() - began, 0)

    def _tried(self, order: Order, files: Files, stop: threading.Event) -> Done:
        """One try. The files go to every worker, each once, so that one may die with its own."""
        sent = {
            name: self._client.scatter(data, hash=True, broadcast=True)
            for name, data in files.items()
        }
        future = self._client.submit(perform, order, sent, key=order.key, pure=False)
        try:
            return self._wait(future, stop)
        finally:
            future.cancel()

    def _wait(self, future: Any, stop: threading.Event) -> Done:
        """The result, unless a person stops the hub meanwhile; the worker keeps the limits."""
        while not future.done():
            if stop.is_set():
                raise over.interrupted()
            time.sleep(LOOK_EVERY)
        done: Done = future.result()
        return done

    def _died(self, key: str) -> tuple[str, ...]:
        """The workers that began this run and are no more."""
        events = self._client.get_events(TOPIC) or ()
        began = [event["worker"] for _, event in events if str(event.get("key")).startswith(key)]
        return tuple(
            f"the worker {worker} died under it; it was run again on another."
            for worker in began[:-1]
        )


def software() -> str:
    """Packages and code of the hub: a worker must have the same."""
    return f"{environment()[:16]}-{engine_hash()[:16]}"


# What happens on a worker ----------------------------------------------------------------------

_engines: dict[tuple[str, str], Engine] = {}
_guard = threading.Lock()


def _engine(name: str, isolation: str) -> Engine:
    """One engine for the life of a worker, so that its warm parent stays warm."""
    with _guard:
        if (name, isolation) not in _engines:
            wanted = Settings.model_validate({"engine": name, "isolation": isolation})
            cache = Path(tempfile.mkdtemp(prefix="hub-worker-"))
            _engines[name, isolation] = choose(wanted, cache)
        return _engines[name, isolation]


def _isolation(name: str, wanted: str) -> str:
    return _engine(name, wanted).isolation


def perform(order: Order, files: Files) -> Done:
    """Run one order in a folder of its own."""
    worker = distributed.get_worker()
    worker.log_event(TOPIC, {"key": order.key, "worker": worker.address})
    if order.software != software():
        words = f"the worker {worker.address} has other packages, or another version of the hub"
        return Done(Ended(Ending.NOT_STARTED, words, 0.0, 0), "", {})
    engine = _engine(order.engine, order.isolation)
    with tempfile.TemporaryDirectory(prefix="hub-run-") as folder:
        work, control = Path(folder, "work"), Path(folder, "control")
        work.mkdir()
        control.mkdir()
        (work / "results").mkdir()
        _unpack(files, {"work": work, "control": control})
        ended = engine.execute(work, control, order.limits, threading.Event())
        back = {**_packed("work/results", work / "results"), **_packed("control", control)}
        return Done(ended, engine.isolation, back)


def _packed(name: str, folder: Path) -> Files:
    """Every plain file below a folder, by a name that says where it belongs."""
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _unpack(files: Files, places: dict[str, Path]) -> None:
    for name, data in files.items():
        top, _, rest = name.partition("/")
        path = places[top] / rest
        if not path.resolve().is_relative_to(places[top].resolve()):
            continue  # a worker may be anybody's: nothing of it leads out of the folder
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(data)
