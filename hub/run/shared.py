"""The machine's shared memory, where a run has none of its own: what it holds there and leaves.

Without a private root all runs share one folder of it. Nothing there says whose it is, so what no
process has open is taken away, and the rest belongs to who has it open.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from hub.run.confine.view import SHARED


class Shared:
    """The shared memory since the start of a run."""

    def __init__(self) -> None:
        self._before = frozenset(_names())

    def held(self, alive: Iterable[int]) -> int:
        """Bytes that these processes have open of what is new."""
        new = self._new()
        mine = {one for pid in alive for one in _open(pid)} if new else set()
        return sum(size for name, size in new.items() if name in mine)

    def tidy(self, bytes_at_least: int = 0) -> None:
        """Take away what is new and nobody has open, where that is so many bytes or more."""
        new = self._new()
        if not new or sum(new.values()) < bytes_at_least:
            return
        used = {one for pid in _processes() for one in _open(pid)}
        for name in new.keys() - used:
            with contextlib.suppress(OSError):
                Path(SHARED, name).unlink()

    def _new(self) -> dict[str, int]:
        found = {}
        for name in set(_names()) - self._before:
            with contextlib.suppress(OSError):
                told = os.lstat(Path(SHARED, name))
                if stat.S_ISREG(told.st_mode) and told.st_uid == os.getuid():
                    found[name] = told.st_blocks * 512
        return found


def _names() -> list[str]:
    try:
        return os.listdir(SHARED)  # noqa: PTH208 - names
    except OSError:
        return []


def _processes() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208 - names


def _open(pid: int) -> set[str]:
    """The names of what a process has open or mapped there."""
    found, start = set(), f"{SHARED}/"
    with contextlib.suppress(OSError):  # it has ended, or is not ours
        for number in os.listdir(f"/proc/{pid}/fd"):  # noqa: PTH208 - numbers
            with contextlib.suppress(OSError):
                found.add(os.readlink(f"/proc/{pid}/fd/{number}"))  # noqa: PTH115 - as it says
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{pid}/maps").read_text("utf-8", "replace")
        found |= {line.split(None, 5)[5] for line in text.splitlines() if start in line}
    return {path.removeprefix(start) for path in found if path.startswith(start)}
