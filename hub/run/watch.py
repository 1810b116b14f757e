"""A run seen from outside: its processes, their memory, and what it has written."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from hub.run import limits as over
from hub.run.confine.tree import descendants, threads
from hub.run.nameless import held
from hub.settings import Limits

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
CLOSE = 0.5  # of the limit: from there on, memory is measured exactly
EXACT_EVERY = 1.0  # seconds between exact measurements of a small run: each costs 10 to 30 ms
WALK_EVERY = 0.5
PATIENCE = 0.3  # seconds for one exact measurement; the rest is estimated


class Watch:
    """Looks at one run again and again. `look` raises Over when it has gone beyond a limit.

    What it has written is the size of a file system of its own, an open folder of which is
    `written`, or else what lies in the `places` where it may write, or is open without a name. The
    memory of the guardian counts where it is `beside` the run and holds what that says.
    """

    def __init__(
        self,
        guardian: int,
        limits: Limits,
        places: Iterable[Path],
        written: int | None = None,
        *,
        beside: bool = False,
    ) -> None:
        self._guardian, self._limits = guardian, limits
        self._places, self._written = tuple(places), written
        self._beside = (guardian,) if beside else ()
        self._own = 1 if written is not None else 0  # the first process of a private root
        self._exact_at = self._walked_at = time.monotonic()
        self._files_before = _used(written)[1] if written is not None else 0
        self.peak_mib = 0

    def look(self) -> None:
        """Memory, processes, threads, files."""
        alive = self._alive()
        if len(alive) > self._limits.processes:
            raise over.processes(self._limits)
        if threads(alive) > self._limits.threads:
            raise over.threads(self._limits)
        self._look_at_memory([*self._beside, *alive])
        self.look_at_files()

    def measure(self) -> None:
        """Measure the memory exactly, now."""
        self._weigh([*self._beside, *self._alive()])

    def _alive(self) -> list[int]:
        return descendants(self._guardian, self._limits.processes + self._own)[self._own :]

    def _look_at_memory(self, alive: list[int]) -> None:
        close = self._limits.memory_mib * CLOSE
        now = time.monotonic()
        if now - self._exact_at < EXACT_EVERY and sum(map(_resident, alive)) // 2**20 < close:
            return
        self._weigh(alive)

    def _weigh(self, alive: list[int]) -> None:
        began, held = time.monotonic(), 0
        for count, pid in enumerate(alive, start=1):
            held += _proportional(pid)
            if time.monotonic() - began > PATIENCE:  # many processes, or one that is busy forking
                held = held * len(alive) // count
                break
        self._exact_at, held = time.monotonic(), held // 2**20
        self.peak_mib = max(self.peak_mib, held)
        if held > self._limits.memory_mib:
            raise over.memory(self._limits)

    def look_at_files(self, *, now: bool = False) -> None:
        """What it has written so far; a folder of the machine is not walked all the time."""
        if self._written is not None:
            size, files = _used(self._written)
            files -= self._files_before
        elif now or time.monotonic() - self._walked_at > WALK_EVERY:
            self._walked_at = time.monotonic()
            size, files = _walked(self._places, self._limits.files)
            size += held((self._guardian, *self._alive()))  # who keeps its shared memory, too
        else:
            return
        if size > self._limits.written_bytes:
            raise over.written(self._limits)
        if files > self._limits.files:
            raise over.files(self._limits)


def _used(folder: int) -> tuple[int, int]:
    """Bytes and files of the file system in which an open folder lies."""
    shape = os.fstatvfs(folder)
    return (shape.f_blocks - shape.f_bfree) * shape.f_frsize, shape.f_files - shape.f_ffree


def _walked(places: Iterable[Path], most: int) -> tuple[int, int]:
    """Bytes on disk and files in these places; counting ends soon after the limit."""
    waiting = [str(place) for place in places]
    size, count = sum(map(_on_disk, waiting)), 0
    while waiting and count <= most:
        for entry in _entries(waiting.pop()):
            count += 1
            with contextlib.suppress(OSError):  # it has gone meanwhile, or its path is too long
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                size += entry.stat(follow_symlinks=False).st_blocks * 512
            if count > most:
                break
    return size, count


def _on_disk(path: str) -> int:
    try:
        return os.lstat(path).st_blocks * 512
    except OSError:  # it is not there yet
        return 0


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """What lies in a folder. Raises Over where that cannot be told."""
    try:
        with os.scandir(folder) as found:
            yield from found
    except OSError as fault:
        if fault.errno in (errno.ENAMETOOLONG, errno.EACCES):
            raise over.out_of_sight() from fault


def _resident(pid: int) -> int:
    """Bytes in memory, shared ones too: never less than the exact measure."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE
    except (OSError, IndexError, ValueError):
        return 0


def _proportional(pid: int) -> int:
    """Bytes in memory, shared ones in equal parts; the resident ones where that is not told."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return _resident(pid)
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return _resident(pid)
