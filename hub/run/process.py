"""One run as a process of its own: a clean environment, deadlines, and an end to all it started."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from hub.model import Ending
from hub.run.engines import LOG, Ended
from hub.settings import Limits

MARK = "HUB_RUN_ID"
LOOK_EVERY = 0.1  # seconds between looks at the clock and the memory
KEPT_ON_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT")
STYLE = "svg.hashsalt: hub\nsvg.fonttype: none\n"  # the same figure is the same file twice


@dataclass(frozen=True, slots=True)
class KernelEngine:
    """papermill with a kernel of its own for each run, in an environment made anew."""

    fonts: Path | None = None
    name: str = "kernel"
    isolation: str = "none"  # a process and an environment of its own, no more

    @classmethod
    def ready(cls, cache: Path) -> KernelEngine:
        """An engine that knows the fonts of this machine, so that no run has to look for them."""
        return cls(_warm_fonts(cache / "fonts"))

    def execute(self, work: Path, control: Path, limits: Limits, stop: threading.Event) -> Ended:
        """Start a worker, watch it, and end everything it started, however it ends."""
        return _supervise(work, control, limits, self.fonts, stop)


def _supervise(
    work: Path, control: Path, limits: Limits, fonts: Path | None, stop: threading.Event
) -> Ended:
    """The worker's output goes to a file and never to the hub's own.

    Lines such as `::error::` are commands to some CI systems.
    """
    (control / "limits.json").write_text(limits.model_dump_json(), encoding="utf-8")
    run_id = uuid.uuid4().hex
    environment = _environment(control, fonts, run_id)
    with (control / LOG).open("wb") as log:
        started = time.monotonic()
        worker = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "hub.run.worker", str(control)],
            cwd=work,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            ending, detail, peak = _watch(worker, limits, started, stop)
        finally:
            _end_all(worker, run_id)
    return Ended(ending, detail, time.monotonic() - started, peak)


def _watch(
    worker: subprocess.Popen[bytes], limits: Limits, started: float, stop: threading.Event
) -> tuple[Ending | None, str, int]:
    peak = 0
    while worker.poll() is None:
        peak = max(peak, _memory(worker.pid))
        if peak > limits.memory_mib:
            return Ending.OUT_OF_MEMORY, f"it used more than {limits.memory_mib:,} MiB", peak
        if time.monotonic() - started > limits.run_seconds:
            return (
                Ending.RUN_TIMEOUT,
                f"the whole run was stopped after {limits.run_seconds} s",
                peak,
            )
        if stop.is_set():
            return Ending.NOT_STARTED, "the build was interrupted", peak
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.wait(LOOK_EVERY)
    return None, "", peak


def _memory(pid: int) -> int:
    """The resident memory of a process and all below it, in MiB."""
    total = 0
    with contextlib.suppress(psutil.Error):
        top = psutil.Process(pid)
        for process in (top, *top.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
    return total // 2**20


def _end_all(worker: subprocess.Popen[bytes], run_id: str) -> None:
    """End the worker and whatever carries the run's mark, orphans in sessions of their own too."""
    with contextlib.suppress(psutil.Error):
        for process in psutil.Process(worker.pid).children(recursive=True):
            _kill(process)
    worker.kill()
    worker.wait()
    for process in _marked(run_id):
        _kill(process)


def _marked(run_id: str) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == run_id:
                yield process


def _kill(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.Error):
        process.kill()


def _environment(control: Path, fonts: Path | None, run_id: str) -> Mapping[str, str]:
    """An environment made anew: no token, no proxy and no home of whoever builds the hub."""
    home = control / "home"
    settings = home / "matplotlib"
    settings.mkdir(parents=True)
    (settings / "matplotlibrc").write_text(STYLE, encoding="utf-8")
    for cached in fonts.glob("fontlist-*.json") if fonts else ():
        (settings / cached.name).write_bytes(cached.read_bytes())
    kept = {name: os.environ[name] for name in KEPT_ON_WINDOWS if name in os.environ}
    binaries = [str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]
    return {
        **kept,
        MARK: run_id,
        "PATH": os.pathsep.join(binaries),
        "HOME": str(home),
        "USERPROFILE": str(home),
        "TMPDIR": str(home),
        "TEMP": str(home),
        "TMP": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "jupyter"),
        "JUPYTER_DATA_DIR": str(home / "jupyter"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_PLATFORM_DIRS": "1",
        "MPLCONFIGDIR": str(settings),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "SOURCE_DATE_EPOCH": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


def _warm_fonts(folder: Path) -> Path | None:
    """Have matplotlib find the fonts once, so that no run has to; the folder with what it found."""
    if not list(folder.glob("fontlist-*.json")):
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-P", "-c", "import matplotlib.font_manager"],
            env={**os.environ, "MPLCONFIGDIR": str(folder)},
            check=False,
            capture_output=True,
            timeout=120,
        )
    return folder if list(folder.glob("fontlist-*.json")) else None
