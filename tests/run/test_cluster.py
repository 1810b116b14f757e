"""Runs on a Dask cluster give the same bytes, and outlive a worker that dies."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.check import check
from hub.model import Ending
from hub.run import cluster as cluster_engine
from hub.run import keep
from hub.run.cluster import TOPIC, ClusterEngine, NoCluster
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Settings
from tests.contributions import collected, write_recipe
from tests.run.cells import run_cells

distributed = pytest.importorskip("distributed")
if sys.platform != "linux":
    pytest.skip("the workers' engine needs Linux", allow_module_level=True)


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    """A real cluster of two worker processes."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield made


@pytest.fixture(scope="module")
def far(cluster: object) -> Iterator[Engine]:
    """The engine that sends runs there."""
    made = ClusterEngine(cluster.scheduler_address, Settings(), "warm")  # type: ignore[attr-defined]
    yield made
    made.close()


def test_a_run_on_a_cluster_gives_the_same_bytes(
    far: Engine, warm: Engine, tmp_path: Path, small_data: Path
) -> None:
    """And is kept under the same fingerprint."""
    write_recipe(tmp_path)
    settings = Settings(profiles=("clean",))
    judged = check(collected(tmp_path)).recipes

    here, there = (
        run(judged, {"clean": small_data}, tmp_path / name, settings, engine=engine)[0]
        for name, engine in (("here", warm), ("there", far))
    )

    assert there.ended is here.ended is Ending.FINISHED
    assert there.fingerprint == here.fingerprint
    assert there.isolation == here.isolation
    assert keep.hashes(there.folder / "results") == keep.hashes(here.folder / "results")


def test_a_worker_that_dies_is_replaced_and_named(far: Engine, tmp_path: Path) -> None:
    """The run is made again on another worker."""
    ended: list[object] = []

    def go() -> None:
        ended.append(run_cells(far, tmp_path, "import time; time.sleep(4)", "print('done')"))

    before = len(far._client.get_events(TOPIC) or ())  # type: ignore[attr-defined]
    thread = threading.Thread(target=go)
    thread.start()
    victim = _begun_on(far, before)
    os.kill(victim, signal.SIGKILL)
    thread.join(180)

    (outcome, said), *_ = ended  # type: ignore[misc]
    assert said[-1] == "done\n"
    assert any("died under it" in note for note in outcome.notes)


def _begun_on(far: Engine, before: int) -> int:
    """The process id of the worker that has begun the run: it says so to the scheduler.

    To have been given a run is not yet to have begun it: a new worker imports the hub first.
    """
    client = far._client  # type: ignore[attr-defined]
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        events = client.get_events(TOPIC) or ()
        if len(events) > before:
            worker = events[-1][1]["worker"]
            return int(client.run(os.getpid, workers=[worker])[worker])
        time.sleep(0.1)
    raise AssertionError("no worker has begun the run")


def test_no_scheduler_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do."""
    monkeypatch.setattr(cluster_engine, "PATIENCE", 0.5)
    with pytest.raises(NoCluster, match="dask scheduler"):
        ClusterEngine("tcp://127.0.0.1:1", Settings(), "warm")
