"""Every isolation that works here is held against the same list of hostile tries."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import hub
from hub.run.engines import Engine
from tests.run import probes
from tests.run.cells import run_cells

if sys.platform != "linux":
    pytest.skip("isolation needs Linux", allow_module_level=True)

NUMBERS = probes.X86 if platform.machine() == "x86_64" else probes.ARM


@dataclass
class Machine:
    """What there is to be reached: a service, a secret, another recipe."""

    folder: Path
    service: socket.socket
    hits: list[bytes]
    setting: str


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine with things planted that no recipe may see."""
    folder = tmp_path_factory.mktemp("machine")
    (folder / "runs").mkdir()
    (folder / "other.ipynb").write_text("{}")
    service, datagrams = socket.create_server(("127.0.0.1", 0)), socket.socket(
        socket.AF_INET, socket.SOCK_DGRAM
    )  # fmt: skip
    datagrams.bind(service.getsockname())
    abstract = socket.socket(socket.AF_UNIX)
    name = f"\0hub-test-{os.getpid()}"
    abstract.bind(name)
    abstract.listen()
    by_path = socket.socket(socket.AF_UNIX)
    letters = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    short = Path(tempfile.mkdtemp(prefix="hub-test-"))  # the path of a socket may not be long
    by_path.bind(str(short / "service"))
    by_path.listen()
    letters.bind(str(short / "letters"))
    ours, theirs = os.openpty()
    shared = Path("/dev/shm", f"hub-test-{os.getpid()}")
    shared.touch()
    hits: list[bytes] = []
    datagrams.settimeout(0.2)
    end = threading.Event()

    def listen() -> None:
        while not end.is_set():
            try:
                hits.append(datagrams.recv(10))
            except TimeoutError:
                continue

    listener = threading.Thread(target=listen)
    listener.start()
    os.environ["HUB_PLANTED_TOKEN"] = "planted"
    setting = "\n".join(
        f"{key} = {value!r}"
        for key, value in {
            "NUMBER": NUMBERS,
            "HUB": service.getsockname(),
            "ABSTRACT": name,
            "SERVICE": str(short / "service"),
            "LETTERS": str(short / "letters"),
            "SHARED": str(shared),
            "TERMINAL": os.ttyname(theirs),
            "HUB_PID": os.getpid(),
            "HOME": str(Path.home()),
            "OTHER": str(folder / "other.ipynb"),
            "RUNS": str(folder / "runs"),
            "HUB_CODE": str(Path(hub.__file__).parent),
        }.items()
    )
    yield Machine(folder, service, hits, setting)
    del os.environ["HUB_PLANTED_TOKEN"]
    end.set()
    listener.join()
    for one in (service, datagrams, abstract, by_path, letters):
        one.close()
    os.close(ours)
    os.close(theirs)
    shared.unlink()
    shutil.rmtree(short)


def test_nothing_is_reached(confined: Engine, machine: Machine, tmp_path: Path) -> None:
    """Network, keyring, processes, files: each try is refused, and the listener hears nothing."""
    empty = confined.isolation == "strict"
    start = f"{probes.TRY}\n{machine.setting}\nEMPTY_NETWORK = {empty}\nfound = []"
    tries = [
        f"reached = False\n{code}\nif reached: found.append({name!r})"
        for name, code in probes.PROBES.items()
    ]

    _, said = run_cells(confined, tmp_path, start, *tries, "print(found)")

    assert said[-1].strip() == "[]", said
    assert machine.hits == []


def test_a_recipe_can_do_its_work(confined: Engine, tmp_path: Path) -> None:
    """Files, processes, pools and temporary folders work as a notebook expects."""
    work = """
import multiprocessing, os, subprocess, tempfile, threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import pandas as pd
pd.DataFrame({"a": range(10)}).to_parquet("results/a.parquet")
assert pd.read_parquet("results/a.parquet")["a"].sum() == 45
with tempfile.TemporaryDirectory() as folder:
    Path(folder, "x").write_text("x")
assert subprocess.run(["sh", "-c", "echo hi"], capture_output=True, text=True).stdout == "hi\\n"
with multiprocessing.get_context("fork").Pool(2) as pool:
    assert pool.map(abs, [-1, -2]) == [1, 2]
from joblib import Parallel, delayed
assert Parallel(n_jobs=2)(delayed(abs)(number) for number in (-1, -2)) == [1, 2]
with ThreadPoolExecutor(2) as pool:
    assert list(pool.map(abs, [-1, -2])) == [1, 2]
assert os.path.expanduser("~").startswith("/")
from early_years.results import Results
"""
    _, said = run_cells(confined, tmp_path, work, "!echo from a shell", "print('done')")

    assert said[-1] == "done\n", said
    assert "from a shell" in said[1]
