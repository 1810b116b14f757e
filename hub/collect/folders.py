"""The recipes folder as bytes: no link is followed, nothing without bound is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from hub.errors import Mendable
from hub.model import File, Refused, Unread
from hub.settings import Limits

PASSED_OVER = {"__pycache__", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db", "desktop.ini"}
IN_FOLDERS = {"lookups"}
MOST_UNREAD = 2_000
CLEAR = (
    "clear its outputs (in Jupyter: Kernel > Restart and clear outputs of all cells) and save it."
)
SMALLER = {"recipe.ipynb": CLEAR} | dict.fromkeys(
    ("recipe.yml", "README.md", "CHANGELOG.md", "expected.yml", "learning.yml"),
    "keep only what it is there to say.",
)
FIRST = {*SMALLER}


class FolderError(Mendable):
    """A folder that was asked for by name is not there; the text is for a person."""


def subfolders(folder: Path) -> Iterator[Path]:
    """The true folders inside a folder, sorted, hidden ones and links left out."""
    with os.scandir(folder) as entries:
        names = sorted(
            entry.name
            for entry in entries
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith((".", "_"))
        )
    for name in names:
        yield folder / name


def read_folder(folder: Path, limits: Limits) -> tuple[tuple[File, ...], tuple[Refused, ...]]:
    """Every plain file of a recipe's folder, and what was not read, with the reason.

    Where there are too many, the files that make a recipe are read before all others.
    """
    files: list[File] = []
    refused: list[Refused] = []
    for path in _walk(folder, ""):
        if len(files) >= limits.folder_files:
            refused.append(
                Refused(
                    path,
                    f"the folder holds more than {limits.folder_files} files.",
                    "keep only the notebook, its helpers and its lookups.",
                )
            )
            break
        found = _read(folder, path, limits)
        (files if isinstance(found, File) else refused).append(found)  # type: ignore[arg-type]
    return tuple(sorted(files, key=lambda file: file.path)), tuple(refused)


def _walk(folder: Path, inside: str) -> Iterator[str]:
    with os.scandir(folder / inside) as entries:
        found = sorted(entries, key=lambda entry: (entry.name not in FIRST, entry.name))
    for entry in found:
        path = f"{inside}/{entry.name}" if inside else entry.name
        if entry.name in PASSED_OVER:
            continue
        if entry.is_dir(follow_symlinks=False) and path in IN_FOLDERS:
            yield from _walk(folder, path)
        else:
            yield path


def _read(folder: Path, path: str, limits: Limits) -> File | Refused:
    full = folder / path
    shape = full.lstat()
    if stat.S_ISLNK(shape.st_mode):
        return Refused(path, "it is a symbolic link.", "put the file itself in the folder.")
    if stat.S_ISDIR(shape.st_mode):
        do = "keep helpers beside the notebook, tables in lookups/."
        return Refused(
            path, "it is a folder.", f"put the file {path} there." if path in FIRST else do
        )
    if not stat.S_ISREG(shape.st_mode):
        return Refused(path, "it is not a plain file.", "take it out.")
    if shape.st_size > limits.file_bytes:
        return Refused(
            path,
            f"it is larger than {limits.file_bytes // 1000:,} kB.",
            SMALLER.get(path, "take it out; recipes read their data from the hub's tables."),
        )
    return _open(full, path, limits)


def _open(full: Path, path: str, limits: Limits) -> File | Refused:
    """Read without following a link that was put there since we looked."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(full, flags), "rb") as stream:
            return File(path, stream.read(limits.file_bytes + 1)[: limits.file_bytes])
    except OSError as fault:
        return Refused(path, f"it cannot be read: {fault.strerror}.", "check its permissions.")


def unread(folder: Path, files: tuple[File, ...]) -> tuple[Unread, ...]:
    """Every plain file below a recipe's folder that is not among those read, links left out."""
    read, found = {file.path for file in files}, []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(names):
            full = Path(here) / name
            path = full.relative_to(folder).as_posix()
            if path in read or not stat.S_ISREG(full.lstat().st_mode):
                continue
            left = not PASSED_OVER.isdisjoint(full.relative_to(folder).parts)
            found.append(Unread(path, full, left))
            if len(found) >= MOST_UNREAD:
                return tuple(found)
    return tuple(found)
