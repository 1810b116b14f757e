"""What a run left in its work folder, taken out as hostile: plain files only, bounded, by name."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection
from pathlib import Path

from hub.settings import Limits

MOST_RESULTS = 200
MOST_NOTES = 5
PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")


def take_results(
    work: Path, target: Path, limits: Limits, wanted: Collection[str] = ()
) -> tuple[str, ...]:
    """Copy the plain files of the results folder; what was left behind is said in words."""
    target.mkdir()
    source = work / "results"
    if source.is_symlink() or not source.is_dir():
        return ("the results folder was taken away or replaced.",)
    return _copy(source, target, limits, wanted)


def _copy(source: Path, target: Path, limits: Limits, wanted: Collection[str]) -> tuple[str, ...]:
    names = sorted(path.name for path in source.iterdir())
    plain = [name for name in names if PLAIN_NAME.fullmatch(name)]
    notes = [
        f"{_shown(name)} was left behind: its name is not of letters, digits, _, . and - only."
        for name in names
        if name not in plain
    ]
    for name in _wanted_first(plain, wanted)[:MOST_RESULTS]:
        data = _plain_bytes(source / name, limits.result_bytes)
        if data is None:
            notes.append(left_behind(name, limits))
        else:
            (target / name).write_bytes(data)
    if len(plain) > MOST_RESULTS:
        notes.append(f"{len(plain):,} result files were written; {MOST_RESULTS} were looked at.")
    return _few(notes)


def left_behind(name: str, limits: Limits) -> str:
    """Why a file was not taken, in words that can be found again by its name."""
    most = limits.result_bytes // 1000
    return f"{name} was left behind: it is a link, no plain file, or larger than {most:,} kB."


def _wanted_first(names: list[str], wanted: Collection[str]) -> list[str]:
    return sorted(names, key=lambda name: (name not in wanted, name))


def _shown(name: str) -> str:
    return ascii(name[:60])


def _few(notes: list[str]) -> tuple[str, ...]:
    """A run may leave behind a million files; a page names the first."""
    if len(notes) <= MOST_NOTES:
        return tuple(notes)
    return (*notes[:MOST_NOTES], f"{len(notes) - MOST_NOTES:,} more files were left behind.")


def bring_home(
    folder: int, target: Path, limits: Limits, wanted: Collection[str] = ()
) -> tuple[str, ...]:
    """Copy the plain files of an open folder, which may be of a file system that is going away."""
    shown = Path(f"/proc/self/fd/{folder}")
    return _copy(shown, target, limits, wanted)


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
