"""Every isolation that works here ends what goes beyond a limit, and names the limit."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from hub.run import journal
from hub.run.away import take_away
from hub.run.engines import JOURNAL, Engine
from hub.settings import Limits
from tests.run.cells import run_cells

if sys.platform != "linux":
    pytest.skip("isolation needs Linux", allow_module_level=True)

TIGHT = Limits(
    cell_seconds=4,
    run_seconds=200,
    memory_mib=700,
    processes=30,
    threads=100,
    written_bytes=30_000_000,
    files=200,
    output_bytes=3_000_000,
    outputs=500,
    page_bytes=300_000,
)
LATE = "4 s in one cell"
ALLOCATE = (
    "blocks = []\nwhile len(blocks) < 300:\n    blocks.append(bytearray(b'x' * 10_000_000))\n"
)
FLOODS = {
    "fork bomb": (
        "import os, time\nfor _ in range(300):\n    try:\n        if os.fork() == 0:\n"
        "            time.sleep(20); os._exit(0)\n    except OSError:\n        time.sleep(0.05)",
        "more than 30 processes",
    ),
    "a bomb without end": (
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        f"more than 30 processes|{LATE}",
    ),
    "a bomb of shells": (
        "import subprocess\nsubprocess.run(['sh', '-c', 'b() { b | b & }; b; sleep 20'])",
        "more than 30 processes",
    ),
    "doubling": (
        "import os, time\nfor _ in range(9):\n    try: os.fork()\n    except OSError: pass\n"
        "time.sleep(20)",
        "more than 30 processes",
    ),
    "threads without end": (
        "import threading, time\nfor _ in range(3000):\n"
        "    threading.Thread(target=time.sleep, args=(20,), daemon=True).start()",
        "more than 100 threads",
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
        LATE,
    ),
    "standing still": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        LATE,
    ),
    "a busy thread beside": (
        "import threading\ndef spin():\n    while True: pass\n"
        "threading.Thread(target=spin).start()\nspin()",
        LATE,
    ),
    "a flood of print": (
        "while True:\n    print('x' * 100_000)",
        "3,000 kB of output|700 MiB",
    ),
    "a flood through the file descriptor": (
        "import os\nwhile True:\n    os.write(1, b'x' * 100_000)",
        f"3,000 kB of output|{LATE}|700 MiB|30 MB",  # what a kernel has not yet read lies on disk
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
    "files in its home": (
        "import os\nfor n in range(100):\n"
        "    with open(os.path.expanduser(f'~/x{n}'), 'wb') as stream:\n"
        "        stream.write(bytes(1_000_000))\nimport time; time.sleep(20)",
        "30 MB",
    ),
    "files without a name": (
        "import os, time\nkept = []\nfor n in range(100):\n"
        "    kept.append(open('x', 'wb')); os.unlink('x')\n"
        "    kept[-1].write(bytes(1_000_000)); kept[-1].flush()\ntime.sleep(20)",
        "30 MB",
    ),
    "shared memory": (
        "import time\ntry:\n    for n in range(100):\n"
        "        with open(f'/dev/shm/x{n}', 'wb') as stream:\n"
        "            stream.write(bytes(1_000_000))\nexcept OSError: pass\ntime.sleep(20)",
        "30 MB",
    ),
    "folders without end": (
        "import os\nfor n in range(1500):\n    os.mkdir('d'); os.chdir('d')\n"
        "import time; time.sleep(20)",
        "200 files|too deep",
    ),
    "a flood of errors": (
        "import sys\nwhile True:\n    sys.stderr.write('x' * 100_000)",
        "3,000 kB of output|700 MiB",
    ),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_is_stopped_and_named(
    confined: Engine, flood: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each limit ends the run soon, names itself and the cell, and leaves nothing behind."""
    cell, says = FLOODS[flood]
    patient = confined.name == "warm" and LATE not in says  # another limit, on a busy machine too
    limits = TIGHT.model_copy(update={"cell_seconds": 150}) if patient else TIGHT
    began = time.monotonic()

    ended, _ = run_cells(confined, tmp_path, "1", cell, "after = 1", limits=limits)
    take_away(tmp_path / "work")  # it may be deeper than pytest can clear away

    seen = journal.read(tmp_path / "control" / JOURNAL)
    detail = f"{ended.detail} {seen.detail}"
    late = LATE if confined.name == "kernel" else says  # its output comes slowly
    assert any(one in detail for one in (*says.split("|"), late)), (ended, seen)
    assert seen.replies[-1].cell == 2
    assert time.monotonic() - began < limits.cell_seconds + 90  # on a very busy machine
    assert _left(tmp_path_factory.getbasetemp()) == []


def test_shared_memory_is_a_run_s_own(confined: Engine, tmp_path: Path) -> None:
    """Nothing stays for the next run or for good, and what other programs have there does."""
    name, other = (Path("/dev/shm", f"hub-{one}-{os.getpid()}") for one in ("left", "other"))
    other.write_text("not for recipes")
    cell = (
        "import os\nfrom multiprocessing import shared_memory\n"
        f"made = shared_memory.SharedMemory('{name.name}', create=True, size=10)\n"
        "made.buf[0] = 7\n"
        f"found = shared_memory.SharedMemory('{name.name}')\nassert found.buf[0] == 7\n"
        f"for look in (lambda: open('{other}'), lambda: open('{other}', 'r+'),\n"
        f"             lambda: os.unlink('{other}'), lambda: os.link('{other}', '/dev/shm/a')):\n"
        "    try: look()\n    except OSError: continue\n    raise ValueError('reached')"
    )
    try:
        _, said = run_cells(confined, tmp_path, cell, "print('done')")

        assert said[-1] == "done\n", said
        assert not name.exists()
        assert other.read_text() == "not for recipes"
    finally:
        other.unlink()


def _left(place: Path) -> list[str]:
    """What was started from this folder and still runs; it may take a moment to go."""
    for _ in range(50):
        left = [one for one in psutil.process_iter(["pid", "cmdline"]) if _of(one, place)]
        if not left:
            return []
        time.sleep(0.1)
    return [f"{one.info['pid']} {one.info['cmdline']}" for one in left]


def _of(process: psutil.Process, place: Path) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE or process.ppid() == os.getpid():
            return False  # the warm parent itself stays
        return process.environ().get("HOME", "").startswith(str(place))
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
