"""Every isolation that works here is held against the same list of hostile tries."""

from __future__ import annotations

import json
import os
import platform
import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

import hub
from hub.run import journal
from hub.run.choose import choose
from hub.run.engines import EXECUTED, JOURNAL, Engine
from hub.run.isolation import NoIsolation
from hub.settings import Limits, Settings
from tests.run import probes

if sys.platform != "linux":
    pytest.skip("isolation needs Linux", allow_module_level=True)

NUMBERS = probes.X86 if platform.machine() == "x86_64" else probes.ARM
MODES = [(e, i) for e in ("warm", "kernel") for i in ("strict", "landlock")]


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
    for one in (service, datagrams, abstract):
        one.close()


@pytest.fixture(scope="module", params=MODES, ids=lambda mode: "-".join(mode))
def confined(request: pytest.FixtureRequest, machine: Machine) -> Iterator[Engine]:
    """Each engine in each isolation that holds here."""
    engine, isolation = request.param
    made = choose(Settings(engine=engine, isolation=isolation), machine.folder / "cache")
    try:
        assert made.isolation == isolation
    except NoIsolation as fault:
        if engine == "kernel" and isolation == "strict" and not shutil.which("bwrap"):
            pytest.skip(str(fault))
        raise
    yield made
    made.close()


def run_cells(engine: Engine, folder: Path, *cells: str, limits: Limits | None = None) -> Any:
    """Run cells without a recipe around them: how it ended, and the texts of the last cell."""
    work, control = folder / "work", folder / "control"
    (work / "results").mkdir(parents=True)
    control.mkdir()
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(cell, metadata={"hub_cell": number})
            for number, cell in enumerate(cells, start=1)
        ]
    )
    (control / "notebook.ipynb").write_text(nbformat.writes(notebook))
    (control / "parameters.json").write_text("{}")
    ended = engine.execute(work, control, limits or Limits(), threading.Event())
    path = control / EXECUTED
    executed = json.loads(path.read_text()) if path.is_file() else {"cells": []}
    return ended, [
        "".join(str(output.get("text") or output.get("evalue")) for output in cell["outputs"])
        for cell in executed["cells"]
    ]


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
with ThreadPoolExecutor(2) as pool:
    assert list(pool.map(abs, [-1, -2])) == [1, 2]
