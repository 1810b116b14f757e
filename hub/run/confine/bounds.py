"""The limits that the kernel itself holds a process and its children to."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOM_BEFORE_THE_WALL = 48  # processes, or threads; the hub sees the excess and names the limit
OPEN_FILES = 512
STACK = 2 * 2**20  # bytes, where no limit says otherwise
BEYOND = 500 * 2**20  # bytes; the hub sees the excess and names the limit


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits that a run's own process must know; the others are for the hub to watch."""

    run_seconds: int
    memory_mib: int
    processes: int
    threads: int
    written_bytes: int
    files: int


def of(limits: Any) -> Bounds:
    """The ones that a run's own process must know, of all limits."""
    return Bounds(**{name: getattr(limits, name) for name in Bounds.__slots__})


def bound(limits: Bounds, *, count_processes: bool) -> None:
    """Set them; each is beyond the hub's own limit, which ends the run and says why."""
    import resource  # not there on Windows, where no run is confined

    def limit(which: int, most: int) -> None:
        _, hard = resource.getrlimit(which)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(which, (most, most))

    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    limit(resource.RLIMIT_FSIZE, limits.written_bytes + BEYOND)
    limit(resource.RLIMIT_CPU, 4 * limits.run_seconds + 60)
    limit(resource.RLIMIT_MSGQUEUE, 0)
    stacks = (limits.threads + ROOM_BEFORE_THE_WALL) * _stack()
    limit(resource.RLIMIT_AS, _mapped() + 2 * limits.memory_mib * 2**20 + stacks)
    if count_processes:
        most = max(limits.processes, limits.threads)  # the kernel counts threads
        limit(resource.RLIMIT_NPROC, most + ROOM_BEFORE_THE_WALL)


def first_to_go() -> None:
    """Have the kernel take this process first when the machine runs out of memory."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("900", "ascii")


def _mapped() -> int:
    """The bytes of address space in use now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * resource_page()


def _stack() -> int:
    """The bytes of address space that a thread takes for itself."""
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_STACK)
    return STACK if soft == resource.RLIM_INFINITY else soft


def resource_page() -> int:
    """The bytes of a page of memory."""
    import resource

    return resource.getpagesize()
