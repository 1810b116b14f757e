"""What stands before the command of a stock kernel: bubblewrap, or a launcher with Landlock."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from hub.run.confine import seccomp, view
from hub.run.confine import trial as look
from hub.run.confine.births import Count

STREAMS = (seccomp.AF_UNIX, seccomp.AF_INET, seccomp.AF_INET6)
"""What ipykernel needs to start; the network behind it is empty, or closed by Landlock."""
FAMILIES = (*STREAMS, seccomp.AF_NETLINK)  # what tells of interfaces, where there are none
FILTER = "filter.bpf"
BOX, HOME, SHM = "/box", "/tmp", "/dev/shm"  # noqa: S108 - of the private root
SCRATCH = 268_435_456  # bytes for temporary files
OF_A_TRIAL = Count(16, 64)
SHARED = 67_108_864  # bytes for memory shared by processes


def prefix(isolation: str, work: Path, home: Path, sockets: Path, most: Count) -> tuple[str, ...]:
    """The words before a command that confine it to its work folder, and to so many of a kind."""
    launcher = (sys.executable, "-P", "-m", "hub.run.confine.launch")
    told: dict[str, object] = {**asdict(most), "parent": os.getpid()}
    if isolation == "strict":
        return (*launcher, json.dumps(told), *_bubblewrap(work, home, sockets))
    if isolation == "landlock":
        told["writable"] = [str(work), str(home), str(sockets)]
        return (*launcher, json.dumps(told))
    return ()


def _bubblewrap(work: Path, home: Path, sockets: Path) -> tuple[str, ...]:
    """The reference: an audited tool, and the arguments that make it a sandbox.

    `--remount-ro /` because the root would else be memory without end; `--cap-drop` because root
    keeps its powers without; `--new-session` because a terminal could be typed into.
    """
    program = sockets / FILTER
    program.write_bytes(seccomp.program(FAMILIES))
    spaces = ("user", "pid", "net", "ipc", "uts")
    words = [
        *("/bin/sh", "-c", 'exec 9<"$0" && exec "$@"', str(program)),
        *("bwrap", "--seccomp", "9"),
        *(f"--unshare-{name}" for name in spaces),
        *("--unshare-cgroup-try", "--uid", "1000", "--gid", "1000", "--hostname", "recipe"),
        *("--die-with-parent", "--new-session", "--cap-drop", "ALL"),
    ]
    words += ["--size", str(SCRATCH), "--tmpfs", HOME]  # first: Python may lie below it
    for path in view.system_folders():
        words += ["--ro-bind", path, path]
    for path, target in view.system_links().items():
        words += ["--symlink", target, path]
    for path in view.python_folders():
        words += ["--ro-bind", path, path]
    for path in view.SETTINGS:
        words += ["--ro-bind-try", path, path]
    words += ["--proc", "/proc", "--dev", "/dev"]
    words += ["--size", str(SHARED), "--tmpfs", SHM]
    words += ["--bind", str(work), BOX, "--bind", str(sockets), str(sockets)]
    if (home / "matplotlib").is_dir():
        words += ["--bind", str(home / "matplotlib"), "/etc/matplotlib"]
    words += ["--disable-userns", "--remount-ro", "/", "--chdir", BOX]
    words += ["--unsetenv", "JPY_PARENT_PID"]  # its parent inside is the first process
    for name, value in (
        *((one, HOME) for one in ("HOME", "TMPDIR", "TEMP", "TMP", "JOBLIB_TEMP_FOLDER")),
        *(("IPYTHONDIR", f"{HOME}/ipython"), ("MPLCONFIGDIR", "/etc/matplotlib")),
        *((f"JUPYTER_{one}_DIR", f"{HOME}/jupyter") for one in ("CONFIG", "DATA", "RUNTIME")),
    ):
        words += ["--setenv", name, value]
    return (*words, "--")


def trial(isolation: str) -> str | None:
    """Run code that looks for what it must not see; what it saw, or why it could not run."""
    if isolation == "strict" and shutil.which("bwrap") is None:
        return "bubblewrap is not installed"
    if sys.platform != "linux":
        return "it needs Linux"
    with (
        tempfile.TemporaryDirectory(prefix="hub-trial-") as folder,
        tempfile.TemporaryDirectory(prefix="hub-trial-") as elsewhere,
    ):
        work, home, sockets = (Path(folder, name) for name in ("work", "home", "sockets"))
        for one in (work, home, sockets):
            one.mkdir()
        planted = Path(elsewhere, "planted")
        planted.write_text("not for recipes", encoding="utf-8")
        code = f"{look.SOURCE}\nprint({look.call(str(planted), os.getpid())})"
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter, confined
                [*prefix(isolation, work, home, sockets, OF_A_TRIAL), sys.executable, "-c", code],
                capture_output=True,
                text=True,
                timeout=30,
                check=False,
                cwd=work,
            )
        except (OSError, subprocess.TimeoutExpired, seccomp.Unknown) as fault:
            return str(fault)
    said = done.stdout.strip()
    if said == "[]":
        return None
    return f"it reaches {said}" if said else (done.stderr.strip().splitlines() or ["no answer"])[-1]