assert os.path.expanduser("~").startswith("/")
"""
    _, said = run_cells(confined, tmp_path, work, "!echo from a shell", "print('done')")

    assert said[-1] == "done\n", said
    assert "from a shell" in said[1]


TIGHT = Limits(
    cell_seconds=4,
    run_seconds=30,
    memory_mib=700,
    processes=30,
    written_bytes=30_000_000,
    files=200,
    output_bytes=3_000_000,
    outputs=500,
    page_bytes=300_000,
)
ALLOCATE = (
    "blocks = []\nwhile len(blocks) < 300:\n    blocks.append(bytearray(b'x' * 10_000_000))\n"
)
FLOODS = {
    "fork bomb": (
        "import os, time\nfor _ in range(300):\n    try:\n        if os.fork() == 0:\n"
        "            time.sleep(20); os._exit(0)\n    except OSError:\n        time.sleep(0.05)",
        "more than 30 processes",
    ),
    "doubling": (
        "import os, time\nfor _ in range(9):\n    try: os.fork()\n    except OSError: pass\n"
        "time.sleep(20)",
        "more than 30 processes",
    ),
    "memory in one process": (ALLOCATE + "import time; time.sleep(20)", "700 MiB"),
    "memory in six processes": (
        "import os, time\nfor _ in range(6):\n    if os.fork() == 0:\n"
        "        block = bytearray(b'x' * 250_000_000); time.sleep(20); os._exit(0)\n"
        "time.sleep(20)",
        "700 MiB",
    ),
    "ignored signals": (
        "import signal, time\nfor n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):\n"
        "    signal.signal(n, signal.SIG_IGN)\nwhile True:\n    time.sleep(1)",
        "4 s in one cell",
    ),
    "standing still": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        "4 s in one cell",
    ),
    "a busy thread beside": (
        "import threading\ndef spin():\n    while True: pass\n"
        "threading.Thread(target=spin).start()\nspin()",
        "4 s in one cell",
    ),
    "a flood of print": (
        "while True:\n    print('x' * 100_000)",
        "3,000 kB of output|700 MiB",
    ),
    "a flood through the file descriptor": (
        "import os\nwhile True:\n    os.write(1, b'x' * 100_000)",
        "3,000 kB of output|4 s in one cell|700 MiB",
    ),
    "thousands of outputs": (
        "for n in range(20_000):\n    display(n)",
        "500 outputs",
    ),
    "one huge output": (
        "from IPython.display import HTML\nHTML('x' * 50_000_000)",
        "3,000 kB|700 MiB",
    ),
    "a file without end": (
        "with open('results/x', 'wb') as stream:\n    while True:\n"
        "        stream.write(bytes(1_000_000)); stream.flush()",
        "30 MB",
    ),
    "many large files": (
        "for n in range(100):\n    with open(f'x{n}', 'wb') as stream:\n"
        "        stream.write(bytes(1_000_000))\nimport time; time.sleep(20)",
        "30 MB",
    ),
    "files without end": (
        "for n in range(100_000):\n    open(f'x{n}', 'w').close()\nimport time; time.sleep(20)",
        "200 files",
    ),
    "a flood of errors": (
        "import sys\nwhile True:\n    sys.stderr.write('x' * 100_000)",
        "3,000 kB of output|700 MiB",
    ),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_is_stopped_and_named(
    confined: Engine, flood: str, machine: Machine, tmp_path: Path
) -> None:
    """Each limit ends the run soon, names itself and the cell, and leaves nothing behind."""
    cell, says = FLOODS[flood]
    began = time.monotonic()

    ended, _ = run_cells(confined, tmp_path, "1", cell, "after = 1", limits=TIGHT)

    seen = journal.read(tmp_path / "control" / JOURNAL)
    detail = f"{ended.detail} {seen.detail}"
    late = "4 s in one cell" if confined.name == "kernel" else says  # its output comes slowly
    assert any(one in detail for one in (*says.split("|"), late)), (ended, seen)
    assert seen.replies[-1].cell == 2
    assert time.monotonic() - began < TIGHT.cell_seconds + 20  # on a busy machine
    assert _left((machine.folder, tmp_path)) == []


def _left(places: tuple[Path, ...]) -> list[str]:
    """What was started from these folders and still runs; it may take a moment to go."""
    for _ in range(50):
        left = [one for one in psutil.process_iter(["pid", "cmdline"]) if _of(one, places)]
        if not left:
            return []
        time.sleep(0.1)
    return [f"{one.info['pid']} {one.info['cmdline']}" for one in left]


def _of(process: psutil.Process, places: tuple[Path, ...]) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE or process.ppid() == os.getpid():
            return False  # the warm parent itself stays
        return any(process.environ().get("HOME", "").startswith(str(one)) for one in places)
    except psutil.Error:
        return False


def test_an_orphan_does_not_live_on(confined: Engine, tmp_path: Path) -> None:
    """Not in a session of its own either, nor when its parents have gone."""
    mark = f"61.{os.getpid()}{confined.name == 'warm':d}{confined.isolation == 'strict':d}"
    cell = (
        "import os, subprocess\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        f"        os.execvp('sleep', ['sleep', '{mark}'])\n    os._exit(0)\n"
        "import time; time.sleep(0.3)"
    )
    run_cells(confined, tmp_path, cell)

    lines = [" ".join(one.info["cmdline"] or ()) for one in psutil.process_iter(["cmdline"])]
    assert f"sleep {mark}" not in lines
