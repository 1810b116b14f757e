"""Two processes give what one gives, and what goes wrong there comes out as one sentence."""

import os
import signal
from pathlib import Path

import pytest

from synthetic_data import crew, making, store
from synthetic_data.store import CannotMake
from tests.synthetic_data.test_store import hashes

FEW = {"scale": 0.002, "localities": ["sandhythe", "isle-of-sarn", "stainholme"]}


@pytest.fixture
def in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a handful of children is worth a process."""
    monkeypatch.setattr(making, "_WORTH_A_PROCESS", 0)


def test_processes_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the number of cores."""
    here = hashes(store.make(tmp_path / "here", "messy", **FEW))
    monkeypatch.setattr(making, "_WORTH_A_PROCESS", 0)
    two = hashes(store.make(tmp_path / "two", "messy", **FEW))
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    one = hashes(store.make(tmp_path / "one", "messy", **FEW))

    assert here == two == one


@pytest.mark.usefixtures("in_processes")
def test_trouble_of_the_disk_in_a_process_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its reason, and nothing is left behind."""

    def full(*_: object) -> dict[str, object]:
        return {"errno": 28, "reason": "No space left on device"}

    monkeypatch.setattr(crew.Worker, "_ask", full)
    with pytest.raises(CannotMake, match="No space left on device"):
        store.make(tmp_path, "clean", **FEW)

    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"] == []


@pytest.mark.usefixtures("in_processes")
def test_a_process_that_is_ended_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of memory, say; the generator says so and leaves nothing behind."""
    ask = crew.Worker._ask

    def ended(worker: crew.Worker, question: dict[str, object]) -> dict[str, object]:
        os.kill(worker._process.pid, signal.SIGTERM)
        return ask(worker, question)

    monkeypatch.setattr(crew.Worker, "_ask", ended)
    with pytest.raises(crew.WorkerFailed, match="ended"):
        store.make(tmp_path, "clean", **FEW)

    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"] == []


@pytest.mark.usefixtures("in_processes")
def test_a_bug_in_a_process_is_shown(tmp_path: Path) -> None:
    """Its traceback is what there is to paste."""
    with crew.crew(1) as (worker,), pytest.raises(crew.WorkerFailed, match="KeyError"):
        worker.make(tmp_path, "nowhere", {"profile": "clean"})
