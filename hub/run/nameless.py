"""What a run holds open without a name: files that were unlinked, and its shared memory."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable


def held(pids: Iterable[int]) -> int:
    """Bytes of files without a name that these processes have open, each counted once."""
    found = {}
    for pid in pids:
        folder = f"/proc/{pid}/fd"
        with contextlib.suppress(OSError):  # it has ended meanwhile
            for number in os.listdir(folder):  # noqa: PTH208 - numbers
                with contextlib.suppress(OSError):
                    told = os.stat(f"{folder}/{number}")  # noqa: PTH116 - no path of a file
                    if stat.S_ISREG(told.st_mode) and not told.st_nlink:
                        found[told.st_dev, told.st_ino] = told.st_blocks * 512
    return sum(found.values())
