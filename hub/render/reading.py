"""Files that a run left behind, read as hostile: plain files only, no link followed, bounded."""

from __future__ import annotations

import os
import stat
from pathlib import Path

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
NO_WAIT = getattr(os, "O_NONBLOCK", 0)
BINARY = getattr(os, "O_BINARY", 0)


def read_plain(folder: Path, path: str, limit: int) -> bytes | None:
    """The bytes of a plain file inside a run's folder, or None when it is not one or too large."""
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return None
    full = folder.joinpath(*parts)
    if any(_is_link(parent) for parent in _between(folder, full)):
        return None
    try:
        handle = os.open(full, os.O_RDONLY | NO_FOLLOW | NO_WAIT | BINARY)
    except (OSError, ValueError):  # ValueError: a null byte in the name
        return None
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        data = stream.read(limit + 1)
    return data if len(data) <= limit else None


def _between(folder: Path, full: Path) -> list[Path]:
    return [parent for parent in full.parents if parent != folder and folder in parent.parents]


def _is_link(path: Path) -> bool:
    try:
        return stat.S_ISLNK(path.lstat().st_mode)
    except OSError:
        return False
