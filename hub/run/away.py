"""Takes away folders that a run could write in, however deep it has nested them."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path


def take_away(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as that can be done.

    `shutil.rmtree` calls itself for each level, and a path may only be so long: folders within
    folders are brought to the top first.
    """
    with contextlib.suppress(RecursionError):
        shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        if folder.is_dir() and not folder.is_symlink():
            _flatten(folder)
            shutil.rmtree(folder, ignore_errors=True)


def _flatten(folder: Path) -> None:
    """Bring every folder within to the first level."""
    pending, moved = _folders(folder), 0
    while pending:
        top = pending.pop()
        for one in _folders(top):
            moved += 1
            pending.append(one.rename(folder / f".deep-{os.getpid()}-{moved}"))


def _folders(folder: Path) -> list[Path]:
    """The folders in a folder, all of which may be entered from now on."""
    with os.scandir(folder) as found:
        inside = [Path(one.path) for one in found if one.is_dir(follow_symlinks=False)]
    for one in inside:
        one.chmod(0o700)
    return inside
