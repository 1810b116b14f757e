"""Confines itself with Landlock and the filter of system calls, then becomes another program.

Started as `python -P -m hub.run.confine.launch SETTINGS COMMAND…` by the kernel engine.
"""

from __future__ import annotations

import json
import os
import sys

from hub.run.confine import landlock, seccomp, system, view
from hub.run.confine.command import FAMILIES

PROC = ("cpuinfo", "meminfo", "stat", "loadavg", "filesystems", "version")
DEVICES = ("ptmx", "pts", "shm", "tty", *view.DEVICES)
SCOPED = 6  # the version that keeps signals inside
NEEDED = 4  # the version of Landlock that closes streams of the internet


def own_proc() -> tuple[str, ...]:
    """What of the list of processes a run may read: itself, and facts of the machine."""
    return (f"/proc/{os.getpid()}", *(f"/proc/{name}" for name in PROC))


def devices() -> tuple[str, ...]:
    """The devices that programs expect."""
    return tuple(f"/dev/{name}" for name in DEVICES)


def main(settings: str, command: list[str]) -> None:
    """Give up what the command must not have, and become it."""
    if landlock.version() < NEEDED:
        sys.exit(f"Landlock {landlock.version()} is too old; version {NEEDED} is needed")
    writable = json.loads(settings)["writable"]
    system.drop_capabilities()
    system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)
    landlock.restrict((*view.readable(), *own_proc()), (*writable, *devices()))
    system.set_filter(seccomp.program(FAMILIES, signals=landlock.version() >= SCOPED))
    os.execvp(command[0], command)  # noqa: S606 - the kernel's own command


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
