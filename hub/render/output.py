"""Files to be written, and the writing of a whole tree beside the old one, then swapped."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from hub.errors import RenderError
from hub.exchange import exchange


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the docs tree: its path inside it, and its bytes."""

    path: str
    data: bytes


def text(path: str, content: str) -> Output:
    """A text file in UTF-8 with one newline at its end."""
    return Output(path, (content.rstrip("\n") + "\n").encode("utf-8"))


def as_json(path: str, value: Any) -> Output:
    """A JSON file that a person can read too."""
    return text(path, json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False))


def write_tree(outputs: Iterable[Output], folder: Path) -> None:
    """Write every file below `folder`, which holds either the old tree or the whole new one."""
    beside = made_beside(folder)
    try:
        _write_all(outputs, beside)
        beside.chmod(0o755)  # mkdtemp makes it private, and a web server must read it
        swap(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def made_beside(folder: Path) -> Path:
    """A new folder beside one that will be replaced; what a killed build left there goes.

    The caller holds the lock of the build.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in folder.parent.glob(f".{folder.name}-????????"):
        shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))


def swap(new: Path, old: Path) -> None:
    """Put a finished folder in the place of the old one; the old one comes back if that fails.

    Where the system can, both change places in one step: whoever is killed leaves one or the other.
    """
    aside = new.with_name(f"{new.name}-old")
    if old.exists():
        if exchange(new, old):
            shutil.rmtree(new, ignore_errors=True)
            return
        old.replace(aside)
    try:
        new.replace(old)
    except BaseException:  # also Ctrl-C: the old one must not stay aside
        if aside.exists():
            aside.replace(old)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _write_all(outputs: Iterable[Output], folder: Path) -> None:
    written: set[str] = set()
    for output in outputs:
        _write(output, folder, written)


def _write(output: Output, folder: Path, written: set[str]) -> None:
    parts = PurePosixPath(output.path).parts
    if not parts or ".." in parts or output.path.startswith("/"):
        raise RenderError(
            f"a page would be written outside the site: {output.path}", "report this as a bug."
        )
    if output.path.casefold() in written:
        raise RenderError(
            f"two pages have the same address: {output.path}", "rename the hand-written one."
        )
    written.add(output.path.casefold())
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(output.data)
