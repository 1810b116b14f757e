"""Starts another program, confined with Landlock and the filter of system calls, and stays by it.

Started as `python -P -m hub.run.confine.launch SETTINGS COMMAND…` by the kernel engine.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time

from hub.run.confine import births, bounds, landlock, seccomp, system, view
from hub.run.confine.command import STREAMS
from hub.run.confine.tree import descendants, threads

PROCESSORS = (  # how many there are for a container; joblib reads it where it is
    "/sys/fs/cgroup/cpu.max",
    "/sys/fs/cgroup/cpu/cpu.cfs_quota_us",
    "/sys/fs/cgroup/cpu/cpu.cfs_period_us",
)
OWN = (
    *("auxv", "cmdline", "comm", "environ", "io", "limits", "maps", "smaps", "smaps_rollup"),
    *("oom_score_adj", "stat", "statm", "status"),
)
PROC = ("cpuinfo", "meminfo", "stat", "loadavg", "filesystems", "version")
SCOPED = 6  # the version that keeps signals inside
LOOK_AGAIN = 0.02  # seconds until one too many is counted anew
NEEDED = 4  # the version of Landlock that closes streams of the internet


def own_proc() -> tuple[str, ...]:
    """What of the list of processes a run may read: of itself, and facts of the machine.

    Not all of itself: the machine's mounts, sockets and interfaces stand there, too.
    """
    own = (f"/proc/{os.getpid()}/{name}" for name in OWN)
    return (*own, *(f"/proc/{name}" for name in PROC), *PROCESSORS)


def own_lists() -> tuple[str, ...]:
    """The folders of which it may know what they hold: its threads and its open files."""
    return (f"/proc/{os.getpid()}",)


def devices() -> tuple[str, ...]:
    """The devices that programs expect. No terminal: there it would be a person's own."""
    return tuple(f"/dev/{name}" for name in view.DEVICES)


def main(settings: str, command: list[str]) -> None:
    """Start the command, with what it must not have given up; count what it starts; end with it.

    `settings` says how many processes and threads there may be, who started this one, and, where
    the command does not confine itself, which folders may be written to.
    """
    told = json.loads(settings)
    _end_with(told["parent"])  # a hub that was killed takes nothing away
    ours, theirs = socket.socketpair()
    mine = os.getpid()
    child = os.fork()
    if child == 0:
        ours.close()
        _end_with(mine)
        _become(command, told.get("writable"), theirs)
    theirs.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command has been sent it, too
    room = bounds.ROOM_BEFORE_THE_WALL  # the hub sees the excess and names the limit
    most = births.Count(told["processes"] + room, told["threads"] + room)
    counted = births.Births(ours, most, lambda: _alive(most.processes))
    watched = os.pidfd_open(child)
    while not counted.answer_until((watched,)):
        time.sleep(LOOK_AGAIN)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) % 256)


def _alive(most: int) -> births.Count:
    found = descendants(os.getpid(), most)
    return births.Count(len(found), threads(found))


def _end_with(parent: int) -> None:
    """End when the process above ends, also where it has ended before we could say so."""
    system.end_with_parent(signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _become(command: list[str], writable: list[str] | None, asking: socket.socket) -> None:
    os.environ.pop("JPY_PARENT_PID", None)  # its parent is this launcher
    births.hand_over(asking, files=writable is not None)
    if writable is not None:
        if landlock.version() < NEEDED:
            sys.exit(f"Landlock {landlock.version()} is too old; version {NEEDED} is needed")
        system.drop_capabilities()
        system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)
        readable, writable = (*view.readable(), *own_proc()), [*writable, *devices()]
        landlock.restrict(readable, writable, own_lists())
        inside = landlock.version() >= SCOPED
        system.set_filter(seccomp.program(STREAMS, signals=inside, apart=False))
    os.execvp(command[0], command)  # noqa: S606 - the kernel's own command


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
