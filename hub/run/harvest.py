"""What a run left in its work folder, taken out as hostile: plain files only, bounded, by name."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from hub.settings import Limits

MOST_RESULTS = 200


def take_results(work: Path, target: Path, limits: Limits) -> tuple[str, ...]:
    """Copy the plain files of the results folder; what was left behind is said in words."""
    target.mkdir()
    source = work / "results"
    if source.is_symlink() or not source.is_dir():
        return ("the results folder was taken away or replaced.",)
    return _copy(source, target, limits)


def _copy(source: Path, target: Path, limits: Limits) -> tuple[str, ...]:
    notes: list[str] = []
    for count, name in enumerate(sorted(path.name for path in source.iterdir())):
        if count >= MOST_RESULTS:
            notes.append(f"more than {MOST_RESULTS} files were written; the rest was left behind.")
            break
        data = _plain_bytes(source / name, limits.result_bytes)
        if data is None:
            notes.append(
                f"{name!a} is not a plain file of at most "
                f"{limits.result_bytes // 1000:,} kB and was left behind."
            )
        else:
            (target / name).write_bytes(data)
    return tuple(notes)


def bring_home(folder: int, target: Path, limits: Limits) -> tuple[str, ...]:
    """Copy the plain files of an open folder, which may be of a file system that is going away."""
    shown = Path(f"/proc/self/fd/{folder}")
    return _copy(shown, target, limits)


def _plain_bytes(path: Path, most: int) -> bytes | None:
    """The bytes of a plain file, opened without following a link or waiting at a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0)
    try:
        if path.is_symlink():
            return None
        with os.fdopen(os.open(path, flags), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return None
            data = stream.read(most + 1)
    except OSError:
        return None
    return data if len(data) <= most else None
